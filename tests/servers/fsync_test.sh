#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# fsync_test.sh SYNDIC : what a power cut leaves, by the order of a run's system calls: each published
# file is on the disk before it has its name, and its name is before the store says so. Exit code: 0,
# 1 where the order is another, 77 where strace cannot be used.
set -euo pipefail
# shellcheck source=tests/servers/servers.sh
. "$(dirname "$0")/servers.sh"

command -v strace >/dev/null || skip 'there is no strace'
strace -o /dev/null true 2>/dev/null || skip 'strace may not trace here'
make_work_folder

# The whole run, from an empty folder.
trace=$work/trace
publish_demo "$1" strace -f -y -o "$trace" \
  -e trace=write,pwrite64,fsync,fdatasync,rename,renameat,renameat2
published=$(find "$public" -type f | wc -l)

awk -v public="$public" -v store="$work/demo.db" '
  function fault(words) { print "failed: " words ": " $0; faults = 1 }
  function folder_of(path) { sub(/\/[^\/]*$/, "", path); return path }
  # The path of a call'"'"'s descriptor, as -y prints it.
  { path = match($0, /<[^>]*>/) ? substr($0, RSTART + 1, RLENGTH - 2) : "" }
  /unfinished|resumed/ { if (index($0, public)) fault("two threads write files, which this test cannot follow"); next }
  / (write|pwrite64)\(/ { delete synced[path]; next }
  / f(data)?sync\(/ && / = 0$/ {
    if (path ~ /\.tmp$/) synced[path] = 1
    delete renamed[path]
    if (index(path, store) == 1 && renames) {
      for (folder in renamed) fault("the store is written before " folder " is")
      commits++
    }
    next
  }
  / rename(at2?)?\(/ && index($0, "\"" public "/") {
    split($0, names, "\"")
    if (!(names[2] in synced)) fault("it is renamed before it is on the disk")
    renamed[folder_of(names[4])] = 1
    renames++
    # health.json tells of the whole run, the store included.
    if (commits && names[4] !~ /\/health\.json$/) fault("it is renamed after the store is written")
  }
  END {
    if (!commits) fault("the store is never written")
    print renames
    exit faults
  }' "$trace" >"$work/found" || { cat "$work/found" >&2; exit 1; }
same 'the files that were renamed into place' "$published" "$(cat "$work/found")"
