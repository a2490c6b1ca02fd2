// SPDX-License-Identifier: MIT
#include "text/mail_address.h"

#include <catch2/catch.hpp>

namespace syndic::text::mail_address_test {
namespace {

TEST_CASE("An address is taken out of its link and its blanks") {
  CHECK(mail_address("a@b.example") == "a@b.example");
  CHECK(mail_address(" MAILTO: a.b+c@b.example?subject=x ") == "a.b+c@b.example");
  CHECK(mail_address("jürgen@bücher.example") == "jürgen@bücher.example");
}

TEST_CASE("What no mailto: link can take is no address") {
  for (const char* const text :
       {"", "@", "a@", "@b", "a b@c", "a@b@c", "<a@b>", "\"a\"@b", "a@b,c@d", "a@b:c", "a@b;",
        "a\x7F@b", "a\\@b", "a@\xFF", "a\x01@b"}) {
    CAPTURE(text);
    CHECK(mail_address(text) == "");
  }
}

}  // namespace
}  // namespace syndic::text::mail_address_test
