// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/clock.h"
#include "base/open_files.h"
#include "base/time_format.h"
#include "base/url.h"
#include "cli/acting_user.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/progress_bar.h"
#include "cli/reports.h"
#include "cli/signal_watch.h"
#include "config/feeds.h"
#include "config/nearest_name.h"
#include "http/curl_transport.h"
#include "pipeline/lists/subscriptions.h"
#include "pipeline/status/metrics.h"
#include "pipeline/status/status.h"

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

/// The ids of the sources with the name `name`, in any case.
std::vector<std::string> ids_named(std::string_view name, const config::Config& config) {
  std::vector<std::string> ids;
  for (const config::Source& source : config.sources) {
    const bool is_named = !name.empty() && base::equals_ignoring_case(source.name, name);
    if (is_named) ids.push_back(source.id);
  }
  return ids;
}

/// The error of an --only that names no source, or the name of several, `same_name`.
std::string why_no_source(const std::string& only, const std::vector<std::string>& same_name,
                          const config::Config& config) {
  const std::string begin = "--only " + only + ": " + config.file.string();
  if (same_name.size() > 1) {
    return begin + " has several sources of that name; give an id, " + same_name[0] + " or " +
           same_name[1];
  }
  std::vector<std::string_view> names;
  for (const config::Source& source : config.sources) {
    names.insert(names.end(), {source.id, source.name});
  }
  const std::string_view meant = config::slipped_name(only, names);
  return begin + " has no source of that id; " +
         (meant.empty() ? "syndic status lists them" : "did you mean " + std::string(meant) + "?");
}

/// Replaces each --only that is a source's name with its id. Returns false after reporting the
/// first that names no source.
bool resolve_only(std::vector<std::string>& only, const config::Config& config, const Log& log) {
  for (std::string& entry : only) {
    const bool is_id =
        std::ranges::find(config.sources, entry, &config::Source::id) != config.sources.end();
    if (is_id) continue;
    std::vector<std::string> ids = ids_named(entry, config);
    if (ids.size() != 1) {
      log.error(why_no_source(entry, ids, config));
      return false;
    }
    entry = std::move(ids[0]);
  }
  return true;
}

/// Returns false after reporting the first --accept that names no feed.
bool are_feeds(const std::vector<std::string>& accept, const config::Config& config,
               const Log& log) {
  for (const std::string& entry : accept) {
    const bool is_known =
        entry.empty() ||
        std::ranges::find(config.feeds, entry, &config::Feed::name) != config.feeds.end();
    if (is_known) continue;
    log.error("--accept " + entry + ": " + config::why_no_feed(config, entry));
    return false;
  }
  return true;
}

ProgressLook look_of_progress(const Log& log) {
  if (log.loudness() == Loudness::quiet || log.is_json()) return ProgressLook::none;
  return ::isatty(STDERR_FILENO) == 1 ? ProgressLook::bar : ProgressLook::lines;
}

void log_source(const pipeline::SourceReport& source, const Log& all) {
  const Log log = all.about(source.id);
  if (!source.news.empty()) {
    log.notice("source " + source.id + " " + source.news);
  } else if (!source.error.empty()) {
    log.warning(source.id + ": " + source.error);
  }
}

/// The run itself, with the progress that people see meanwhile. `has_table`: a table with each
/// source follows.
pipeline::Report refresh_sources(const config::Config& config,
                                 const pipeline::RefreshOptions& options, const base::Clock& clock,
                                 bool has_table, const Log& log) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  ProgressBar progress(look_of_progress(log), std::cerr, [&](const auto& source) {
    if (!has_table) log_source(source, log);
  });
  return pipeline::refresh(config, options, clock, transport, progress, cancelled);
}

/// Why the run fails as a whole; with --quiet without what the run before has said.
void log_alarms(const pipeline::Report& report, bool has_table, const config::Config& config,
                const Log& log) {
  const auto is_repeated = [&](std::string_view alarm) {
    return log.loudness() == Loudness::quiet && report.known_alarms.contains(std::string(alarm));
  };
  const auto say = [&](const std::string& alarm) {
    if (!alarm.empty() && !is_repeated(alarm)) log.error(alarm);
  };
  if (const auto failure = pipeline::common_failure(report, has_table);
      failure && !is_repeated(pipeline::kEverySourceFailed)) {
    log.error(*failure);
  }
  for (const std::string& refusal : config.refusals) log.error(refusal);
  for (const std::string& hub : report.announced.unpinged) log.warning(hub);
  say(report.announced.command_failure);
  say(report.alert_failure);
  if (report.interrupted) {
    log.error("interrupted: what had come is stored; the next run goes on from there");
    return;
  }
  if (!report.why_unpublished.empty())
    log.detail("nothing was published: " + report.why_unpublished);
  for (const std::string& reason : report.withheld) say(reason);
  if (!report.withheld.empty() && !std::ranges::all_of(report.withheld, is_repeated)) {
    log.error(report.nothing_published
                  ? "nothing was published: every file is as it was; what came is stored"
                  : "of such a feed every file is as it was; all else is published");
  }
}

