// SPDX-License-Identifier: MIT
#include "http/content_coding.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/fault_server.h"

namespace content_coding_test {

using namespace syndic;

namespace {

constexpr std::size_t kMost = 16 * 1024 * 1024;

Result<std::string> decoded(const std::string& codings, const std::string& body,
                            std::size_t most = kMost) {
  return http::undo_content_codings(codings, {body, "a.example"}, most);
}

std::string error_of(const std::string& codings, const std::string& body,
                     std::size_t most = kMost) {
  const auto outcome = decoded(codings, body, most);
  return outcome ? "none" : outcome.error().message;
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "item " + std::to_string(i) + "\n";
  return text;
}

}  // namespace

TEST_CASE("every coding gives back what went in") {
  const std::string text = GENERATE(long_text(), std::string("x"), std::string(70'000, 'y'));
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
  CHECK(decoded(coding, bytes) == text);
}

TEST_CASE("words that name no coding are passed over") {
  const std::string text = long_text();
  for (const char* const word : {"aws-chunked", "8bit", "binary", "zstd", "compress", ",", ", ,"}) {
    CAPTURE(word);
    CHECK(decoded(word, text) == text);
    CHECK(decoded(word + std::string(",gzip"), test::gzip(text)) == text);
    CHECK(decoded("gzip, " + std::string(word), test::gzip(text)) == text);
  }
}

TEST_CASE("several codings are undone from the right") {
  const std::string text = long_text();
  CHECK(decoded("gzip, gzip", test::gzip(test::gzip(text))) == text);
  CHECK(decoded("br, gzip", test::gzip(test::brotli(text))) == text);
  CHECK(decoded("gzip, br", test::brotli(test::gzip(text))) == text);
  CHECK(error_of("br, gzip", test::brotli(test::gzip(text))) ==
        "the body of a.example is no gzip, though it is declared to be");
  std::string five = text;
  for (int i = 0; i < 5; ++i) five = test::gzip(five);
  CHECK(error_of("gzip, gzip, gzip, gzip, gzip", five) ==
        "the body of a.example has more than 4 codings");
}

TEST_CASE("a document that is declared to be coded and is not is taken as it is") {
  for (const char* const document :
       {"<rss version=\"2.0\"/>", "\xEF\xBB\xBF \n<?xml version=\"1.0\"?><feed/>",
        "{\"version\": \"https://jsonfeed.org/version/1.1\"}", "[1]"}) {
    for (const char* const coding : {"gzip", "br", "deflate", "gzip, gzip"}) {
      CAPTURE(document, coding);
      CHECK(decoded(coding, document) == document);
    }
  }
  const std::string feed = "<rss version=\"2.0\"/>";
  CHECK(decoded("gzip, gzip", test::gzip(feed)) == feed);
  CHECK(decoded("gzip", "") == "");
}

TEST_CASE("the members of a gzip body are one text, and rubbish after the last is dropped") {
  const std::string bytes = test::gzip("one ") + test::gzip("") + test::gzip("two");
  CHECK(decoded("gzip", bytes) == "one two");
  CHECK(decoded("gzip", bytes + std::string(20, '\0')) == "one two");
  CHECK(decoded("br", test::brotli("one") + "rubbish") == "one");
}

TEST_CASE("a coded body that is cut is an error") {
  const std::string text = long_text();
  for (const auto& [coding, bytes] :
       {std::pair{"gzip", test::gzip(text)}, std::pair{"deflate", test::zlib_deflate(text)},
        std::pair{"br", test::brotli(text)}}) {
    for (const std::size_t missing : {std::size_t{1}, bytes.size() / 2, bytes.size() - 1}) {
      CAPTURE(coding, missing);
      CHECK(error_of(coding, bytes.substr(0, bytes.size() - missing)) ==
            "the compressed body of a.example is cut short");
    }
  }
}

TEST_CASE("a gzip body whose end lies about its length is read for what it holds") {
  const std::string text = long_text();
  const std::string bytes = test::gzip(text);
  const auto with_end = [&](std::size_t size) {
    std::string lying = bytes;
    for (std::size_t i = 0; i < 4; ++i)
      lying[lying.size() - 4 + i] = static_cast<char>(size >> 8 * i);
    return lying;
  };
  REQUIRE(with_end(text.size()) == bytes);
  for (const std::size_t size : {text.size() - 1, text.size() + 1, std::size_t{0}, bytes.size(),
                                 2 * text.size(), bytes.size() * 16, std::size_t{0xFFFFFFFF}}) {
    CAPTURE(size);
    CHECK(error_of("gzip", with_end(size)) ==
          "the body of a.example is no gzip, though it is declared to be");
  }
  // What follows the member says the member's length again, or another likely one.
  const std::string length = bytes.substr(bytes.size() - 4);
  CHECK(decoded("gzip", bytes + std::string(4, '\0') + length) == text);
  CHECK(decoded("gzip", bytes + bytes) == text + text);
  CHECK(decoded("gzip", bytes + test::gzip("") + test::gzip(text)) == text + text);
}

TEST_CASE("all that may be in the header of a gzip body is passed over, and its sum is checked") {
  const std::string text = long_text();
  const std::string bytes = test::gzip(text);
  const auto with_header = [&](char flags, const std::string& more) {
    return bytes.substr(0, 3) + flags + bytes.substr(4, 6) + more + bytes.substr(10);
  };
  using namespace std::literals;
  CHECK(decoded("gzip", with_header(8, "name\0"s)) == text);
  CHECK(decoded("gzip", with_header(16, "comment\0"s)) == text);
  CHECK(decoded("gzip", with_header(4, "\2\0xy"s)) == text);
  CHECK(error_of("gzip", with_header(2, "\x12\x34"s)) ==
        "the body of a.example is no gzip, though it is declared to be");
}

TEST_CASE("a gzip body with any byte changed is what it was, or an error") {
  const std::string text = long_text();
  const std::string bytes = test::gzip(text);
  for (std::size_t at = 0; at < bytes.size(); at += at < 32 || at + 32 > bytes.size() ? 1 : 97) {
    std::string damaged = bytes;
    damaged[at] ^= 0x15;
    CAPTURE(at);
    const auto outcome = decoded("gzip", damaged);
    // The header's time and system, and hints.
    if (outcome) CHECK((*outcome == text && at >= 4 && at < 10));
  }
}

TEST_CASE("bytes that are not of the coding are an error") {
  CHECK(error_of("gzip", "feed") ==
        "the body of a.example is no gzip, though it is declared to be");
  CHECK(error_of("br", std::string(8, '\xff')) ==
        "the body of a.example is no brotli, though it is declared to be");
  CHECK(error_of("deflate", std::string(8, '\xff')) ==
        "the body of a.example is no deflate, though it is declared to be");
  std::string damaged = test::gzip(long_text());
  damaged[damaged.size() / 2] ^= 0x55;
  CHECK(error_of("gzip", damaged) ==
        "the body of a.example is no gzip, though it is declared to be");
  CHECK(decoded("gzip", damaged).error().code == Errc::transfer);
}

TEST_CASE("a body is decoded to its bound and no further") {
  std::string text;
  while (text.size() < 1'000'000) text += std::to_string(text.size() * 7919) + "\n";
  for (const auto& [coding, bytes] :
       {std::pair{"gzip", test::gzip(text)}, std::pair{"br", test::brotli(text)}}) {
    CAPTURE(coding);
    CHECK(decoded(coding, bytes, text.size()) == text);
    CHECK(error_of(coding, bytes, 512 * 1024) == "the body of a.example is larger than 512 KiB");
    CHECK(decoded(coding, bytes, text.size() - 1).error().code == Errc::too_large);
  }
  const std::string bomb = test::gzip(std::string(4'000'000, '\0'));
  CHECK(error_of("gzip", bomb) ==
        "the body of a.example grows more than 500 times when it is decompressed");
  CHECK(error_of("gzip, gzip", test::gzip(bomb)) ==
        "the body of a.example grows more than 500 times when it is decompressed");
}

}  // namespace content_coding_test
