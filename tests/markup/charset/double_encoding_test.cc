// SPDX-License-Identifier: MIT
#include "markup/charset/double_encoding.h"

#include <catch2/catch.hpp>

#include "markup/charset/encoding.h"

namespace double_encoding_test {

using syndic::markup::decode_text;
using syndic::markup::may_be_encoded_twice;
using syndic::markup::undo_double_encoding;

TEST_CASE("text that was encoded twice is read as it was before") {
  CHECK(undo_double_encoding("CafÃ© olÃ©") == "Café olé");
  CHECK(undo_double_encoding("Itâ€™s â€œgoodâ€\u009D") == "It’s “good”");
  CHECK(undo_double_encoding("ÃÂ") == std::nullopt);
  CHECK(undo_double_encoding("ÐŸÑ€Ð¸Ð²ÐµÑ‚") == "Привет");
  CHECK(undo_double_encoding("æ—¥æœ¬") == "日本");
  CHECK(undo_double_encoding("ðŸ˜€") == "😀");
  // By way of ISO-8859-1, whose C1 controls are in the text still.
  CHECK(undo_double_encoding("It\u00E2\u0080\u0099s") == "It’s");
}

TEST_CASE("one layer is undone at a time") {
  CHECK(undo_double_encoding("ÃƒÂ©") == "Ã©");
  CHECK(undo_double_encoding("Ã©") == "é");
  CHECK(undo_double_encoding("é") == std::nullopt);
}

TEST_CASE("text that was encoded once is left alone") {
  CHECK(undo_double_encoding("") == std::nullopt);
  CHECK(undo_double_encoding("plain") == std::nullopt);
  CHECK(undo_double_encoding("São Paulo, Ã la carte") == std::nullopt);
  CHECK(undo_double_encoding("„Ä“ und “Ä”") == std::nullopt);
  CHECK(undo_double_encoding("PARIS « À LA CARTE Â»") == std::nullopt);
  CHECK(undo_double_encoding("CafÃ© and 日本") == std::nullopt);
  CHECK(undo_double_encoding("CafÃ© and é") == std::nullopt);
  CHECK(undo_double_encoding("Привет") == std::nullopt);
  CHECK(undo_double_encoding("The café…") == std::nullopt);
}

TEST_CASE("what would become characters that XML forbids is left alone") {
  CHECK(undo_double_encoding("ï¿¾ Ã©") == std::nullopt);
  CHECK(undo_double_encoding("Ã© \x01") == std::nullopt);
}

TEST_CASE("decoding tells whether a part may have been encoded twice") {
  CHECK(decode_text("<a>CafÃ©</a>", {}).maybe_twice);
  CHECK(decode_text("<a>Itâ€™s</a>", {}).maybe_twice);
  CHECK_FALSE(decode_text("<a>Café, Ãpfel, ÄÖÜ, São</a>", {}).maybe_twice);
  CHECK_FALSE(decode_text("<a>Привет 日本 “x”</a>", {}).maybe_twice);
  // C1 controls on the way are repaired, and do not hide it.
  const auto repaired = decode_text("<a>It\u00E2\u0080\u0099s</a>", {});
  CHECK(repaired.maybe_twice);
  CHECK(repaired.text == "<a>Itâ€™s</a>");
  CHECK(may_be_encoded_twice("Ã©"));
  CHECK_FALSE(may_be_encoded_twice("Ã"));
}

TEST_CASE("a damaged sequence stays as it is, and does not spoil the rest") {
  CHECK(undo_double_encoding("CafÃ© â€\uFFFD olÃ©") == "Café â€\uFFFD olé");
  CHECK(undo_double_encoding("â€œgoodâ€, he said; CafÃ©") == "“goodâ€, he said; Café");
  CHECK(undo_double_encoding("CafÃ© olâ€") == "Café olâ€");
  CHECK(undo_double_encoding("CafÃ© \uFFFD") == "Café \uFFFD");
}

}  // namespace double_encoding_test
