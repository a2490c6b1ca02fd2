// SPDX-License-Identifier: MIT
#include "parse/xml/namespaces.h"

#include <catch2/catch.hpp>

namespace namespaces_test {

using syndic::parse::is_atom03;
using syndic::parse::is_rss090;
using syndic::parse::is_rss11;
using syndic::parse::namespace_table;
using syndic::parse::Ns;

namespace {

Ns of_uri(std::string_view uri) { return static_cast<Ns>(namespace_table().of_uri(uri)); }

Ns of_prefix(std::string_view prefix) {
  return static_cast<Ns>(namespace_table().of_undeclared_prefix(prefix));
}

}  // namespace

TEST_CASE(
    "a namespace is known in any case, by http or https, with www or not, however it closes") {
  for (const auto* uri : {"http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss",
                          "https://search.yahoo.com/mrss/", "HTTP://SEARCH.YAHOO.COM/MRSS/",
                          "http://www.search.yahoo.com/mrss#", "search.yahoo.com/mrss",
                          "http://www.rssboard.org/media-rss"}) {
    INFO(uri);
    CHECK(of_uri(uri) == Ns::media);
  }
  for (const auto* uri :
       {"http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
        "http://www.itunes.com/DTDs/Podcast-1.0.dtd", "http://itunes.com/dtds/podcast-2.0.dtd"}) {
    INFO(uri);
    CHECK(of_uri(uri) == Ns::itunes);
  }
}

TEST_CASE("a namespace is known in its versions and drafts") {
  CHECK(of_uri("http://purl.org/dc/elements/1.0/") == Ns::dc);
  CHECK(of_uri("http://purl.org/dc/elements/1.1/") == Ns::dc);
  CHECK(of_uri("http://purl.org/dc/terms/") == Ns::dcterms);
  CHECK(of_uri("http://www.w3.org/2005/Atom") == Ns::atom);
  CHECK(of_uri("http://purl.org/atom/ns#") == Ns::atom);
  CHECK(of_uri("http://purl.org/atom/ns#draft-ietf-atompub-format-05") == Ns::atom);
  CHECK(of_uri("http://purl.org/pie/") == Ns::atom);
  CHECK(of_uri("http://rssnamespace.org/feedburner/ext/1.0") == Ns::feedburner);
  for (const auto* uri :
       {"http://backend.userland.com/rss", "http://backend.userland.com/RSS2",
        "http://backend.userland.com/rss091", "http://blogs.law.harvard.edu/tech/rss",
        "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/", "http://purl.org/net/rss1.1#",
        "http://purl.org/rss/1.0/modules/rss091#"}) {
    INFO(uri);
    CHECK(of_uri(uri) == Ns::rss);
  }
}

TEST_CASE("what only resembles a namespace is another one") {
  CHECK(of_uri("http://backend.userland.com/creativeCommonsRssModule") == Ns::license);
  CHECK(of_uri("http://backend.userland.com/blogChannelModule") == Ns::other);
  CHECK(of_uri("http://purl.org/rss/1.0/modules/slash/") == Ns::slash);
  CHECK(of_uri("http://purl.org/rss/1.0/modules/email/") == Ns::other);
  CHECK(of_uri("http://purl.org/atom/app#") == Ns::other);
  CHECK(of_uri("http://www.w3.org/2000/svg") == Ns::other);
  CHECK(of_uri("https://podcastindex.org/namespace/1.0") == Ns::podcast);
  CHECK(of_uri("https://podcastindex.org/") == Ns::other);
  CHECK(of_uri("http://purl.org/rss/1.0/modules/threading/") == Ns::other);
  CHECK(of_uri("") == Ns::other);
}

TEST_CASE("the usual prefixes are known in any case, others not") {
  CHECK(of_prefix("dc") == Ns::dc);
  CHECK(of_prefix("DC") == Ns::dc);
  CHECK(of_prefix("atom10") == Ns::atom);
  CHECK(of_prefix("creativeCommons") == Ns::license);
  CHECK(of_prefix("podcast") == Ns::podcast);
  CHECK(of_prefix("dcx") == Ns::other);
  CHECK(of_prefix("") == Ns::other);
}

TEST_CASE("formats that share a namespace's number are told apart") {
  CHECK(is_atom03("http://purl.org/atom/ns#"));
  CHECK_FALSE(is_atom03("http://purl.org/atom/ns#draft-ietf-atompub-format-05"));
  CHECK_FALSE(is_atom03("http://www.w3.org/2005/Atom"));
  CHECK(is_rss090("http://my.netscape.com/rdf/simple/0.9/"));
  CHECK_FALSE(is_rss090("http://purl.org/rss/1.0/"));
  CHECK(is_rss11("http://purl.org/net/rss1.1#"));
  CHECK_FALSE(is_rss11("http://purl.org/rss/1.0/"));
}

}  // namespace namespaces_test
