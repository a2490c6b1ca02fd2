#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs syndic by the libraries that came with it, and no others of this machine. What syndic itself
# runs, such as publish.command, has the machine's own.
SYNDIC_PROGRAM=$(readlink -f -- "$0")
export SYNDIC_PROGRAM
lib=$(dirname -- "$(dirname -- "$SYNDIC_PROGRAM")")/lib/syndic
exec "$lib/@LOADER@" --inhibit-cache --library-path "$lib" --argv0 syndic "$lib/syndic" "$@"
