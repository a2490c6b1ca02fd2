// SPDX-License-Identifier: MIT
//
// The podcast table of a [[feed]].
#include <catch2/catch.hpp>
#include <string>

#include "config/podcast_categories.h"
#include "tests/config/load.h"

namespace podcast_test {

using namespace syndic;

namespace {

std::string bytes_with(const std::string& podcast) {
  return "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\nlanguage = \"en\"\n[[source]]\n"
         "id = \"a\"\nurl = \"https://a.example/\"\n[[feed]]\nname = \"talks\"\npodcast = " +
         podcast + "\n";
}

std::string wrong(const std::string& podcast) {
  return config::test::mistakes_in(bytes_with(podcast));
}

config::Config read(const std::string& bytes) {
  auto config = config::read(bytes, "x.toml");
  INFO((config ? "" : config.error().front()));
  REQUIRE(config);
  return *std::move(config);
}

}  // namespace

TEST_CASE("A feed is told to be a podcast by a table") {
  const auto config =
      read(bytes_with("{ category = \"Education > How To\", explicit = false, image = "
                      "\"https://t.example/cover.JPG\", owner = { name = \"TURN\", email = "
                      "\"news@t.example\" } }"));
  const auto& podcast = config.feeds.at(0).podcast;
  REQUIRE(podcast);
  CHECK(podcast->category == "Education > How To");
  CHECK(podcast->is_explicit == false);
  CHECK(podcast->image == "https://t.example/cover.JPG");
  CHECK(podcast->owner == model::Person{"TURN", "news@t.example", ""});
  CHECK(config.notes.empty());
}

TEST_CASE("Without the table a feed is no podcast, and nothing is noted") {
  const auto config = read(
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid = \"a\"\n"
      "url = \"https://a.example/\"\n[[feed]]\nname = \"talks\"\n");
  CHECK_FALSE(config.feeds.at(0).podcast);
  CHECK(config.notes.empty());
}

TEST_CASE("A category is one of Apple's, else the nearest is named") {
  CHECK(wrong("{ category = \"Educaton\" }") ==
        "syndic.toml:10:24: feed.podcast.category must be one of Apple's categories, not "
        "\"Educaton\"; did you mean \"Education\"?\n");
  CHECK(wrong("{ category = \"How To\" }") ==
        "syndic.toml:10:24: feed.podcast.category must be one of Apple's categories, not "
        "\"How To\"; did you mean \"Education > How To\"?\n");
  CHECK(wrong("{ category = \"Zoology\" }") ==
        "syndic.toml:10:24: feed.podcast.category must be one of Apple's categories, not "
        "\"Zoology\"\n");
  CHECK(config::nearest_podcast_category("Educ") == "Education");
  CHECK(config::nearest_podcast_category("self-impr") == "Education > Self-Improvement");
  CHECK(config::nearest_podcast_category("xyz").empty());
  CHECK(config::nearest_podcast_category("education>courses") == "Education > Courses");
  CHECK(config::nearest_podcast_category("Tech New") == "News > Tech News");
  CHECK(config::nearest_podcast_category("Health and Fitness") == "Health & Fitness");
  CHECK(config::is_podcast_category("TV & Film > After Shows"));
  CHECK_FALSE(config::is_podcast_category("After Shows"));
  CHECK_FALSE(config::is_podcast_category("news"));
}

TEST_CASE("A podcast's picture is a JPEG or PNG, and its owner has a name and an address") {
  CHECK(wrong("{ image = \"https://t.example/cover.svg\" }") ==
        "syndic.toml:10:21: feed.podcast.image must be a JPEG or PNG, a URL that ends in .jpg, "
        ".jpeg or .png\n");
  CHECK(wrong("{ owner = { name = \"TURN\" } }") ==
        "syndic.toml:10:21: feed.podcast.owner needs a name and an e-mail address; email is "
        "missing\n");
  CHECK(wrong("{ owner = \"TURN\" }") ==
        "syndic.toml:10:21: feed.podcast.owner must be a table; write owner = { name = \"TURN\" "
        "}\n");
  CHECK(wrong("{ categry = \"News\" }") ==
        "syndic.toml:10:13: unknown key feed.podcast.categry; did you mean "
        "feed.podcast.category?\n");
}

TEST_CASE("What Apple requires, and the configuration does not have, is noted") {
  const auto config = read(
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\nlogo = \"https://t.example/l.svg\"\n"
      "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n[[feed]]\nname = \"talks\"\n"
      "podcast = { category = \"News\" }\n");
  CHECK(config.notes ==
        std::vector<std::string>{"x.toml:10:11: this podcast has no picture, which Apple requires; "
                                 "write image = \"https://….jpg\" in feed.podcast",
                                 "x.toml:10:11: this podcast has no language, which Apple "
                                 "requires; write language = \"en\" in [site]"});
}

}  // namespace podcast_test
