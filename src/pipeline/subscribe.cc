// SPDX-License-Identifier: MIT
#include "pipeline/subscribe.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/atomic_file.h"
#include "base/url.h"
#include "config/append_source.h"
#include "config/values.h"
#include "normalize/link/canonical_url.h"
#include "pipeline/discover.h"
#include "pipeline/lists/subscriptions.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLargestConfiguration = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kLongestMadeId = 40;

/// The source that has the URL already, in any spelling; null if there is none.
const config::Source* source_of(const std::string& url, const config::Config& config) {
  const std::string wanted = normalize::canonical_url(base::without_credentials(url));
  const auto is_there = [&](const std::string& known) {
    return !known.empty() && normalize::canonical_url(base::without_credentials(known)) == wanted;
  };
  for (const config::Source& source : config.sources) {
    if (is_there(source.fetch.url) || is_there(source.site)) return &source;
  }
  return nullptr;
}

bool is_taken(const std::string& id, const config::Config& config) {
  return std::ranges::find(config.sources, id, &config::Source::id) != config.sources.end();
}

std::string host_name(const std::string& url) {
  std::string host = base::url_host(url);
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

/// An id that people can type, and that no source has.
std::string free_id(const std::string& name, const std::string& url, const config::Config& config) {
  std::string id = config::id_from_name(name);
  if (id.empty()) id = config::id_from_name(host_name(url));
  if (id.empty()) id = "source";
  if (id.size() > kLongestMadeId) {
    const std::size_t word_end = id.rfind('-', kLongestMadeId);
    id.resize(word_end == std::string::npos ? kLongestMadeId : word_end);
  }
  std::string unique = id;
  for (int number = 2; is_taken(unique, config); ++number) {
    unique = id + "-" + std::to_string(number);
  }
  return unique;
}

Subscribed already(const config::Source& source) {
  const std::string& url = source.fetch.url.empty() ? source.site : source.fetch.url;
  return {.id = source.id, .name = source.name, .url = base::public_url(url), .is_new = false};
}

Error why_not(const std::vector<std::string>& mistakes, const std::string& whose) {
  return {Errc::malformed, whose + (mistakes.empty() ? std::string() : ": " + mistakes.front())};
}

/// The configuration file as it is now, with the sources of its lists: a person may have edited it
/// meanwhile.
Result<std::pair<std::string, config::Config>> read_again(const std::filesystem::path& file) {
  auto bytes = base::read_file(file, kLargestConfiguration);
  if (!bytes) return fail(std::move(bytes.error()));
  auto config = config::read(*bytes, file, config::Purpose::use);
  if (config && !config->lists.empty()) {
    config = config::read(*bytes, file, config::Purpose::use, remembered_lists(config->store));
  }
  if (!config) return fail(why_not(config.error(), "the configuration has become wrong"));
  return std::pair(std::move(*bytes), std::move(*config));
}

}  // namespace

Result<Subscribed> subscribe(const config::Config& config, const Wish& wish,
                             http::Transport& transport, const std::atomic<bool>& cancelled) {
  if (const auto* known = source_of(wish.url, config)) return already(*known);
  if (!wish.id.empty() && is_taken(wish.id, config)) {
    return fail(Errc::malformed, "the id " + wish.id + " is taken; choose another with --id");
  }
  const auto offer = discover(wish.url, discover::Wanted::best, config.fetch, transport, cancelled);
  if (!offer) return fail(offer.error());
  const discover::FeedLink& best = offer->feeds.front();
  // A found URL has no token and password; on the same site it needs those of the given URL.
  const bool is_itself = best.url == base::public_url(wish.url);
  const std::string found =
      is_itself ? wish.url : discover::asked_at({.url = wish.url}, best.url).url;
  const std::string url =
      offer->moved_to.empty() ? found : discover::asked_at({.url = found}, offer->moved_to).url;

  auto now = read_again(config.file);
  if (!now) return fail(std::move(now.error()));
  const auto& [text, current] = *now;
  for (const std::string& place : {found, url}) {
    if (const auto* known = source_of(place, current)) return already(*known);
  }
  config::NewSource source{.name = wish.name, .url = url, .groups = wish.groups};
  if (source.name.empty()) source.name = best.title.empty() ? host_name(url) : best.title;
  source.id = wish.id.empty() ? free_id(source.name, url, current) : wish.id;

  const std::string with_it = config::with_source(text, source);
  const auto result = config::read(with_it, config.file, config::Purpose::use);
  const auto own = std::ranges::count_if(
      current.sources, [](const config::Source& each) { return each.list.empty(); });
  if (!result || std::ssize(result->sources) != own + 1) {
    return fail(why_not(result ? std::vector<std::string>() : result.error(),
                        "the configuration cannot take a [[source]] more; add it by hand"));
  }
  base::rewrite_file(config.file, with_it);
  return Subscribed{.id = source.id,
                    .name = source.name,
                    .url = base::public_url(url),
                    .others = {offer->feeds.begin() + 1, offer->feeds.end()}};
}

}  // namespace syndic::pipeline
