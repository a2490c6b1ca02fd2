// SPDX-License-Identifier: MIT
#include "parse/page/rules.h"

#include <algorithm>
#include <pugixml.hpp>

namespace syndic::parse {
namespace {

// pugixml's parser recurses as deep as the expression is long.
constexpr std::size_t kLongestXPath = 2'000;

}  // namespace

Result<void> check_xpath(std::string_view text, XPathResult result) {
  if (text.size() > kLongestXPath) {
    return fail(Errc::too_large, "is longer than 2000 characters", kLongestXPath);
  }
  try {
    const pugi::xpath_query query{std::string(text).c_str()};
    if (result == XPathResult::elements && query.return_type() != pugi::xpath_type_node_set) {
      return fail(Errc::malformed, "names no elements but gives a value");
    }
  } catch (const pugi::xpath_exception& mistake) {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(mistake.result().offset, 0));
    return fail(Errc::malformed, "is no XPath 1.0: " + std::string(mistake.result().description()),
                std::min(at, text.size()));
  }
  return {};
}

}  // namespace syndic::parse
