// SPDX-License-Identifier: MIT
#include "http/content_decoder.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/fault_server.h"

namespace content_decoder_test {

using namespace syndic;
using http::make_decoder;

namespace {

struct Outcome {
  std::string text;
  bool complete = false;
  std::string error;
};

// Decodes in pieces of `piece` bytes into rooms of `room` bytes.
Outcome decoded(std::string_view coding, std::string_view bytes, std::size_t piece,
                std::size_t room_size) {
  const auto decoder = make_decoder(coding);
  if (!decoder) return {.error = decoder.error().message};
  Outcome outcome;
  std::vector<char> room(room_size);
  while (!bytes.empty()) {
    std::string_view input = bytes.substr(0, piece);
    bytes.remove_prefix(input.size());
    for (bool more = true; more;) {
      const auto written = (*decoder)->decode(input, room);
      if (!written) return {.error = written.error().message};
      outcome.text.append(room.data(), *written);
      more = *written == room.size() || !input.empty();
    }
  }
  outcome.complete = (*decoder)->complete();
  return outcome;
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "item " + std::to_string(i) + "\n";
  return text;
}

}  // namespace

TEST_CASE("every coding gives back what went in, in pieces and rooms of any size") {
  const std::string text = long_text();
  const auto [coding, bytes] =
      GENERATE_COPY(table<std::string, std::string>({{"gzip", test::gzip(text)},
                                                     {"x-gzip", test::gzip(text)},
                                                     {" GZIP ", test::gzip(text)},
                                                     {"deflate", test::zlib_deflate(text)},
                                                     {"deflate", test::bare_deflate(text)},
                                                     {"br", test::brotli(text)},
                                                     {"", text},
                                                     {"identity", text},
                                                     {"none", text},
                                                     {"UTF-8", text}}));
  const std::size_t piece = GENERATE(as<std::size_t>(), 1, 7, 4096, 1'000'000);
  const std::size_t room = GENERATE(as<std::size_t>(), 1, 100, 16384);
  const Outcome outcome = decoded(coding, bytes, piece, room);
  REQUIRE(outcome.error.empty());
  CHECK(outcome.text == text);
  CHECK(outcome.complete);
}

TEST_CASE("the members of a gzip body are one text, and rubbish behind the last is dropped") {
  const std::size_t piece = GENERATE(as<std::size_t>(), 1, 1000);
  const std::string bytes = test::gzip("one ") + test::gzip("") + test::gzip("two");
  CHECK(decoded("gzip", bytes, piece, 64).text == "one two");
  CHECK(decoded("gzip", bytes + std::string(20, '\0'), piece, 64).text == "one two");
  CHECK(decoded("br", test::brotli("one") + "rubbish", piece, 64).text == "one");
}

TEST_CASE("a body that is cut is not complete") {
  const std::string text = long_text();
  for (const std::string_view coding : {"gzip", "deflate", "br"}) {
    const std::string bytes = coding == "gzip"      ? test::gzip(text)
                              : coding == "deflate" ? test::zlib_deflate(text)
                                                    : test::brotli(text);
    const Outcome outcome =
        decoded(coding, std::string_view(bytes).substr(0, bytes.size() - 1), 4096, 4096);
    CHECK(outcome.error.empty());
    CHECK_FALSE(outcome.complete);
  }
}

TEST_CASE("bytes that are not of the coding are an error") {
  CHECK(decoded("gzip", "<rss version=\"2.0\"/>", 64, 64).error == "is no gzip");
  CHECK(decoded("br", "<rss version=\"2.0\"/>", 64, 64).error == "is no brotli");
  CHECK(decoded("deflate", std::string(8, '\xff'), 64, 64).error == "is no deflate");
  std::string damaged = test::gzip(long_text());
  damaged[damaged.size() / 2] ^= 0x55;
  CHECK(decoded("gzip", damaged, 4096, 4096).error == "is no gzip");
}

TEST_CASE("codings that were not asked for are errors that name them") {
  CHECK(make_decoder("zstd").error().message == "is encoded as \"zstd\", which was not asked for");
  CHECK(make_decoder("gzip, br").error().code == Errc::transfer);
  CHECK(make_decoder("\x1b[31mred").error().message ==
        "is encoded as \"[31mred\", which was not asked for");
}

}  // namespace content_decoder_test
