// SPDX-License-Identifier: MIT
#include "fetch/access.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/result.h"
#include "base/url.h"

namespace syndic::fetch {
namespace {

constexpr std::string_view kFromEnvironment = "env:";
constexpr std::size_t kLongestSecret = 4'096;

bool is_one_line(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7F;
  });
}

Result<std::string> checked(std::string_view key, const std::string& where, std::string value) {
  if (value.empty()) return fail(Errc::not_found, std::string(key) + ": " + where + " is empty");
  if (value.size() <= kLongestSecret && is_one_line(value)) return value;
  return fail(Errc::malformed, std::string(key) + ": " + where + " holds no single line of text");
}

/// The value itself, or that of the environment variable that it names.
Result<std::string> value_of(std::string_view key, const std::string& value) {
  if (!value.starts_with(kFromEnvironment)) return checked(key, "its value", value);
  const std::string name = value.substr(kFromEnvironment.size());
  const char* const found = std::getenv(name.c_str());
  if (found == nullptr) {
    return fail(Errc::not_found, std::string(key) + ": the environment has no variable " + name +
                                     "; set it where syndic runs");
  }
  return checked(key, "the environment's variable " + name, found);
}

Result<std::string> first_line(std::string_view key, const std::filesystem::path& file) {
  auto text = base::read_file(file, kLongestSecret);
  if (!text) return fail(text.error().code, std::string(key) + ": " + text.error().message);
  text->resize(std::min(text->find_first_of("\r\n"), text->size()));
  return checked(key, file.string(), *std::move(text));
}

/// The secret of either key; empty if neither is given.
Result<std::string> secret(std::string_view key, const std::string& value,
                           const std::filesystem::path& file) {
  if (!file.empty()) return first_line(std::string(key) + "_file", file);
  return value.empty() ? Result<std::string>() : value_of(key, value);
}

void set_header(http::Request& request, std::string_view name, std::string value) {
  http::Headers others;
  for (const auto& [field, old] : request.headers.all()) {
    if (!base::equals_ignoring_case(field, name)) others.add(field, old);
  }
  others.add(std::string(name), std::move(value));
  request.headers = std::move(others);
}

void log_in(const std::string& user, const std::string& password, http::Request& request) {
  // Only unreserved characters stay, so that no character of a password ends it.
  request.url =
      base::with_credentials(request.url, base::percent_encode(user, base::is_unreserved) + ":" +
                                              base::percent_encode(password, base::is_unreserved));
}

Result<void> add_secrets(const Access& access, http::Request& request) {
  if (!access.user.empty()) {
    auto user = value_of("user", access.user);
    if (!user) return fail(std::move(user.error()));
    auto password = secret("password", access.password, access.password_file);
    if (!password) return fail(std::move(password.error()));
    log_in(*user, *password, request);
  }
  auto token = secret("token", access.token, access.token_file);
  if (!token) return fail(std::move(token.error()));
  if (!token->empty()) set_header(request, "Authorization", "Bearer " + *token);
  for (const auto& [name, text] : access.headers) {
    auto value = value_of("headers." + name, text);
    if (!value) return fail(std::move(value.error()));
    set_header(request, name, *std::move(value));
  }
  return {};
}

}  // namespace

Result<void> add_access(const Access& access, bool is_home, http::Request& request) {
  if (is_home) {
    if (auto added = add_secrets(access, request); !added) return added;
  }
  if (!access.proxy.empty()) {
    auto proxy = value_of("proxy", access.proxy);
    if (!proxy) return fail(std::move(proxy.error()));
    request.proxy = *std::move(proxy);
  }
  request.ca_file = access.ca_file;
  return {};
}

}  // namespace syndic::fetch
