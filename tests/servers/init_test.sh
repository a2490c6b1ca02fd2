#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# init_test.sh nginx|apache|caddy SYNDIC : the real server with the file that `syndic init` writes for
# addresses other than /feeds/. Exit code: 0, 1 where it answers differently, 77 where there is no such
# server.
set -euo pipefail
# shellcheck source=tests/servers/servers.sh
. "$(dirname "$0")/servers.sh"

server=$1 syndic=$2
make_work_folder

# In place of the samples of config/.
sample() { cat "$work/init/$server.conf"; }

# answer PATH [CURL-OPTION…] : its status and media type.
answer() { curl -s -o /dev/null -w '%{http_code} %{content_type}' "$site$1" "${@:2}"; }

for path in /news.d/feeds/ /; do
  rm -rf "$work/init" "$work/server" "$public"
  mkdir "$work/init"
  "$syndic" -c "$work/init/syndic.toml" init --yes --url "$site/" --feeds-url "$site$path" \
    --directory "$public" --run none --server "$server" >"$work/init.log" 2>&1 ||
    { cat "$work/init.log" >&2; fail 'init'; }
  start_server "$server"
  same "$path" '200 text/html; charset=utf-8' "$(answer "$path")"
  same "${path}all.rss" '200 application/rss+xml; charset=utf-8' "$(answer "${path}all.rss")"
  same "${path}all.atom in a browser" '200 application/xml; charset=utf-8' \
    "$(answer "${path}all.atom" -H 'Accept: text/html')"
  same "${path}all.json" '200 application/feed+json' "$(answer "${path}all.json")"
  same "${path}status.json" '200 application/json' "$(answer "${path}status.json")"
  same "${path}.hidden" 404 "$(answer "${path}.hidden" | cut -d' ' -f1)"
  [ "$path" = / ] || same "${path%/}" 301 "$(answer "${path%/}" | cut -d' ' -f1)"
  kill %%
  wait || true
done
