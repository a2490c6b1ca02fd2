// SPDX-License-Identifier: MIT
#include "base/url_resolver.h"

#include <optional>

#include "base/ascii.h"
#include "base/url.h"

namespace syndic::base {

std::string UrlResolver::resolve(std::string_view reference, std::string_view base) {
  constexpr std::size_t kLongestUrl = 8 * 1024;
  reference = trim(reference);
  if (is_plain_http_url(reference)) return std::string(reference);
  if (reference.empty() || left_ == 0) return {};
  std::optional<std::string> url = resolve_url(reference, base);
  if (!url || url->size() > kLongestUrl) return std::string(reference);
  if (url->size() <= reference.size()) return *std::move(url);
  const std::size_t added = url->size() - reference.size();
  const bool fits = added < left_;
  left_ = fits ? left_ - added : 0;
  return fits ? *std::move(url) : std::string();
}

}  // namespace syndic::base
