// SPDX-License-Identifier: MIT
#include <atomic>
#include <iostream>
#include <string>

#include "base/atomic_file.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/signal_watch.h"
#include "config/append_source.h"
#include "http/curl_transport.h"
#include "parse/page/page.h"
#include "parse/page/proposal.h"
#include "pipeline/refresh/page_source.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kShownTitle = 100;
constexpr std::size_t kDayLength = 10;

/// A page and where it is.
struct Page {
  std::string bytes;
  std::string url;
  std::string content_type;
};

Result<Page> page_at(const std::string& url, const fetch::Options& options) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(options.transport);
  auto answer = pipeline::ask_for_page(url, options, transport, cancelled);
  if (!answer) return fail(answer.error());
  return Page{std::move(answer->body), answer->url,
              std::string(answer->headers.get("Content-Type"))};
}

/// `url`: what `name` means where it is no file; else empty.
Result<Page> page_of(const std::string& name, const std::string& url,
                     const fetch::Options& options) {
  if (!url.empty()) return page_at(url, options);
  const std::size_t most = options.transport.max_body;
  auto bytes = name == "-" ? read_standard_input(most) : base::read_file(name, most);
  if (!bytes) return fail(bytes.error());
  return Page{*std::move(bytes), {}, {}};
}

/// The source as it is to be pasted, the lines of what is not found left out.
void print_source(const Page& page, const parse::ReadPage& read, const parse::PageRules& rules) {
  const auto line = [](std::string_view key, const std::string& value) {
    if (!value.empty()) std::cout << key << " = " << config::toml_string(value) << '\n';
  };
  const std::string name = base::printable_line(read.feed.title.value, kShownTitle);
  std::cout << "[[source]]\n";
  line("name", name.empty() ? base::url_host(page.url) : name);
  std::cout << "\n[source.page]\n";
  line("url    ", page.url.empty() ? "https://www.example.org/news" : base::public_url(page.url));
  line("item   ", rules.item);
  line("title  ", rules.title);
  line("link   ", rules.link);
  line("date   ", rules.date);
  line("summary", rules.summary);
  line("image  ", rules.image);
  line("next   ", rules.next);
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
  const std::string url = url_meant(command.input);
  const auto page = page_of(command.input, url, fetch_options(global, command.allow_private, log));
  const auto say = [&](const Error& error) {
    const std::string name = base::public_url(url.empty() ? command.input : url);
    log.error(error.message.find(name) == std::string::npos ? name + ": " + error.message
                                                            : error.message);
    return kFailed;
  };
  if (!page) return say(page.error());
  const parse::Hints hints{.base_url = page->url, .content_type = page->content_type};
  const auto rules = parse::propose_rules(page->bytes, hints);
  if (!rules) return say(rules.error());
  const auto read = parse::read_page(page->bytes, hints, *rules);
  if (!read) return say(read.error());
  print_items(*read);
  print_source(*page, *read, *rules);
  return kDone;
}

}  // namespace syndic::cli
