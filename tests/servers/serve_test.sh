#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# serve_test.sh nginx|apache|caddy SYNDIC : serves what the demo publishes by the real server with the
# sample of config/, and asks it as readers do. Exit code: 0, 1 where it answers differently, 77 where
# there is no such server.
set -euo pipefail
# shellcheck source=tests/servers/servers.sh
. "$(dirname "$0")/servers.sh"

server=$1
make_work_folder

# ask NAME [CURL-OPTION…] : the answer to a request below /feeds/: $status, $body as it is sent, and
# $work/headers.
body=$work/body
ask() {
  : >"$body"
  status=$(curl -s --path-as-is -o "$body" -D "$work/headers" -w '%{http_code}' "$site/feeds$1" "${@:2}") ||
    fail "GET /feeds$1: curl ends with $?"
}

# header NAME : its values in the last answer, joined as RFC 9110 says.
header() {
  awk -v name="$1" 'BEGIN { FS = ": *" }
    tolower($1) == tolower(name) { sub(/^[^:]*: */, ""); sub(/\r$/, ""); values = values (values == "" ? "" : ", ") $0 }
    END { print values }' "$work/headers"
}

# varies NAME : that caches are told, by the last answer, on what that to NAME depends, each once.
varies() {
  local wanted=Accept-Encoding
  case $1 in *.rss | *.atom) wanted='Accept Accept-Encoding' ;; esac
  same "$1: Vary of $status" "$wanted" "$(header vary | tr -d ' ' | tr , '\n' | sort | paste -sd ' ')"
}

# type_of NAME TYPE
type_of() {
  ask "$1"
  same "$1" "200 $2" "$status $(header content-type)"
}

# not_modified NAME HEADER [CURL-OPTION…] : that a reader who sends HEADER is not sent the file again.
not_modified() {
  ask "$1" -H "$2" "${@:3}"
  same "$1 with $2" 304 "$status"
  [ ! -s "$body" ] || fail "$1: 304 with a body"
  same "$1: Cache-Control of 304" max-age=900 "$(header cache-control)"
  varies "$1"
}

# encoded NAME ACCEPT-ENCODING ENCODING ENDING : that the file beside NAME with this ending is what is
# sent.
encoded() {
  local type tag
  ask "$1"
  type=$(header content-type) tag=$(header etag)
  ask "$1" -H "Accept-Encoding: $2"
  same "$1 for $2" "200 $type" "$status $(header content-type)"
  same "$1 for $2: Content-Encoding" "$3" "$(header content-encoding)"
  varies "$1"
  same "$1 for $2: CORS" '*' "$(header access-control-allow-origin)"
  cmp "$body" "$public$1$4"
  curl -s --compressed -H "Accept-Encoding: $2" "$site/feeds$1" | cmp - "$public$1"
  [ "$(header etag)" != "$tag" ] || fail "$1: $3 has the ETag of the file itself, $tag"
  not_modified "$1" "If-None-Match: $(header etag)" -H "Accept-Encoding: $2"
}

# plain NAME ACCEPT-ENCODING : that NAME itself is sent, and caches know that others may get it encoded.
plain() {
  ask "$1" -H "Accept-Encoding: $2"
  same "$1 for $2" 200 "$status"
  same "$1 for $2: Content-Encoding" '' "$(header content-encoding)"
  varies "$1"
  cmp "$body" "$public$1"
}

# shown_as_xml NAME TYPE : that browsers, and nobody else, get NAME as XML, in whatever encoding.
shown_as_xml() {
  local accept encoding tag browser='Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  for accept in 'Accept:' 'Accept: */*' 'Accept: application/rss+xml, application/atom+xml;q=0.9, */*;q=0.1'; do
    ask "$1" -H "$accept"
    same "$1 with $accept" "200 $2" "$status $(header content-type)"
    varies "$1"
  done
  tag=$(header etag)
  for accept in "$browser" 'Accept: Text/HTML'; do
    for encoding in identity gzip; do
      ask "$1" -H "$accept" -H "Accept-Encoding: $encoding"
      same "$1 with $accept" '200 application/xml; charset=utf-8' "$status $(header content-type)"
      varies "$1"
      same "$1 in a browser: Cache-Control" max-age=900 "$(header cache-control)"
      same "$1 in a browser: CORS" '*' "$(header access-control-allow-origin)"
      same "$1 in a browser: nosniff" nosniff "$(header x-content-type-options)"
      same "$1 in a browser: Content-Encoding" "${encoding#identity}" "$(header content-encoding)"
      not_modified "$1" "If-Modified-Since: $(header last-modified)" -H "$accept" -H "Accept-Encoding: $encoding"
    done
    curl -s --compressed -H "$accept" "$site/feeds$1" | cmp - "$public$1"
  done
  # Who has it as a feed, and by the ETag of that, is sent it again.
  ask "$1" -H "$browser" -H "If-None-Match: $tag"
  same "$1 in a browser with the ETag $tag" '200 application/xml; charset=utf-8' "$status $(header content-type)"
  same "$1 in a browser: ETag" '' "$(header etag)"
}

publish_demo "$2"
for name in all.opml assets/a.{txt,vtt,png,jpg,jpeg,gif,webp,avif,ico,mp3,m4a,ogg,mp4,webm,pdf} .hidden .hidden.rss assets/.hidden; do
  echo content >"$public/$name"
