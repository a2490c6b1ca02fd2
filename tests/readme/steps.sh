#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# steps.sh SYNDIC WORK : runs every block of README.md, as it is written there, on a Debian 12 that
# tests/support/debian.sh makes and keeps in WORK. Exit code: 0, 1 where a step does not do what the
# README says, 77 where it cannot be run. What is not as it is for a reader of the README:
# - `./dev build` builds nothing, since that takes minutes: build/syndic is the program SYNDIC;
# - partner.example, casel.org and www.example.org are one address, which this network's loopback
#   interface has, and whose certificate that Debian trusts;
# - the line of cron is run as cron runs it, but at once, also at a time two hours on.
set -euo pipefail

syndic=$(realpath "$1")
tests=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$tests/../.." && pwd)
# shellcheck source-path=SCRIPTDIR source=../support/debian.sh
. "$tests/../support/debian.sh"

# Puts the checkout, as far as the steps read it, and the test itself into that Debian.
fill_root() {
  mkdir -p "$root/test/blocks" "$root/test/least" "$root/test/syndic/build"
  cp -r "$checkout/README.md" "$checkout/config" "$root/test/syndic"
  rm -rf "$root/test/syndic/config/var"
  install "$syndic" "$root/test/syndic/build/syndic"
  printf '#!/bin/sh\n[ "$*" = build ] && [ -x build/syndic ]\n' >"$root/test/syndic/dev"
  chmod +x "$root/test/syndic/dev"
  awk -v folder="$root/test/blocks" -f "$tests/blocks.awk" "$checkout/README.md"
  awk -v folder="$root/test/least" -f "$tests/blocks.awk" "$checkout/config/README.md"
  cp "$tests/follow.sh" "$root/test"
}

in_own_mounts "$@"
mkdir -p "$2"
make_debian "$(realpath "$2")" "$syndic"
fill_root
run_in_debian /test/follow.sh
