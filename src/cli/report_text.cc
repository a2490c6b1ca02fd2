// SPDX-License-Identifier: MIT
#include "cli/report_text.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/time_format.h"
#include "base/url.h"
#include "cli/table.h"

namespace syndic::cli {
namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

void set_date(Json& json, const char* key, const std::optional<model::Timestamp>& time) {
  json[key] = time ? Json(base::format_rfc3339(*time)) : Json(nullptr);
}

void add_words(const std::string& words, std::string& line) {
  if (!words.empty()) line += (line.empty() ? "" : "; ") + words;
}

/// What a source's row says after its figures.
std::string remark(const pipeline::SourceReport& source) {
  std::string remark = source.news.empty() ? source.error : source.news;
  const auto add = [&](std::size_t count, const std::string& words) {
    if (count == 0) return;
    remark += (remark.empty() ? "" : "; ") + std::to_string(count) + words;
  };
  add(source.left_out, " older items left out (max_items)");
  for (const auto& [rule, count] : source.dropped) add(count, " left out by " + rule);
  add(source.let_in, " let in, as the rules changed");
  for (const std::string& note : source.notes) add_words(note, remark);
  return remark;
}

std::string_view files_words(const pipeline::FeedReport& feed, bool is_rehearsal) {
  if (!feed.written) return "unchanged";
  return is_rehearsal ? "would be written" : "written";
}

}  // namespace

std::string report_json(const pipeline::Report& report) {
  Json json;
  json["started"] = base::format_rfc3339(report.started);
  json["finished"] = base::format_rfc3339(report.finished);
  json["sources"] = Json::array();
  for (const pipeline::SourceReport& source : report.sources) {
    Json row;
    row["id"] = source.id;
    row["outcome"] = pipeline::to_string(source.outcome);
    row["status"] = source.status;
    row["new"] = source.added;
    row["changed"] = source.changed;
    row["items"] = source.items;
    row["bytes"] = source.bytes;
    row["ms"] = source.elapsed.count();
    if (source.left_out > 0) row["left_out"] = source.left_out;
    if (!source.dropped.empty()) row["dropped"] = source.dropped;
    if (source.let_in > 0) row["let_in"] = source.let_in;
    if (!source.error.empty()) row["error"] = source.error;
    if (source.failing_since) set_date(row, "failing_since", source.failing_since);
    if (!source.notes.empty()) row["notes"] = source.notes;
    json["sources"].push_back(std::move(row));
  }
  json["feeds"] = Json::array();
  for (const pipeline::FeedReport& feed : report.feeds) {
    json["feeds"].push_back(
        {{"name", feed.name}, {"items", feed.items}, {"written", feed.written}});
  }
  if (!report.withheld.empty()) json["withheld"] = report.withheld;
  for (const pipeline::UnusedFile& file : report.unused_files) {
    json["unused_files"].push_back({{"file", file.name},
                                    {"kept_until", base::format_rfc3339(file.kept_until)},
                                    {"removed", file.removed}});
  }
  if (!report.news.empty()) json["news"] = report.news;
  return dump(json);
}

std::string report_table(const pipeline::Report& report) {
  Rows sources = {{"SOURCE", "OUTCOME", "STATUS", "NEW", "CHANGED", "ITEMS", "BYTES", "MS", ""}};
  for (const pipeline::SourceReport& source : report.sources) {
    sources.push_back({source.id, std::string(pipeline::to_string(source.outcome)),
                       source.status == 0 ? "-" : std::to_string(source.status),
                       std::to_string(source.added), std::to_string(source.changed),
                       std::to_string(source.items), std::to_string(source.bytes),
                       std::to_string(source.elapsed.count()), remark(source)});
  }
  Rows feeds = {{"FEED", "ITEMS", "FILES"}};
  for (const pipeline::FeedReport& feed : report.feeds) {
    feeds.push_back({feed.name, std::to_string(feed.items),
                     std::string(files_words(feed, report.is_rehearsal))});
  }
  return (report.is_rehearsal ? "Rehearsal of " : "Refresh of ") +
         base::format_rfc3339(report.started) + "\n\n" +
         table(std::move(sources), {3, 4, 5, 6, 7}) + "\n" + table(std::move(feeds), {1});
}

}  // namespace syndic::cli
