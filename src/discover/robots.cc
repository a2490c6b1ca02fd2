// SPDX-License-Identifier: MIT
#include "discover/robots.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "base/utf8.h"

namespace syndic::discover {
namespace {

constexpr std::string_view kProductToken = "syndic";

// Of a URL's path and query; no honest site has longer ones, and rules are tried against each.
constexpr std::size_t kLongestPath = 2'048;

struct Line {
  std::string_view key;
  std::string_view value;
};

// Removes the next "key: value # comment" from `text` (§2.2); the key is empty if the line is not
// of that form.
Line take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  line = line.substr(0, line.find('#'));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {base::trim(line.substr(0, colon)), base::trim(line.substr(colon + 1))};
}

// "Syndic/1.0 (x)" as "Syndic": a product token is of letters, "-" and "_" (§2.2.1).
std::string_view product_token(std::string_view value) {
  const auto* const end = std::find_if_not(
      value.begin(), value.end(), [](char c) { return base::is_alpha(c) || c == '-' || c == '_'; });
  return value.substr(0, static_cast<std::size_t>(end - value.begin()));
}

// One spelling for each path (§2.2.2): only characters that must be are encoded, those outside
// ASCII among them, in upper case.
std::string comparable(std::string_view path) {
  return base::percent_encode(base::even_escapes(path),
                              [](char c) { return c > 0x20 && c < 0x7F; });
}

// The part of a URL to which rules apply: everything after the host, without fragment.
std::string path_of(std::string_view url) {
  const base::UrlView parts = base::split_url(url);
  if (parts.scheme.empty() || !parts.has_authority) return "/";
  const std::string path = comparable(parts.path_and_query().substr(0, kLongestPath));
  return path.starts_with('/') ? path : "/" + path;
}

// Whether `path` begins as `pattern` says, where "*" is any number of characters and a final "$"
// the end of the path. Each piece between stars is taken at the first place where it fits, which
// leaves most to those after it, so nothing is tried twice.
bool fits(std::string_view pattern, std::string_view path) {
  const bool to_the_end = pattern.ends_with('$');
  if (to_the_end) pattern.remove_suffix(1);
  const std::size_t first = std::min(pattern.find('*'), pattern.size());
  if (!path.starts_with(pattern.substr(0, first))) return false;
  path.remove_prefix(first);
  pattern.remove_prefix(first);
  if (pattern.empty()) return !to_the_end || path.empty();
  while (!pattern.empty()) {
    pattern.remove_prefix(1);
    const std::size_t size = std::min(pattern.find('*'), pattern.size());
    const std::string_view piece = pattern.substr(0, size);
    pattern.remove_prefix(size);
    if (pattern.empty() && to_the_end) return path.ends_with(piece);
    const std::size_t at = path.find(piece);
    if (at == std::string_view::npos) return false;
    path.remove_prefix(at + size);
  }
  return true;
}

}  // namespace

Robots Robots::closed() {
  Robots robots;
  robots.rules_.push_back({"/", false});
  robots.is_closed_ = true;
  return robots;
}

Robots Robots::read(std::string_view text, std::string_view agent) {
  text = base::without_byte_order_mark(text.substr(0, kLongestRobots));
  Robots own;
  Robots everyone;
  bool has_own = false;
  bool names_agents = false;  // The line before was a user-agent line: the group has no rule yet.
  bool for_agent = false;
  bool for_everyone = false;
  while (!text.empty()) {
    const Line line = take_line(text);
    if (base::equals_ignoring_case(line.key, "user-agent")) {
      if (!std::exchange(names_agents, true)) for_agent = for_everyone = false;
      const bool is_agent = base::equals_ignoring_case(product_token(line.value), agent);
      for_agent = for_agent || is_agent;
      has_own = has_own || is_agent;
      for_everyone = for_everyone || line.value.starts_with('*');
      continue;
    }
    const bool allows = base::equals_ignoring_case(line.key, "allow");
    if (!allows && !base::equals_ignoring_case(line.key, "disallow")) continue;
    names_agents = false;
    // A path begins with "/" or "*" (§2.2.3); an empty one forbids and allows nothing.
    if (!line.value.starts_with('/') && !line.value.starts_with('*')) continue;
    if (for_agent) own.rules_.push_back({comparable(line.value), allows});
    if (for_everyone) everyone.rules_.push_back({comparable(line.value), allows});
  }
  return has_own ? own : everyone;
}

bool Robots::allow(std::string_view url) const {
  const std::string path = path_of(url);
  if (path == "/robots.txt") return true;
  const PathRule* decisive = nullptr;
  for (const PathRule& rule : rules_) {
    const bool weighs_more = decisive == nullptr || rule.path.size() > decisive->path.size() ||
                             (rule.path.size() == decisive->path.size() && rule.allows);
    if (weighs_more && fits(rule.path, path)) decisive = &rule;
  }
  return decisive == nullptr || decisive->allows;
}

std::string robots_url(const std::string& url) {
  return base::resolve_url("/robots.txt", base::without_credentials(url)).value_or("");
}

bool leads_nowhere(const Result<http::Response>& answer) {
  return !answer &&
         (answer.error().code == Errc::too_many_redirects || answer.error().code == Errc::bad_url);
}

Robots robots_of(const Result<http::Response>& answer) {
  if (!answer) return leads_nowhere(answer) ? Robots::open() : Robots::closed();
  const int status = answer->status;
  if (status >= 200 && status < 300) return Robots::read(answer->body, kProductToken);
  return status >= 500 || status == 429 ? Robots::closed() : Robots::open();
}

}  // namespace syndic::discover
