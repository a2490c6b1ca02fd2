// SPDX-License-Identifier: MIT
#include "normalize/html/srcset.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

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

}  // namespace

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

}  // namespace syndic::normalize
