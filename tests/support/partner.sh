# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# The partners whose feeds the README's configurations name, on the one address of their network.

# Any public one will do, since syndic refuses private ones and this network reaches nobody else.
address=192.0.32.8
hosts=(partner.example casel.org www.example.org)

# partner_has TITLE… : what the partners' feed holds from now on, an item for each title.
partner_has() {
  local title
  {
    echo '<rss version="2.0"><channel><title>A partner</title><link>https://partner.example/</link>'
    echo '<description>News</description>'
    for title in "$@"; do
      echo "<item><title>$title</title><link>https://partner.example/${title// /-}</link>"
      echo "<guid>https://partner.example/${title// /-}</guid>"
      echo "<pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate></item>"
    done
    echo '</channel></rss>'
  } >/srv/partner/feed.new
  mv /srv/partner/feed.new /srv/partner/feed
}

# Gives this network its one address, and the hosts their names and certificate.
connect_hosts() {
  ip link set lo up
  ip address add "$address/32" dev lo
  hostname debian
  printf '127.0.0.1 localhost debian\n%s %s\n' "$address" "${hosts[*]}" >/etc/hosts
  mkdir -p /srv/partner
  openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=partner.example -days 3650 \
    -addext "subjectAltName=$(printf 'DNS:%s,' "${hosts[@]}" | sed 's/,$//')" \
    -keyout /srv/partner/key -out /usr/local/share/ca-certificates/partner.crt 2>/dev/null
  update-ca-certificates >/dev/null 2>&1
}

# Serves the partners' page, and their feed at /feed/, by an nginx that has nothing in common with the reader's.
serve_partner() {
  cat >/srv/partner/nginx.conf <<'TEXT'
pid /srv/partner/pid;
error_log /srv/partner/error.log;
events {}
http {
  access_log off;
  server {
    listen 443 ssl;
    ssl_certificate /usr/local/share/ca-certificates/partner.crt;
    ssl_certificate_key /srv/partner/key;
    types { text/html html; }
    default_type application/rss+xml;
    root /srv/partner;
    rewrite ^/feed/$ /feed break;
  }
}
TEXT
  echo '<title>A partner</title><link rel=alternate type=application/rss+xml href=/feed/>' >/srv/partner/index.html
  nginx -c /srv/partner/nginx.conf
}
