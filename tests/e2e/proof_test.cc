// SPDX-License-Identifier: MIT
//
// publish.verify: once a day a run asks for its own files at site.feeds_url.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/gzip.h"
#include "tests/e2e/network.h"

namespace proof_test {

using namespace syndic::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A network that is published at a path of its own server.
struct Site {
  Network network;
  std::string more;

  Site() {
    network.server().reply("/feed",
                           {.body = rss_feed("s.example", {"one", "two", "three", "four"})});
  }

  [[nodiscard]] Finished run(const std::string& now, std::vector<std::string> flags = {}) {
    network.dir().write(
        "syndic.toml",
        "[site]\ntitle = \"All\"\nurl = \"https://www.example.org/\"\nfeeds_url = \"" +
            network.server().url("/feeds/") + "\"\n" + store_section(network.dir().path()) +
            "[fetch]\nallow_private = true\nhost_delay = \"0s\"\n[publish]\n" + more +
            "[[source]]\nid = \"s\"\nurl = \"" + network.server().url("/feed") + "\"\n");
    flags.insert(flags.begin(), {"refresh", "--json", "--force"});
    return syndic(flags, now);
  }
  [[nodiscard]] Finished syndic(std::vector<std::string> flags, const std::string& now) {
    std::vector<std::string> command = {syndic_binary(), "-c", network.config_file().string()};
    command.insert(command.end(), flags.begin(), flags.end());
    return Process(command, {{"SYNDIC_NOW", now}}).wait();
  }

