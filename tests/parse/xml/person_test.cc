// SPDX-License-Identifier: MIT
#include "parse/xml/person.h"

#include <catch2/catch.hpp>

namespace person_test {

using syndic::model::Person;
using syndic::parse::parse_person;
using syndic::parse::parse_persons;

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

TEST_CASE("a name and an address stand in any order, with brackets or without") {
  CHECK(parse_person("a@b.example Ann") == Person{"Ann", "a@b.example", ""});
  CHECK(parse_person("Ann - a@b.example") == Person{"Ann", "a@b.example", ""});
  CHECK(parse_person("Ann, a@b.example") == Person{"Ann", "a@b.example", ""});
  CHECK(parse_person("(Ann) a@b.example") == Person{"Ann", "a@b.example", ""});
  CHECK(parse_person("<a@b.example> Ann") == Person{"Ann", "a@b.example", ""});
  CHECK(parse_person("Ann (Union) <a@b.example>") == Person{"Ann (Union)", "a@b.example", ""});
  CHECK(parse_person("a@b.example (Ann (Union))") == Person{"Ann (Union)", "a@b.example", ""});
  CHECK(parse_person("Ann &lt;a@b.example&gt;") == Person{"Ann", "a@b.example", ""});
  CHECK(parse_person("'Ann'") == Person{"Ann", "", ""});
}

TEST_CASE("what is no plain form of name and address stays whole") {
  CHECK(parse_person("Ann at work@home") == Person{"Ann at work@home", "", ""});
  CHECK(parse_person("ann at b dot example") == Person{"ann at b dot example", "", ""});
  CHECK(parse_person("a@b.example, Bob (c@d.example), Cy") ==
        Person{"a@b.example, Bob (c@d.example), Cy", "", ""});
  CHECK(parse_person("&lt;&amp;lt;") == Person{"<&lt;", "", ""});
}

TEST_CASE("several persons stand in one line only where each has an address") {
  using Persons = std::vector<Person>;
  CHECK(parse_persons("a@b.example (Ann), c@d.example (Bob)") ==
        Persons{{"Ann", "a@b.example", ""}, {"Bob", "c@d.example", ""}});
  CHECK(parse_persons("\"Doe, Jane\" <j@b.example>; c@d.example;") ==
        Persons{{"Doe, Jane", "j@b.example", ""}, {"c@d.example", "c@d.example", ""}});
  CHECK(parse_persons("Doe, Jane <j@b.example>") == Persons{{"Doe, Jane", "j@b.example", ""}});
  CHECK(parse_persons("Ann, Bob and Cy") == Persons{{"Ann, Bob and Cy", "", ""}});
  CHECK(parse_persons("Ann, @ann, @bob") == Persons{{"Ann, @ann, @bob", "", ""}});
  CHECK(parse_persons("") == Persons{{}});
}

}  // namespace person_test
