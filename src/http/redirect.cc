// SPDX-License-Identifier: MIT
#include "http/redirect.h"

#include "base/printable.h"
#include "base/url.h"
#include "base/url_resolve.h"

namespace syndic::http {
namespace {

constexpr std::size_t kShownUrl = 120;

}  // namespace

Result<std::string> redirect_target(std::string_view url, std::string_view location) {
  const std::string host = base::url_host(url);
  const auto resolved = base::resolve_url(location, base::without_credentials(url));
  if (!resolved) {
    return fail(Errc::too_many_redirects,
                host + " redirects to nowhere: its answer names no usable address");
  }
  const std::string target = base::without_credentials(base::without_fragment(*resolved));
  // A query may contain a token, which must not be logged.
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
  return same_origin ? base::with_credentials(target, base::split_url(url).user) : target;
}

}  // namespace syndic::http
