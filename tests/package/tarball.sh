#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# The tarball, in a root that has nothing but busybox, without a C library: as on any Linux at all.
# The web's authorities are where Fedora has them.
# shellcheck source-path=SCRIPTDIR source=common.sh
. /test/common.sh

connect_hosts
partner_has 'The first item'
serve_partner

bare=/test/bare
mkdir -p "$bare"/{bin,dev,etc/pki/tls/certs,etc/syndic,proc,tmp,usr/local,var/lib/syndic}
cp /bin/busybox "$bare/bin"
for name in sh dirname readlink cat; do ln -s busybox "$bare/bin/$name"; done
cp /etc/hosts /etc/resolv.conf "$bare/etc"
cp /etc/ssl/certs/ca-certificates.crt "$bare/etc/pki/tls/certs/ca-bundle.crt"
mknod -m 666 "$bare/dev/null" c 1 3
mknod -m 666 "$bare/dev/urandom" c 1 9
mount -t proc proc "$bare/proc"

# in_bare COMMAND : by that root's shell.
in_bare() { chroot "$bare" /bin/sh -c "PATH=/usr/local/bin:/bin; export PATH; $1"; }

# The first command of INSTALL, by its own words.
tar -xOzf syndic-*.tar.gz --wildcards '*/INSTALL' --occurrence=1 >INSTALL
grep -q '^    tar -C /usr/local --strip-components=1 --exclude=INSTALL -xzf syndic-' INSTALL ||
  fail 'INSTALL begins with something else'
tar -C "$bare/usr/local" --strip-components=1 --exclude=INSTALL -xzf syndic-*.tar.gz

same 'its version' "syndic $(ls syndic-*.tar.gz | cut -d- -f2)" "$(in_bare 'syndic --version')"
configuration >"$bare/etc/syndic/syndic.toml"
quietly in_bare 'syndic refresh'
grep -q 'The first item' "$bare/var/lib/syndic/public/all.rss" || fail "no feed: $(cat output)"

# By a link, and from another folder.
ln -s ../usr/local/bin/syndic "$bare/bin/linked"
quietly in_bare 'cd /tmp && linked status'
grep -q 'a-partner' output || fail "no status: $(cat output)"

same 'the program of its worker' '/usr/local/bin/syndic refresh --loop' \
  "$(sed -n 's/^ExecStart=//p' "$bare/usr/local/lib/systemd/system/syndic-loop.service")"
same 'the program of its service' '/usr/local/bin/syndic refresh --quiet' \
  "$(sed -n 's/^ExecStart=//p' "$bare/usr/local/lib/systemd/system/syndic.service")"
