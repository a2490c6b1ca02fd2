// SPDX-License-Identifier: MIT
//
// check: what is wrong with the configuration, with its sources, and with any feed.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "cli/check/lint_report.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/signal_watch.h"
#include "http/curl_transport.h"
#include "pipeline/authored/folder.h"
#include "pipeline/lint/linted.h"
#include "pipeline/publish/site_pages.h"
#include "pipeline/refresh/known_silence.h"
#include "pipeline/refresh/site_feeds.h"

namespace syndic::cli {
namespace {

// What only the store knows of the sources. That it cannot be read need not be a mistake of the
// configuration, but is worth a look.
std::vector<std::string> lines_of_store(const config::Config& config) {
  try {
    return pipeline::shared_addresses(config);
  } catch (const StoreFailure& failure) {
    return {failure.what()};
  }
}

// The mistakes in the files of authored items, one line each.
std::vector<std::string> mistakes_in_items(const config::Config& config) {
  std::vector<std::string> lines;
  const model::Timestamp now = base::Clock::from_environment().now();
  for (const config::Source& source : config.sources) {
    if (!pipeline::is_authored(source)) continue;
    auto folder = pipeline::read_authored_folder(source, config, now);
    if (!folder) {
      lines.push_back(
          base::printable_line(source.fetch.path.string() + ": " + folder.error().message));
      continue;
    }
    std::move(folder->mistakes.begin(), folder->mistakes.end(), std::back_inserter(lines));
  }
  return lines;
}

/// Prints what is worth a look in a configuration without mistakes.
void print_what_is_right(const config::Config& config, bool items_too) {
  for (const std::string& note : config.notes) std::cout << note << '\n';
  for (const std::string& line : lines_of_store(config)) {
    std::cout << config.file.string() << ": " << line << '\n';
  }
  if (!items_too) return;
  std::cout << config.file.string() << ": nothing wrong ("
            << base::counted(std::ssize(config.sources), "source") << ", "
            << base::counted(std::ssize(config.feeds), "feed") << ")\n";
}

/// What is wrong with the configuration; the exit code.
int check_configuration(const config::Config& config, const Log& log) {
  if (const auto fault = pipeline::fault_in_theme(config)) {
    std::cout << *fault << '\n';
    return kWrongConfiguration;
  }
  const std::vector<std::string> mistakes = mistakes_in_items(config);
  for (const std::string& mistake : mistakes) std::cout << mistake << '\n';
  if (log.loudness() != Loudness::quiet) print_what_is_right(config, mistakes.empty());
  return mistakes.empty() ? kDone : kFailed;
}

/// What is asked for: feeds that were named, or all of the configuration.
struct LintWish {
  std::vector<pipeline::LintTarget> targets;
  std::vector<pipeline::LintedFeed> read;  ///< Of standard input.
  bool is_understood = true;               ///< Else that was said.
};

bool is_source(const config::Config& config, const std::string& id) {
  return std::ranges::find(config.sources, id, &config::Source::id) != config.sources.end();
}

void add_input(const std::string& input, const std::optional<config::Config>& config,
               const fetch::Options& options, model::Timestamp now, const Log& log,
               LintWish& wish) {
  if (input.ends_with(".toml")) {
    log.error("\"" + base::printable_line(input, 120) +
              "\" is a configuration; it is checked by syndic check -c FILE");
    wish.is_understood = false;
    return;
  }
  const std::string url = url_named_by(input);
  if (!url.empty()) {
    wish.targets.push_back(
        {.feed = {.place = base::public_url(url)}, .subscription = {.url = url}});
    return;
  }
  if (config && is_source(*config, input)) {
    auto targets = pipeline::lint_targets(*config, {input}, now);
    std::ranges::move(targets, std::back_inserter(wish.targets));
    return;
  }
  const auto bytes = read_input(input, options.transport.max_body);
  if (!bytes && bytes.error().code == Errc::not_found) {
    log_input_error(input, {},
                    no_address(input, ", nor a file that is there or the id of a source"), log);
    wish.is_understood = false;
    return;
  }
  wish.read.push_back({.place = input,
                       .findings = bytes ? pipeline::lint_bytes(*bytes, {}, now)
                                         : pipeline::lint_error(bytes.error())});
}

LintWish wish_of(const CheckArguments& command, const std::optional<config::Config>& config,
                 const fetch::Options& options, model::Timestamp now, const Log& log) {
  LintWish wish;
  for (const std::string& input : command.inputs) {
    add_input(input, config, options, now, log, wish);
  }
  if (!command.online || !command.inputs.empty() || !config) return wish;
  wish.targets = pipeline::lint_targets(*config, {}, now);
  auto published = pipeline::published_targets(*config);
  std::ranges::move(published, std::back_inserter(wish.targets));
  return wish;
}

/// Whether any feed has a finding of this severity or a worse one.
bool any_at_least(const std::vector<pipeline::LintedFeed>& feeds, lint::Severity severity) {
  return std::ranges::any_of(feeds, [&](const pipeline::LintedFeed& feed) {
    return std::ranges::any_of(feed.findings, [&](const lint::Finding& finding) {
      return finding.rule->severity <= severity;
    });
  });
}

std::vector<pipeline::LintedFeed> ask(LintWish wish, const std::optional<config::Config>& config,
                                      const fetch::Options& options, model::Timestamp now) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(options.transport);
  const fetch::HostSilence silence =
      config ? pipeline::known_silence(*config, now) : fetch::HostSilence();
  auto feeds = pipeline::lint_feeds(std::move(wish.targets), {.options = options,
                                                              .transport = transport,
                                                              .silence = silence,
                                                              .now = now,
                                                              .cancelled = cancelled});
  std::ranges::move(wish.read, std::back_inserter(feeds));
  return feeds;
}

int lint(const CheckArguments& command, const std::optional<config::Config>& config,
         const fetch::Options& options, const Log& log) {
  const model::Timestamp now = base::Clock::from_environment().now();
  LintWish wish = wish_of(command, config, options, now, log);
  if (!wish.is_understood) return kWrongUsage;
  const auto feeds = ask(std::move(wish), config, options, now);
  if (command.json) {
    std::cout << lint_json(feeds) << '\n';
  } else if (command.html.empty()) {
    std::cout << lint_text(feeds,
                           {.colour = wants_colour(STDOUT_FILENO), .width = width_of_stdout()});
  }
  if (!command.html.empty()) {
    const auto names = write_lint_pages(feeds, command.html, config ? config->site.title : "",
                                        base::format_rfc3339(now).substr(0, 10));
    if (!command.json) {
      for (const std::string& name : names) std::cout << (command.html / name).string() << '\n';
    }
  }
  const auto missed = std::ranges::count_if(feeds, &pipeline::LintedFeed::is_missed);
  if (missed > 0) {
    log.error(base::counted(missed, "feed") + (missed == 1 ? " was" : " were") +
              " not looked at, and may have faults");
  }
  return missed > 0 || any_at_least(feeds, command.fail_on) ? kFailed : kDone;
}

}  // namespace

int run(const Arguments& global, const CheckArguments& command, const Log& log) {
  if (!command.explain.empty()) return explain(global, command.explain, log);
  if (command.inputs.empty()) {
    // The notes are results of this command, not details.
    const config::Config config = check_config(global.config_file, log);
    if (!command.online) return check_configuration(config, log);
    return lint(command, config, config.fetch, log);
  }
  // A feed can be judged without a configuration.
  const auto config = global.config_file.empty()
                          ? readable_config({})
                          : std::optional(load_config(global.config_file, log));
  fetch::Options options = config ? config->fetch : fetch::Options();
  options.transport.allow_private |= command.allow_private;
  return lint(command, config, options, log);
}

}  // namespace syndic::cli
