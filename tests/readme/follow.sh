#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Follows the README inside the Debian that steps.sh made: a reader, ada, who may use sudo, runs the
# blocks in their order, and what the README promises of each is looked at.
set -euo pipefail
cd /test
. /test/partner.sh

part='before its steps'
trap 'exit 130' INT TERM
trap 'echo "README, $part: line $LINENO of follow.sh failed" >&2' ERR

fail() {
  echo "README, $part: $*" >&2
  exit 1
}

# same WHAT WANTED GOT
same() { [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"; }

# holds WHAT TEXT PART
holds() { [[ $2 == *"$3"* ]] || fail "$1 is without '$3': $2"; }

# run_block BLOCK : runs it in ada's shell, which stays in the folder where the last block left it;
# what it says is in /test/output.
run_block() {
  { echo 'set -eu; cd "$(cat ~/.folder)"'; cat "/test/blocks/$1"; echo 'pwd >~/.folder'; } >/test/run
  runuser -l ada -c 'bash /test/run' >/test/output 2>&1 || {
    cat /test/output >&2
    fail "this failed: $(cat "/test/blocks/$1")"
  }
}

# page NAME : its status and media type, and into /test/body what it holds.
page() { curl -s -o /test/body -w '%{http_code} %{content_type}' "http://www.example.org/feeds/$1"; }

# served NAME MEDIA-TYPE TITLE…
served() {
  local name=$1 type=$2 title
  shift 2
  same "/feeds/$name" "200 $type" "$(page "$name")"
  for title in "$@"; do holds "/feeds/$name" "$(cat /test/body)" "$title"; done
}

# all_served TITLE… : that each feed and the page are served, and hold these.
all_served() {
  served all.rss 'application/rss+xml; charset=utf-8' "$@"
  served all.atom 'application/atom+xml; charset=utf-8' "$@"
  served all.json application/feed+json "$@"
  served index.html 'text/html; charset=utf-8' "$@"
}

# cron_runs [NAME=VALUE…] : runs the only line of the table as cron does; prints what cron would mail.
cron_runs() {
  local user command
  read -r _ _ _ _ _ user command < <(grep -v '^[A-Z]*=\|^#' /etc/cron.d/syndic)
  (cd "$(getent passwd "$user" | cut -d: -f6)" &&
    runuser -u "$user" -- env -i HOME="$PWD" LOGNAME="$user" PATH=/usr/bin:/bin SHELL=/bin/sh "$@" \
      sh -c "$command" 2>&1)
}

# typed BLOCK ANSWER… : runs it on a terminal, on which ada types the answers, a line each.
typed() {
  local block=$1
  shift
  { echo 'set -eu; cd "$(cat ~/.folder)"'; cat "/test/blocks/$block"; } >/test/run
  printf '%s\n' "$@" | runuser -l ada -c 'script -qefc "bash /test/run" /dev/null' >/test/output 2>&1 || {
    cat /test/output >&2
    fail "this failed: $(cat "/test/blocks/$block")"
  }
}

# until_it_holds TEXT COMMAND… : waits until the command prints the text.
until_it_holds() {
  local text=$1 tries
  shift
  for ((tries = 0; tries < 600; ++tries)); do
    ! "$@" 2>/dev/null | grep -q "$text" || return 0
    sleep 0.1
  done
  fail "no '$text' from: $*"
}

# Terminals for ada.
mkdir -p /dev/pts
mount -t devpts -o ptmxmode=666 devpts /dev/pts
ln -sf pts/ptmx /dev/ptmx

adduser --quiet --disabled-password --gecos '' ada
echo 'ada ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ada
mv /test/syndic ~ada/syndic
echo /home/ada/syndic >~ada/.folder
chown -R ada: ~ada
: >/etc/apt/sources.list
connect_hosts
partner_has 'The first item'
serve_partner

same 'the blocks of its steps' '1.sh 2.sh 3.sh 4.nginx 4.sh 5.sh outside.sh outside.sh.2' "$(cd blocks && echo *)"

part='step 1'
sed -i 's/apt install/& -y --no-install-recommends/' blocks/1.sh # Nobody is there to agree.
run_block 1.sh
same 'what is installed' /usr/bin/syndic "$(command -v syndic)"

part='step 2'
run_block 2.sh &
until_it_holds 'The first item' curl -s http://127.0.0.1:8080/
kill -INT "$(grep -lx syndic /proc/[0-9]*/comm | cut -d/ -f3)"
wait $!
holds 'what try says at its end' "$(cat output)" 'syndic init https://partner.example/'
[ ! -e /var/lib/syndic/syndic.db ] || fail 'a trial was kept'

part='step 3'
typed 3.sh y 'News of our network' https://www.example.org/ '' '' ''
holds 'what init says' "$(cat output)" '4. Who runs it'
holds 'what init says' "$(cat output)" 'include /etc/nginx/snippets/syndic.conf;'
[ -s /var/lib/syndic/syndic.db ] || fail 'there is no /var/lib/syndic/syndic.db'
[ -s /var/lib/syndic/public/all.rss ] || fail 'there is no /var/lib/syndic/public/all.rss'

part='what cron runs'
said=$(cron_runs)
same 'what a run says that has nothing to ask' '' "$said"
partner_has 'The second item' 'The first item'
said=$(cron_runs SYNDIC_NOW="$(date -u -d '+2 hours' +%FT%TZ)")
same 'what a run says that has news' '' "$said"

part='step 4'
nginx
{ echo 'server {'; echo 'listen 80;'; cat blocks/4.nginx; echo '}'; } >/etc/nginx/sites-available/default
run_block 4.sh
same 'what nginx finds' '' "$(grep -vE 'syntax is ok$|test is successful$|signal process started$' output || true)"
# Nginx answers by the old configuration until it has read the new one.
curl -sf --retry 30 --retry-delay 1 --retry-all-errors -o body http://www.example.org/feeds/all.rss ||
  fail '/feeds/all.rss is not served'
all_served 'The first item' 'The second item'
served '' 'text/html; charset=utf-8' 'The second item'
served status.html 'text/html; charset=utf-8' 'A partner'
for file in $(cd /var/lib/syndic/public && find . -type f -name '[^.]*'); do
  type=$(page "${file#./}")
  case $file in
    *.css) same "$file" '200 text/css; charset=utf-8' "$type" ;;
    *.js) same "$file" '200 text/javascript; charset=utf-8' "$type" ;;
    *.xml) same "$file" '200 application/xml; charset=utf-8' "$type" ;;
    *.svg) same "$file" '200 image/svg+xml' "$type" ;;
    *.html) same "$file" '200 text/html; charset=utf-8' "$type" ;;
    *.opml) same "$file" '200 text/x-opml' "$type" ;;
    *.rss | *.atom | *.json | *.gz) ;;
    *) fail "the types have none for $file" ;;
  esac
done

part='step 5'
run_block 5.sh
cat output
holds 'what status says' "$(cat output)" a-partner

part='the backup'
run_block outside.sh
holds 'what the copy finds of itself' "$(syndic store check /var/lib/syndic/backup.db)" 'nothing wrong'
rm -rf /var/lib/syndic/public /var/lib/syndic/syndic.db*
mv /var/lib/syndic/backup.db /var/lib/syndic/syndic.db
said=$(cron_runs SYNDIC_NOW="$(date -u -d '+2 hours' +%FT%TZ)")
same 'what the next run says' '' "$said"
all_served 'The first item' 'The second item'

part='the least that works, of config/README.md'
find /var/lib/syndic -mindepth 1 -delete
cp least/outside.toml /etc/syndic/syndic.toml # The first block of that file.
(cd / && syndic check && sudo -u syndic syndic refresh) >output 2>&1 || fail "$(cat output)"
[ -s /var/lib/syndic/syndic.db ] || fail 'there is no /var/lib/syndic/syndic.db'
all_served 'The first item' 'The second item' 'CASEL'
same 'what is in /etc/syndic' syndic.toml "$(ls /etc/syndic)"
