#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# The steps of the Containerfile, in that Debian: what each RUN line and CMD would do in the image.
# shellcheck source-path=SCRIPTDIR source=common.sh
. /test/common.sh

no_mirrors
connect_hosts
partner_has 'The first item'
serve_partner

same 'its instructions' 'FROM COPY RUN RUN USER VOLUME STOPSIGNAL CMD' \
  "$(grep -oE '^[A-Z]+' Containerfile | tr '\n' ' ' | sed 's/ $//')"
cp syndic_*.deb /tmp
while read -r command; do
  quietly sh -c "$command"
done < <(sed -n 's/^RUN //p' Containerfile)
same 'its user' 'syndic:x:900:900' "$(getent passwd syndic | cut -d: -f1-4)"
same 'what is left of its making' '' "$(ls /tmp)"

command=$(sed -n 's/^CMD \["\/bin\/sh", "-c", "\(.*\)"\]$/\1/p' Containerfile)
user=$(sed -n 's/^USER //p' Containerfile)
[ -n "$command" ] || fail 'CMD is no script of sh'
# start : runs it as the image would; $container is its process.
start() {
  setpriv --reuid "$user" --regid "$user" --init-groups env -i PATH="$PATH" /bin/sh -c "$command" \
    >said 2>&1 &
  container=$!
}

configuration >/etc/syndic/syndic.toml
start
for _ in $(seq 600); do
  [ ! -s /var/lib/syndic/public/all.rss ] || break
  sleep 0.1
done
grep -q 'The first item' /var/lib/syndic/public/all.rss || fail "no run: $(cat said)"
kill -TERM "$container"
wait "$container" || fail "it ends with status $?: $(cat said)"

echo 'mistake = true' >/etc/syndic/syndic.toml
start
status=0
wait "$container" || status=$?
same 'its end where the configuration is wrong' 78 "$status"
grep -q 'unknown key mistake' said || fail "it does not say what is wrong: $(cat said)"
