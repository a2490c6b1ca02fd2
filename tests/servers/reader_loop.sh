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
shown=10 # Items in the feed; in the source there are some more.
make_work_folder
mkdir "$work/read"

cat >"$work/syndic.toml" <<TEXT
[site]
title     = "News"
url       = "https://www.example.org/"
feeds_url = "$site/feeds/"
[publish]
directory = "$public"
[[source]]
name = "A"
path = "source.atom"
[[feed]]
name  = "all"
items = $shown
TEXT

# refresh_round ROUND : one more item than in the last, and all of the source's items have another title.
refresh_round() {
  local item
  {
    echo '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:f</id><title>A</title>'
    for item in $(seq "$1" $(($1 + shown + 2))); do
      echo "<entry><id>urn:x:$item</id><title>Round $1.</title><updated>$(date -u -d "2026-01-01 + $item hours" +%FT%TZ)</updated></entry>"
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

# read_all : one reader's visit.
read_all() {
  local file archives known=
  rm -f "$work"/read/*
  get all.rss all.atom all.json index.html
  for file in "$work"/read/*all.*; do
    same "the titles of ${file##*/}" "$shown of 1 round" \
      "$(grep -o 'Round [0-9]*' "$file" | sort | uniq -c | awk '{ items += $1 } END { print items, "of", NR, "round" }')"
  done
  well_formed "$work"/read/*all.*
  for file in "$work"/read/*index.html; do
    grep -q '</html>$' "$file" || fail "${file##*/} is cut"
  done
  # From archive to archive, until none names one that is not known yet.
  archives=$(archives_in "$work"/read/*)
  while [ "$archives" != "$known" ]; do
    known=$archives
    # shellcheck disable=SC2086  # They are several names.
    get $archives
    archives=$(archives_in "$work"/read/*)
  done
  [ -z "$archives" ] || well_formed "$work"/read/*all-archive-*
  echo "$archives" >"$work/archives"
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
grep -q all-archive-1.atom "$work/archives" || fail 'no archive was read'
echo "$round runs, $(cat "$work/visits") visits, $(wc -l <"$work/archives") archives"
