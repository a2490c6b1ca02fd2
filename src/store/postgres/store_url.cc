// SPDX-License-Identifier: MIT
#include "store/postgres/store_url.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "base/printable.h"
#include "base/url.h"

namespace syndic::store {
namespace {

constexpr std::string_view kEnvironment = "env:";

// Calls `each` with the parameters of a url, as they are written.
template <class Each>
void for_parameters(const base::UrlView& url, Each each) {
  std::string_view rest = url.query;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    each(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

std::string name_of(std::string_view parameter) {
  return base::percent_decode(parameter.substr(0, parameter.find('=')));
}

// Those parameters whose names `is_shown` takes, with the '?' before them.
template <class IsShown>
std::string query_of(const base::UrlView& url, IsShown is_shown) {
  std::string query;
  for_parameters(url, [&](std::string_view parameter) {
    if (is_shown(name_of(parameter))) query.append(query.empty() ? "?" : "&").append(parameter);
  });
  return query;
}

}  // namespace

std::string from_environment(const char* key, const std::string& value) {
  if (!value.starts_with(kEnvironment)) return value;
  const std::string name = value.substr(kEnvironment.size());
  const char* const found = std::getenv(name.c_str());
  if (found != nullptr && *found != '\0') return found;
  throw StoreFailure(std::string("store.") + key + ": the environment has no variable " + name +
                     "; set it where syndic runs");
}

// libpq takes what is before the first "@" for user and password, unless a "/" is before that.
bool is_clear_url(const std::string& url) {
  const base::UrlView parts = base::split_url(url);
  std::string_view rest = url;
  rest.remove_prefix(std::min(rest.size(), parts.scheme.size() + std::string_view("://").size()));
  const std::string_view authority = rest.substr(0, rest.find('/'));
  const std::size_t at = authority.find('@');
  const std::string_view user = at == std::string_view::npos ? "" : authority.substr(0, at);
  return user == parts.user && parts.path.find('@') == std::string_view::npos &&
         base::find_bare_percent(url) == std::string_view::npos &&
         url.find("%00") == std::string::npos;
}

std::string shown_database(const std::string& url) {
  if (url.starts_with(kEnvironment)) return url;
  if (!is_clear_url(url)) return "postgresql://\u2026";
  const base::UrlView parts = base::split_url(url);
  return base::printable_line("postgresql://" + std::string(parts.host_and_port()) +
                              std::string(parts.path));
}

std::string shown_store_url(const std::string& url) {
  if (url.starts_with(kEnvironment) || !is_clear_url(url)) return shown_database(url);
  constexpr std::array<std::string_view, 5> kPlace = {"host", "hostaddr", "port", "dbname",
                                                      "service"};
  const base::UrlView parts = base::split_url(url);
  const std::string query = query_of(parts, [&](const std::string& name) {
    return std::ranges::find(kPlace, name) != kPlace.end();
  });
  return base::printable_line(shown_database(url) + query);
}

std::string in_quotes(std::string_view text) {
  std::string word = "'";
  for (const char c : text) {
    c == '\'' ? word.append("'\\''") : word.append(1, c);
  }
  return word + "'";
}

std::string url_for_shell(const std::string& url) {
  if (url.starts_with(kEnvironment)) return "\"$" + url.substr(kEnvironment.size()) + '"';
  const base::UrlView parts = base::split_url(url);
  std::string shown = std::string(parts.scheme) + "://";
  shown.append(parts.user.substr(0, parts.user.find(':')));
  if (!parts.user.empty()) shown += '@';
  shown.append(parts.host_and_port()).append(parts.path);
  // Of keys, too, such as sslpassword.
  return in_quotes(
      shown + query_of(parts, [](const std::string& name) { return !name.ends_with("password"); }));
}

std::string schema_in(const std::string& url) {
  constexpr std::string_view kSetting = "search_path=";
  std::string schema;
  for_parameters(base::split_url(url), [&](std::string_view parameter) {
    if (!parameter.starts_with("options=")) return;
    const std::string options = base::percent_decode(parameter);
    const std::size_t at = options.rfind(kSetting);
    if (at == std::string::npos) return;
    const std::string path = options.substr(at + kSetting.size());
    schema = path.substr(0, path.find_first_of(", "));
  });
  return schema;
}

}  // namespace syndic::store
