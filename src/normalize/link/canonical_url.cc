// SPDX-License-Identifier: MIT
#include "normalize/link/canonical_url.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "normalize/link/links.h"

namespace syndic::normalize {
namespace {

// Removes what is redundant at the end of an authority: a default port, the dot of the root.
std::size_t needless_end(std::string_view authority) {
  for (const std::string_view end : {":443", ":80", ":", "."}) {
    if (authority.ends_with(end)) return end.size();
  }
  return 0;
}

std::string_view host_without_www(std::string_view host) {
  constexpr std::string_view kWww = "www.";
  while (host.starts_with(kWww) && host.find('.', kWww.size()) != base::kNotFound) {
    host.remove_prefix(kWww.size());
  }
  return host;
}

std::string canonical_authority(std::string_view authority) {
  std::string out = base::lower(authority);
  while (const std::size_t length = needless_end(out)) out.resize(out.size() - length);
  return std::string(host_without_www(out));
}

// Every escape in upper case and only where needed; a '%' that begins no escape is escaped itself.
std::string evenly_escaped(std::string_view text) {
  if (text.find('%') == base::kNotFound) return std::string(text);
  return base::even_escapes(base::escape_bare_percents(text));
}

// RFC 3986 §5.2.4, and without slashes at the end.
std::string canonical_path(std::string_view given) {
  std::string path = evenly_escaped(given);
  if (path.find("/.") != base::kNotFound) {
    constexpr std::string_view kRoot = "https://host.invalid";
    // The "/." keeps "//a" from being a host.
    const auto resolved = base::resolve_url("/." + path, kRoot);
    if (resolved && resolved->starts_with(kRoot)) path = resolved->substr(kRoot.size());
  }
  while (path.ends_with('/')) path.pop_back();
  return path;
}

// Whether the fragment, with its '#', names a page, rather than a place in one.
bool is_page(std::string_view fragment) {
  const bool routes = fragment.starts_with("#!") || fragment.starts_with("#/");
  return routes && fragment.find_first_not_of("#!/") != base::kNotFound;
}

// With its '#', which is the first of any URL.
std::string_view fragment_of(std::string_view url) {
  return url.substr(std::min(url.find('#'), url.size()));
}

}  // namespace

std::string canonical_url(std::string_view url) {
  if (!base::is_hierarchical_http(url)) return {};
  const auto untracked = without_tracking(url);
  const base::UrlView parts = base::split_url(untracked ? std::string_view(*untracked) : url);
  const std::string authority = canonical_authority(parts.host_and_port());
  if (authority.empty()) return {};
  std::string out = "https://" + authority + canonical_path(parts.path);
  if (!parts.query.empty()) out.append("?").append(evenly_escaped(parts.query));
  const std::string_view fragment = parts.fragment_with_mark();
  return is_page(fragment) ? out.append(fragment) : out;
}

void set_canonical_urls(std::vector<model::Item>& items) {
  struct Page {
    std::string_view fragment;  // Of the first item that leads there.
    bool has_sections = false;  // Another item leads to another place in it.
  };
  std::unordered_map<std::string_view, Page> pages;
  for (model::Item& item : items) {
    item.canonical_url = canonical_url(item.url);
    if (item.canonical_url.empty()) continue;
    const std::string_view fragment = fragment_of(item.url);
    const auto [page, is_new] = pages.try_emplace(item.canonical_url, Page{fragment, false});
    if (!is_new && page->second.fragment != fragment) page->second.has_sections = true;
  }
  // Appending would move the strings that are the keys.
  std::vector<model::Item*> sections;
  for (model::Item& item : items) {
    const auto page = pages.find(item.canonical_url);
    const bool is_section = page != pages.end() && page->second.has_sections &&
                            !is_page(fragment_of(item.url)) && !fragment_of(item.url).empty();
    if (is_section) sections.push_back(&item);
  }
  pages.clear();
  for (model::Item* item : sections) item->canonical_url.append(fragment_of(item->url));
}

}  // namespace syndic::normalize
