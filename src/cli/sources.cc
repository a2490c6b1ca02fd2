// SPDX-License-Identifier: MIT
//
// The commands about the sources of the configuration: check, discover, page and add.
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
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/signal_watch.h"
#include "config/append_source.h"
#include "config/values.h"
#include "discover/search.h"
#include "http/curl_transport.h"
#include "parse/page/page.h"
#include "parse/page/proposal.h"
#include "pipeline/append.h"
#include "pipeline/authored/folder.h"
#include "pipeline/discover.h"
#include "pipeline/lists/secrets.h"
#include "pipeline/publish/site_pages.h"
#include "pipeline/refresh/page_source.h"
#include "pipeline/refresh/site_feeds.h"
#include "pipeline/subscribe.h"

namespace syndic::cli {
namespace {

// What only the store knows of the sources. If it cannot be read, that is no mistake of the
// configuration, and the other commands report it.
std::vector<std::string> lines_of_store(const config::Config& config) {
  try {
    return pipeline::shared_addresses(config);
  } catch (const StoreFailure&) {
    return {};
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

using FeedLinks = Result<std::vector<discover::FeedLink>>;

FeedLinks feeds_at(const std::string& url, const fetch::Options& options) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(options.transport);
  auto offer = pipeline::discover(url, discover::Wanted::list, options, transport, cancelled);
  if (!offer) return fail(std::move(offer.error()));
  return std::move(offer->feeds);
}

FeedLinks feeds_in(const std::string& name, const std::string& base_url, std::size_t max_bytes) {
  auto bytes = read_input(name, max_bytes);
  if (!bytes && bytes.error().code == Errc::not_found) {
    return fail(no_address(name, ", nor a file that is there"));
  }
  if (!bytes) return fail(std::move(bytes.error()));
  return pipeline::discover_in(*bytes, name, base_url);
}

constexpr std::size_t kShownTitle = 100;
constexpr std::size_t kDayLength = 10;

// Where a page of a file is, as long as nobody says where.
constexpr const char* kSomewhere = "https://www.example.org/news";

/// A web page and where it is.
struct WebPage {
  std::string bytes;
  std::string url;
  std::string source_url;  ///< The same with the secrets of the address that was given.
  std::string content_type;
};

Result<WebPage> page_at(const std::string& url, const fetch::Options& options) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(options.transport);
  auto answer = pipeline::ask_for_page(url, options, transport, cancelled);
  if (!answer) return fail(std::move(answer.error()));
  // The answer's has no token and password; on the same site it needs those of the given URL.
  const bool is_itself = answer->url == base::public_url(url);
  return WebPage{std::move(answer->body), answer->url,
                 is_itself ? url : discover::asked_at({.url = url}, answer->url).url,
                 std::string(answer->headers.get("Content-Type"))};
}

/// `url`: the one that the command names; empty if it names a file or "-".
Result<WebPage> page_of(const PageArguments& command, const std::string& url,
                        const fetch::Options& options) {
  if (!url.empty()) return page_at(url, options);
  auto bytes = read_input(command.input, options.transport.max_body);
  if (!bytes) return fail(std::move(bytes.error()));
  const std::string base = command.base_url.empty() ? kSomewhere : command.base_url;
  return WebPage{*std::move(bytes), base::public_url(base), base, {}};
}

// Whether --base is given, though the page says itself where it is; says so.
bool is_base_wrong(const std::string& url, const std::string& base_url, const Log& log) {
  if (url.empty() || base_url.empty()) return false;
  log.error("--base is for a file or standard input; " + base::public_url(url) +
            " says itself where it is");
  return true;
}

/// The source by which the page is read, without the rules that are not needed.
config::NewSource source_of(const WebPage& page, const parse::ReadPage& read,
                            const parse::PageRules& rules, const PageArguments& command) {
  config::NewSource source{.id = command.id, .name = command.name, .groups = command.groups};
  if (source.name.empty()) source.name = base::printable_line(read.feed.title.value, kShownTitle);
  if (source.name.empty() && page.url != kSomewhere) {
    source.name = pipeline::host_name(page.url);
  }
  const auto set = [&](const char* key, const std::string& text) {
    if (!text.empty()) source.settings.push_back({key, text});
  };
  set("page.url", page.source_url);
  set("page.item", rules.item);
  set("page.title", rules.title);
  set("page.link", rules.link);
  set("page.date", rules.date);
  set("page.summary", rules.summary);
  set("page.image", rules.image);
  set("page.author", rules.author);
  set("page.tags", rules.tags);
  set("page.next", rules.next);
  return source;
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

/// Appends it to the configuration, and says so.
int write_source(const Arguments& global, config::NewSource source, const Log& log) {
  const config::Config config = load_config(global.config_file, log);
  const auto appended = pipeline::append_sources(config.file, {source});
  if (!appended) {
    log.error(appended.error().message);
    return kFailed;
  }
  const pipeline::Appended& added = appended->front();
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

}  // namespace

int run(const Arguments& global, const CheckArguments& /*command*/, const Log& log) {
  // The notes are results of this command, not details.
  const config::Config config = check_config(global.config_file);
  if (const auto fault = pipeline::fault_in_theme(config)) {
    std::cout << *fault << '\n';
    return kWrongConfiguration;
  }
  const std::vector<std::string> mistakes = mistakes_in_items(config);
  for (const std::string& mistake : mistakes) std::cout << mistake << '\n';
  if (log.loudness() != Loudness::quiet) print_what_is_right(config, mistakes.empty());
  return mistakes.empty() ? kDone : kFailed;
}

int run(const Arguments& global, const DiscoverArguments& command, const Log& log) {
  const std::string url = url_named_by(command.input);
  if (is_base_wrong(url, command.base_url, log)) return kWrongUsage;
  const fetch::Options options = fetch_options(global, command.allow_private, log);
  const auto feeds = url.empty()
                         ? feeds_in(command.input, command.base_url, options.transport.max_body)
                         : feeds_at(url, options);
  if (!feeds) {
    log_input_error(command.input, url, feeds.error(), log);
    return kFailed;
  }
  for (const discover::FeedLink& feed : *feeds) {
    std::cout << feed.url << '\t' << feed.media_type << '\t' << feed.title << '\n';
  }
  return kDone;
}

int run(const Arguments& global, const PageArguments& command, const Log& log) {
  const std::string url = url_named_by(command.input);
  const auto failed = [&](const Error& error) {
    log_input_error(command.input, url, error, log);
    return kFailed;
  };
  if (is_base_wrong(url, command.base_url, log)) return kWrongUsage;
  if (url.empty() && command.write) {
    log.error("--write needs the page's own address, not a file");
    return kWrongUsage;
  }
  const auto page = page_of(command, url, fetch_options(global, command.allow_private, log));
  if (!page) return failed(page.error());
  const parse::Hints hints{.base_url = page->url, .content_type = page->content_type};
  const auto rules = parse::propose_rules(page->bytes, hints);
  if (!rules) return failed(rules.error());
  const auto read = parse::read_page(page->bytes, hints, *rules);
  if (!read) return failed(read.error());
  if (!command.write || log.loudness() != Loudness::quiet) print_items(*read);
  config::NewSource source = source_of(*page, *read, *rules, command);
  if (command.write) return write_source(global, std::move(source), log);
  if (page->url == kSomewhere) std::cout << "# put the page's address in url\n";
  std::cout << shown(std::move(source), "not shown; --write writes it");
  return kDone;
}

int run(const Arguments& global, const AddArguments& command, const Log& log) {
  pipeline::Wish wish = command.wish;
  wish.url = url_named_by(wish.url);
  if (wish.url.empty()) {
    log.error(no_address(command.wish.url).message);
    return kWrongUsage;
  }
  config::Config config = load_config(global.config_file, log);
  config.fetch.transport.private_advice =
      "set [fetch] allow_private = true in " + config.file.string() + " to allow it";
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  const auto added = pipeline::subscribe(config, wish, transport, cancelled);
  if (!added) {
    log.error(added.error().message);
    return kFailed;
  }
  const bool says = log.loudness() != Loudness::quiet;
  if (!added->is_new) {
    log.warning("nothing to add: source " + added->id + " has " + added->url + " already");
    return kDone;
  }
  if (says) {
    std::cout << "added " << added->id << " (" << base::printable_line(added->name)
              << "): " << added->url << '\n';
  }
  for (const discover::FeedLink& other : added->others) {
    if (says) std::cout << "also offered: " << other.url << '\t' << other.title << '\n';
  }
  return kDone;
}

}  // namespace syndic::cli
