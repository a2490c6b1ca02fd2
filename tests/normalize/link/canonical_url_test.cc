// SPDX-License-Identifier: MIT
#include "normalize/link/canonical_url.h"

#include <catch2/catch.hpp>
#include <cstdint>

#include "normalize/link/links.h"
#include "tests/normalize/table.h"

namespace syndic::normalize::canonical_url_test {
namespace {

TEST_CASE("URLs that lead to the same page have one canonical form") {
  for (const char* const url :
       {"https://example.org/a", "http://example.org/a", "http://EXAMPLE.ORG:80/a/",
        "https://example.org:443/a#part", "https://example.org/a?", "HTTPS://u:p@example.org/a//",
        "https://example.org/a?utm_source=rss&fbclid=1", "https://example.org:/a/?gclid=x#y",
        "https://www.example.org/a", "https://example.org./a", "https://example.org/b/../a",
        "https://example.org/./a/.", "https://example.org/b/%2E%2e/a", "https://example.org/%61"}) {
    CAPTURE(url);
    CHECK(canonical_url(url) == "https://example.org/a");
  }
  CHECK(canonical_url("http://example.org/") == "https://example.org");
  CHECK(canonical_url("http://example.org?b=2&a=1") == "https://example.org?b=2&a=1");
}

TEST_CASE("Escapes are compared by what they mean (RFC 3986 §6.2.2)") {
  CHECK(canonical_url("https://a.example/%7Euser/%c3%a9?q=%2d%2F") ==
        "https://a.example/~user/%C3%A9?q=-%2F");
  CHECK(canonical_url("https://a.example/100%") == "https://a.example/100%25");
}

TEST_CASE("URLs that may lead elsewhere keep their difference") {
  CHECK(canonical_url("https://example.org/A") == "https://example.org/A");
  CHECK(canonical_url("https://example.org:8443/a") == "https://example.org:8443/a");
  CHECK(canonical_url("https://news.example.org/a") == "https://news.example.org/a");
  CHECK(canonical_url("https://www.org/a") == "https://www.org/a");
  CHECK(canonical_url("https://example.org/?p=1") == "https://example.org?p=1");
  CHECK(canonical_url("https://example.org/a?b=1&c=2") !=
        canonical_url("https://example.org/a?c=2&b=1"));
  CHECK(canonical_url("https://example.org/index.html") == "https://example.org/index.html");
  CHECK(canonical_url("https://example.org/a%2Fb") == "https://example.org/a%2Fb");
  CHECK(canonical_url("https://example.org//a/b") == "https://example.org//a/b");
}

TEST_CASE("A fragment that names the page stays") {
  CHECK(canonical_url("https://a.example/#!/news/1") == "https://a.example#!/news/1");
  CHECK(canonical_url("https://a.example/app/#/news/1?utm_source=x") ==
        "https://a.example/app#/news/1");
  CHECK(canonical_url("https://a.example/#/") == "https://a.example");
  CHECK(canonical_url("https://a.example/#!") == "https://a.example");
}

TEST_CASE("The canonical form is a fixed point, and only web pages have one") {
  for (const char* const url :
       {"http://a.example:443:80/x//?utm_a=1&b", "https://a@b@c.example/",
        "http://example.org/a;b/?x=y#z", "https://example.org/%7Ea/", "https://a.example/%%37E",
        "https://www.www.example.org./", "https://a.example//../b/.", "https://a.example/.//b",
        "https://a.example/%2e/%2E%2e//x?%7e%zz", "https://a.example/#!%zz"}) {
    const std::string once = canonical_url(url);
    CAPTURE(url);
    CHECK(canonical_url(once) == once);
  }
  CHECK(canonical_url("mailto:a@b.example") == "");
  CHECK(canonical_url("") == "");
  CHECK(canonical_url("https://") == "");
}

/// FNV-1a of 64 bits, as its authors define it.
std::string fnv1a_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  std::string digits(16, '0');
  for (std::size_t i = 0; i < 16; ++i) digits[15 - i] = "0123456789abcdef"[(hash >> (4 * i)) & 15U];
  return digits;
}

// The page's script has the same examples: tests/browser/answers_browser_test.cc.
TEST_CASE("Links have the canonical form, and its key, that the table of examples says") {
  const auto cases = test::table_cases("canonical");
  std::size_t keys = 0;
  for (const test::TableCase& one : cases) {
    CAPTURE(one.where, one.in);
    const std::string canonical = canonical_url(absolute_url(one.in, {}, Schemes::web));
    CHECK(canonical == one.out);
    CHECK(canonical_url(canonical) == canonical);
    if (one.key.empty()) continue;
    CHECK(fnv1a_of(canonical) == one.key);
    ++keys;
  }
  CHECK(cases.size() >= 60);
  CHECK(keys >= 4);
}

std::vector<std::string> canonical_of(std::initializer_list<const char*> urls) {
  std::vector<model::Item> items;
  for (const char* const url : urls) {
    items.emplace_back();
    items.back().url = url;
  }
  set_canonical_urls(items);
  std::vector<std::string> all;
  for (const model::Item& item : items) all.push_back(item.canonical_url);
  return all;
}

TEST_CASE("Items of one feed that are sections of one page are told apart by their fragments") {
  CHECK(canonical_of({"https://a.example/log#v2", "https://a.example/log/#v1"}) ==
        std::vector<std::string>{"https://a.example/log#v2", "https://a.example/log#v1"});
  CHECK(canonical_of({"https://a.example/log", "https://a.example/log#v1"}) ==
        std::vector<std::string>{"https://a.example/log", "https://a.example/log#v1"});
}

TEST_CASE("An item that is alone with its page is the page, whatever its fragment") {
  CHECK(canonical_of({"https://a.example/1#more", "https://a.example/2#more", ""}) ==
        std::vector<std::string>{"https://a.example/1", "https://a.example/2", ""});
  CHECK(canonical_of({"https://a.example/1#more", "http://a.example/1#more"}) ==
        std::vector<std::string>{"https://a.example/1", "https://a.example/1"});
}

TEST_CASE("The published link is not the canonical one") {
  std::vector<model::Item> items(1);
  items[0].url = "http://WWW.example.org:80/a/#b";
  set_canonical_urls(items);
  CHECK(items[0].url == "http://WWW.example.org:80/a/#b");
  CHECK(items[0].canonical_url == "https://example.org/a");
}

}  // namespace
}  // namespace syndic::normalize::canonical_url_test
