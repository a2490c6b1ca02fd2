// SPDX-License-Identifier: MIT
#include "tests/e2e/page_site.h"

#include <nlohmann/json.hpp>

namespace syndic::test {

using nlohmann::json;

std::string page_of(const std::vector<Entry>& entries, const std::string& more) {
  std::string page =
      "<!DOCTYPE html><html lang=\"en\"><head><title>Partner</title></head><body>" + more;
  for (const Entry& entry : entries) {
    page += "<article><h2><a href=\"" + entry.link + "\">" + entry.title + "</a></h2>";
    if (!entry.date.empty()) page += "<time datetime=\"" + entry.date + "\">" + "On it</time>";
    if (!entry.text.empty()) page += "<p>" + entry.text + "</p>";
    page += "</article>\n";
  }
  return page + "</body></html>\n";
}

void PageSite::read_by(const std::string& rules, const std::string& lines) {
  network().remove_sources();
  network().add_page("partner", "/news", rules, lines);
  server().reply("/empty", {.body = rss_of(std::vector<Post>())});
  network().add_source("neighbour", "/empty");
}

Lines PageSite::fetch(const std::string& now) {
  Lines lines = series_.fetch(now);
  for (std::string& line : lines) line = local(line);
  return lines;
}

Lines PageSite::texts() {
  Lines lines;
  const json feed = json::parse(file("all.json"));
  for (const json& item : feed.at("items")) {
    const std::string text = item.value("content_html", item.value("content_text", std::string()));
    const std::string updated = item.value("date_modified", "");
    const bool is_updated = !updated.empty() && updated != item.value("date_published", "");
    lines.push_back(local(item.at("id").get<std::string>() + ": " + text +
                          (is_updated ? " (updated " + updated + ")" : "")));
  }
  return lines;
}

std::string PageSite::report() {
  const json report = json::parse(series_.report());
  for (const json& source : report.at("sources")) {
    if (source.at("id") != "partner") continue;
    std::string said = source.at("outcome").get<std::string>() + ", " + series_.counts("partner");
    if (source.contains("error")) said += "\n" + source.at("error").get<std::string>();
    for (const json& note : source.value("notes", json::array())) {
      said += "\n" + note.get<std::string>();
    }
    return local(said);
  }
  return {};
}

std::string PageSite::local(std::string text) {
  const std::string address = server().url("");
  for (std::size_t at = text.find(address); at != std::string::npos; at = text.find(address)) {
    text.erase(at, address.size());
  }
  return text;
}

}  // namespace syndic::test
