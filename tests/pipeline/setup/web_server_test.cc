// SPDX-License-Identifier: MIT
//
// The real servers read these files in tests/servers/init_test.sh.
#include "pipeline/setup/web_server.h"

#include <catch2/catch.hpp>

#include "pipeline/setup/samples.h"

namespace web_server_test {

using namespace syndic::pipeline;

namespace {

constexpr const char* kFolder = "/var/lib/syndic/public";

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the usual folder and address are served by the samples as they are") {
  const std::string url = "https://www.example.org/feeds/";
  CHECK(serving_lines(WebServer::nginx, kFolder, url) == sample("nginx.conf"));
  CHECK(serving_lines(WebServer::apache, kFolder, url) == sample("apache.conf"));
  CHECK(serving_lines(WebServer::caddy, kFolder, url) == sample("Caddyfile"));
  CHECK(serving_lines(WebServer::none, kFolder, url).empty());
}

TEST_CASE("another address and folder are put in each place, patterns with their dots escaped") {
  const std::string lines =
      serving_lines(WebServer::nginx, "/srv/feeds/out", "https://www.example.org/news.d/feeds/");
  CHECK(has(lines, "\nlocation = /news.d/feeds {\n"));
  CHECK(has(lines, "  return 301 /news.d/feeds/;\n"));
  CHECK(has(lines, "\nlocation ^~ /news.d/feeds/ {\n  alias /srv/feeds/out/;\n"));
  CHECK(has(lines, "rewrite \"^/news\\.d/feeds/(.+)$\" /news.d/feeds/.as-xml/$1 last;"));
  CHECK(has(lines, "\nset $syndic_vary_news_d_feeds \"\";\n"));
  CHECK(has(lines, "add_header Vary $syndic_vary_news_d_feeds;"));
  CHECK_FALSE(has(lines, "/var/lib/syndic"));
  CHECK_FALSE(has(lines, "news.d/news.d"));
  const std::string caddy =
      serving_lines(WebServer::caddy, "/srv/out", "https://www.example.org/x");
  CHECK(has(caddy, "\nredir /x /x/ 301\n"));
  CHECK(has(caddy, "\nhandle_path /x/* {\n\troot * /srv/out\n"));
  CHECK(has(serving_lines(WebServer::apache, "/srv/out", "https://www.example.org/x/"),
            "\nAlias \"/x\" \"/srv/out\"\n"));
}

TEST_CASE("a host of its own has no folder above the feeds to lead there") {
  const std::string lines = serving_lines(WebServer::nginx, kFolder, "https://feeds.example.org/");
  CHECK_FALSE(has(lines, "location = "));
  CHECK(has(lines, "\nlocation ^~ / {\n"));
  CHECK(has(lines, "if ($uri ~ \"^/.+\\.(?:rss|atom)$\")"));
  CHECK_FALSE(has(serving_lines(WebServer::caddy, kFolder, "https://feeds.example.org"), "redir"));
  CHECK(has(serving_lines(WebServer::apache, kFolder, "https://feeds.example.org/"),
            "\nAlias \"/\" \"/var/lib/syndic/public/\"\n"));
}

TEST_CASE("without comments only what a server reads is left") {
  CHECK(without_comments("# a\n\n  # b\nlocation / {  # c\n  x y;\n}\n") ==
        "location / {\n  x y;\n}\n");
}

TEST_CASE("each server's name is read back, and says what to do with its file") {
  for (const WebServer server :
       {WebServer::none, WebServer::nginx, WebServer::apache, WebServer::caddy}) {
    CHECK(web_server_named(to_string(server)) == server);
  }
  CHECK_FALSE(web_server_named("iis"));
  CHECK(how_to_serve(WebServer::nginx, "/home/ada/nginx.conf") ==
        "cp /home/ada/nginx.conf /etc/nginx/snippets/syndic-own.conf, write `include "
        "/etc/nginx/snippets/syndic-own.conf;` in the server block of your site, then: nginx -t && "
        "nginx -s reload");
  CHECK(how_to_serve(WebServer::nginx, "/etc/nginx/snippets/syndic.conf") ==
        "write `include /etc/nginx/snippets/syndic.conf;` in the server block of your site, then: "
        "nginx -t && nginx -s reload");
}

}  // namespace web_server_test
