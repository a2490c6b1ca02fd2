#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# steps.sh SYNDIC MADE WORK : runs the blocks of README.md that are for who wants a page and feeds, as
# they are written there, on a Debian 12 that tests/support/debian.sh makes and keeps in WORK. MADE is
# where `./dev package` put the package of the program SYNDIC. Exit code: 0, 1 where a step does not do
# what the README says, 77 where it cannot be run. What is not as it is for a reader of the README:
# - there are no mirrors; the packages that are needed are there;
# - partner.example, casel.org and www.example.org are one address, which this network's loopback
#   interface has, and whose certificate that Debian trusts;
# - the line of cron is run as cron runs it, but at once, also at a time two hours on.
set -euo pipefail

tests=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$tests/../.." && pwd)
# shellcheck source-path=SCRIPTDIR source=../support/debian.sh
. "$tests/../support/debian.sh"

# Puts the package, where the steps look for it, and the test itself into that Debian.
fill_root() {
  mkdir -p "$root/test/blocks" "$root/test/least" "$root/test/syndic/build/package"
  cp "${deb[0]}" "$root/test/syndic/build/package"
  awk -v folder="$root/test/blocks" -f "$tests/blocks.awk" "$checkout/README.md"
  awk -v folder="$root/test/least" -f "$tests/blocks.awk" "$checkout/config/README.md"
  cp "$tests/follow.sh" "$root/test"
}

deb=("$2"/syndic_*.deb)
[ -f "${deb[0]}" ] || skip "there is no ${deb[0]}, which ./dev package makes"
in_own_mounts "$@"
mkdir -p "$3"
make_debian "$(realpath "$3")" "$1"
fill_root
run_in_debian /test/follow.sh
