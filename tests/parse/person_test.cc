// SPDX-License-Identifier: MIT
#include "parse/person.h"

#include <catch2/catch.hpp>

using syndic::model::Person;
using syndic::parse::parse_person;

TEST_CASE("a name and an address are told apart however they are written") {
  CHECK(parse_person("a@b.example (Ann)") == Person{"Ann", "a@b.example", ""});
  CHECK(parse_person("Ann <a@b.example>") == Person{"Ann", "a@b.example", ""});
  CHECK(parse_person("Ann (a@b.example)") == Person{"Ann", "a@b.example", ""});
  CHECK(parse_person(" \"Ann B.\"\n <mailto:a@b.example?subject=Hi> ") ==
        Person{"Ann B.", "a@b.example", ""});
}

TEST_CASE("an address alone is the name too") {
  CHECK(parse_person("a@b.example") == Person{"a@b.example", "a@b.example", ""});
  CHECK(parse_person("a@b.example ()") == Person{"a@b.example", "a@b.example", ""});
}

TEST_CASE("a name without an address stays as it is") {
  CHECK(parse_person("Ann (Union of Teachers)") == Person{"Ann (Union of Teachers)", "", ""});
  CHECK(parse_person("@ann") == Person{"@ann", "", ""});
  CHECK(parse_person("Ann (") == Person{"Ann (", "", ""});
  CHECK(parse_person("") == Person{});
}
