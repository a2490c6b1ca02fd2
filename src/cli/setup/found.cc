// SPDX-License-Identifier: MIT
#include "cli/setup/found.h"

#include <iostream>
#include <iterator>

#include "base/printable.h"
#include "base/time_format.h"
#include "base/version.h"
#include "cli/commands.h"
#include "http/curl_transport.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kFoundIndent = 4;
// A person waits for what a search finds, which asks one host for a dozen places at most, once. A
// slow page delays no other of its host.
constexpr std::chrono::milliseconds kBetweenRequests{100};
constexpr int kPerHost = 4;
constexpr std::size_t kToTheDay = 10;  // Of "2026-01-31T07:42:00Z".

std::string items_words(const pipeline::FoundSource& found) {
  std::string words = base::counted(static_cast<std::ptrdiff_t>(found.items), "item");
  if (found.newest) {
    words += ", the newest of " + base::format_rfc3339(*found.newest).substr(0, kToTheDay);
  }
  if (!found.newest_title.empty()) words += ": " + found.newest_title;
  return words;
}

}  // namespace

std::vector<std::string> urls_named_by(const std::vector<std::string>& addresses, const Log& log) {
  std::vector<std::string> urls;
  for (const std::string& address : addresses) {
    urls.push_back(url_named_by(address));
    if (!urls.back().empty()) continue;
    log.error(no_address(address).message);
    return {};
  }
  return urls;
}

fetch::Options quick_options(std::chrono::milliseconds patience, bool allow_private) {
  fetch::Options options;
  options.transport.user_agent = "syndic/" + std::string(base::kVersion);
  options.transport.timeout = patience;
  options.transport.connect_timeout = patience;
  options.transport.stall_timeout = patience;
  options.transport.host_delay = kBetweenRequests;
  options.transport.per_host = kPerHost;
  options.transport.allow_private = allow_private;
  options.transport.private_advice = "give --allow-private to allow it";
  return options;
}

Found look_for_sources(const std::vector<std::string>& urls, const fetch::Options& options,
                       const std::atomic<bool>& is_over, const Log& log) {
  const bool is_shown = log.loudness() != Loudness::quiet;
  if (is_shown) std::cerr << "Looking at " << base::counted(std::ssize(urls), "site") << " …\n";
  http::CurlTransport transport(options.transport);
  Found found = pipeline::find_sources(urls, options, transport, is_over);
  std::size_t number = 0;
  for (const auto& source : found) {
    if (!source) {
      log.warning(source.error().message);
    } else if (is_shown) {
      std::cerr << shown(*source, ++number);
    }
  }
  return found;
}

std::vector<config::NewSource> sources_of(const Found& found) {
  std::vector<config::NewSource> sources;
  for (const auto& source : found) {
    if (source) sources.push_back(source->source);
  }
  return sources;
}

std::string shown(const pipeline::FoundSource& found, std::size_t number) {
  const char* what = found.is_page         ? " (a page without a feed, read as a list)"
                     : found.is_unanswered ? " (has not answered yet)"
                                           : "";
  std::string words = paragraph(std::to_string(number) + ". " + found.source.name, 1, kColumns) +
                      paragraph(found.url + what, kFoundIndent, kColumns);
  if (found.items > 0) words += paragraph(items_words(found), kFoundIndent, kColumns);
  for (const std::string& other : found.others) {
    words += paragraph("also offered: " + other, kFoundIndent, kColumns);
  }
  return words;
}

}  // namespace syndic::cli
