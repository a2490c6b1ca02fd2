// SPDX-License-Identifier: MIT
#include "base/base64.h"

#include <catch2/catch.hpp>

namespace base64_test {

using syndic::base::decode_base64;
using syndic::base::encode_base64;

TEST_CASE("base64 is its bytes, whatever its blanks and padding") {
  CHECK(decode_base64("") == "");
  CHECK(decode_base64("TQ==") == "M");
  CHECK(decode_base64("TWE=") == "Ma");
  CHECK(decode_base64("TWFu") == "Man");
  CHECK(decode_base64("TWE") == "Ma");
  CHECK(decode_base64(" TW\n\tFu\r\n ") == "Man");
  CHECK(decode_base64("+/8=") == "\xFB\xFF");
}

TEST_CASE("what holds another character, or half a byte, is not base64") {
  CHECK_FALSE(decode_base64("<p>Words</p>"));
  CHECK_FALSE(decode_base64("TWFu!"));
  CHECK_FALSE(decode_base64("TQ==TQ=="));
  CHECK_FALSE(decode_base64("TWFuT"));
  CHECK_FALSE(decode_base64("-_8="));
}

TEST_CASE("bytes become base64 of whole groups of four") {
  CHECK(encode_base64("") == "");
  CHECK(encode_base64("M") == "TQ==");
  CHECK(encode_base64("Ma") == "TWE=");
  CHECK(encode_base64("Man") == "TWFu");
  CHECK(encode_base64("Many") == "TWFueQ==");
  CHECK(encode_base64("\xFB\xFF") == "+/8=");
}

}  // namespace base64_test
