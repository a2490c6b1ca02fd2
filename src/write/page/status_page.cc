// SPDX-License-Identifier: MIT
#include "write/page/status_page.h"

#include <algorithm>
#include <bit>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "markup/escape.h"
#include "write/page/files.h"
#include "write/page/item.h"

namespace syndic::write {
namespace {

constexpr std::int64_t kDays = 90;
constexpr std::int64_t kSecondsPerDay = 24 * 60 * 60;

// Where nothing is known.
constexpr const char* kUnknown = "\xE2\x80\x93";

Day gmt_day(std::int64_t day) {
  return {.iso = base::format_day(day), .name = base::format_day(day)};
}

Day gmt_day(model::Timestamp time) { return gmt_day(base::to_unix_seconds(time) / kSecondsPerDay); }

/// "nothing is at its address (HTTP 404)"
std::string problem_of(const StatusRow& row, const Labels& labels) {
  std::string problem = base::printable_line(row.problem);
  const auto label = labels.find(row.problem_label);
  if (label == labels.end()) return problem;
  return row.problem.starts_with("HTTP ") ? label->second + " (" + problem + ")" : label->second;
}

/// The state of a row's source, in words.
std::string state_words(const StatusRow& row, const PageWriter& writer) {
  const Labels& labels = writer.labels();
  if (row.health == "good") return labels.at("state_fine");
  if (row.health == "waiting") return labels.at("state_waiting");
  if (row.health == "disabled") return labels.at("status_off");
  if (row.health == "gone") return labels.at("status_gone");
  const std::string problem = problem_of(row, labels);
  const std::string day =
      row.failing_since ? writer.days().day_of(*row.failing_since).name : std::string(kUnknown);
  std::string words = filled(labels.at("status_failing"), "day", day);
  words = filled(std::move(words), "count", std::to_string(row.failures));
  return filled(std::move(words), "problem", problem);
}

/// The row's health as a CSS class of the theme.
const char* class_of(const StatusRow& row) {
  if (row.health == "good") return "fine";
  if (row.health == "waiting" || row.health == "disabled") return "waiting";
  return row.health == "failing" ? "trouble" : "person";
}

View row_view(const StatusRow& row, const PageWriter& writer, std::int64_t last_day) {
  const Labels& labels = writer.labels();
  const Day never{.iso = "", .name = labels.at("never")};
  const Day read = row.last_success ? gmt_day(*row.last_success) : never;
  const Day news = row.last_change ? writer.days().day_of(*row.last_change) : never;
  return {
      {"name", base::printable_line(row.name.empty() ? row.id : row.name)},
      {"home_href", link_or_none(row.home_page_url)},
      {"state_class", class_of(row)},
      {"state", state_words(row, writer)},
      {"read_iso", text_or_none(read.iso)},
      {"read", read.name},
      {"news_iso", text_or_none(news.iso)},
      {"news", news.name},
      {"items", std::to_string(row.items)},
      {"answer", row.answer_time ? answer_words(*row.answer_time, labels) : kUnknown},
      {"delay", row.news_delay ? delay_words(*row.news_delay, labels) : kUnknown},
      {"unchanged", row.not_modified ? std::to_string(*row.not_modified) + "\xC2\xA0%" : kUnknown},
      {"graph_html", text_or_none(sparkline(row.history, last_day, writer))}};
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

std::string counted_up(std::int64_t count, std::int64_t unit) {
  return std::to_string(std::max<std::int64_t>((count + unit - 1) / unit, 1));
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

std::string answer_words(std::int64_t milliseconds, const Labels& labels) {
  return filled(labels.at("seconds"), "count",
                base::seconds_text(milliseconds, labels.at("decimal")));
}

std::string delay_words(std::int64_t seconds, const Labels& labels) {
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kHour = 60 * kMinute;
  constexpr std::int64_t kManyMinutes = 90 * kMinute;
  if (seconds <= kManyMinutes) {
    return filled(labels.at("minutes"), "count", counted_up(seconds, kMinute));
  }
  if (seconds <= 2 * kSecondsPerDay) {
    return filled(labels.at("hours"), "count", counted_up(seconds, kHour));
  }
  return filled(labels.at("days"), "count", counted_up(seconds, kSecondsPerDay));
}

std::string sparkline(const std::vector<model::FetchDay>& history, std::int64_t last_day,
                      const PageWriter& writer) {
  std::string news;
  std::string asked;
  std::string failed;
  std::int64_t items = 0;
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
    news += move + "18v-" + std::to_string(bar_height(day.added));
  }
  if (asked_days == 0) return {};
  std::string words = filled(writer.labels().at("status_graph"), "day", gmt_day(last_day).name);
  words = filled(std::move(words), "items", std::to_string(items));
  words = filled(std::move(words), "asked", std::to_string(asked_days));
  words = filled(std::move(words), "failed", std::to_string(failed_days));
  std::string label;
  markup::append_escaped_attribute(words, label);
  return "<svg role=\"img\" viewBox=\"0 0 180 24\" aria-label=\"" + label + "\">" +
         path_of("new", news) + path_of("asked", asked) + path_of("failed", failed) + "</svg>";
}

PageFile render_status_page(const PageWriter& writer, const Theme& theme,
                            const StatusDocument& document) {
  View view = writer.site_view();
  view["home_href"] =
      document.has_pages ? View(std::string(kIndexPage)) : View(view.at("site_href"));
  view["rows"] = View::array();
  const std::int64_t last_day = newest_day(document);
  for (const StatusRow& row : document.rows) {
    view["rows"].push_back(row_view(row, writer, last_day));
  }
  return {std::string(kStatusPage), std::string(kPageMark) + theme.render("status.mustache", view)};
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
    if (row.answer_time) source["answer_ms"] = *row.answer_time;
    if (row.news_delay) source["news_delay_seconds"] = *row.news_delay;
    if (row.not_modified) source["not_modified_share"] = *row.not_modified / 100.0;
    source["history"] = history_of(row);
    json["sources"].push_back(std::move(source));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace syndic::write
