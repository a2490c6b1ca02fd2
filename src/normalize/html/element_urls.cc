// SPDX-License-Identifier: MIT
#include "normalize/html/element_urls.h"

#include <utility>

#include "base/url_resolve.h"
#include "normalize/html/srcset.h"
#include "normalize/link/links.h"

namespace syndic::normalize {

ElementUrls::ElementUrls(std::string_view base_url, bool without_tracking, const std::string& out,
                         std::size_t room)
    : base_url_(base::resolve_url(base_url, {}).value_or("")),
      without_tracking_(without_tracking),
      out_(out),
      room_(room) {}

// Whether the output has room for one more base.
bool ElementUrls::may_resolve() const { return out_.size() + base::kLongestBaseUrl <= room_; }

std::string_view ElementUrls::of(const Attributes& attributes, Attribute which) {
  const std::string_view raw = attributes.raw(which);
  if (raw.empty()) return {};
  const bool followed = rule_of(which) == ValueRule::link;
  const bool clean = raw.find('&') == std::string_view::npos && is_plainly_right(raw);
  if (clean && !(followed && without_tracking_)) return raw;
  if (!may_resolve()) return {};
  url_ = text_url(attributes.value(which), base_url_, followed ? Schemes::link : Schemes::web);
  if (followed && without_tracking_) {
    if (auto untracked = normalize::without_tracking(url_)) url_ = *std::move(untracked);
  }
  return url_;
}

std::string_view ElementUrls::image(const Attributes& attributes, std::string_view picture) {
  constexpr Attribute kAddresses[] = {
      Attribute::data_src,    Attribute::data_lazy_src,    Attribute::data_original,
      Attribute::data_srcset, Attribute::data_lazy_srcset, Attribute::src,
      Attribute::srcset};
  for (const Attribute which : kAddresses) {
    if (!attributes.has(which)) continue;
    const bool is_set = which == Attribute::data_srcset || which == Attribute::data_lazy_srcset ||
                        which == Attribute::srcset;
    const std::string_view url = is_set ? largest(attributes.value(which)) : of(attributes, which);
    if (!url.empty()) return url;
  }
  return largest(picture);
}

std::string_view ElementUrls::largest(std::string_view srcset) {
  if (srcset.empty() || !may_resolve()) return {};
  url_ = text_url(largest_of_srcset(srcset), base_url_, Schemes::web);
  return url_;
}

std::string ElementUrls::shown(const Attributes& attributes) const {
  if (!may_resolve()) return {};
  for (const Attribute which : {Attribute::src, Attribute::data, Attribute::data_src}) {
    if (!attributes.has(which)) continue;
    std::string url = absolute_url(attributes.value(which), base_url_, Schemes::web);
    if (!url.empty()) return url;
  }
  return {};
}

}  // namespace syndic::normalize