void log_figures(const pipeline::Report& report, int exit_code, const Log& log) {
  std::map<pipeline::Outcome, std::int64_t> outcomes;
  std::size_t added = 0;
  std::size_t changed = 0;
  for (const pipeline::SourceReport& source : report.sources) {
    ++outcomes[source.outcome];
    added += source.added;
    changed += source.changed;
  }
  const auto written = std::ranges::count_if(report.feeds, &pipeline::FeedReport::written);
  log.figures("refresh ended", {{"updated", outcomes[pipeline::Outcome::updated]},
                                {"unchanged", outcomes[pipeline::Outcome::unchanged]},
                                {"failed", outcomes[pipeline::Outcome::failed]},
                                {"new", static_cast<std::int64_t>(added)},
                                {"changed", static_cast<std::int64_t>(changed)},
                                {"feeds_written", written},
                                {"exit_code", exit_code}});
}

/// Says why sources were not asked for a reason of this machine's own; empty if all were.
std::string why_not_asked(const pipeline::Report& report) {
  const auto is_hindered = [](const auto& source) { return is_own_obstacle(source.cause); };
  const auto first = std::ranges::find_if(report.sources, is_hindered);
  if (first == report.sources.end()) return {};
  const auto count = std::ranges::count_if(report.sources, is_hindered);
  const std::string not_asked = std::to_string(count) +
                                (count == 1 ? " source was" : " sources were") +
                                " not asked, and will be in the next run; ";
  return first->cause == Errc::no_library
             ? "libcurl cannot be loaded: " + not_asked +
                   "install it again (Debian's package is libcurl4)"
             : "too many files are open: " + not_asked + "allow more (ulimit -n), now " +
                   std::to_string(base::open_file_limit());
}

int exit_code_of(const pipeline::Report& report, bool strict) {
  if (report.interrupted || !report.withheld.empty()) return kFailed;
  if (pipeline::common_failure(report)) return kFailed;
  if (!report.announced.command_failure.empty() || !report.alert_failure.empty()) return kFailed;
  if (!why_not_asked(report).empty()) return kFailed;
  const bool any_own_fault = std::ranges::any_of(
      report.sources, [](const auto& source) { return source.cause == Errc::internal; });
  if (any_own_fault) return kFailed;
  const bool any_failed = std::ranges::any_of(report.sources, [](const auto& source) {
    return source.outcome == pipeline::Outcome::failed;
  });
  return strict && any_failed ? kSourceFailed : kDone;
}

/// The configuration with the sources that its lists have after a run.
config::Config with_present_lists(const config::Config& config) {
  if (config.lists.empty()) return config;
  auto present =
      config::load(config.file, config::Purpose::use, pipeline::remembered_lists(config.store));
  return present ? *std::move(present) : config;
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

int run(const Arguments& global, const RefreshArguments& command, const Log& log) {
  const base::Clock clock = base::Clock::from_environment();
  const config::Config config = load_config(global.config_file, log);
  pipeline::RefreshOptions options = command.options;
  if (!resolve_only(options.only, config, log)) return kWrongUsage;
  if (!are_feeds(options.accept, config, log)) return kWrongUsage;
  if (!options.dry_run) act_as_owner_of_store(config, log);

  const auto began = std::chrono::steady_clock::now();
  const auto write_metrics = [&](const pipeline::Report* report, int exit_code) {
    if (options.dry_run) return;
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    if (const auto trouble = pipeline::write_metrics(with_present_lists(config), report,
                                                     {clock.now(), elapsed, exit_code})) {
      log.caution(*trouble);
    }
  };
  const bool has_table = !command.json && log.loudness() != Loudness::quiet && !log.is_json();
  pipeline::Report report;
  try {
    report = refresh_sources(config, options, clock, has_table, log);
  } catch (const pipeline::AlreadyRunning&) {
    throw;  // The other run writes its own metrics.
  } catch (const std::exception&) {
    write_metrics(nullptr, kFailed);
    throw;
  }
  const int exit_code =
      config.refusals.empty() ? exit_code_of(report, command.strict) : int{kFailed};
  write_metrics(&report, exit_code);

  if (command.json) std::cout << report_json(report) << '\n';
  if (has_table) std::cout << report_table(report) << std::flush;
  for (const std::string& news : report.news) log.notice(news);
  for (const std::string& fault : report.new_publication_faults) {
    log.caution("publication: " + fault);
  }
  if (log.loudness() != Loudness::quiet && !options.dry_run) {
    constexpr int kTold = 2;  // The first failure is news.
    for (const std::string& list : pipeline::failing_lists(config, kTold)) log.warning(list);
  }
  if (const std::string obstacle = why_not_asked(report); !obstacle.empty()) log.error(obstacle);
  log_alarms(report, has_table, config, log);
  log_figures(report, exit_code, log);
  return exit_code;
}

}  // namespace syndic::cli
