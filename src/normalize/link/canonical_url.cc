// SPDX-License-Identifier: MIT
#include "normalize/link/canonical_url.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "base/ascii.h"
#include "base/url.h"
#include "normalize/link/links.h"

namespace syndic::normalize {
namespace {

// What need not be said at the end of an authority: a default port, the root's own dot.
std::size_t needless_end(std::string_view authority) {
  for (const std::string_view end : {":443", ":80", ":", "."}) {
    if (authority.ends_with(end)) return end.size();
  }
  return 0;
}

std::string canonical_authority(std::string_view authority) {
  std::string out = base::lower(authority);
  while (const std::size_t length = needless_end(out)) out.resize(out.size() - length);
  constexpr std::string_view kWww = "www.";
  while (out.starts_with(kWww) && out.find('.', kWww.size()) != base::kNotFound)
    out.erase(0, kWww.size());
  return out;
}

// RFC 3986 §2.3.
bool is_unreserved(char c) {
  return base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

// Every escape in upper case and only where it is needed; a '%' that is none is escaped itself.
std::string evenly_escaped(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? base::hex_value(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? base::hex_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      out.append("%25");
      continue;
    }
    i += 2;
    const auto meant = static_cast<char>(high * 16 + low);
    if (is_unreserved(meant)) {
      out.push_back(meant);
    } else {
      out.push_back('%');
      out.push_back(kDigits[static_cast<std::size_t>(high)]);
      out.push_back(kDigits[static_cast<std::size_t>(low)]);
    }
  }
  return out;
}

// RFC 3986 §5.2.4, and without slashes at the end.
std::string canonical_path(std::string_view given) {
  std::string path =
      given.find('%') == base::kNotFound ? std::string(given) : evenly_escaped(given);
  if (path.find("/.") != base::kNotFound) {
    constexpr std::string_view kRoot = "https://host.invalid";
    // The "/." keeps "//a" from being a host.
    const auto resolved = base::resolve_url("/." + path, kRoot);
    if (resolved && resolved->starts_with(kRoot)) path = resolved->substr(kRoot.size());
  }
  while (path.ends_with('/')) path.pop_back();
  return path;
}

// The fragment with its '#' where it names a page; empty for the place in one.
std::string_view page_fragment(std::string_view url) {
  const std::size_t hash = url.find('#');
  if (hash == base::kNotFound) return {};
  const std::string_view fragment = url.substr(hash);
  const bool routes = fragment.starts_with("#!") || fragment.starts_with("#/");
  return routes && fragment.find_first_not_of("#!/") != base::kNotFound ? fragment
                                                                        : std::string_view();
}

std::string_view fragment_of(std::string_view url) {
  const std::size_t hash = url.find('#');
  return hash == base::kNotFound ? std::string_view() : url.substr(hash);
}

}  // namespace

std::string canonical_url(std::string_view url) {
  if (!is_web(url)) return {};
  const std::string clean =
      base::without_credentials(without_tracking(url).value_or(std::string(url)));
  const std::string_view whole = clean;
  const std::string_view fragment = page_fragment(whole);
  std::string_view rest = whole.substr(0, whole.find('#'));
  rest.remove_prefix(rest.find("//") + 2);
  const std::size_t authority_end = std::min(rest.find_first_of("/?"), rest.size());
  const std::string authority = canonical_authority(rest.substr(0, authority_end));
  if (authority.empty()) return {};
  rest.remove_prefix(authority_end);
  const std::size_t mark = std::min(rest.find('?'), rest.size());
  std::string out =
      std::string("https://").append(authority).append(canonical_path(rest.substr(0, mark)));
  const std::string_view query = rest.substr(mark);
  if (query.size() > 1) out.append(evenly_escaped(query));
  return out.append(fragment);
}

void set_canonical_urls(std::vector<model::Item>& items) {
  struct Page {
    std::string_view fragment;  // Of the first item that leads there.
    bool has_sections = false;  // Another leads to another place of it.
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
                            page_fragment(item.url).empty() && !fragment_of(item.url).empty();
    if (is_section) sections.push_back(&item);
  }
  pages.clear();
  for (model::Item* item : sections) item->canonical_url.append(fragment_of(item->url));
}

}  // namespace syndic::normalize
