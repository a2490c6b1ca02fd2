#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Debian's package: installed, configured, run, served, upgraded, removed, purged.
# shellcheck source-path=SCRIPTDIR source=common.sh
. /test/common.sh

deb=(/test/syndic_*.deb)
no_mirrors
connect_hosts
partner_has 'The first item'
serve_partner

# Everything in that Debian but what programs keep for themselves, and the copies (passwd-) of before
# the last change.
all_files() {
  find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /test -o -path /tmp \
    -o -path /srv -o -path /var/cache -o -path /var/log -o -path /var/lib/dpkg -o -path /var/lib/apt \
    -o -path /var/lib/nginx -o -path '/etc/*-' \) -prune -o -printf '%p %M %u %g\n' | sort
  sort /etc/passwd /etc/group | cut -d: -f1
}

# install_package FILE
install_package() { quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1"; }

all_files >before

install_package "${deb[0]}"
modes() { stat -c '%n %A %U %G' "$@"; }
same 'its files' '/etc/syndic drwxr-xr-x root root
/etc/syndic/syndic.toml -rw-r--r-- root root
/lib/systemd/system/syndic-loop.service -rw-r--r-- root root
/lib/systemd/system/syndic.service -rw-r--r-- root root
/lib/systemd/system/syndic.timer -rw-r--r-- root root
/usr/bin/syndic -rwxr-xr-x root root
/usr/share/bash-completion/completions/syndic -rw-r--r-- root root
/usr/share/doc/syndic/examples/monitoring/grafana.json -rw-r--r-- root root
/usr/share/doc/syndic/examples/monitoring/syndic.rules.yml -rw-r--r-- root root
/usr/share/doc/syndic/examples/nginx.conf -rw-r--r-- root root
/usr/share/fish/vendor_completions.d/syndic.fish -rw-r--r-- root root
/usr/share/man/man1/syndic.1.gz -rw-r--r-- root root
/usr/share/man/man5/syndic.toml.5.gz -rw-r--r-- root root
/usr/share/syndic/theme/page.mustache -rw-r--r-- root root
/usr/share/zsh/vendor-completions/_syndic -rw-r--r-- root root
/var/lib/syndic drwxr-xr-x syndic syndic' "$(modes /etc/syndic /etc/syndic/syndic.toml \
  /lib/systemd/system/syndic{-loop.service,.service,.timer} /usr/bin/syndic \
  /usr/share/bash-completion/completions/syndic \
  /usr/share/doc/syndic/examples/{monitoring/{grafana.json,syndic.rules.yml},nginx.conf} \
  /usr/share/fish/vendor_completions.d/syndic.fish /usr/share/man/man1/syndic.1.gz \
  /usr/share/man/man5/syndic.toml.5.gz /usr/share/syndic/theme/page.mustache \
  /usr/share/zsh/vendor-completions/_syndic /var/lib/syndic)"
same 'its user' '/var/lib/syndic:/usr/sbin/nologin' "$(getent passwd syndic | cut -d: -f6,7)"
same 'the timer' disabled "$(systemctl is-enabled syndic.timer || true)"
same 'the file that waits to be written' "$(cat syndic.toml)" "$(cat /etc/syndic/syndic.toml)"

set_up --run cron
same 'who owns the store after init' 'syndic syndic 640' "$(stat -c '%U %G %a' /var/lib/syndic/syndic.db)"
same 'what init published' 'The first item' \
  "$(grep -o '<title>The [^<]*' /var/lib/syndic/public/all.rss | cut -d'>' -f2)"
same "cron's table" '-59/15 * * * * syndic test ! -x /usr/bin/syndic || /usr/bin/syndic refresh --quiet' \
  "$(tail -n 1 /etc/cron.d/syndic | sed 's/^[0-9]*//')"
sed -i 's/^MAILTO=.*/MAILTO=ada/' /etc/cron.d/syndic
set_up --run cron --force # Which keeps the edited table.
[ -f /etc/cron.d/syndic.old ] || fail 'the edited table of cron is gone'
chgrp syndic /etc/syndic/syndic.toml
chmod 640 /etc/syndic/syndic.toml
systemctl enable syndic.timer syndic-loop.service 2>/dev/null
for unit in syndic syndic-loop; do
  mkdir -p /etc/systemd/system/$unit.service.d
  echo '[Service]' >/etc/systemd/system/$unit.service.d/init.conf
done

# refresh : a run as the service runs it, but for systemd itself.
refresh() {
  local command
  command=$(sed -n 's/^ExecStart=//p' /lib/systemd/system/syndic.service)
  quietly runuser -u syndic -- env -i "$@" sh -c "umask 027; exec $command"
}
refresh
same 'the store' 'syndic syndic 640' "$(stat -c '%U %G %a' /var/lib/syndic/syndic.db)"

cp -a /etc/nginx/sites-available/default site.before
printf 'server {\nlisten 80;\ninclude snippets/syndic.conf;\n}\n' >/etc/nginx/sites-available/default
quietly nginx
titles() { curl -s http://www.example.org/feeds/all.rss | grep -o '<title>The [^<]*' | cut -d'>' -f2 | sort; }
same 'what nginx serves' 'The first item' "$(titles)"

# An upgrade, to a package that differs by its version alone.
dpkg-deb -R "${deb[0]}" next
sed -i 's/^Version: .*/Version: 99.0/' next/DEBIAN/control
dpkg-deb -b --root-owner-group next next.deb >/dev/null
state() {
  sha256sum /var/lib/syndic/syndic.db /etc/syndic/syndic.toml
  find /var/lib/syndic/public /etc/syndic -type f -printf '%p %M %u %g %i %T@\n' | sort
}
state >state.before
install_package ./next.deb
# shellcheck disable=SC2016  # It is dpkg's.
same 'the version' 99.0 "$(dpkg-query -W -f '${Version}' syndic)"
same 'what is there after the upgrade' "$(cat state.before)" "$(state)"
same 'the timer after the upgrade' enabled "$(systemctl is-enabled syndic.timer)"
partner_has 'The second item' 'The first item'
refresh SYNDIC_NOW="$(date -u -d '+2 hours' +%FT%TZ)"
same 'what nginx serves then' 'The first item
The second item' "$(titles)"

cron_command=$(tail -n 1 /etc/cron.d/syndic | cut -d' ' -f7-)
quietly apt-get remove -y syndic
same 'what cron mails after the removal' '0' "$(sh -c "$cron_command" 2>&1; echo $?)"
[ -s /etc/syndic/syndic.toml ] && [ -s /var/lib/syndic/syndic.db ] || fail 'its removal took data with it'
same 'what nginx serves after the removal' 'The first item
The second item' "$(titles)"

quietly apt-get purge -y syndic
quietly nginx -t
[ -f /etc/nginx/snippets/syndic.conf ] || fail 'a snippet that a site includes is gone'
rm /etc/nginx/snippets/syndic.conf
cp -a site.before /etc/nginx/sites-available/default
all_files >after
same 'what the purge left' '' "$(diff before after | grep '^[<>]' || true)"

# Another time: what nobody includes goes, what somebody else wrote stays.
install_package "${deb[0]}"
cp /usr/share/doc/syndic/examples/nginx.conf /etc/nginx/snippets/syndic.conf
echo '0 1 * * * root true' >/etc/cron.d/syndic
quietly apt-get purge -y syndic
[ ! -e /etc/nginx/snippets/syndic.conf ] || fail 'the snippet is left'
same 'the table of somebody else' '0 1 * * * root true' "$(cat /etc/cron.d/syndic)"
nginx -s stop 2>/dev/null
