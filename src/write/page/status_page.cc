// SPDX-License-Identifier: MIT
#include "write/page/status_page.h"

#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "base/url.h"
#include "markup/escape.h"

namespace syndic::write {
namespace {

constexpr std::int64_t kDays = 90;

constexpr std::string_view kHead = R"html(<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<style>
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #57606a; --ground: #fff; --rule: #d0d7de; --good: #1a7f37; --warn: #8a5a00; --bad: #b42318; --new: #0b62c4; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --quiet: #9ba5b0; --ground: #0d1117; --rule: #3a424b; --good: #4ac26b; --warn: #e3b341; --bad: #ff8078; --new: #6cb6ff; } }
body { margin: 0 auto; padding: 1rem; max-width: 70rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; }
a { color: inherit; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--rule); font-weight: normal; }
thead th { font-weight: bold; }
tbody th { font-weight: bold; }
.good { color: var(--good); } .waiting, .failing { color: var(--warn); } .broken, .gone { color: var(--bad); } .disabled { color: var(--quiet); }
svg { display: block; width: 11.25rem; max-width: 100%; height: auto; fill: none; stroke-width: 1.5; }
.new { stroke: var(--new); } .asked { stroke: var(--good); } .failed { stroke: var(--bad); }
@media (max-width: 45rem) {
thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
tr, tbody th, td { display: block; border: 0; padding: .1rem 0; }
tr { border-bottom: 1px solid var(--rule); padding: .6rem 0; }
td::before { content: attr(data-label) ": "; color: var(--quiet); }
}
</style>
)html";

std::string escaped(std::string_view text) {
  std::string out;
  markup::append_escaped_text(base::printable_line(text), out);
  return out;
}

