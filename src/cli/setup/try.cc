// SPDX-License-Identifier: MIT
//
// The command try: the page and feeds of some addresses at once, of which nothing is kept.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/printable.h"
#include "base/temporary_folder.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/setup/found.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "pipeline/refresh/refresh.h"
#include "pipeline/setup/site_setup.h"
#include "serve/preview_server.h"

namespace syndic::cli {
namespace {

using std::chrono::steady_clock;

// Together they leave a second of the ten in which there is something to see.
constexpr std::chrono::seconds kToFind{5};
constexpr std::chrono::seconds kLongestAnswer{30};
constexpr std::chrono::seconds kToSee{9};

// How often it is looked whether the trial was ended meanwhile.
constexpr std::chrono::milliseconds kBetweenLooks{50};

/// Becomes true at a time, or soon after `ended` is.
class Deadline {
 public:
  Deadline(steady_clock::time_point at, const std::atomic<bool>& ended)
      : thread_([this, &ended, at] {
          std::unique_lock lock(mutex_);
          while (!is_over_ && !ended && steady_clock::now() < at) {
            gone_.wait_for(lock, kBetweenLooks);
          }
          is_late_ = true;
        }) {}
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  ~Deadline() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    gone_.notify_one();
    thread_.join();
  }

  [[nodiscard]] const std::atomic<bool>& is_late() const { return is_late_; }

