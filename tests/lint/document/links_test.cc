// SPDX-License-Identifier: MIT
#include "lint/document/links.h"

#include <catch2/catch.hpp>

namespace links_test {

using syndic::lint::broken_by_link;

TEST_CASE("addresses that are right") {
  for (const std::string_view url :
       {"", "https://harbour.example/", "http://harbour.example:8080/a?b=c&d=%20#e",
        "https://hafen.example/straße", "https://[2606:4700::1111]/", "HTTPS://harbour.example/",
        "https://harbour.example/?reference=utm_source"}) {
    INFO(url);
    CHECK(broken_by_link(url).empty());
  }
}

TEST_CASE("addresses that are wrong") {
  for (const std::string_view url :
       {"/a", "a.html", "//harbour.example/a", "?p=1", "www.a.example"})
    CHECK(broken_by_link(url) == "item-link-relative");
  for (const std::string_view url : {"mailto:ann@harbour.example", "ftp://harbour.example/a",
                                     "javascript:alert(1)", "file:///etc/hosts"})
    CHECK(broken_by_link(url) == "item-link-scheme");
  for (const std::string_view url : {"https://harbour.example/a b", "https://harbour.example/100%",
                                     "https://harbour.example/<a>", "https://", "https:///a",
                                     "https://harbour.example:99999/", "https://a.example/\\b"}) {
    INFO(url);
    CHECK(broken_by_link(url) == "item-link-invalid");
  }
  for (const std::string_view url :
       {"http://localhost/a", "http://127.0.0.1/a", "http://[::1]/", "https://intranet/a",
        "https://nas.local/", "https://a.internal:8443/", "http://10.1.2.3/",
        "http://dev.localhost/", "http://printer.home.arpa/", "http://127.1/a",
        "http://[fe80::1]/"}) {
    INFO(url);
    CHECK(broken_by_link(url) == "item-link-private");
  }
  for (const std::string_view url :
       {"https://harbour.example/?utm_source=feed", "https://harbour.example/?p=1&FBCLID=2",
        "https://harbour.example/?gclid", "https://harbour.example/?mc_cid=1",
        "https://harbour.example/?igshid=1", "https://harbour.example/?yclid=1",
        "https://harbour.example/?_hsenc=1", "https://harbour.example/?_ga=1"}) {
    INFO(url);
    CHECK(broken_by_link(url) == "link-tracking");
  }
}

}  // namespace links_test
