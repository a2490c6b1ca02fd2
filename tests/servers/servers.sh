# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# The web servers of these tests: nginx, apache and caddy, each with the sample of config/ included as
# its first lines say, as an unprivileged user, with all that they write in a folder of the test.

checkout=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
# Where ./dev puts the files of packages that are not installed.
unpacked=$checkout/build/packages
PATH=$PATH:/usr/sbin:$unpacked/usr/sbin:$unpacked/usr/bin

skip() {
  echo "skipped: $*"
  exit 77
}

fail() {
  echo "failed: $*" >&2
  exit 1
}

# same WHAT WANTED GOT
same() { [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"; }

# Makes $work, the test's own folder, which ends with the test as the processes do that it began.
make_work_folder() {
  work=$(mktemp -d)
  trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT
  chmod 755 "$work"
  public=$work/public
  # A loopback address of this test's own, so that its ports are free.
  address=127.$((RANDOM % 100 + 100)).$(($$ / 256 % 256)).$(($$ % 256))
  site=http://$address:8080
}

# unprivileged COMMAND… : runs it as nobody if this is root, who owns all that is served.
unprivileged() {
  if [ "$(id -u)" -eq 0 ]; then
    exec setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
  fi
  exec "$@"
}

# Waits until something listens on a port of $address.
wait_for_port() {
  until (exec 3<>"/dev/tcp/$address/$1") 2>/dev/null; do
    kill -0 $! 2>/dev/null || { find "$work" -name "*.log" -exec cat {} + >&2; fail "nothing listens on $address:$1"; }
    sleep 0.05
  done
}

# sample FILE : a sample of config/ that serves $public.
sample() { sed "s#/var/lib/syndic/public#$public#" "$checkout/config/$1"; }

# Nginx's module, empty where there is none.
brotli_of_nginx=$(find "$unpacked"/usr/lib/nginx/modules /usr/lib/nginx/modules -name ngx_http_brotli_static_module.so -print -quit 2>/dev/null || true)

start_nginx() {
  local module=
  sample nginx.conf >"$work/server/syndic.conf"
  if [ -n "$brotli_of_nginx" ]; then
    cp "$brotli_of_nginx" "$work/brotli.so"
    module="load_module $work/brotli.so;"
    sed -i 's/# brotli_static on;/brotli_static on;/' "$work/server/syndic.conf"
  fi
  cat >"$work/server/nginx.conf" <<TEXT
daemon off;
pid $work/server/pid;
$module
events {}
http {
  access_log off;
  client_body_temp_path $work/server/body;
  proxy_temp_path $work/server/proxy;
  fastcgi_temp_path $work/server/fastcgi;
  uwsgi_temp_path $work/server/uwsgi;
  scgi_temp_path $work/server/scgi;
  server {
    listen $address:8080;
    index index.php;
    include syndic.conf;
    location ~ \.(css|rss)$ { return 410; }
  }
}
TEXT
  unprivileged "$work/nginx" -e stderr -c "$work/server/nginx.conf" 2>"$work/server.log" &
}

start_apache() {
  local modules=/usr/lib/apache2/modules name
  sample apache.conf >"$work/server/syndic.conf"
  {
    for name in mpm_event authz_core alias dir mime headers rewrite filter deflate autoindex; do
      echo "LoadModule ${name}_module $modules/mod_$name.so"
    done
    cat <<TEXT
ServerRoot $work/server
ServerName www.example.org
UseCanonicalName Off
Listen $address:8080
PidFile $work/server/pid
DefaultRuntimeDir $work/server
Mutex file:$work/server default
ErrorLog $work/server/error.log
TypesConfig /dev/null
DirectoryIndex index.php
<Directory "/">
  Options Indexes
  Require all denied
</Directory>
# As in Debian's mime.conf and deflate.conf.
AddType application/x-gzip .gz
AddOutputFilterByType DEFLATE text/html text/css application/rss+xml application/xml application/json
Include $work/server/syndic.conf
TEXT
  } >"$work/server/apache.conf"
  unprivileged "$work/apache2" -D FOREGROUND -f "$work/server/apache.conf" 2>"$work/server.log" &
}

start_caddy() {
  sample Caddyfile >"$work/server/syndic"
  cat >"$work/server/Caddyfile" <<TEXT
{
	admin off
	auto_https off
	storage file_system $work/server
}
:8080 {
	bind $address
	import syndic
}
TEXT
  unprivileged env HOME="$work/server" XDG_CONFIG_HOME="$work/server" XDG_DATA_HOME="$work/server" \
    "$work/caddy" run --adapter caddyfile --config "$work/server/Caddyfile" >"$work/server.log" 2>&1 &
}

# start_server nginx|apache|caddy : serves $public at $site/feeds/.
start_server() {
  local program=${1/apache/apache2}
  command -v "$program" >/dev/null || skip "there is no $program"
  cp "$(command -v "$program")" "$work/$program"  # The checkout may be closed to nobody.
  mkdir "$work/server"
  [ "$(id -u)" -ne 0 ] || chown 65534:65534 "$work/server"
  "start_$1"
  wait_for_port 8080
}

# publish_demo SYNDIC [COMMAND…] : what config/demo.toml publishes, but with an archive and FILE.br, for
# $site/feeds/ into $public. The run is started by COMMAND.
publish_demo() {
  cp -r "$checkout/feeds/partners" "$work/partners"
  sed -i "s#127.0.0.1:8807#$address:8807#" "$work/partners/partners.opml"
  "$1" -q serve "$work/partners" --listen "$address:8807" >"$work/partners.log" 2>&1 &
  wait_for_port 8807
  sed -e "s#127.0.0.1:8807#$address:8807#; s#http://127.0.0.1:8808/#$site/feeds/#" \
    -e "s#sqlite:var#sqlite:$work#; s#\.\./feeds/public#$public#; s#\.\./feeds#$checkout/feeds#" \
    -e 's#^items = 50#items = 10#; s#^\[publish\]#&\nprecompress = ["gzip", "br"]#' \
    "$checkout/config/demo.toml" >"$work/demo.toml"
  "${@:2}" "$1" refresh -c "$work/demo.toml" >"$work/refresh.log" 2>&1 ||
    { cat "$work/refresh.log" >&2; fail 'refresh'; }
}
