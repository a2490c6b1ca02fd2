// SPDX-License-Identifier: MIT
#include "normalize/link/domain_mark.h"

#include <catch2/catch.hpp>

namespace syndic::normalize::domain_mark_test {
namespace {

TEST_CASE("A host is looked up by its last two labels") {
  CHECK(domain_of("a.b.example.org") == "example.org");
  CHECK(domain_of("example.org") == "example.org");
  CHECK(domain_of(".example.org") == "example.org");
  CHECK(domain_of("localhost") == "localhost");
  CHECK(domain_of(".org") == ".org");
}

TEST_CASE("Marks hold every host of a domain that was added, in any case, and not all others") {
  DomainMarks marks;
  CHECK_FALSE(marks.may_hold("example.org"));
  marks.add("media.example.org");
  CHECK(marks.may_hold("example.org"));
  CHECK(marks.may_hold("WWW.Example.ORG"));
  CHECK_FALSE(marks.may_hold("other.example"));
}

}  // namespace
}  // namespace syndic::normalize::domain_mark_test
