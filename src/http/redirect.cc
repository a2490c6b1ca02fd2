// SPDX-License-Identifier: MIT
#include "http/redirect.h"

#include "base/printable.h"
#include "base/url.h"

namespace syndic::http {
namespace {

constexpr std::size_t kShownUrl = 120;

std::string with_credentials(std::string_view url, std::string_view credentials) {
  if (credentials.empty()) return std::string(url);
  const std::size_t host = url.find("://") + 3;
  return std::string(url.substr(0, host)) + std::string(credentials) + "@" +
         std::string(url.substr(host));
}

}  // namespace

std::string_view credentials_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view rest = url.substr(scheme + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  const std::size_t at = authority.rfind('@');
  return at == std::string_view::npos ? std::string_view() : authority.substr(0, at);
}

Result<std::string> redirect_target(std::string_view url, std::string_view location) {
  const std::string host = base::url_host(url);
  const auto resolved = base::resolve_url(location, base::without_credentials(url));
  if (!resolved) {
    return fail(Errc::too_many_redirects,
                host + " redirects to nowhere: its answer names no usable address");
  }
  const std::string target =
      base::without_credentials(std::string_view(*resolved).substr(0, resolved->find('#')));
  // A token in the query of either is no one's to read.
  const std::string shown = base::printable_line(base::public_url(target), kShownUrl);
  if (!base::is_http_url(target)) {
    return fail(Errc::bad_url,
                host + " redirects to " + shown + ", which is no http or https address");
  }
  if (base::url_scheme(url) == "https" && base::url_scheme(target) == "http") {
    return fail(Errc::too_many_redirects,
                host + " redirects from https to http (" + shown + "), which is not followed");
  }
  const bool same_origin = base::url_origin(url) == base::url_origin(target);
  return with_credentials(target, same_origin ? credentials_of(url) : std::string_view());
}

}  // namespace syndic::http
