#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# service.sh UNITS : holds the service to a level of exposure of at most 2.0, of ten, and both units in
# the folder UNITS to systemd's grammar. Exit code 77 where there is no systemd-analyze.
set -euo pipefail

command -v systemd-analyze >/dev/null || { echo "skipped: there is no systemd-analyze"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Neither the program nor the pages of its manual need to be installed here.
sed -e 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' -e '/^Documentation=/d' -s "$1/syndic.service" >"$work/syndic.service"
sed '/^Documentation=/d' "$1/syndic.timer" >"$work/syndic.timer"

systemd-analyze security --offline=true --threshold=20 "$work/syndic.service"
said=$(systemd-analyze verify --man=no "$work/syndic.service" "$work/syndic.timer" 2>&1)
[ -z "$said" ] || { echo "$said" >&2; exit 1; }