  /// Serves the published files as they should be, but for what `change` does to a reply.
  void serve(const std::function<void(const std::string& name, Reply&)>& change = {}) {
    for (const auto& [name, type] : std::vector<std::pair<std::string, std::string>>{
             {"all.rss", "application/rss+xml"},
             {"all.atom", "application/atom+xml"},
             {"all.json", "application/feed+json"},
             {"index.html", "text/html; charset=utf-8"}}) {
      Reply reply{.headers = {{"Content-Type", type},
                              {"Content-Encoding", "gzip"},
                              {"Access-Control-Allow-Origin", "*"}},
                  .body = bytes_of(network.published(name + ".gz"))};
      if (change) change(name, reply);
      network.server().reply("/feeds/" + name, reply);
    }
  }
  [[nodiscard]] std::size_t asked() { return network.server().requests("/feeds/all.atom").size(); }
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("files that are served as they were written are proved once a day, after the first run") {
  Site site;
  CHECK(site.run("2026-01-31T12:00:00Z").exit_code == 0);
  CHECK(site.asked() == 0);
  site.serve();
  const Finished second = site.run("2026-01-31T13:00:00Z");
  CHECK(second.err.find("publication") == std::string::npos);
  CHECK_FALSE(json::parse(second.out).contains("publication_faults"));
  CHECK(site.asked() == 1);
  CHECK(site.run("2026-02-01T11:00:00Z").exit_code == 0);
  CHECK(site.asked() == 1);
  CHECK(first_line(site.syndic({"status"}, "2026-02-01T12:00:00Z").out) ==
        "Served as it was written (checked 2026-01-31 13:00)");
  CHECK(site.run("2026-02-01T12:00:00Z", {"--offline"}).exit_code == 0);
  CHECK(site.run("2026-02-01T12:00:00Z", {"--dry-run"}).exit_code == 0);
  CHECK(site.asked() == 1);
  CHECK(site.run("2026-02-01T12:00:00Z").exit_code == 0);
  CHECK(site.asked() == 2);
}

TEST_CASE(
    "each fault of the web server is one line, news once, and in the status until it is gone") {
  Site site;
  site.more = "metrics = \"var/syndic.prom\"\n";
  CHECK(site.run("2026-01-31T12:00:00Z").exit_code == 0);
  site.serve([&](const std::string& name, Reply& reply) {
    if (name == "all.rss") reply.status = 404;
    if (name == "all.atom") {
      reply.headers = {{"Content-Type", "text/html"}};
      reply.body = bytes_of(site.network.published(name));
    }
    if (name == "all.json") reply.headers.pop_back();
    if (name == "index.html") {
      reply.headers = {{"Content-Type", "text/html"}, {"Age", "7200"}};
      reply.body = "<p>old";
    }
  });
  const std::string base = site.network.server().url("/feeds/");
  const std::string folder = (site.network.dir() / "public").string();
  const Finished found = site.run("2026-01-31T13:00:00Z", {"-q"});
  CHECK(found.exit_code == 0);
  const auto faults =
      json::parse(found.out).at("publication_faults").get<std::vector<std::string>>();
  REQUIRE(faults.size() == 5);
  CHECK(faults[0] == base + "all.rss: HTTP 404; see that the web server serves " + folder +
                         " there, or set site.feeds_url");
  CHECK(faults[1] == base +
                         "all.atom: is sent as text/html; have the web server send it as "
                         "application/atom+xml");
  CHECK(faults[2].starts_with(base + "all.atom: is sent without compression; "));
  CHECK(faults[3].starts_with(base + "all.json: may not be read by scripts of other sites; "));
  CHECK(faults[4].starts_with(base +
                              "index.html: has other bytes than the file that was written; a "
                              "cache on the way has kept it for 7200 seconds; "));
  for (const std::string& fault : faults) {
    CHECK(found.err.find("warning: publication: " + fault + "\n") != std::string::npos);
  }
  CHECK(site.run("2026-01-31T13:30:00Z", {"-q"}).err.empty());
  const Finished again = site.run("2026-01-31T14:00:00Z", {"-q"});
  CHECK(again.err.empty());
  CHECK(json::parse(again.out).at("publication_faults") == json(faults));
  CHECK(site.asked() == 2);
  const std::string status = site.syndic({"status"}, "2026-01-31T14:00:00Z").out;
  const std::string metrics = bytes_of(site.network.dir() / "var/syndic.prom");
  CHECK(metrics.find("\nsyndic_publication_faults 5\n") != std::string::npos);
  CHECK(metrics.find("\nsyndic_publication_checked_timestamp_seconds 1769868000\n") !=
        std::string::npos);
  CHECK(first_line(status) == "Not served as it should be (checked 2026-01-31 14:00)");
  site.serve();
  CHECK(site.run("2026-01-31T15:00:00Z", {"-q"}).err ==
        "info: publication: all is served as it was written again\n");
}

TEST_CASE("a web server that is not there is one fault, and verify = false asks nothing") {
  Site site;
  site.more = "formats = [\"rss\", \"atom\"]\nverify = false\n";
  CHECK(site.run("2026-01-31T12:00:00Z").exit_code == 0);
  CHECK(site.run("2026-02-02T12:00:00Z").exit_code == 0);
  CHECK(site.asked() == 0);
  site.more = "formats = [\"atom\"]\npage = false\n";
  site.network.server().script("/feeds/all.atom", [](Wire& wire) { wire.reset_on_close(); });
  const auto report = json::parse(site.run("2026-02-02T13:00:00Z", {"-q"}).out);
  REQUIRE(report.at("publication_faults").size() == 1);
  CHECK(report.at("publication_faults")[0].get<std::string>().find(
            "all.atom: cannot be fetched: 127.0.0.1 ") != std::string::npos);
}

TEST_CASE("several files with one fault are one line, and one without an answer is the last") {
  Site site;
  CHECK(site.run("2026-01-31T12:00:00Z").exit_code == 0);
  site.serve([&](const std::string&, Reply& reply) { reply.status = 404; });
  const auto missing = json::parse(site.run("2026-01-31T13:00:00Z", {"-q"}).out);
  REQUIRE(missing.at("publication_faults").size() == 1);
  CHECK(missing.at("publication_faults")[0].get<std::string>().starts_with(
      site.network.server().url("/feeds/all.rss") + " and 3 other files: HTTP 404; "));
  site.network.server().script("/feeds/all.rss", [](Wire& wire) { wire.reset_on_close(); });
  const auto silent = json::parse(site.run("2026-01-31T14:00:00Z", {"-q"}).out);
  CHECK(silent.at("publication_faults").size() == 1);
  CHECK(site.asked() == 1);
}

TEST_CASE("what was found is forgotten with verify = false, and with another feeds_url") {
  Site site;
  const std::string metrics = "metrics = \"var/syndic.prom\"\n";
  site.more = metrics;
  CHECK(site.run("2026-01-31T12:00:00Z").exit_code == 0);
  CHECK(json::parse(site.run("2026-01-31T13:00:00Z", {"-q"}).out).contains("publication_faults"));
  site.more = metrics + "verify = false\n";
  CHECK_FALSE(
      json::parse(site.run("2026-01-31T14:00:00Z", {"-q"}).out).contains("publication_faults"));
  CHECK(bytes_of(site.network.dir() / "var/syndic.prom").find("syndic_publication") ==
        std::string::npos);
  CHECK(first_line(site.syndic({"status"}, "2026-01-31T14:00:00Z").out).starts_with("SOURCE"));
}

}  // namespace proof_test
