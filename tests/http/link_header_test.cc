// SPDX-License-Identifier: MIT
#include "http/link_header.h"

#include <catch2/catch.hpp>

#include "tests/support/fake_transport.h"

namespace link_header_test {

using namespace syndic;
using http::Link;

namespace {

std::vector<Link> links(const std::string& value) {
  return http::links_of(test::headers({{"link", value}}));
}

}  // namespace

TEST_CASE("a Link field has links with their parameters, quoted or not, in any order") {
  CHECK(
      links("</feed>; rel=\"alternate feed\"; TYPE=application/rss+xml;title=\"a, \\\"b\\\"; c\" , "
            "<https://b.example/x> ;rel=hub") ==
      std::vector<Link>{{"/feed", "alternate feed", "application/rss+xml", "a, \"b\"; c"},
                        {"https://b.example/x", "hub", "", ""}});
}

TEST_CASE("the links of all Link fields count, those of other resources do not") {
  CHECK(http::links_of(test::headers(
            {{"Link", "<a>; rel=x"}, {"X", "<b>"}, {"LINK", "<c>; rel=z; anchor=\"#f\", <d>"}})) ==
        std::vector<Link>{{"a", "x", "", ""}, {"d", "", "", ""}});
}

TEST_CASE("what is no link is passed over, and of a parameter that comes twice the first counts") {
  CHECK(links("nonsense; rel=x, <a>; rel=y; rel=z").at(0) == Link{"a", "y", "", ""});
  CHECK(links("<a").empty());
  CHECK(links(",,;;=").empty());
  CHECK(links("<a>; rel=\"x").at(0).rel == "x");
  std::string many;
  for (int i = 0; i < 500; ++i) many += "<a>,";
  CHECK(links(many).size() == 100);
}

}  // namespace link_header_test
