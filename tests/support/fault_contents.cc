// SPDX-License-Identifier: MIT
#include "tests/support/faults.h"

namespace syndic::test {
namespace {

// A 200 of that type with validators that belong to what cannot be read.
Fault content(std::string name, const std::string& type, const std::string& body) {
  const Reply reply{.headers = {{"Content-Type", type}}, .body = body, .etag = "\"unreadable\""};
  return {std::move(name),
          [reply](FaultServer& server) { server.reply(std::string(kFaultPath), reply); }};
}

std::string times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

// Ten entities, each ten of the one before: ten thousand million letters.
std::string entity_bomb() {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY e0 \"lolololol\">";
  for (int i = 1; i < 10; ++i) {
    bomb += "<!ENTITY e" + std::to_string(i) + " \"" +
            times(10, "&e" + std::to_string(i - 1) + ";") + "\">";
  }
  return bomb +
         "]><rss version=\"2.0\"><channel><title>Bomb</title><item><title>&e9;</title>"
         "<guid>bomb</guid></item></channel></rss>";
}

std::string large_page() {
  return "<!DOCTYPE html><html><body>" + times(100'000, "<div><p>Hello</p>") + "</body></html>";
}

}  // namespace

std::vector<Fault> faults_of_contents() {
  const std::string rss = "application/rss+xml";
  const std::string json = "application/feed+json";
  return {
      content("content-empty", rss, ""),
      content("content-blank", rss, std::string(1'000'000, ' ')),
      content("content-page", "text/html",
              "<!DOCTYPE html><html><head><title>Parked</title></head><body>Buy me</body></html>"),
      content("content-page-as-feed", rss, "<html><body><h1>503 Back soon</h1></body></html>"),
      content("content-page-large", "text/html", large_page()),
      content("content-text", "text/plain", "Error establishing a database connection"),
      content("content-nul-bytes", rss, std::string(100'000, '\0')),
      content("content-picture", "image/png", "\x89PNG\r\n\x1a\n" + std::string(9'000, '\x07')),
      content("content-opml", "text/xml",
              "<opml version=\"2.0\"><head/><body><outline text=\"a\"/></body></opml>"),
      content("content-sitemap", "text/xml",
              "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url/></urlset>"),
      content("content-other-json", json, R"({"error": "no such feed"})"),
      content("content-cut-json", json, R"({"version": "https://jsonfeed.org/version/1.1", "ite)"),
      content("content-deep-json", json, times(1'000'000, "[")),
      content("content-deep-xml", rss, "<rss><channel>" + times(200'000, "<item><a>")),
      content("content-17-mib", rss, fresh_feed() + std::string(17 * 1024 * 1024, ' ')),
      content("content-20-mb-of-entities", rss,
              "<rss version=\"2.0\"><channel><title>" + times(3'400'000, "&lt;b>") + "</title>"),
      content("content-entity-bomb", rss, entity_bomb()),
      content("content-external-entity", rss,
              "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
              "<rss version=\"2.0\"><channel><title>X</title><item><title>outside &x;</title>"
              "<guid>outside</guid></item></channel></rss>"),
      content("content-without-items", rss,
              "<rss version=\"2.0\"><channel><title>Between two seasons</title></channel></rss>")};
}

}  // namespace syndic::test
