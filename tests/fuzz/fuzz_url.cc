// SPDX-License-Identifier: MIT
//
// A base on the first line, a reference on the rest. What resolves has a scheme and only characters
// that may stand in a URL, to resolve it again changes nothing, and an http URL is one to everyone
// else. The forms to publish and to compare by are fixed points.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/url.h"
#include "base/url_resolve.h"
#include "normalize/link/canonical_url.h"
#include "normalize/link/links.h"

namespace {

using namespace syndic;

void require(bool holds) {
  if (!holds) std::abort();
}

bool may_stand_in_a_url(char c) {
  return c > 0x20 && c < 0x7F && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
}

void check_resolved(const std::string& url, std::string_view base, std::size_t given) {
  require(std::all_of(url.begin(), url.end(), may_stand_in_a_url));
  require(!base::url_scheme(url).empty());
  require(url.size() <= 3 * (given + base.size()) + 1'024);
  require(base::resolve_url(url, base) == url);
  require(base::resolve_url(url, {}) == url);
  const std::string scheme = base::url_scheme(url);
  if (scheme != "http" && scheme != "https") return;
  require(base::is_http_url(url));
  require(!base::url_host(url).empty());
  const std::string shown = base::public_url(url);
  require(base::is_http_url(shown) && base::public_url(shown) == shown);
  require(base::without_credentials(shown) == shown);
}

void check_published(std::string_view reference, std::string_view base) {
  using normalize::Schemes;
  const std::string url = normalize::absolute_url(reference, base, Schemes::web);
  if (url.empty()) return;
  require(base::is_http_url(url));
  require(normalize::absolute_url(url, base, Schemes::web) == url);
  const std::string canonical = normalize::canonical_url(url);
  require(normalize::canonical_url(canonical) == canonical);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), size);
  const std::string_view base = input.substr(0, line);
  const std::string_view reference = input.substr(std::min(line + 1, size));
  if (const auto url = base::resolve_url(reference, base)) {
    check_resolved(*url, base, reference.size());
  }
  if (base::is_plain_http_url(reference)) {
    require(base::resolve_url(reference, base) == reference && base::is_http_url(reference));
  }
  (void)base::url_origin(reference);
  check_published(reference, base);
  return 0;
}
