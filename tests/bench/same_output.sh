#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# same_output.sh OLD NEW FOLDER… : whether two builds of syndic make the same of every file below
# these folders, byte for byte: what `parse` prints of each, and what a refresh publishes of all.
# What differs is named, and the exit code is 1. For changes that make it faster and nothing else.
set -euo pipefail

if [ $# -lt 3 ]; then
  echo "same_output.sh OLD NEW FOLDER…" >&2
  exit 2
fi
old=$(realpath "$1")
new=$(realpath "$2")
shift 2
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
export SYNDIC_NOW=2026-01-31T12:00:00Z

mkdir "$work/feeds"
number=0
while IFS= read -r -d '' file; do
  number=$((number + 1))
  cp "$file" "$work/feeds/$number.xml"
  printf '%s %s\n' "$number" "$file" >>"$work/names"
done < <(find "$@" -type f -print0 | sort -z)

# One server for both, as addresses are published.
"$new" serve "$work/feeds" --listen 127.0.0.1:0 >"$work/listening" 2>&1 &
server=$!
until address=$(grep -o 'http://[0-9.:]*' "$work/listening"); do
  kill -0 "$server"
  sleep 0.1
done

configuration() {
  printf '[site]\ntitle = "All"\nurl = "https://www.example.org/"\n'
  printf 'feeds_url = "https://www.example.org/feeds/"\nlanguage = "en"\n'
  printf '[fetch]\nallow_private = true\nper_host = 32\nhost_delay = "0s"\n'
  printf '[store]\nurl = "sqlite:syndic.db"\n[publish]\ndirectory = "public"\nverify = false\n'
  printf '[[feed]]\nname = "all"\ntitle = "All"\n'
  for ((i = 1; i <= number; i++)); do
    printf '[[source]]\nid = "s%s"\nurl = "%s/%s.xml"\n' "$i" "$address" "$i"
  done
}

# outputs BINARY FOLDER
outputs() {
  mkdir "$2"
  for ((i = 1; i <= number; i++)); do
    for format in json rss; do
      "$1" parse --as "$format" "$work/feeds/$i.xml" >"$2/$i.$format" 2>&1 </dev/null || echo "exit code $?" >>"$2/$i.$format"
    done
  done
  configuration >"$2/syndic.toml"
  "$1" -q refresh -c "$2/syndic.toml" >/dev/null 2>&1
  # They tell of the run: how long, how many bytes.
  rm -f "$2"/syndic.db* "$2"/public/{health,status}.* "$2"/public/metrics*
}

outputs "$old" "$work/old"
outputs "$new" "$work/new"
echo "$number files, of which a refresh published $(find "$work/new/public" -type f | wc -l)"
if ! diff --recursive --brief "$work/old" "$work/new"; then
  echo "the files by number:" && cat "$work/names"
  exit 1
fi
