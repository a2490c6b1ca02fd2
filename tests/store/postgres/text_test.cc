// SPDX-License-Identifier: MIT
#include "store/postgres/text.h"

#include <catch2/catch.hpp>

#include "base/utf8.h"

namespace postgres_text_test {

using namespace syndic;
using namespace std::string_literals;

TEST_CASE("texts that PostgreSQL takes are kept as they are") {
  for (const auto& text : {""s, "Teachers' union"s, "caf\u00E9 \u6559\u80B2 \U0001F600"s}) {
    CAPTURE(text);
    CHECK(store::is_plain_text(text));
    CHECK(store::to_postgres(text) == text);
    CHECK(store::from_postgres(text) == text);
  }
}

TEST_CASE("bytes that PostgreSQL does not take come back") {
  for (const auto& text :
       {"\xFF"s, "a\0b\xC3"s, "\"\xE9t\xE9\""s, "\U0010FF41"s, "\xF4\x8F\xBC"s, "\0"s}) {
    CAPTURE(text);
    CHECK_FALSE(store::is_plain_text(text));
    const std::string stored = store::to_postgres(text);
    CHECK(base::valid_utf8_prefix(stored) == stored.size());
    CHECK(stored.find('\0') == std::string::npos);
    CHECK(store::from_postgres(stored) == text);
  }
  CHECK(store::to_postgres("a\0b"s) == "a\U0010FF00b");
  CHECK(store::to_postgres("\xE9") == "\U0010FFE9");
}

}  // namespace postgres_text_test
