#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# steps.sh TEST SYNDIC MADE WORK : runs TEST.sh of this folder, with what `./dev package --tar` put
# into the folder MADE, on a Debian 12 that tests/support/debian.sh makes and keeps in WORK. SYNDIC is
# the program that was packaged. Exit code: 0, 1 where a step fails, 77 where it cannot be run.
set -euo pipefail

test=$1
tests=$(cd "$(dirname "$0")" && pwd)
config=$(cd "$tests/../../config" && pwd)
# shellcheck source-path=SCRIPTDIR source=../support/debian.sh
. "$tests/../support/debian.sh"

case $test in
  tarball) made=("$3"/syndic-*-linux-*.tar.gz) ;;
  *) made=("$3"/syndic_*.deb) ;;
esac
[ -f "${made[0]}" ] || skip "there is no ${made[0]}, which ./dev package --tar makes"
in_own_mounts "$@"
mkdir -p "$4"
make_debian "$(realpath "$4")" "$2"
cp "${made[0]}" "$config/package/Containerfile" "$config/package/syndic.toml" "$config/nginx.conf" \
  "$tests/$test.sh" "$tests/common.sh" "$root/test"
case $test in
  systemd) boot_in_debian "/test/$test.sh" ;;
  *) run_in_debian "/test/$test.sh" ;;
esac