std::string in_attribute(std::string_view text) {
  std::string out;
  markup::append_escaped_attribute(base::printable_line(text, 2'000), out);
  return out;
}

std::string linked(std::string_view url, const std::string& name) {
  if (!base::is_http_url(url)) return escaped(name);
  return "<a rel=\"noopener noreferrer\" href=\"" + in_attribute(url) + "\">" + escaped(name) +
         "</a>";
}

std::string local_day(const std::optional<model::Timestamp>& time, const std::string& zone) {
  if (!time) return "never";
  return base::format_rfc3339(base::utc_to_local(*time, zone)).substr(0, 10);
}

std::string gmt_day(const std::optional<model::Timestamp>& time) {
  return time ? base::format_rfc3339(*time).substr(0, 10) : "never";
}

/// The state of a row's source, in words.
std::string state_words(const StatusRow& row, const std::string& zone) {
  if (row.health == "good") return "well";
  if (row.health == "waiting") return "not asked yet";
  if (row.health == "disabled") return "switched off";
  if (row.health == "gone") return "gone for good";
  std::string words = "failing";
  if (row.failing_since) words += " since " + local_day(row.failing_since, zone);
  return words + ", " + base::counted(row.failures, "time") + " in a row: " + row.problem;
}

void add_cell(std::string& out, std::string_view label, std::string_view html,
              std::string_view css_class = {}) {
  out.append("<td role=\"cell\" data-label=\"").append(label).append("\"");
  if (!css_class.empty()) out.append(" class=\"").append(css_class).append("\"");
  out.append(">").append(html).append("</td>\n");
}

/// The row's health as a CSS class; empty if it is not a word.
std::string class_of(const StatusRow& row) {
  const bool is_word = std::ranges::all_of(row.health, [](char c) { return c >= 'a' && c <= 'z'; });
  return is_word ? row.health : std::string();
}

void add_row(std::string& out, const StatusRow& row, const std::string& zone,
             std::int64_t last_day) {
  out += "<tr role=\"row\">\n<th role=\"rowheader\" scope=\"row\">" +
         linked(row.home_page_url, row.name.empty() ? row.id : row.name) + "</th>\n";
  add_cell(out, "State", escaped(state_words(row, zone)), class_of(row));
  add_cell(out, "Last read", gmt_day(row.last_success));
  add_cell(out, "Last news", local_day(row.last_change, zone));
  add_cell(out, "Items", std::to_string(row.items));
  add_cell(out, "History", sparkline(row.history, last_day));
  out += "</tr>\n";
}

std::int64_t newest_day(const StatusDocument& document) {
  std::int64_t newest = 0;
  for (const StatusRow& row : document.rows) {
    if (!row.history.empty()) newest = std::max(newest, row.history.back().day);
  }
  return newest;
}

// Logarithmic: one item is visible, and a thousand fit the graph.
std::int64_t bar_height(std::int64_t added) {
  const auto digits = static_cast<std::int64_t>(std::bit_width(static_cast<std::uint64_t>(added)));
  return std::min<std::int64_t>(2 + 2 * digits, 18);
}

std::string path_of(std::string_view css_class, const std::string& data) {
  return data.empty() ? std::string()
                      : "<path class=\"" + std::string(css_class) + "\" d=\"" + data + "\"/>";
}

using Json = nlohmann::ordered_json;

Json history_of(const StatusRow& row) {
  Json days = Json::array();
  for (const model::FetchDay& day : row.history) {
    days.push_back(
        {{"day", base::format_day(day.day)}, {"new", day.added}, {"failures", day.failures}});
  }
  return days;
}

}  // namespace

std::string sparkline(const std::vector<model::FetchDay>& history, std::int64_t last_day) {
  std::string news;
  std::string asked;
  std::string failed;
  std::int64_t items = 0;
  std::int64_t news_days = 0;
  std::int64_t asked_days = 0;
  std::int64_t failed_days = 0;
  for (const model::FetchDay& day : history) {
    if (day.day > last_day || day.day <= last_day - kDays) continue;
    const std::string move = "M" + std::to_string(2 * (kDays - 1 - (last_day - day.day)) + 1) + " ";
    ++asked_days;
    if (day.failures > 0) ++failed_days;
    (day.failures > 0 ? failed : asked) += move + "20v4";
    if (day.added <= 0) continue;
    items += day.added;
    ++news_days;
    news += move + "18v-" + std::to_string(bar_height(day.added));
  }
  if (asked_days == 0) return "none yet";
  const std::string label =
      base::counted(kDays, "day") + " to " + base::format_day(last_day) + ": " +
      base::counted(items, "new item") + " on " + base::counted(news_days, "day") + "; asked on " +
      base::counted(asked_days, "day") + ", failed on " + base::counted(failed_days, "day");
  return "<svg role=\"img\" viewBox=\"0 0 180 24\" aria-label=\"" + in_attribute(label) + "\">" +
         path_of("new", news) + path_of("asked", asked) + path_of("failed", failed) + "</svg>";
}

std::string render_status_page(const StatusDocument& document) {
  const std::int64_t last_day = newest_day(document);
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n";
  out += kHead;
  out += "<title>Sources of " + escaped(document.title) + "</title>\n</head>\n<body>\n";
  out += "<h1 id=\"title\">Sources of " + linked(document.home_page_url, document.title) +
         "</h1>\n<table role=\"table\" aria-labelledby=\"title\">\n<caption>How each source does. ";
  out += "Bars: new items; below them the days on which it was asked, failures in red. ";
  out += "\xE2\x80\x9CLast read\xE2\x80\x9D and the graphs go by GMT, other dates by " +
         escaped(document.time_zone) +
         ".</caption>\n<thead role=\"rowgroup\">\n<tr role=\"row\">\n";
  for (const std::string_view heading :
       {"Source", "State", "Last read", "Last news", "Items", "History"}) {
    out.append("<th role=\"columnheader\" scope=\"col\">").append(heading).append("</th>\n");
  }
  out += "</tr>\n</thead>\n<tbody role=\"rowgroup\">\n";
  for (const StatusRow& row : document.rows) add_row(out, row, document.time_zone, last_day);
  out += "</tbody>\n</table>\n</body>\n</html>\n";
  return out;
}

std::string render_status_json(const StatusDocument& document) {
  Json json;
  json["title"] = base::printable_line(document.title);
  json["sources"] = Json::array();
  for (const StatusRow& row : document.rows) {
    Json source;
    source["id"] = row.id;
    source["name"] = base::printable_line(row.name.empty() ? row.id : row.name);
    if (base::is_http_url(row.home_page_url)) source["home_page_url"] = row.home_page_url;
    source["health"] = row.health;
    if (!row.problem.empty()) source["problem"] = row.problem;
    source["failures"] = row.failures;
    if (row.failing_since) source["failing_since"] = base::format_rfc3339(*row.failing_since);
    if (row.last_success) {
      source["last_success"] = base::format_rfc3339(*row.last_success).substr(0, 10);
    }
    if (row.last_change) source["last_change"] = base::format_rfc3339(*row.last_change);
    source["items"] = row.items;
    source["history"] = history_of(row);
    json["sources"].push_back(std::move(source));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace syndic::write