done
mkdir "$public/.folder"
echo content | tee "$public/.folder/index.html" >"$public/.folder/all.atom"
start_server "$server"

type_of / 'text/html; charset=utf-8'
type_of /status.json application/json
type_of /health.json application/json
type_of /search.json application/json
type_of /why/index.json application/json
type_of /sitemap.xml 'application/xml; charset=utf-8'
while read -r name type; do
  type_of "/$name" "$type"
done <<'TEXT'
all.rss application/rss+xml; charset=utf-8
all.atom application/atom+xml; charset=utf-8
all.json application/feed+json
all.opml text/x-opml
status.html text/html; charset=utf-8
assets/style.css text/css; charset=utf-8
assets/site.js text/javascript; charset=utf-8
assets/icon.svg image/svg+xml
assets/a.txt text/plain; charset=utf-8
assets/a.vtt text/vtt; charset=utf-8
assets/a.png image/png
assets/a.jpg image/jpeg
assets/a.jpeg image/jpeg
assets/a.gif image/gif
assets/a.webp image/webp
assets/a.avif image/avif
assets/a.ico image/vnd.microsoft.icon
assets/a.mp3 audio/mpeg
assets/a.m4a audio/mp4
assets/a.ogg audio/ogg
assets/a.mp4 video/mp4
assets/a.webm video/webm
assets/a.pdf application/pdf
TEXT

for name in all.rss all.atom all.json status.json index.html all-archive-1.atom; do
  plain /$name identity
  same "$name: Cache-Control" max-age=900 "$(header cache-control)"
  same "$name: CORS" '*' "$(header access-control-allow-origin)"
  same "$name: nosniff" nosniff "$(header x-content-type-options)"
  not_modified /$name "If-None-Match: $(header etag)"
  ask /$name
  not_modified /$name "If-Modified-Since: $(header last-modified)"
  encoded /$name 'gzip, deflate' gzip .gz
  plain /$name 'gzip;q=0'
done
shown_as_xml /all.rss 'application/rss+xml; charset=utf-8'
for name in all.atom all-archive-1.atom; do
  shown_as_xml /$name 'application/atom+xml; charset=utf-8'
done
while read -r name type; do
  ask "/$name" -H 'Accept: text/html'
  same "$name in a browser" "200 $type" "$status $(header content-type)"
  [ -n "$(header etag)" ] || fail "$name in a browser has no ETag"
  varies "/$name"
done <<'TEXT'
all.json application/feed+json
status.json application/json
index.html text/html; charset=utf-8
TEXT

ask /all.rss -H 'Accept-Encoding: gzip' -H 'Via: 1.1 cache'
same '/all.rss for a cache' gzip "$(header content-encoding)"
ask / -H 'Accept-Encoding: gzip'
same '/ for gzip' gzip "$(header content-encoding)"
cmp "$body" "$public/index.html.gz"
ask /all.rss -H 'If-None-Match: "another"'
same 'another ETag' 200 "$status"

ask /assets/style.css
same 'assets: Cache-Control' max-age=86400 "$(header cache-control)"
same 'assets: CORS' '*' "$(header access-control-allow-origin)"
same 'assets: nosniff' nosniff "$(header x-content-type-options)"
ask /assets/style.css -H 'Accept-Encoding: gzip'
same 'assets: Content-Encoding' gzip "$(header content-encoding)"
cmp "$body" "$public/assets/style.css.gz"

# A file that has none beside it.
rm "$public/turn.rss.gz"
curl -s --compressed "$site/feeds/turn.rss" | cmp - "$public/turn.rss"

# Where a proxy is in front, its port is not the server's.
ask '' -H 'Host: www.example.org'
same '/feeds' "301 /feeds/" "$status $(header location | sed 's#^http://www.example.org/#/#')"
for name in /.hidden /assets/.hidden /.folder/ /.folder/index.html /missing.rss /.hidden.rss \
  /.folder/all.atom /.as-xml/all.rss /.as-xml/.hidden; do
  ask "$name" -H 'Accept: text/html'
  case $status in 400 | 403 | 404) ;; *) fail "$name is answered by $status in a browser" ;; esac
  ask "$name"
  case $status in 400 | 403 | 404) ;; *) fail "$name is answered by $status" ;; esac
done
ask /assets/
case $status in 403 | 404) ;; *) fail "the list of assets/ is answered by $status" ;; esac
for name in ../demo.toml /../demo.toml /..%2fdemo.toml /assets/../../demo.toml; do
  ask "$name"
  ! grep -q feeds_url "$body" || fail "$name leads out of what is published"
done

# Brotli, where this server and this machine have it.
[ "$server" != nginx ] || [ -n "$brotli_of_nginx" ] || skip "nginx has no module for brotli; all else passes"
for name in all.rss all.atom all.json; do
  encoded /$name 'gzip, deflate, br' br .br
done
ask /all.rss -H 'Accept: text/html' -H 'Accept-Encoding: gzip, deflate, br'
same '/all.rss in a browser for br' '200 application/xml; charset=utf-8 br' \
  "$status $(header content-type) $(header content-encoding)"
cmp "$body" "$public/all.rss.br"
