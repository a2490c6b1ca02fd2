// SPDX-License-Identifier: MIT
//
// The command page: how to read a page without a feed.
#include <algorithm>
#include <atomic>
#include <iostream>
#include <string>
#include <utility>

#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/signal_watch.h"
#include "config/append_source.h"
#include "config/values.h"
#include "http/curl_transport.h"
#include "parse/page/page.h"
#include "pipeline/append.h"
#include "pipeline/lists/secrets.h"
#include "pipeline/setup/page_proposal.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kShownTitle = 100;
constexpr std::size_t kDayLength = 10;

using pipeline::WebPage;

Result<WebPage> page_at(const std::string& url, const fetch::Options& options) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(options.transport);
  return pipeline::web_page_at(url, options, transport, cancelled);
}

/// `url`: the one that the command names; empty if it names a file or "-".
Result<WebPage> page_of(const PageArguments& command, const std::string& url,
                        const fetch::Options& options) {
  if (!url.empty()) return page_at(url, options);
  auto bytes = read_input(command.input, options.transport.max_body);
  if (!bytes) return fail(std::move(bytes.error()));
  return WebPage{.bytes = *std::move(bytes),
                 .url = base::public_url(command.base_url),
                 .source_url = command.base_url};
}

/// Its table as it is shown: with an id, and without the secrets of its address, of which it says
/// what becomes: "written and not shown".
std::string shown(config::NewSource source, const std::string& what_of_secrets) {
  if (source.id.empty()) source.id = config::id_from_name(source.name);
  if (source.id.empty()) source.id = "page";
  const bool has_secrets = !pipeline::take_out_secrets(source).empty();
  return (has_secrets ? "# Its url has a secret, which is " + what_of_secrets + ".\n"
                      : std::string()) +
         config::source_table(source);
}

/// Whether the source of that id is one that is read as a page.
bool is_page(const std::string& id, const config::Config& config) {
  const auto source = std::ranges::find(config.sources, id, &config::Source::id);
  return source == config.sources.end() || source->page.has_value();
}

/// Appends it to the configuration, and says so.
int write_source(const Arguments& global, config::NewSource source, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const auto appended = pipeline::append_sources(config.file, {source});
  if (!appended) {
    log.error(appended.error().message);
    return kFailed;
  }
  const pipeline::Appended& added = appended->front();
  if (!added.is_new && !is_page(added.id, config)) {
    log.error("source " + added.id + " has " + added.url +
              " already, as the address of a feed or site; remove that source from " +
              config.file.string() + " first, and run this again");
    return kFailed;
  }
  if (!added.is_new) {
    log.warning("nothing to add: source " + added.id + " has " + added.url + " already");
    return kDone;
  }
  source.id = added.id;
  if (log.loudness() == Loudness::quiet) return kDone;
  std::cout << shown(std::move(source), "written and not shown") << "\n# added to "
            << config.file.string() << '\n';
  return kDone;
}

void print_items(const parse::ReadPage& read) {
  for (const model::Item& item : read.feed.items) {
    std::cout << "# "
              << (item.published ? base::format_rfc3339(*item.published).substr(0, kDayLength)
                                 : std::string("no date   "))
              << "  "
              << (item.title.empty() ? "(no title)"
                                     : base::printable_line(item.title.value, kShownTitle))
              << "  " << item.url << '\n';
  }
  std::cout << "# " << read.feed.items.size() << " items\n\n";
}

}  // namespace

int run(const Arguments& global, const PageArguments& command, const Log& log) {
  const std::string url = url_named_by(command.input);
  const auto failed = [&](const Error& error) {
    log_input_error(command.input, url, error, log);
    return kFailed;
  };
  if (is_base_wrong(url, command.base_url, log)) return kWrongUsage;
  if (url.empty() && command.write) {
    log.error("--write needs the page's own address, not a file, as in syndic page URL --write");
    return kWrongUsage;
  }
  const auto page = page_of(command, url, fetch_options(global, command.allow_private, log));
  if (!page) return failed(page.error());
  const auto proposal = pipeline::propose_page(*page);
  if (!proposal) return failed(proposal.error());
  if (!command.write || log.loudness() != Loudness::quiet) print_items(proposal->read);
  if (page->forbidden) {
    log.error(page->forbidden->message);
    if (command.write) return kFailed;
  }
  config::NewSource source = pipeline::source_of(
      *page, *proposal, {.id = command.id, .name = command.name, .groups = command.groups});
  if (command.write) return write_source(global, std::move(source), log);
  if (page->url.empty()) std::cout << "# put the page's address in url\n";
  std::cout << shown(std::move(source), "not shown; --write writes it");
  return kDone;
}

}  // namespace syndic::cli
