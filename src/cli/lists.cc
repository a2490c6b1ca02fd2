// SPDX-License-Identifier: MIT
//
// The commands about lists of sources: import and export.
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/printable.h"
#include "base/toml_text.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/signal_watch.h"
#include "config/append_source.h"
#include "http/curl_transport.h"
#include "parse/lists/list.h"
#include "pipeline/append.h"
#include "pipeline/lists/export.h"
#include "pipeline/lists/import.h"
#include "pipeline/lists/secrets.h"
#include "pipeline/refresh/page_source.h"

namespace syndic::cli {
namespace {

Result<model::SourceList> list_at(const std::string& url, fetch::Options options) {
  options.transport.max_body = std::min(options.transport.max_body, parse::kLargestList);
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(options.transport);
  const auto answer = pipeline::ask_for_page(url, options, transport, cancelled);
  if (!answer) return fail(answer.error());
  return parse::read_list(answer->body, base::public_url(answer->url),
                          answer->headers.get("Content-Type"));
}

Result<model::SourceList> list_in(const std::string& name) {
  const auto bytes = read_input(name, parse::kLargestList);
  if (!bytes) return fail(bytes.error());
  const std::string shown =
      name == "-" ? "standard input" : std::filesystem::path(name).filename().string();
  return parse::read_list(*bytes, shown);
}

// Comments, so that all of the output can be pasted into a configuration.
void print_site(const model::SourceList& list) {
  if (list.site.empty()) return;
  std::cout << "# The list says of itself, for [site]:\n";
  for (const auto& [key, text] : list.site) {
    std::cout << "# " << key << " = " << base::toml_string(base::printable_line(text)) << '\n';
  }
  std::cout << '\n';
}

// What would steer a terminal is not shown; blanks stay, as they align the values.
std::string shown_line(std::string_view line) {
  constexpr std::size_t kLongestShown = 20'000;
  std::string printable = base::printable_line(line, kLongestShown);
  return printable == base::fold_spaces(line) ? std::string(line) : printable;
}

void print_tables(const std::vector<config::NewSource>& sources) {
  for (config::NewSource source : sources) {
    const auto secrets = pipeline::take_out_secrets(source);
    for (const std::string& key : secrets) {
      std::cout << "# Its " << key << " has a secret, which is written and not shown.\n";
    }
    const std::string table = config::source_table(source);
    for (std::string_view rest = table; !rest.empty();) {
      std::cout << shown_line(base::take_line(rest)) << '\n';
    }
    std::cout << '\n';
  }
}

std::string summary(const pipeline::ImportPlan& plan) {
  return base::counted(std::ssize(plan.sources), "new source") + ", " +
         std::to_string(plan.already) + " there already, " + std::to_string(plan.left_out) +
         " left out";
}

}  // namespace

int run(const Arguments& global, const ImportArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const std::string url = url_named_by(command.input);
  fetch::Options options = config.fetch;
  options.transport.allow_private = options.transport.allow_private || command.allow_private;
  options.transport.private_advice = "give --allow-private to allow it";
  const auto list = url.empty() ? list_in(command.input) : list_at(url, options);
  if (!list) {
    log_input_error(command.input, url, list.error(), log);
    const Errc code = list.error().code;
    return code == Errc::unknown_format || code == Errc::too_large ? kNoFeed : kFailed;
  }
  const pipeline::ImportPlan plan = pipeline::plan_import(*list, config, command.groups);
  if (command.write && !plan.sources.empty()) {
    const auto done = pipeline::append_sources(config.file, plan.sources);
    if (!done) {
      log.error(done.error().message + "; nothing is written");
      return kFailed;
    }
  }
  if (log.loudness() == Loudness::quiet) return kDone;
  if (!command.write) {
    print_site(*list);
    print_tables(plan.sources);
  }
  for (const std::string& note : plan.notes) std::cout << "# " << note << '\n';
  std::cout << "# " << summary(plan)
            << (command.write || plan.sources.empty() ? "\n" : "; --write appends them\n");
  return kDone;
}

int run(const Arguments& global, const ExportArguments& command, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const auto list = pipeline::export_sources(config, command.with_secrets);
  if (!list) {
    log.error(list.error().message);
    return kFailed;
  }
  for (const std::string& note : list->notes) log.notice(note);
  std::cout << list->opml;
  return kDone;
}

}  // namespace syndic::cli
