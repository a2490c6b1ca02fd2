// SPDX-License-Identifier: MIT
#include "tests/e2e/memory_cases.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <random>

#include "base/heap.h"
#include "tests/e2e/network.h"

namespace syndic::test {
namespace {

constexpr std::size_t kMiB = std::size_t{1024} * 1024;

std::string repeated(const std::string& text, std::size_t size) {
  std::string out;
  out.reserve(size + text.size());
  while (out.size() < size) out += text;
  return out;
}

std::string rss_of(const std::string& items) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title>"
         "<link>https://f.example/</link>" +
         items + "</channel></rss>";
}

// Words that no coding makes much shorter.
std::string paragraphs(std::size_t size, std::size_t seed = 0) {
  std::mt19937_64 random(seed);
  std::string out;
  while (out.size() < size) {
    out += "&lt;p&gt;";
    for (int i = 0; i < 12; ++i) out += std::to_string(random()) + " ";
    out += "&lt;/p&gt;\n";
  }
  return out;
}

std::string feed_of(std::size_t items, std::size_t size) {
  std::string all;
  for (std::size_t i = 0; i < items; ++i) {
    const std::string number = std::to_string(i);
    all += "<item><title>News " + number + "</title><guid isPermaLink=\"false\">" + number +
           "</guid><pubDate>Fri, 30 Jan 2026 10:00:00 GMT</pubDate><description>" +
           paragraphs(size / items, i) + "</description></item>";
  }
  return rss_of(all);
}

std::string without(const std::string& part, std::string text) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
    text.erase(at, part.size());
  }
  return text;
}

}  // namespace

std::vector<MemoryCase> memory_cases() {
  const std::string many = "max_items = 1000000\n";
  return {
      {.name = "20 kB each", .body = [] { return feed_of(10, 20'000); }},
      {.name = "7 MiB of 1000 items", .body = [] { return feed_of(1000, 7 * kMiB); }},
      {.name = "7 MiB of 4 items", .body = [] { return feed_of(4, 7 * kMiB); }},
      {.name = "14 MiB, 8 hosts", .hosts = 8, .body = [] { return feed_of(1000, 14 * kMiB); }},
      {.name = "15 MiB of 4 items", .body = [] { return feed_of(4, 15 * kMiB); }},
      {.name = "15 MiB, to be repaired",
       .hosts = 8,
       .body = [] { return without("</title>", feed_of(1000, 15 * kMiB)); }},
      {.name = "a title of 10 MiB",
       .body =
           [] {
             return rss_of("<item><title>" + repeated("word ", 10 * kMiB) + "</title></item>");
           }},
      {.name = "a million empty items",
       .body = [] { return rss_of(repeated("<item></item>", 13'000'000)); }},
      {.name = "a million empty items, all wanted",
       .body = [] { return rss_of(repeated("<item></item>", 13'000'000)); },
       .source_lines = many},
      {.name = "items of a title, all wanted",
       .body = [] { return rss_of(repeated("<item><title>a</title></item>", 15 * kMiB)); },
       .source_lines = many},
      {.name = "an item of four million elements",
       .body =
           [] {
             return rss_of("<item><title>a</title>" + repeated("<a/>", 15 * kMiB) + "</item>");
           }},
      {.name = "7 MiB in gzip",
       .body = [] { return gzip(feed_of(1000, 7 * kMiB)); },
       .coding = "gzip"},
      {.name = "7 MiB in brotli, windows of 16 MiB",
       .body = [] { return brotli(feed_of(1000, 7 * kMiB), 24); },
       .coding = "br"},
      {.name = "endless gzip",
       .body = [] { return gzip(paragraphs(15 * kMiB)) + gzip(paragraphs(2 * kMiB)); },
       .coding = "gzip",
       .outcome = "failed"},
      {.name = "an item of four million paragraphs",
       .body =
           [] {
             return rss_of("<item><title>a</title><description><![CDATA[" +
                           repeated("<p>x", 15 * kMiB) + "]]></description></item>");
           }},
      {.name = "pages of 15 MiB",
       .body =
           [] {
             return repeated("<article><h2><a href=\"/news\">News</a></h2><p>" +
                                 std::string(900, 'x') + "</p></article>\n",
                             15 * kMiB);
           },
       .is_page = true},
      {.name = "pages of a million elements",
       .body = [] { return "<article>" + repeated("<br>", 5'000'000); },
       .is_page = true,
       .outcome = "failed"},
  };
}

MemoryResult run_memory_case(const MemoryCase& memory_case) {
  Network network;
  network.configure_fetch("concurrency = 32");
  const std::string body = memory_case.body();
  std::vector<std::unique_ptr<FaultServer>> servers;
  for (int i = 0; i < memory_case.hosts; ++i) {
    servers.push_back(std::make_unique<FaultServer>("127.0.1." + std::to_string(i + 1)));
    servers.back()->script("/", [&body, coding = memory_case.coding](Wire& wire) {
      wire.send("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding +
                "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
      wire.send(body);
    });
    network.configure("[[source]]\nid = \"s" + std::to_string(i) + "\"\n" +
                      (memory_case.is_page ? "[source.page]\nitem = \"//article\"\n" : "") +
                      "url = \"" + servers.back()->url("/") + "\"\n" + memory_case.source_lines);
  }
  // A new process begins with the memory of the one that starts it, which would be its peak.
  base::return_freed_memory();
  const Finished finished =
      Process(network.refresh_command(), {{"SYNDIC_NOW", "2026-01-31T12:00:00Z"}}).wait();
  MemoryResult result{.peak_kib = finished.peak_kib, .err = finished.err};
  const auto report = nlohmann::json::parse(finished.out, nullptr, false);
  if (report.is_discarded()) return result;
  for (const auto& source : report.at("sources")) {
    if (source.at("outcome") == memory_case.outcome) ++result.as_expected;
  }
  return result;
}

}  // namespace syndic::test
