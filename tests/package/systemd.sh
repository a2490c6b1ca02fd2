#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# The service and the timer as systemd runs them, with all that the service is forbidden, in that
# Debian booted.
# shellcheck source-path=SCRIPTDIR source=common.sh
. /test/common.sh

deb=(/test/syndic_*.deb)
no_mirrors
connect_hosts
partner_has 'The first item'
serve_partner
export DEBIAN_FRONTEND=noninteractive
quietly apt-get install -y --no-install-recommends "${deb[0]}"

# run_service : starts a run and waits for its end, which is a success.
run_service() {
  systemctl start syndic.service || {
    journalctl --no-pager -n 20 >&2
    fail 'the service failed'
  }
}

# show UNIT PROPERTY
show() { systemctl show "$1" -p "$2" --value; }
timer() { echo "$(show syndic.timer UnitFileState) $(show syndic.timer ActiveState)"; }

same 'the timer at first' 'disabled inactive' "$(timer)"
set_up
same 'the timer after init' 'enabled active' "$(timer)"
same 'what init leaves to the package' '' "$(find /etc/systemd/system -name 'syndic.service*')"
configuration >/etc/syndic/syndic.toml

run_service
grep -q 'The first item' /var/lib/syndic/public/all.rss || fail 'nothing is published'
same 'the store and a feed' 'syndic 640
syndic 644' "$(stat -c '%U %a' /var/lib/syndic/syndic.db /var/lib/syndic/public/all.rss)"

# What a run may not do: see homes, other processes, devices; write elsewhere. What publish.command
# may: write below /var/lib/syndic, use the network, run programs.
cat >/usr/local/bin/told <<'SH'
#!/bin/sh
{
  id -un
  ls /root /home
  touch /etc/told /usr/told /var/told
  ls -d /proc/1 /dev/mem
  dd if=/dev/zero count=1 2>/dev/null | wc -c
  curl -so /dev/null -w '%{http_code}\n' https://partner.example/feed/
  ulimit -n
} >/var/lib/syndic/told 2>&1
SH
chmod +x /usr/local/bin/told
printf '[publish]\ncommand = ["told"]\n' >>/etc/syndic/syndic.toml
sed -i 's/News of our network/Other news/' /etc/syndic/syndic.toml
run_service
same 'what a run may do' "syndic
ls: cannot open directory '/home': Permission denied
ls: cannot open directory '/root': Permission denied
touch: cannot touch '/etc/told': Read-only file system
touch: cannot touch '/usr/told': Read-only file system
touch: cannot touch '/var/told': Read-only file system
ls: cannot access '/proc/1': No such file or directory
ls: cannot access '/dev/mem': No such file or directory
512
200
4096" "$(cat /var/lib/syndic/told)"

# Another folder is published to by a drop-in, which init writes.
install -d -o syndic -g syndic /srv/feeds
sed -i 's|^command = .*|directory = "/srv/feeds"|' /etc/syndic/syndic.toml
! systemctl start syndic.service 2>/dev/null || fail 'it writes into /srv without being allowed to'
set_up --force --directory /srv/feeds
rm -r /srv/feeds/*
run_service
grep -q 'The first item' /srv/feeds/all.rss || fail 'nothing is published in /srv/feeds'

# A run that finds another one going is no failure.
flock /var/lib/syndic/syndic.db.lock sh -c 'echo held; exec sleep 600' >held &
holder=$!
until [ -s held ]; do sleep 0.1; done
printf '[Service]\nExecStopPost=/bin/sh -c "echo $SERVICE_RESULT $EXIT_STATUS >/var/lib/syndic/ended"\n' \
  >/etc/systemd/system/syndic.service.d/ended.conf
systemctl daemon-reload
run_service
same 'the end of a run beside another' 'success 75' "$(cat /var/lib/syndic/ended)"
kill "$holder"

# A worker in place of the timer: ready, not ended by the watchdog's first look, reloaded, ended.
mkdir -p /etc/systemd/system/syndic-loop.service.d
printf '[Service]\nReadWritePaths=/srv/feeds\nWatchdogSec=2\n' >/etc/systemd/system/syndic-loop.service.d/own.conf
systemctl daemon-reload
systemctl start syndic-loop.service || fail 'the worker does not begin'
worker() { echo "$(show syndic-loop.service ActiveState) $(show syndic-loop.service NRestarts)"; }
# await_round : until the worker has told of a round.
await_round() { until [[ $(show syndic-loop.service StatusText) == *'next round at'* ]]; do sleep 0.1; done; }
await_round
sleep 5
same 'the worker after its watchdog has looked' 'active 0' "$(worker)"
before=$(show syndic-loop.service StatusText)
systemctl reload syndic-loop.service
until [ "$(show syndic-loop.service StatusText)" != "$before" ]; do sleep 0.1; done
await_round
systemctl stop syndic-loop.service
same 'the end of the worker' 'success 0' \
  "$(show syndic-loop.service Result) $(show syndic-loop.service ExecMainStatus)"

# The timer goes on over an upgrade.
dpkg-deb -R "${deb[0]}" next
sed -i 's/^Version: .*/Version: 99.0/' next/DEBIAN/control
sed -i 's|^OnCalendar=.*|OnCalendar=*:7|' next/lib/systemd/system/syndic.timer
dpkg-deb -b --root-owner-group next next.deb >/dev/null
quietly apt-get install -y ./next.deb
same 'the timer after an upgrade' 'enabled active' "$(timer)"
[[ $(show syndic.timer TimersCalendar) == *'*:07:00'* ]] || fail 'the timer goes by its old times'
quietly apt-get remove -y syndic
same 'the timer after the removal' inactive "$(show syndic.timer ActiveState)"
quietly apt-get purge -y syndic
same 'the drop-in after the purge' '' "$(find /etc/systemd/system -name 'syndic*')"
