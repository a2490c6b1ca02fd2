#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# service.sh UNITS : holds the services to a level of exposure of at most 2.0, of ten, and all units
# in the folder UNITS to systemd's grammar. Exit code 77 where there is no systemd-analyze.
set -euo pipefail

command -v systemd-analyze >/dev/null || { echo "skipped: there is no systemd-analyze"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Neither the program nor the pages of its manual need to be installed here.
for service in syndic.service syndic-loop.service; do
  sed -e 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' -e '/^Documentation=/d' -s "$1/$service" >"$work/$service"
  systemd-analyze security --offline=true --threshold=20 "$work/$service"
done
sed '/^Documentation=/d' "$1/syndic.timer" >"$work/syndic.timer"

said=$(systemd-analyze verify --man=no "$work/syndic.service" "$work/syndic-loop.service" "$work/syndic.timer" 2>&1)
[ -z "$said" ] || { echo "$said" >&2; exit 1; }

# What one may do the other may.
sandbox() { sed -n '/^StateDirectory=/,/^\[/p' "$1" | grep '^[A-Z]'; }
diff <(sandbox "$1/syndic.service") <(sandbox "$1/syndic-loop.service") ||
  { echo 'the services may not do the same' >&2; exit 1; }
