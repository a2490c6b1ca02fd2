// SPDX-License-Identifier: MIT
#include "pipeline/append.h"

#include <cstddef>
#include <map>
#include <set>
#include <utility>

#include "base/atomic_file.h"
#include "base/url.h"
#include "config/values.h"
#include "normalize/link/canonical_url.h"
#include "pipeline/lists/subscriptions.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLargestConfiguration = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kLongestMadeId = 40;

/// The configuration file as it is now, with the sources of the lists that it follows.
struct CurrentFile {
  std::string text;
  std::size_t sources = 0;  ///< The file's own.
  std::set<std::string> ids;
  std::map<std::string, Appended> known;  ///< By canonical address.
};

Error why_not(const std::vector<std::string>& mistakes, const std::string& whose) {
  return {Errc::malformed, whose + (mistakes.empty() ? std::string() : ": " + mistakes.front())};
}

Result<CurrentFile> read_again(const std::filesystem::path& file) {
  auto bytes = base::read_file(file, kLargestConfiguration);
  if (!bytes) return fail(std::move(bytes.error()));
  auto config = config::read(*bytes, file, config::Purpose::use);
  if (config && !config->lists.empty()) {
    config = config::read(*bytes, file, config::Purpose::use, remembered_lists(config->store));
  }
  if (!config) return fail(why_not(config.error(), "the configuration has become wrong"));
  CurrentFile current{.text = std::move(*bytes)};
  for (const config::Source& source : config->sources) {
    const std::string url = address_of(source);
    if (source.list.empty()) ++current.sources;
    const Appended known{source.id, source.name, base::public_url(url), false};
    current.ids.insert(source.id);
    if (!url.empty()) current.known.emplace(canonical_address(url), known);
  }
  return current;
}

}  // namespace

std::string address_of(const config::Source& source) {
  if (!source.fetch.url.empty()) return source.fetch.url;
  return source.page ? source.page->url : source.site;
}

const config::Source* source_at(const std::string& url, const config::Config& config) {
  const std::string wanted = canonical_address(url);
  for (const config::Source& source : config.sources) {
    const std::string known = address_of(source);
    if (!known.empty() && canonical_address(known) == wanted) return &source;
  }
  return nullptr;
}

std::string canonical_address(const std::string& url) {
  return url.empty() ? std::string() : normalize::canonical_url(base::without_credentials(url));
}

std::string address_of(const config::NewSource& source) {
  if (!source.url.empty()) return source.url;
  for (const config::SourceSetting& setting : source.settings) {
    const bool is_address =
        setting.key == "site" || setting.key == "sitemap" || setting.key == "page.url";
    if (is_address) return setting.text;
  }
  return {};
}

std::string free_id(const std::string& name, const std::string& url,
                    const std::set<std::string>& taken) {
  std::string id = config::id_from_name(name);
  if (id.empty()) id = config::id_from_name(host_name(url));
  if (id.empty()) id = "source";
  if (id.size() > kLongestMadeId) {
    const std::size_t word_end = id.rfind('-', kLongestMadeId);
    id.resize(word_end == std::string::npos ? kLongestMadeId : word_end);
  }
  std::string unique = id;
  for (int number = 2; taken.contains(unique); ++number) {
    unique = id + "-" + std::to_string(number);
  }
  return unique;
}

std::string host_name(const std::string& url) {
  std::string host = base::url_host(url);
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

Result<std::vector<Appended>> append_sources(const std::filesystem::path& file,
                                             std::vector<config::NewSource> sources) {
  auto current = read_again(file);
  if (!current) return fail(std::move(current.error()));
  std::vector<Appended> done;
  std::vector<config::NewSource> fresh;
  for (config::NewSource& source : sources) {
    const std::string url = address_of(source);
    const std::string address = canonical_address(url);
    if (const auto known = current->known.find(address); known != current->known.end()) {
      done.push_back(known->second);
      continue;
    }
    if (source.name.empty() && source.id.empty()) source.name = host_name(url);
    if (source.id.empty()) source.id = free_id(source.name, url, current->ids);
    if (!current->ids.insert(source.id).second) {
      return fail(Errc::malformed, "the id " + source.id + " is taken; choose another with --id");
    }
    done.push_back({.id = source.id, .name = source.name, .url = base::public_url(url)});
    if (!address.empty()) {
      current->known.emplace(address, done.back()).first->second.is_new = false;
    }
    fresh.push_back(std::move(source));
  }
  if (fresh.empty()) return done;
  const std::string with_them = config::with_sources(current->text, fresh);
  const auto result = config::read(with_them, file, config::Purpose::use);
  if (!result || result->sources.size() != current->sources + fresh.size()) {
    return fail(why_not(result ? std::vector<std::string>() : result.error(),
                        "the configuration cannot take a [[source]] more; add it by hand"));
  }
  base::rewrite_file(file, with_them);
  return done;
}

}  // namespace syndic::pipeline
