#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# reader_loop.sh SYNDIC : 200 runs whose source changes each time, while readers get every published
# feed through nginx, with gzip and without: each document is whole and of one run, and every archive
# that one links to is there. Exit code: 0, 1 where that is not so, 77 where there is no nginx.
set -euo pipefail
# shellcheck source=tests/servers/servers.sh
. "$(dirname "$0")/servers.sh"

syndic=$1
shown=50 # Items in the feed.
added=50 # Items that are new in each run, so that every other one begins an archive.
make_work_folder
mkdir "$work/read"

cat >"$work/syndic.toml" <<TEXT
[site]
title     = "News"
url       = "https://www.example.org/"
feeds_url = "$site/feeds/"
[publish]
directory = "$public"
status    = false
[[source]]
name = "A"
path = "source.atom"
[[feed]]
name  = "all"
items = $shown
TEXT

# refresh_round ROUND : new items, and all that the source has, also of the last round, have another title.
refresh_round() {
  local n
  {
    echo '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:f</id><title>A</title>'
    for ((n = $1 * added; n < ($1 + 1) * added + shown; n++)); do
      printf '<entry><id>urn:x:%d</id><title>Round %d.</title><updated>2025-01-%02dT%02d:%02d:00Z</updated></entry>\n' \
        $n "$1" $((n / 1440 + 1)) $((n / 60 % 24)) $((n % 60))
    done
    echo '</feed>'
  } >"$work/source.atom"
  SYNDIC_NOW=$(date -u -d "2026-02-01 + $1 hours" +%FT%TZ) "$syndic" refresh --force -c "$work/syndic.toml" \
    >"$work/refresh.log" 2>&1 || { cat "$work/refresh.log" >&2; fail "refresh, round $1"; }
}

# get NAME… : from nginx into $work/read/NAME, and what was got as gzip into $work/read/gzip-NAME.
get() {
  local name urls=()
  for name in "$@"; do urls+=(-o "$work/read/$name" "$site/feeds/$name"); done
  curl -sf "${urls[@]}" || fail "one of $* is not served"
  urls=()
  for name in "$@"; do urls+=(-o "$work/read/gzip-$name" "$site/feeds/$name"); done
  curl -sf --compressed "${urls[@]}" || fail "one of $* is not served for gzip"
}

# archives_in FILE… : the names of the archives that they link to.
archives_in() { grep -oh 'all-archive-[0-9]*\.[a-z]*' "$@" | sort -u || true; }

# well_formed FILE…
well_formed() {
  local file
  for file in "$@"; do
    case $file in
      *.json) jq -e .version "$file" >"$work/said" 2>&1 ;;
      *) xmllint --noout "$file" >"$work/said" 2>&1 ;;
    esac || { cat "$work/said" >&2; fail "${file##*/} is not well-formed"; }
  done
}

# follow : from all.atom straight to the archive that it links to, before that might be made.
follow() {
  local archive
  archive=$(curl -sf "$site/feeds/all.atom" | archives_in -) || fail 'all.atom is not served'
  [ -z "$archive" ] || curl -sf -o "$work/read/followed" "$site/feeds/$archive" || fail "$archive is not served"
}

# read_all : one reader's visit.
read_all() {
  local file archives
  rm -f "$work"/read/*
  for _ in 1 2 3 4 5 6 7 8 9 10; do follow; done
  get all.rss all.atom all.json index.html
  for file in "$work"/read/*all.*; do
    same "the titles of ${file##*/}" "$shown of 1 round" \
      "$(grep -o 'Round [0-9]*' "$file" | sort | uniq -c | awk '{ items += $1 } END { print items, "of", NR, "round" }')"
  done
  well_formed "$work"/read/*all.*
  for file in "$work"/read/*index.html; do
    grep -q '</html>$' "$file" || fail "${file##*/} is cut"
  done
  archives=$(archives_in "$work"/read/*)
  # shellcheck disable=SC2086  # They are several names.
  [ -z "$archives" ] || get $archives
  [ -z "$archives" ] || well_formed "$work"/read/*all-archive-*
}

read_on() {
  local visits=0
  while [ ! -e "$work/done" ]; do
    read_all
    visits=$((visits + 1))
    echo $visits >"$work/visits.new"
    mv "$work/visits.new" "$work/visits"
  done
}

command -v jq >/dev/null || skip 'there is no jq'
command -v xmllint >/dev/null || skip 'there is no xmllint'
refresh_round 0
start_server nginx
echo 0 >"$work/visits"
read_on &
reader=$!
round=0
while [ $round -lt 200 ] || [ "$(cat "$work/visits")" -lt 50 ]; do
  round=$((round + 1))
  refresh_round $round
  kill -0 $reader 2>/dev/null || fail "the reader found a fault in round $round"
done
touch "$work/done"
wait $reader || fail 'the reader found a fault'
read_all
grep -q "Round $round\." "$work/read/all.json" || fail "round $round is not published"
# From archive to archive, back to the first.
archive=all.atom archives=0
while archive=$(grep -o 'rel="prev-archive"[^>]*' "$work/read/$archive" | archives_in -) && [ -n "$archive" ]; do
  get "$archive"
  well_formed "$work/read/$archive" "$work/read/gzip-$archive"
  archives=$((archives + 1))
done
[ $archives -ge 90 ] || fail "the feed has $archives archives"
echo "$round runs, $(cat "$work/visits") visits, $archives archives"
