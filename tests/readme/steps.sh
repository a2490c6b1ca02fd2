#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# steps.sh SYNDIC WORK : runs every block of README.md, as it is written there, on a Debian 12 that
# has nothing but what debootstrap puts there and the packages below. WORK keeps that system for the
# next run. Exit code: 0, 1 where a step does not do what the README says, 77 where it cannot be run.
#
# That Debian is in memory and has mounts, processes, host name and network of its own; all of it ends
# with this script. What is not as it is for a reader of the README:
# - `./dev build` builds nothing, since that takes minutes: build/syndic is the program SYNDIC;
# - partner.example, casel.org and www.example.org are one address, which this network's loopback
#   interface has, and whose certificate that Debian trusts;
# - the line of cron is run as cron runs it, but at once, also at a time two hours on.
set -euo pipefail

syndic=$(realpath "$1")
work=$(realpath "$2")/debian
here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../.." && pwd)
root=$work/root

# What a reader's machine has or the README tells to install, and what the test needs: curl, ip and
# openssl.
packages=(ca-certificates cron curl iproute2 nginx-light openssl sqlite3 sudo)

skip() {
  echo "skipped: $*"
  exit 77
}

# Prints the packages of the shared libraries that a program needs, one a line.
library_packages() {
  ldd "$1" | awk '$3 ~ /^\// { print $3 }' | while read -r library; do
    dpkg-query -S "$(realpath "$library")" 2>/dev/null || dpkg-query -S "$library"
  done | cut -d: -f1 | sort -u
}

# Prints where this machine's apt has Debian 12 from.
mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Codename: bookworm' | head -n 1
}

# Writes $work/base.tar, that Debian as installed, unless one with the same packages is there.
make_base() {
  local wanted address
  mapfile -t -O "${#packages[@]}" packages < <(library_packages "$syndic")
  wanted=$(IFS=,; echo "${packages[*]}")
  [ "$(cat "$work/base.packages" 2>/dev/null)" = "$wanted" ] && return
  command -v debootstrap >/dev/null || skip "there is no debootstrap"
  address=$(mirror)
  [ -n "$address" ] || skip "apt has no source of Debian 12"
  debootstrap --variant=minbase --include="$wanted" bookworm "$root" "$address" \
    >"$work/debootstrap.log" 2>&1 || skip "debootstrap: $(tail -n 1 "$work/debootstrap.log")"
  umount "$root/proc" "$root/sys" 2>/dev/null || true
  tar -C "$root" -cf "$work/base.tar.new" .
  mv "$work/base.tar.new" "$work/base.tar"
  echo "$wanted" >"$work/base.packages"
}

# Puts the checkout, as far as the steps read it, and the test itself into that Debian.
fill_root() {
  [ -d "$root/usr" ] || tar -C "$root" -xpf "$work/base.tar"
  mkdir -p "$root/test/blocks" "$root/test/least" "$root/test/syndic/build"
  cp -r "$checkout/README.md" "$checkout/config" "$root/test/syndic"
  rm -rf "$root/test/syndic/config/var"
  install "$syndic" "$root/test/syndic/build/syndic"
  printf '#!/bin/sh\n[ "$*" = build ] && [ -x build/syndic ]\n' >"$root/test/syndic/dev"
  chmod +x "$root/test/syndic/dev"
  awk -v folder="$root/test/blocks" -f "$here/blocks.awk" "$checkout/README.md"
  awk -v folder="$root/test/least" -f "$here/blocks.awk" "$checkout/config/README.md"
  cp "$here/follow.sh" "$here/partner.sh" "$root/test"
}

[ "$(id -u)" -eq 0 ] || skip "only root can make a Debian of its own"
grep -qs '^VERSION_CODENAME=bookworm$' /etc/os-release || skip "this machine is no Debian 12"
if [ "${3:-}" != inside ]; then
  unshare --mount --net --uts --pid --fork true 2>/dev/null || skip "no namespaces can be made here"
  exec unshare --mount "$0" "$syndic" "$2" inside
fi

mkdir -p "$root"
exec 9>"$work/lock"
flock 9
mount -t tmpfs -o mode=755 syndic-readme "$root" || skip "no tmpfs can be mounted here"
make_base
fill_root
# From here on this process is the one whose end ends all others.
exec unshare --mount --net --uts --pid --fork --kill-child --root="$root" --mount-proc \
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root bash /test/follow.sh 9>&-
