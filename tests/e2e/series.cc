// SPDX-License-Identifier: MIT
#include "tests/e2e/series.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace syndic::test {

using nlohmann::json;

std::string rss_of(const std::vector<Post>& posts, const std::string& head) {
  const auto element = [](const std::string& name, const std::string& value) {
    const std::string end = name.substr(0, name.find(' '));
    return value.empty() ? std::string() : "<" + name + ">" + value + "</" + end + ">";
  };
  std::string feed =
      "<rss version=\"2.0\"><channel><title>Partner</title>"
      "<link>https://partner.example/</link><description/>" +
      head;
  for (const Post& post : posts) {
    feed += "<item>" + element("title", post.title) + element("link", post.link) +
            element("guid isPermaLink=\"false\"", post.guid) + element("pubDate", post.date) +
            element("description", post.text) + "</item>";
  }
  return feed + "</channel></rss>";
}

void Series::serve(const std::string& partner, const std::string& feed) {
  network_.server().reply("/" + partner, {.body = feed});
  if (partners_.emplace(partner, true).second) network_.add_source(partner, "/" + partner);
}

Lines Series::fetch(const std::string& now) {
  const Finished run = network_.refresh({"--force"}, now);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  report_ = run.out;
  return seen();
}

Lines Series::seen() {
  Lines lines;
  const json feed = json::parse(bytes_of(network_.published("all.json")));
  for (const json& item : feed.at("items")) {
    std::string id = item.at("id");
    if (id.starts_with("urn:uuid:")) {
      id = made_.emplace(id, "made-" + std::to_string(made_.size() + 1)).first->second;
    }
    lines.push_back(item.value("date_published", "undated") + " " + id + " " +
                    item.value("title", ""));
  }
  return lines;
}

std::string Series::counts(const std::string& partner) const {
  const json report = json::parse(report_);
  for (const json& source : report.at("sources")) {
    if (source.at("id") != partner) continue;
    return std::to_string(source.at("new").get<int>()) + " new, " +
           std::to_string(source.at("changed").get<int>()) + " changed";
  }
  return {};
}

}  // namespace syndic::test
