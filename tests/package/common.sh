# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# What the tests of packages have in common, inside the Debian that steps.sh made.
set -euo pipefail
cd /test
# shellcheck source-path=SCRIPTDIR source=../support/partner.sh
. /test/partner.sh

trap 'exit 130' INT TERM
trap 'echo "${0##*/}: line $LINENO failed" >&2' ERR

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# same WHAT WANTED GOT
same() { [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"; }

# quietly COMMAND… : shows what it says only if it fails.
quietly() { "$@" >/test/output 2>&1 || { cat /test/output >&2; fail "this failed: $*"; }; }

# There are no mirrors in this network; all that the package needs is installed.
no_mirrors() { : >/etc/apt/sources.list; }

# set_up [OPTION…] : syndic init with the partner's feed.
set_up() {
  quietly syndic init --yes --title 'News of our network' --url https://www.example.org/ "$@" \
    https://partner.example/feed/
}

# configuration : the least that works, with the partner's feed.
configuration() {
  cat <<'TOML'
[site]
title     = "News of our network"
url       = "https://www.example.org/"
feeds_url = "https://www.example.org/feeds/"

[[source]]
name = "A partner"
url  = "https://partner.example/feed/"
TOML
}
