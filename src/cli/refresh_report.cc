// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>
#include <utility>

#include "base/time_format.h"
#include "cli/output.h"
#include "cli/reports.h"

namespace syndic::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// What there is to say of a source beside its figures.
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

/// Only what there is to say.
Json json_of(const pipeline::Announced& announced) {
  Json json = Json::object();
  if (announced.files > 0) json["files"] = announced.files;
  if (announced.pings > 0) json["pings"] = announced.pings;
  if (!announced.command_failure.empty()) json["command_failure"] = announced.command_failure;
  if (!announced.unpinged.empty()) json["unpinged"] = announced.unpinged;
  return json;
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
    if (source.failing_since) row["failing_since"] = json_of(source.failing_since);
    if (!source.notes.empty()) row["notes"] = source.notes;
    json["sources"].push_back(std::move(row));
  }
  json["feeds"] = Json::array();
  for (const pipeline::FeedReport& feed : report.feeds) {
    json["feeds"].push_back(
        {{"name", feed.name}, {"items", feed.items}, {"written", feed.written}});
  }
  if (!report.withheld.empty()) json["withheld"] = report.withheld;
  if (!report.why_unpublished.empty()) json["unpublished"] = report.why_unpublished;
  for (const pipeline::UnusedFile& file : report.unused_files) {
    json["unused_files"].push_back({{"file", file.name},
                                    {"kept_until", base::format_rfc3339(file.kept_until)},
                                    {"removed", file.removed}});
  }
  if (Json announced = json_of(report.announced); !announced.empty()) {
    json["announced"] = std::move(announced);
  }
  if (!report.news.empty()) json["news"] = report.news;
  if (!report.publication_faults.empty()) json["publication_faults"] = report.publication_faults;
  return dump(json);
}

std::string report_table(const pipeline::Report& report) {
  Rows sources = {{"SOURCE", "OUTCOME", "STATUS", "NEW", "CHANGED", "ITEMS", "BYTES", "MS"}};
  std::vector<std::string> remarks;
  for (const pipeline::SourceReport& source : report.sources) {
    sources.push_back({source.id, std::string(pipeline::to_string(source.outcome)),
                       source.status == 0 ? "-" : std::to_string(source.status),
                       std::to_string(source.added), std::to_string(source.changed),
                       std::to_string(source.items), std::to_string(source.bytes),
                       std::to_string(source.elapsed.count())});
    remarks.push_back(remark(source));
  }
  Rows feeds = {{"FEED", "ITEMS", "FILES"}};
  for (const pipeline::FeedReport& feed : report.feeds) {
    feeds.push_back({feed.name, std::to_string(feed.items),
                     std::string(files_words(feed, report.is_rehearsal))});
  }
  return (report.is_rehearsal ? "Rehearsal of " : "Refresh of ") +
         base::format_rfc3339(report.started) + "\n\n" +
         narrow_table(std::move(sources), {3, 4, 5, 6, 7}, remarks) + "\n" +
         narrow_table(std::move(feeds), {1});
}

}  // namespace syndic::cli
