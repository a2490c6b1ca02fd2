// SPDX-License-Identifier: MIT
#include "parse/authored/front_yaml.h"

#include <catch2/catch.hpp>

#include "base/time_format.h"
#include "parse/authored/authored.h"

namespace front_yaml_test {

using namespace syndic;

namespace {

parse::AuthoredFile read(std::string_view text, std::string_view name = "item.md") {
  return parse::read_authored(text, name, "America/New_York",
                              [](std::string_view reference) { return std::string(reference); });
}

// All mistakes, each as "line:column: message".
std::vector<std::string> mistakes(std::string_view text) {
  std::vector<std::string> lines;
  for (const parse::FileMistake& mistake : read(text).mistakes) {
    lines.push_back(std::to_string(mistake.line) + ":" + std::to_string(mistake.column) + ": " +
                    mistake.message);
  }
  return lines;
}
using Lines = std::vector<std::string>;

model::Item item(std::string_view front) {
  auto file = read("---\n" + std::string(front) + "\n---\nText\n");
  for (const parse::FileMistake& mistake : file.mistakes) UNSCOPED_INFO(mistake.message);
  REQUIRE(file.mistakes.empty());
  return std::move(file.item);
}

std::string date(const std::optional<model::Timestamp>& time) {
  return time ? base::format_rfc3339(*time) : "-";
}

std::vector<std::string> tags(const model::Item& item) {
  std::vector<std::string> terms;
  for (const model::Category& category : item.categories) terms.push_back(category.term);
  return terms;
}

}  // namespace

TEST_CASE("front matter in YAML says all that TOML says") {
  const auto file = read(R"md(---
title: "Essential  Work"
date: 2022-03-02T10:00:00-05:00
updated: 2022-03-03
expires: 2023-01-01
link: https://turn.example/work
id: tag:turn.example,2022:work
kind: listen
summary: >
  In
  short
author: [Ann (ann@turn.example), Bob]
tags:
  - a
  - b
image: work.jpg
pinned: yes
draft: true
source: { title: Partner, url: "https://partner.example/" }
start: 2022-04-01 18:00
end: 2022-04-01
place: { name: Hall, address: 1 Main St }
enclosure:
  url: talk.mp3
  type: audio/mpeg
  length: 5
  duration: 60
---
Hello *you*.
)md");
  REQUIRE(file.mistakes.empty());
  const model::Item& item = file.item;
  CHECK(item.title.value == "Essential Work");
  CHECK(date(item.published) == "2022-03-02T15:00:00Z");
  CHECK(date(item.updated) == "2022-03-03T05:00:00Z");
  CHECK(date(file.expires) == "2023-01-01T05:00:00Z");
  CHECK(item.url == "https://turn.example/work");
  CHECK(item.id == "tag:turn.example,2022:work");
  CHECK(item.given_kind == model::Kind::listen);
  CHECK(item.summary.value == "In short");
  REQUIRE(item.authors.size() == 2);
  CHECK(item.authors[0] == model::Person{"Ann", "ann@turn.example", ""});
  CHECK(item.authors[1].name == "Bob");
  CHECK(tags(item) == Lines{"a", "b"});
  CHECK(item.image == "work.jpg");
  CHECK(item.pinned);
  CHECK(file.draft);
  CHECK(item.origin == model::Origin{"Partner", "https://partner.example/", ""});
  CHECK(item.enclosures == std::vector{model::Enclosure{"talk.mp3", "audio/mpeg", "", 5, 60}});
  REQUIRE(item.event);
  CHECK(date(item.event->start) == "2022-04-01T22:00:00Z");
  CHECK(date(item.event->end) == "2022-04-02T03:59:59Z");
  CHECK(item.event->place == "Hall, 1 Main St");
  CHECK(item.content.value == "<p>Hello <em>you</em>.</p>\n");
}

TEST_CASE("a post of Jekyll's is an item as it is") {
  const auto file = read(R"md(---
layout: post
title:  Gardens on every roof
date:   2021-06-04 08:15:00 -0400
last_modified_at: 2021-06-09
author: Ines Field
categories: city green
tags: [roofs, Green]
excerpt: What a summer with bees taught us.
image:
  path: /images/roof.jpg
  alt: A roof full of thyme
permalink: /:categories/:title/
redirect_from:
  - /old-roofs/
header:
  overlay_image: /images/wide.jpg
sidebar: { nav: main }
my_theme_colour: teal
published: false
---
The bees came in *May*.
)md",
                         "2021-06-01-gardens.md");
  REQUIRE(file.mistakes.empty());
  CHECK(file.draft);
  CHECK(file.item.title.value == "Gardens on every roof");
  CHECK(date(file.item.published) == "2021-06-04T12:15:00Z");
  CHECK(date(file.item.updated) == "2021-06-09T04:00:00Z");
  CHECK(file.item.authors == std::vector{model::Person{"Ines Field", "", ""}});
  CHECK(tags(file.item) == Lines{"roofs", "Green", "city"});
  CHECK(file.item.summary.value == "What a summer with bees taught us.");
  CHECK(file.item.image == "/images/roof.jpg");
  CHECK(file.item.url.empty());
}

