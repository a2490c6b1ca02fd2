# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# A Debian 12 in memory with mounts, processes, host name and network of its own, all of which ends
# with the script that sources this. It has what debootstrap puts there, the packages below and the
# shared libraries of a program; the loopback interface is all of its network. A script calls, in this
# order, with `set -euo pipefail`:
#
#   in_own_mounts "$@"          from here on it is the same script again, with mounts of its own
#   make_debian WORK PROGRAM    $root is that Debian; WORK keeps it for the next run
#   fill in $root/test what the test needs, then
#   run_in_debian SCRIPT        which is a path in that Debian; does not return
# or, to have a booted one,
#   boot_in_debian SCRIPT

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=../../config/package/libraries.sh
. "$here/../../config/package/libraries.sh"

# What a reader's machine has or the README tells to install, and what the tests need: libtag1v5 is
# by what name packages depend on the library of libtag1v5-vanilla.
debian_packages=(adduser busybox-static ca-certificates cron curl iproute2 libtag1v5 nginx-light openssl sqlite3 sudo systemd)

# Ends the test as one that cannot be run here.
skip() {
  echo "skipped: $*"
  exit 77
}

# Prints where this machine's apt has Debian 12 from.
mirror() {
  # shellcheck disable=SC2016  # It is apt's.
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Codename: bookworm' | head -n 1
}

in_own_mounts() {
  [ "$(id -u)" -eq 0 ] || skip "only root can make a Debian of its own"
  grep -qs '^VERSION_CODENAME=bookworm$' /etc/os-release || skip "this machine is no Debian 12"
  [ "${SYNDIC_TEST_MOUNTS:-}" != own ] || return 0
  unshare --mount --net --uts --pid --fork true 2>/dev/null || skip "no namespaces can be made here"
  SYNDIC_TEST_MOUNTS=own exec unshare --mount "$0" "$@"
}

# write_base WORK PROGRAM : writes WORK/base.tar, that Debian as installed, unless one with the same
# packages is there.
write_base() {
  local work=$1 wanted address
  mapfile -t -O "${#debian_packages[@]}" debian_packages < <(library_packages "$2")
  wanted=$(IFS=,; echo "${debian_packages[*]}")
  [ "$(cat "$work/base.packages" 2>/dev/null)" != "$wanted" ] || return 0
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

make_debian() {
  local work=$1
  root=$work/root
  mkdir -p "$root"
  exec 9>"$work/lock"
  flock 9
  mount -t tmpfs -o mode=755 syndic-test "$root" || skip "no tmpfs can be mounted here"
  write_base "$work" "$2"
  [ -d "$root/usr" ] || tar -C "$root" -xpf "$work/base.tar"
  mkdir -p "$root/test"
  cp "$here/partner.sh" "$root/test"
}

# From here on this process is the one whose end ends all others.
run_in_debian() {
  exec unshare --mount --net --uts --pid --fork --kill-child --root="$root" --mount-proc \
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root bash "$1" 9>&-
}

# boot_in_debian SCRIPT : boots that Debian's own systemd, which runs the script, a path there, as a
# service; ends with the script's exit code. The machine's own devices, settings of the kernel and
# control groups stay out of its reach.
boot_in_debian() {
  local hierarchy=/sys/fs/cgroup
  [ ! -d "$hierarchy/unified" ] || hierarchy=$hierarchy/unified
  cgroup=$hierarchy/syndic-test-$$
  mkdir "$cgroup" 2>/dev/null || skip "no control group can be made here"
  trap 'find "$cgroup" -depth -type d -exec rmdir {} +' EXIT
  sed "s|@SCRIPT@|$1|" >"$root/etc/systemd/system/test.service" <<'UNIT'
[Unit]
Wants=dbus.socket
[Service]
ExecStart=/bin/sh -c 'bash @SCRIPT@; echo $? >/test/status'
StandardOutput=file:/test/said
StandardError=inherit
ExecStopPost=/bin/sh -c 'systemctl --force --force poweroff >/dev/null 2>&1'
UNIT
  cat >"$root/test/boot" <<'BOOT'
umount -l /old
mount -t proc proc /proc
mount --bind /proc/sys /proc/sys
mount -o remount,bind,ro /proc/sys
mount -t sysfs -o ro sysfs /sys
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -t tmpfs tmpfs /run
exec /lib/systemd/systemd --system --unit=test.service --log-target=null --show-status=0
BOOT
  mkdir -p "$root/old"
  # Moved to another root by pivot_root, since no process in a chroot may make a namespace of users, of
  # which PrivateUsers= is one.
  (
    echo "$BASHPID" >"$cgroup/cgroup.procs"
    cd "$root"
    exec timeout 300 unshare --mount --net --uts --ipc --cgroup --pid --fork --kill-child \
      env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root container=test \
      sh -c 'pivot_root . old && exec chroot . bash /test/boot'
  ) 9>&- >"$root/test/booted" 2>&1 || true  # Its end is that of its power.
  cat "$root/test/said" 2>/dev/null || true
  [ -f "$root/test/status" ] || skip "systemd cannot be booted here: $(tail -n 3 "$root/test/booted")"
  return "$(cat "$root/test/status")"
}
