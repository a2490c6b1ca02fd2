// SPDX-License-Identifier: MIT
#include "base/url_resolve.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/url.h"

namespace url_resolve_test {

using namespace syndic::base;

namespace {

struct Row {
  const char* reference;
  const char* expected;
};

std::string resolved(std::string_view reference, std::string_view base) {
  return resolve_url(reference, base).value_or("(nothing)");
}

}  // namespace

TEST_CASE("references resolve as RFC 3986 §5.4 lists them") {
  constexpr Row kRows[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y#s"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../", "http://a/"},
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/./x", "http://a/b/c/g#s/./x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"http:g", "http://a/b/c/g"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.reference);
    CHECK(resolved(row.reference, "http://a/b/c/d;p?q") == row.expected);
  }
  // §5.4.1 lists it as the base; a link to the document itself is none to us.
  CHECK(resolved("", "http://a/b/c/d;p?q") == "(nothing)");
}

TEST_CASE("an absolute URL stays byte for byte unless a character may not stand in it") {
  constexpr Row kRows[] = {
      {"HTTPS://Casel.ORG/A%7eb?x=1&y=%20#Top", "HTTPS://Casel.ORG/A%7eb?x=1&y=%20#Top"},
      {"  https://casel.org/a \n", "https://casel.org/a"},
      {"https://casel.org/a\n b", "https://casel.org/a%20b"},
      {"https://casel.org/\xC3\xA4\"<>", "https://casel.org/%C3%A4%22%3C%3E"},
      {"https://m\xC3\xBCnchen.example/\xC3\xBC", "https://xn--mnchen-3ya.example/%C3%BC"},
      {"//cdn.example/x", "https://cdn.example/x"},
      {"http://", "(nothing)"},
      {"", "(nothing)"},
      {"  ", "(nothing)"},
      {"mailto:news@example.org", "mailto:news@example.org"},
      {"java\nscript:alert(1)", "javascript:alert(1)"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.reference);
    CHECK(resolved(row.reference, "https://casel.org/") == row.expected);
  }
}

TEST_CASE("what browsers repair in a link is repaired") {
  constexpr Row kRows[] = {
      {"https://casel.org/a\r\n\tb", "https://casel.org/ab"},
      {"a\nb.html", "https://casel.org/x/ab.html"},
      {"a b.html", "https://casel.org/x/a%20b.html"},
      {"http:\\\\example.org\\a?b\\c", "http://example.org/a?b%5Cc"},
      {"\\a\\b", "https://casel.org/a/b"},
      {"\\\\cdn.example\\x", "https://cdn.example/x"},
      {"http:///path", "http://path"},
      {"https:////a.example//b", "https://a.example//b"},
      {"///cdn.example/x", "https://cdn.example/x"},
      {"http:example.org", "http://example.org"},
      {"http:/example.org/a", "http://example.org/a"},
      {"https:example.org", "https://casel.org/x/example.org"},
      {"https:/a", "https://casel.org/a"},
      {"https:https:a", "https://casel.org/x/https:a"},
      {"HTTPS:", "(nothing)"},
      {"http:", "(nothing)"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.reference);
    CHECK(resolved(row.reference, "https://casel.org/x/y?z") == row.expected);
  }
}

TEST_CASE("a host is a name or an address, and a port a number") {
  constexpr Row kRows[] = {
      {"http://[2001:db8::1]:8080/a", "http://[2001:db8::1]:8080/a"},
      {"http://[::ffff:192.0.2.1]", "http://[::ffff:192.0.2.1]"},
      {"http://[2001:db8::1/a", "(nothing)"},
      {"http://[2001:db8::1]a/", "(nothing)"},
      {"http://[g::1]/", "(nothing)"},
      {"http://2001:db8::1/", "(nothing)"},
      {"http://a]b/", "(nothing)"},
      {"http://a b.example/", "(nothing)"},
      {"http://a.example:80a/", "(nothing)"},
      {"http://a.example:65536/", "(nothing)"},
      {"http://a.example:65535/", "http://a.example:65535/"},
      {"http://a.example:/", "http://a.example:/"},
      {"http://u:p@", "(nothing)"},
      {"http://u:p@@a.example/@x", "http://u:p@@a.example/@x"},
      {"http://u v:p@a.example/", "http://u%20v:p@a.example/"},
      {"http://B\xC3\x9C"
       "CHER.example/",
       "http://xn--bcher-kva.example/"},
      {"http://\xE4\xBE\x8B\xE3\x80\x82\xE3\x83\x86\xE3\x82\xB9\xE3\x83\x88/",
       "http://xn--fsq.xn--zckzah/"},
      {"http://\xE2\x91\xA0.example/", "http://1.example/"},
      {"http://a\xEF\xBC\x8F"
       "b.example/",
       "(nothing)"},
      {"http://a\xEF\xBC\x85"
       "2e.example/",
       "(nothing)"},
      {"http://\xFF.example/", "(nothing)"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.reference);
    CHECK(resolved(row.reference, "") == row.expected);
  }
}

TEST_CASE("other schemes are let through, encoded, and hierarchical ones are bases") {
  CHECK(resolved("at://did:plc:x/app/1", "") == "at://did:plc:x/app/1");
  CHECK(resolved("../2", "at://did:plc:x/app/1/") == "at://did:plc:x/app/2");
  CHECK(resolved("//x", "at://did:plc:x/app") == "at://x");
  CHECK(resolved("tag:a.org,2022:1 2", "") == "tag:a.org,2022:1%202");
  CHECK(resolved("C:\\news\\1.htm", "") == "C:%5Cnews%5C1.htm");
  CHECK(resolved("http://[x](y", "https://a.org/") == "(nothing)");
}

TEST_CASE("a base is cleaned before it is built upon") {
  CHECK(resolved("b", "https://a.org") == "https://a.org/b");
  CHECK(resolved("?b", "https://a.org") == "https://a.org?b");
  CHECK(resolved("b", "https://a.org?x/y") == "https://a.org/b");
  CHECK(resolved("b", "https://a.org/x y/z") == "https://a.org/x%20y/b");
  CHECK(resolved("b", "https://m\xC3\xBCnchen.example/") == "https://xn--mnchen-3ya.example/b");
  CHECK(resolved("b", "https://a.org:x/") == "(nothing)");
  CHECK(resolved("b", "file:///etc/x") == "(nothing)");
  CHECK(resolved("b", std::string_view("https://[::1\0]/", 16)) == "(nothing)");
  CHECK(resolved("b", "a/c") == "(nothing)");
}

TEST_CASE("to resolve what was resolved changes nothing") {
  constexpr std::string_view kBases[] = {"https://casel.org/x/y?z#f", "http://u@a:1/./b/../c",
                                         "at://did/x", ""};
  constexpr std::string_view kReferences[] = {"g",
                                              "../g",
                                              "?y",
                                              "#s",
                                              "//h/x",
                                              "///h",
                                              "http:g",
                                              "https:/g",
                                              "a b\n",
                                              "http://a/./b",
                                              "ftp://a/",
                                              "\\\\h\\x",
                                              "x:y z",
                                              "./a:b",
                                              "/..//g",
                                              "%zz[x]",
                                              "http://a?b#c#",
                                              "http://\xC3\xBC.example/%",
                                              "\x01g\x02"};
  for (const std::string_view base : kBases) {
    for (const std::string_view reference : kReferences) {
      CAPTURE(base, reference);
      if (const auto once = resolve_url(reference, base)) CHECK(resolve_url(*once, base) == once);
    }
  }
}

TEST_CASE("a percent sign that begins no escape is encoded itself") {
  CHECK(resolve_url("https://a.org/100%", {}) == "https://a.org/100%25");
  CHECK(resolve_url("https://a.org/%%20%zz%4", {}) == "https://a.org/%25%20%25zz%254");
  CHECK(resolve_url("50%off", "https://a.org/b/") == "https://a.org/b/50%25off");
  CHECK(resolve_url("https://a.org/%7Eann%c3%BC", {}) == "https://a.org/%7Eann%c3%BC");
}

TEST_CASE("references of any length are answered") {
  const std::string base = "https://a.org/" + std::string(2'000, 'x');
  std::string up;
  std::string schemes;
  for (int i = 0; i < 100'000; ++i) {
    up += "../x/";
    schemes += "https:";
  }
  CHECK(resolved(up, base) == "https://a.org/x/");
  CHECK(resolved(schemes, base).size() == 14 + schemes.size() - 6);
  CHECK(resolved("http://" + std::string(1'000'000, '['), base) == "(nothing)");
}

TEST_CASE("a plain http URL is one that resolving leaves as it is") {
  for (const std::string_view plain :
       {"https://casel.org", "http://a", "https://Casel.org/A%7eb?x=1&y=(2)#Top", "http://a?b",
        "http://1.2.3.4/", "http://a_b-c.example/@x:y"}) {
    CAPTURE(plain);
    CHECK(is_plain_http_url(plain));
    CHECK(is_http_url(plain));
    CHECK(resolved(plain, "") == plain);
  }
  for (const std::string_view other :
       {"", "http", "http://", "https:///a", "HTTP://a/", "http:a", "ftp://a/", "http://a b/",
        "http://a:80/", "http://u@a/", "http://[::1]/", "http://.a/", "http://a/\xC3\xBC",
        "http://a/[x]", "http://a\\b", "http://a/b c", "http://a%41/", " http://a"}) {
    CAPTURE(other);
    CHECK_FALSE(is_plain_http_url(other));
  }
}

TEST_CASE("a relative reference without a base is nothing") {
  CHECK_FALSE(resolve_url("a.html", ""));
  CHECK_FALSE(resolve_url("#top", "mailto:x@example.org"));
}

TEST_CASE("references become absolute, and what cannot stays as it is") {
  UrlResolver resolver;
  CHECK(resolver.resolve(" b?c ", "https://lake.example/a/") == "https://lake.example/a/b?c");
  CHECK(resolver.resolve("https://lake.example/b", "https://hill.example/") ==
        "https://lake.example/b");
  CHECK(resolver.resolve(" b ", "") == "b");
  CHECK(resolver.resolve(" ", "https://lake.example/a/").empty());
  const std::string too_long(9'000, 'x');
  CHECK(resolver.resolve(too_long, "https://lake.example/") == too_long);
}

TEST_CASE("a million short references below a long base add no gigabytes") {
  constexpr std::size_t kMost = 16 * 1024 * 1024;
  const std::string base = "https://lake.example/" + std::string(2'000, 'x') + "/";
  UrlResolver resolver;
  std::size_t bytes = 0;
  for (int i = 0; i < 20'000; ++i) bytes += resolver.resolve("a", base).size();
  CHECK(bytes <= kMost + 20'000);
  CHECK(resolver.resolve("a", base).empty());
  CHECK(resolver.resolve("https://lake.example/a", base) == "https://lake.example/a");
}

}  // namespace url_resolve_test