TEST_CASE("a post of Hugo's is an item as it is, in YAML and in TOML") {
  const auto check = [](const parse::AuthoredFile& file) {
    for (const parse::FileMistake& mistake : file.mistakes) UNSCOPED_INFO(mistake.message);
    REQUIRE(file.mistakes.empty());
    CHECK_FALSE(file.draft);
    CHECK(date(file.item.published) == "2023-02-03T14:00:00Z");
    CHECK(date(file.item.updated) == "2023-02-10T05:00:00Z");
    CHECK(date(file.expires) == "2024-01-01T05:00:00Z");
    CHECK(file.item.summary.value == "Four schools, one orchestra.");
    CHECK(file.item.authors == std::vector{model::Person{"Mara Stone", "mara@music.example",
                                                         "https://music.example/mara"},
                                           model::Person{"Lee", "", ""}});
    CHECK(tags(file.item) == Lines{"music", "Arts Education", "strings", "brass"});
    CHECK(file.item.image == "stage.jpg");
    CHECK(file.item.url == "/news/orchestra/");
  };
  check(read(R"md(---
title: One orchestra
linkTitle: Orchestra
date: 2023-02-01
publishDate: 2023-02-03T09:00:00-05:00
lastmod: 2023-02-10
expiryDate: 2024-01-01
description: Four schools, one orchestra.
authors:
  - name: Mara Stone
    email: mara@music.example
    url: https://music.example/mara
    bio: Plays the cello.
  - Lee
tags: [music]
categories: [Arts Education]
keywords: strings, brass, music
cover:
  image: stage.jpg
  caption: The stage
url: /news/orchestra/
weight: 10
draft: false
published: false
menu: { main: { weight: 5 } }
cascade:
  - build: { list: never }
---
They play on Friday.
)md"));
  check(read(R"md(+++
title = "One orchestra"
date = 2023-02-01
publishdate = 2023-02-03T09:00:00-05:00
lastmod = 2023-02-10
expiryDate = 2024-01-01
description = "Four schools, one orchestra."
tags = ["music"]
categories = ["Arts Education"]
keywords = ["strings", "brass", "music"]
images = ["stage.jpg", "hall.jpg"]
url = "/news/orchestra/"
draft = false
weight = 10
aliases = ["/orchestra/"]
[[authors]]
name = "Mara Stone"
email = "mara@music.example"
url = "https://music.example/mara"
[[authors]]
name = "Lee"
[params]
colour = "teal"
+++
They play on Friday.
)md"));
}

TEST_CASE("where a key of ours and a foreign one are there, ours counts") {
  const auto both = item(
      "title: T\nupdated: 2022-01-01\nlastmod: 2023-01-01\nsummary: A\ndescription: B\nauthor: C\n"
      "authors: [D]\nimage: e.jpg\ncover: f.jpg\nlink: https://g.example/\nurl: /h");
  CHECK(date(both.updated) == "2022-01-01T05:00:00Z");
  CHECK(both.summary.value == "A");
  CHECK(both.authors == std::vector{model::Person{"C", "", ""}});
  CHECK(both.image == "e.jpg");
  CHECK(both.url == "https://g.example/");
  CHECK(date(item("date: 2022-02-01\npublishDate: 2022-01-01").published) ==
        "2022-02-01T05:00:00Z");
  CHECK(date(item("publishDate: 2022-01-01").published) == "2022-01-01T05:00:00Z");
}

TEST_CASE("foreign links count if they are addresses, not patterns") {
  CHECK(item("url: https://a.example:8080/b").url == "https://a.example:8080/b");
  CHECK(item("permalink: /about/").url == "/about/");
  CHECK(item("permalink: /:year/:title").url.empty());
  CHECK(item("permalink: https://a.example/:slug").url.empty());
  CHECK(item("permalink: pretty").url.empty());
  CHECK(item("url: javascript:a").url.empty());
}

TEST_CASE("plain scalars are texts where a text is meant, and may say nothing") {
  CHECK(item("title: 2022").title.value == "2022");
  CHECK(item("title: no").title.value == "no");
  CHECK(tags(item("tags: [1984, true, '2']")) == Lines{"1984", "true", "2"});
  const auto empty = item("title: T\ntags:\ndate: ~\nimage: null\nlastmod:\npublished:\nstart:");
  CHECK(empty.categories.empty());
  CHECK_FALSE(empty.published);
  CHECK(empty.image.empty());
  CHECK_FALSE(empty.event);
  CHECK(item("date: 20220516").published == item("date: 2022-05-16").published);
  CHECK(item("title: \"a\\0b\\u0001c\"").title.value == "abc");
  CHECK(item("title: &t A\nsummary: *t").summary.value == "A");
}

TEST_CASE("mistakes in YAML have their line and column in the file") {
  CHECK(mistakes("---\ntitle: [a]\ndate: soon\npinned: maybe\nkind: see\n---\n") ==
        Lines{"2:8: title must be a text in quotes",
              "3:7: date must be a date, such as 2022-05-16, 2022-05-16T09:30:00 or \"May 16, "
              "2022\"",
              "4:9: pinned must be true or false, without quotes",
              "5:7: kind must be \"read\", \"watch\" or \"listen\""});
  CHECK(mistakes("---\r\n\"é\": 1\r\ntitel: x\r\n{}: y\r\n---\r\n") ==
        Lines{"3:1: unknown key \"titel\"; did you mean \"title\"?", "4:1: a key must be a text"});
  CHECK(mistakes("---\ntitle: a\nx: { é: 1, title: 2, title: 3 }\ntitle: b\n---\n") ==
        Lines{"3:22: the key \"title\" is there twice", "4:1: the key \"title\" is there twice"});
  CHECK(mistakes("---\ntitle: T\nexpiryDate: soon\npublished: perhaps\n---\n") ==
        Lines{"3:13: expiryDate must be a date, such as 2022-05-16, 2022-05-16T09:30:00 or \"May "
              "16, 2022\"",
              "4:12: published must be true or false, without quotes"});
}

TEST_CASE("what is no YAML, or no mapping, is refused") {
  CHECK(mistakes("---\n- a\n---\n") == Lines{"2:1: front matter is lines of \"key: value\""});
  CHECK(mistakes("---\ntitle: 'a\n---\n") ==
        Lines{"3:1: this is no YAML: found unexpected end of stream"});
  CHECK(mistakes("---\ntitle: a: b\n---\n") ==
        Lines{"2:9: this is no YAML: mapping values are not allowed in this context"});
  CHECK(mistakes("---\ntitle: a\n--- { b: c }\n---\n") ==
        Lines{"3:5: a second document in the front matter"});
  CHECK(mistakes("---\ntitle: é\x7F\n---\n") ==
        Lines{"2:9: this is no YAML: control characters are not allowed"});
  CHECK(mistakes("---\n---\nText\n").empty());
  CHECK(mistakes("---\ntext: |\n  a\n  ---\n  b\ntitle: T\n---\n").empty());
}

TEST_CASE("aliases, depth and brackets are bounded") {
  CHECK(mistakes("---\ntitle: T\na: " + std::string(2'001, '[') + "\n---\n") ==
        Lines{"3:1: more than 2000 brackets in the front matter"});
  std::string bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 10; ++k) bomb += "*a" + std::to_string(i - 1) + ", ";
    bomb += "]\n";
  }
  CHECK(mistakes(bomb + "---\n") == Lines{"2:37: more than 10000 values, aliases counted"});
  CHECK(mistakes("---\ntitle: T\na: &a [*a]\n---\n").empty());
  CHECK(mistakes("---\ntitle: T\na: " + std::string(500, '[') + std::string(500, ']') + "\n---\n")
            .empty());
}

}  // namespace front_yaml_test
