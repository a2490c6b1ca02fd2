// SPDX-License-Identifier: MIT
#include "normalize/html/element_urls.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "markup/html/character_references.h"
#include "normalize/link/links.h"
#include "normalize/link/private_hosts.h"

namespace syndic::normalize {
namespace {

// "640w" or "2x" as a number; what is neither counts as 1x.
double size_of(std::string_view descriptor) {
  descriptor = base::trim(descriptor);
  double size = 1;
  const char* const end = descriptor.data() + descriptor.size();
  const auto read = std::from_chars(descriptor.data(), end, size);
  return read.ec == std::errc() && read.ptr != end ? size : 1;
}

// Images with more blanks between them are not twins.
constexpr std::size_t kMostBlanks = 64;

}  // namespace

ElementUrls::ElementUrls(const SanitizeOptions& options, const std::string& out, std::size_t room)
    : base_url_(base::resolve_url(options.base_url, {}).value_or("")),
      base_(base_url_),
      without_tracking_(options.without_tracking),
      without_private_(options.without_private),
      out_(out),
      room_(room) {}

// Whether the output has room for one more base.
bool ElementUrls::may_resolve() const { return out_.size() + base::kLongestBaseUrl <= room_; }

bool ElementUrls::may_show(std::string_view url) const {
  return !without_private_ || !is_private_url(url);
}

std::string_view ElementUrls::of(const Attributes& attributes, Attribute which) {
  const std::string_view raw = attributes.raw(which);
  if (raw.empty()) return {};
  const bool followed = rule_of(which) == ValueRule::link;
  std::string_view url = raw;
  const bool escaped = raw.find('&') != std::string_view::npos;
  if (escaped) {
    if (!may_resolve()) return {};
    url_.clear();
    url_.reserve(raw.size());
    markup::append_decoded(raw, markup::ReferenceContext::attribute, url_);
    url = url_;
  }
  if (!is_plainly_right(url)) {
    if (!may_resolve()) return {};
    if (escaped || !base_.resolve(url, url_)) {
      url_ = text_url(url, base_url_, followed ? Schemes::link : Schemes::web);
    }
    url = url_;
  }
  if (followed && without_tracking_) {
    if (normalize::without_tracking(url, untracked_)) url = untracked_;
  }
  return may_show(url) ? url : std::string_view();
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
  return may_show(url_) ? std::string_view(url_) : std::string_view();
}

std::string ElementUrls::shown(const Attributes& attributes) {
  if (!may_resolve()) return {};
  for (const Attribute which : {Attribute::src, Attribute::data, Attribute::data_src}) {
    if (!attributes.has(which)) continue;
    std::string url = absolute_url(attributes.value(which), base_url_, Schemes::web);
    if (!url.empty() && may_show(url)) return base::escape_brackets(url);
  }
  return {};
}

std::string_view largest_of_srcset(std::string_view srcset) {
  std::string_view largest;
  double largest_size = -1;
  while (true) {
    while (!srcset.empty() && (base::is_space(srcset[0]) || srcset[0] == ',')) {
      srcset.remove_prefix(1);
    }
    if (srcset.empty()) return largest;
    std::size_t end = 0;
    while (end < srcset.size() && !base::is_space(srcset[end])) ++end;
    std::string_view url = srcset.substr(0, end);
    std::string_view descriptor;
    srcset.remove_prefix(end);
    if (url.ends_with(',')) {  // A comma inside of a URL is a part of it; one at its end is not.
      while (url.ends_with(',')) url.remove_suffix(1);
    } else {
      descriptor = srcset.substr(0, srcset.find(','));
      srcset.remove_prefix(descriptor.size());
    }
    if (const double size = size_of(descriptor); size > largest_size) {
      largest = url;
      largest_size = size;
    }
  }
}

bool TwinImages::has_twin(const Image& image, std::string_view out) {
  if (!image.in_noscript && !in_noscript_) return false;
  if (end_ == 0 || end_ > out.size() || out.size() - end_ > kMostBlanks) return false;
  if (!base::trim(out.substr(end_)).empty()) return false;
  if (image.url != url_ && !(image.in_noscript ? lazy_ : image.lazy)) return false;
  lazy_ = in_noscript_ = false;
  return true;
}

void TwinImages::note_written(const Image& image, std::string_view out) {
  end_ = out.size();
  lazy_ = image.lazy;
  in_noscript_ = image.in_noscript;
  url_ = image.url;
}

std::string first_image_in(std::string_view html) {
  constexpr std::string_view kImage = "<img src=\"";
  for (std::size_t at = html.find(kImage); at != std::string_view::npos;
       at = html.find(kImage, at + 1)) {
    const std::size_t url = at + kImage.size();
    std::string found = markup::decoded(html.substr(url, html.find('"', url) - url),
                                        markup::ReferenceContext::attribute);
    if (base::is_http_url(found)) return found;
  }
  return {};
}

}  // namespace syndic::normalize