 private:
  std::mutex mutex_;
  std::condition_variable gone_;
  std::atomic<bool> is_late_ = false;
  bool is_over_ = false;
  std::thread thread_;
};

/// A server of the folder, at the preview's usual port, or another one if that is taken and none
/// was asked for.
std::unique_ptr<serve::PreviewServer> listen(const serve::Options& options, bool is_port_asked) {
  auto server = std::make_unique<serve::PreviewServer>(options);
  try {
    server->bind();
  } catch (const Failure&) {
    if (is_port_asked) throw;
    server = std::make_unique<serve::PreviewServer>(
        serve::Options{.folder = options.folder, .address = {options.address.host, 0}});
    server->bind();
  }
  return server;
}

/// What is found before the deadline.
std::vector<config::NewSource> find_in_time(const std::vector<std::string>& urls,
                                            const fetch::Options& options,
                                            steady_clock::time_point until,
                                            const std::atomic<bool>& ended, const Log& log) {
  const Deadline deadline(until, ended);
  return sources_of(look_for_sources(urls, options, deadline.is_late(), log));
}

/// The configuration of the trial, in a folder of its own.
config::Config trial_config(const pipeline::SiteSetup& setup, const fetch::Options& options) {
  auto config = config::read(pipeline::configuration_of(setup), setup.config_file);
  if (!config) throw Failure(config.error().front());
  config->fetch.transport.timeout = options.transport.timeout;
  config->fetch.transport.connect_timeout = options.transport.connect_timeout;
  config->fetch.transport.private_advice = options.transport.private_advice;
  return *std::move(config);
}

pipeline::Report refresh_once(const config::Config& config, const pipeline::RefreshOptions& options,
                              const std::atomic<bool>& cancelled) {
  http::CurlTransport transport(config.fetch.transport);
  pipeline::Progress nobody;
  return pipeline::refresh(config, options, base::Clock::from_environment(), transport, nobody,
                           cancelled);
}

void warn_of_failures(const pipeline::Report& report, const Log& log) {
  for (const pipeline::SourceReport& source : report.sources) {
    if (!source.error.empty()) log.warning(source.id + ": " + source.error);
  }
}

/// Fetches and publishes what comes before the deadline, of the sources that have answered already.
/// Returns whether that is all.
bool publish_in_time(const config::Config& config, steady_clock::time_point until,
                     const std::atomic<bool>& ended, const Log& log) {
  pipeline::RefreshOptions options;
  for (const config::Source& source : config.sources) {
    if (source.site.empty()) options.only.push_back(source.id);
  }
  const bool are_all = options.only.size() == config.sources.size();
  if (options.only.empty()) {
    static_cast<void>(refresh_once(config, {.offline = true}, ended));
    return false;
  }
  const Deadline deadline(until, ended);
  const pipeline::Report report = refresh_once(config, options, deadline.is_late());
  if (report.interrupted) static_cast<void>(refresh_once(config, {.offline = true}, ended));
  warn_of_failures(report, log);
  return are_all && !report.interrupted;
}

/// A word as a shell reads it back.
std::string in_shell(const std::string& word) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-~:%@=+,";
  if (word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

/// What would make of the trial a site that stays, on this machine.
void print_how_to_keep(const TryArguments& command, const pipeline::SiteSetup& trial,
                       const std::string& config_file) {
  const pipeline::Machine machine = pipeline::this_machine();
  pipeline::SiteSetup setup = pipeline::default_setup(machine, config_file);
  setup.title = trial.title;
  setup.sources = trial.sources;
  setup.allow_private = command.allow_private;
  if (setup.web_server == pipeline::WebServer::none) setup.web_server = pipeline::WebServer::nginx;
  const auto files = pipeline::planned_files(setup, machine);
  std::cout << "\n# ---- for " << to_string(setup.web_server) << ": " << files.back().path.string()
            << "\n"
            << pipeline::without_comments(files.back().bytes)
            << "\n# ---- the configuration: " << setup.config_file.string() << "\n"
            << pipeline::configuration_of(setup) << "\n# ---- "
            << (has_account(setup, machine) ? "/etc/cron.d/syndic"
                                            : "the line for cron, by crontab -e")
            << "\n"
            << pipeline::cron_lines(setup, machine) << "\n";
  std::cout << "# Nothing of this trial was kept. This asks where to, and does all of the above:\n"
            << "syndic init" << (command.allow_private ? " --allow-private" : "");
  if (!config_file.empty()) std::cout << " -c " << in_shell(config_file);
  if (!command.title.empty()) std::cout << " --title " << in_shell(trial.title);
  for (const std::string& address : command.addresses) std::cout << ' ' << in_shell(address);
  std::cout << std::endl;
}

/// Fetches what did not come in time.
void fetch_rest(const config::Config& config, const std::atomic<bool>& ended, const Log& log) {
  try {
    warn_of_failures(refresh_once(config, {}, ended), log);
  } catch (const std::exception& failure) {
    log.error(failure.what());
  }
}

}  // namespace

int run(const Arguments& global, const TryArguments& command, const Log& log) {
  const steady_clock::time_point began = steady_clock::now();
  const std::vector<std::string> urls = urls_named_by(command.addresses, log);
  if (urls.empty()) return kWrongUsage;
  const auto address =
      serve::parse_listen(command.listen.empty() ? ServeArguments{}.listen : command.listen);
  if (!address) {
    log.error("--listen " + command.listen + ": " + address.error().message);
    return kWrongUsage;
  }

  std::unique_ptr<serve::PreviewServer> server;  // The watch, which stops it, goes before it does.
  // Before there is anything that a signal could leave behind.
  std::atomic<bool> ended = false;
  std::atomic<serve::PreviewServer*> served = nullptr;
  const SignalWatch watch([&] {
    ended = true;
    if (serve::PreviewServer* const running = served) running->stop();
  });
  const base::TemporaryFolder folder;
  pipeline::SiteSetup setup{.config_file = folder.path() / "syndic.toml",
                            .directory = folder.path() / "public",
                            .store_file = folder.path() / "syndic.db",
                            .allow_private = command.allow_private};
  std::filesystem::create_directory(setup.directory);
  server = listen({.folder = setup.directory, .address = *address}, !command.listen.empty());
  served = server.get();

  const fetch::Options options = quick_options(kLongestAnswer, command.allow_private);
  setup.sources = find_in_time(urls, options, began + kToFind, ended, log);
  if (ended) return kFailed;
  if (setup.sources.empty()) {
    log.error("none of these shows any news; name a site or feed that does");
    return kFailed;
  }
  setup.title = base::printable_line(command.title);
  if (setup.title.empty()) setup.title = pipeline::title_of(setup.sources);
  setup.url = "http://" + serve::to_string({address->host, server->port()}) + "/";
  setup.feeds_url = setup.url;
  const config::Config config = trial_config(setup, options);
  std::jthread rest;
  if (!publish_in_time(config, began + kToSee, ended, log) && !ended) {
    log.warning("some sources take longer; their items appear on the page as they come");
    rest = std::jthread([&] { fetch_rest(config, ended, log); });
  }
  if (ended) server->stop();
  server->run([&](std::string_view url) {
    std::cout << "\nThe page:  " << url << "\nThe feeds: " << url << "all.rss, all.atom, all.json"
              << "\nCtrl-C ends this, and prints how to keep it." << std::endl;
    if (!std::cout) server->stop();  // Nobody would know where it is.
  });
  print_how_to_keep(command, setup, global.config_file);
  return kDone;
}

}  // namespace syndic::cli
