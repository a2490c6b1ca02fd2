// SPDX-License-Identifier: MIT
#include "pipeline/publish/announce.h"

#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "notify/command.h"
#include "notify/websub.h"
#include "pipeline/publish/history.h"
#include "write/feed_writer.h"
#include "write/output_dir.h"

namespace syndic::pipeline {
namespace {

// After that, subscribers have found the change by themselves.
const boost::gregorian::days kPingsStay(7);

// From when on a failing hub is news, as a failing source is.
const boost::posix_time::hours kLong(24);

/// The result of all pings to one hub.
struct HubResult {
  std::size_t left = 0;  ///< Pings that it did not take.
  std::string error;     ///< Of the last one of them.
};

/// Runs the command for the files that still exist. Returns whether nothing is left to tell it.
bool run_command(const config::Config& config, store::Ledger& ledger, Report& report,
                 const std::atomic<bool>& cancelled) {
  const std::vector<std::string> names = ledger.unannounced_files();
  if (names.empty()) return true;
  notify::Command command{.words = config.notify.command,
                          .folder = config.publish.directory,
                          .timeout = config.notify.command_timeout};
  std::size_t files = 0;
  for (const std::string& name : names) {
    std::error_code error;
    if (!write::OutputDir::is_inside(command.folder, name) ||
        !std::filesystem::exists(command.folder / name, error)) {
      continue;
    }
    command.input += name + "\n";
    ++files;
  }
  if (files > 0 && !command.words.empty()) {
    const auto done = notify::run(command, cancelled);
    if (!done && cancelled) {
      report.interrupted = true;
    } else if (!done) {
      report.announced.command_failure =
          "publish.command: " + done.error().message +
          (done.error().code == Errc::timeout ? ", see publish.command_timeout" : "") +
          "; the next run repeats it with the same files, and no hub is pinged until it succeeds";
    }
    if (!done) return false;
    report.announced.files = files;
  }
  ledger.forget_unannounced_files();
  return true;
}

/// Records that a hub failed, and reports it: in the report of each run, and once as news.
void report_failing(const std::string& hub, const HubResult& result, store::Ledger& ledger,
                    Report& report) {
  const auto since = ledger.note_hub(hub, true, report.started);
  const std::string line = "hub " + base::public_url(hub) + " was not told of " +
                           base::counted(static_cast<long long>(result.left), "changed document") +
                           ", which the next run tries again: " + result.error;
  if (since && report.started - *since >= kLong && ledger.told_of_hub(hub)) {
    report.news.push_back(line + "; it has failed since " + base::format_rfc3339(*since));
  } else {
    report.announced.unpinged.push_back(line);
  }
}

void ping_hubs(const config::Config& config, store::Ledger& ledger, http::Transport& transport,
               Report& report, const std::atomic<bool>& cancelled) {
  const auto pings = ledger.pings(config.notify.hubs, report.started - kPingsStay);
  if (pings.empty()) return;
  std::vector<notify::Ping> sent;
  sent.reserve(pings.size());
  for (const store::Ping& ping : pings) sent.push_back({ping.hub, ping.topic});
  const auto results = notify::ping(sent, transport, cancelled);
  std::map<std::string, HubResult> hubs;
  for (std::size_t i = 0; i < pings.size(); ++i) {
    HubResult& hub = hubs[pings[i].hub];
    if (results[i].taken) {
      ledger.pinged(pings[i]);
      ++report.announced.pings;
    } else {
      ++hub.left;
      if (results[i].error.empty()) {
        report.interrupted = true;
      } else {
        hub.error = results[i].error;
      }
    }
  }
  for (const auto& [hub, result] : hubs) {
    if (!result.error.empty()) {
      report_failing(hub, result, ledger, report);
    } else if (result.left == 0) {
      static_cast<void>(ledger.note_hub(hub, false, report.started));
    }
  }
}

}  // namespace

void must_announce(const config::Config& config, const std::vector<std::string>& changed,
                   model::Timestamp now, store::Ledger& ledger) {
  const std::unordered_set<std::string_view> names(changed.begin(), changed.end());
  std::vector<store::Ping> pings;
  for (const config::Feed& feed : config.feeds) {
    for (const write::Format format : config.publish.formats) {
      const std::string name = feed.name + "." + std::string(write::extension(format));
      const std::string topic = served_at(config, name);
      if (topic.empty() || !names.contains(name)) continue;
      for (const std::string& hub : config.notify.hubs) pings.push_back({hub, topic});
    }
  }
  const bool has_command = !config.notify.command.empty();
  ledger.will_announce(has_command ? changed : std::vector<std::string>(), pings, now);
}

void announce(const config::Config& config, store::Ledger& ledger, http::Transport* transport,
              Report& report, const std::atomic<bool>& cancelled) {
  if (!run_command(config, ledger, report, cancelled)) return;
  if (transport != nullptr) ping_hubs(config, ledger, *transport, report, cancelled);
}

}  // namespace syndic::pipeline
