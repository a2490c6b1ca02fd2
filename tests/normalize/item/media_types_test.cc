// SPDX-License-Identifier: MIT
#include "normalize/item/media_types.h"

#include <catch2/catch.hpp>

#include "base/ascii.h"
#include "normalize/item/kind.h"
#include "tests/normalize/table.h"

namespace syndic::normalize::media_types_test {
namespace {

std::string_view name_of(model::Kind kind) {
  return kind == model::Kind::watch ? "watch" : kind == model::Kind::listen ? "listen" : "read";
}

TEST_CASE("Files have the media types, and pages the kinds, that the tables say") {
  std::size_t types = 0;
  std::size_t pages = 0;
  for (const test::TableCase& each : test::table_cases("media")) {
    CAPTURE(each.where, each.in);
    const std::size_t bar = each.in.find('|');
    if (bar == std::string::npos) {
      model::Item item;
      item.url = each.in;
      CHECK(name_of(kind_of(item, {})) == each.out);
      ++pages;
      continue;
    }
    const std::string_view url = base::trim(std::string_view(each.in).substr(bar + 1));
    const std::string type = settled_media_type(each.in.substr(0, bar), url);
    CHECK(type == each.out);
    CHECK(settled_media_type(type, url) == type);
    ++types;
  }
  CHECK(types > 35);
  CHECK(pages > 25);
}

}  // namespace
}  // namespace syndic::normalize::media_types_test
