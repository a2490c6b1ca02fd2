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
  CHECK(undo_double_encoding("NESTLÉ® Group") == std::nullopt);
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

TEST_CASE("Marks and a lone Ã or Â stay as they are, and do not spoil the rest") {
  CHECK(undo_double_encoding("HÃ¤user, Ã bc, MÃ¼nchen") == "Häuser, Ã bc, München");
  CHECK(undo_double_encoding("Ã‰cole Ã  Paris, rÃ©sumÃ©") == "École Ã  Paris, résumé");
  CHECK(undo_double_encoding("Ã?sterreich und HÃ¤user") == "Ã?sterreich und Häuser");
  CHECK(undo_double_encoding("cafÃ© — ok") == "café — ok");
  CHECK(undo_double_encoding("“donâ€™t”\u00A0… • ❤\uFE0F 😀") == "“don’t”\u00A0… • ❤\uFE0F 😀");
  CHECK(undo_double_encoding("Â donâ€™t") == "Â don’t");
  CHECK(undo_double_encoding("5 × 3 — cafÃ©") == "5 × 3 — café");
}

TEST_CASE("Marks spoil where no sequence could not be a letter and a mark after it") {
  CHECK(undo_double_encoding("« PARIS Â»") == std::nullopt);
  CHECK(undo_double_encoding("“VOILÃ” — Â…") == std::nullopt);
  CHECK(undo_double_encoding("NESTLÉ® — the best, É° Ø²") == std::nullopt);
  CHECK(undo_double_encoding("Â» — 2×½ cups") == std::nullopt);
  CHECK(undo_double_encoding("Â\u00A0— Ã™") == std::nullopt);
}

TEST_CASE("A small letter before quotation marks or blanks is a genuine letter") {
  CHECK(undo_double_encoding("« Le café\u00A0»") == std::nullopt);
  CHECK(undo_double_encoding("Le café\u00A0» — Ã©") == std::nullopt);
  CHECK(undo_double_encoding("Le café\u00A0»") == std::nullopt);
  CHECK(undo_double_encoding("What «Ã©» means: an “é” → encoded twice") == std::nullopt);
  CHECK(undo_double_encoding("“PaÃ\u00ADs”") == "“País”");
}

TEST_CASE("Genuine letters spoil, whatever marks are beside them") {
  CHECK(undo_double_encoding("HÃ¤user — für alle") == std::nullopt);
  CHECK(undo_double_encoding("donâ€™t — naïve") == std::nullopt);
  CHECK(undo_double_encoding("Ã‰cole — À Paris") == std::nullopt);
  CHECK(undo_double_encoding("CafÃ© — cafe\u0301") == std::nullopt);
  CHECK(undo_double_encoding("HÃ¤user ÃÂ") == std::nullopt);
}

}  // namespace double_encoding_test
