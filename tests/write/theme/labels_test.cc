// SPDX-License-Identifier: MIT
//
// The words of the page: which languages have them, and what a webmaster's file of them may hold.
#include "write/theme/labels.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/error.h"
#include "write/theme/theme.h"

namespace page_labels_test {

using namespace syndic;
using write::Languages;

namespace {

const write::Labels kEnglish = {{"read", "READ"}, {"watch", "WATCH"}};
const write::Labels kWithPlaces = {
    {"read", "READ"}, {"page", "Page {page}"}, {"history", "From {from} to {to}"}};
const Languages kKnown = {{"en", kEnglish},
                          {"pt", {{"read", "LER"}, {"watch", "VER"}}},
                          {"zh", {{"read", "\u9605"}, {"watch", "\u770b"}}}};

std::string complaint_about(const std::string& toml) {
  Languages languages = kKnown;
  try {
    write::add_labels("labels/pt.toml", toml, "labels/pt.toml", kEnglish, languages);
    return "none";
  } catch (const FileFailure& failure) {
    return failure.what();
  }
}

std::string complaint_about_places(const std::string& toml) {
  Languages languages = {{"en", kWithPlaces}};
  try {
    write::add_labels("labels/pt.toml", toml, "labels/pt.toml", kWithPlaces, languages);
    return "none";
  } catch (const FileFailure& failure) {
    return failure.what();
  }
}

/// The places that a label has for words: {"minutes"} of "READ {minutes} min".
std::set<std::string> places_in(const std::string& text) {
  std::set<std::string> places;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    places.insert(text.substr(at + 1, text.find('}', at) - at - 1));
  }
  return places;
}

}  // namespace

TEST_CASE("Words in a file take the place of the known ones, one by one") {
  Languages languages = kKnown;
  write::add_labels("labels/pt.toml", "# Ours.\nread = \"LEIA\"\n", "x", kEnglish, languages);
  CHECK(languages.at("pt") == write::Labels{{"read", "LEIA"}, {"watch", "VER"}});
  CHECK(languages.at("en") == kKnown.at("en"));
}

TEST_CASE("A new language has English words where its own are missing") {
  Languages languages = kKnown;
  write::add_labels("labels/eo_XX.toml", "read = \"LEGU\"", "x", kEnglish, languages);
  CHECK(languages.at("eo-xx") == write::Labels{{"read", "LEGU"}, {"watch", "WATCH"}});
}

TEST_CASE("A tag finds its language, else English") {
  const auto read_in = [](const char* tag) { return write::labels_for(tag, kKnown).at("read"); };
  CHECK(read_in("pt") == "LER");
  CHECK(read_in("pt-BR") == "LER");
  CHECK(read_in("ZH-Hans-CN") == "\u9605");
  CHECK(read_in("zha") == "READ");
  CHECK(read_in("eo") == "READ");
  CHECK(read_in("") == "READ");
}

TEST_CASE("Of several files the one of the longest beginning counts") {
  Languages languages = kKnown;
  write::add_labels("labels/zh-Hant.toml", "read = \"\u95b1\"", "x", kEnglish, languages);
  CHECK(write::labels_for("zh-Hant-TW", languages).at("read") == "\u95b1");
  CHECK(write::labels_for("zh-Hans-CN", languages).at("read") == "\u9605");
}

TEST_CASE("What is wrong with a file is said with its line") {
  CHECK(complaint_about("read = \"LER\"\n\nraed = \"x\"") ==
        "labels/pt.toml:3: unknown label \"raed\"; did you mean \"read\"?");
  CHECK(complaint_about("frobnicate = \"x\"") == "labels/pt.toml:1: unknown label \"frobnicate\"");
  CHECK(complaint_about("\nread = 1") ==
        "labels/pt.toml:2: \"read\" is no text; write read = \"\u2026\"");
  CHECK(complaint_about("[read]\na = \"x\"") ==
        "labels/pt.toml:1: \"read\" is no text; write read = \"\u2026\"");
  CHECK(complaint_about("[en]\nread = \"x\"") == "labels/pt.toml:1: unknown label \"en\"");
  CHECK_THAT(complaint_about("read = \"LER\"\nwatch = VER\n"),
             Catch::Matchers::StartsWith("labels/pt.toml:2: "));
  CHECK_THAT(complaint_about("{\"en\": {}}"), Catch::Matchers::StartsWith("labels/pt.toml:1: "));
  CHECK_THAT(complaint_about("read = \"a\"\nread = \"b\"\n"),
             Catch::Matchers::StartsWith("labels/pt.toml:2: "));
  CHECK(complaint_about("").starts_with("none"));
}

TEST_CASE("A place that the English label has not is a mistake, one that is missing is none") {
  CHECK(complaint_about_places("page = \"{page}\"\nhistory = \"{to} {from}\"") == "none");
  CHECK(complaint_about_places("page = \"\"\nhistory = \"{to}\"") == "none");
  CHECK(complaint_about_places("history = \"{to}\"\n\npage = \"P. {pagina} / {page}\"") ==
        "labels/pt.toml:3: \"page\" has no place {pagina}; write {page}");
  CHECK(complaint_about_places("history = \"{form} {to}\"") ==
        "labels/pt.toml:1: \"history\" has no place {form}; write {from} or {to}");
  CHECK(complaint_about_places("read = \"LER {page}\"") ==
        "labels/pt.toml:1: \"read\" has no place {page}");
  CHECK(complaint_about_places("page = \"P. {page\"") ==
        "labels/pt.toml:1: \"page\" has no place {page; write {page}");
  CHECK(complaint_about_places("page = \"P. {\\u001b\\n" + std::string(200, 'x') + "}\"") ==
        "labels/pt.toml:1: \"page\" has no place { " + std::string(57, 'x') +
            "\u2026; write {page}");
}

TEST_CASE("An unknown label is shown in one line, without control characters") {
  CHECK(complaint_about("\"a\\u001b\\n" + std::string(200, 'b') + "\" = \"x\"") ==
        "labels/pt.toml:1: unknown label \"a " + std::string(57, 'b') + "\u2026\"");
}

TEST_CASE("Each language of the built-in theme has every word, and its own") {
  const write::Theme theme;
  // Where the natural word is the same as in English.
  const std::set<std::string> same = {"de source_feed",   "fr page_number", "fr pages",
                                      "fr status_source", "pt source_feed", "zh decimal"};
  const std::set<std::string> symbols = {"seconds", "minutes", "hours", "days"};
  for (const std::string language : {"es", "fr", "de", "pt", "zh"}) {
    CHECK(theme.labels(language).size() == theme.labels("en").size());
    for (const auto& [name, english] : theme.labels("en")) {
      CAPTURE(language, name);
      const std::string& text = theme.labels(language).at(name);
      CHECK((text != english || symbols.contains(name) || same.contains(language + " " + name)));
      CHECK(places_in(text) == places_in(english));
    }
  }
}

TEST_CASE("What became of a post is told with the name of its source") {
  const write::Theme theme;
  for (const char* const name : {"why_shown", "why_told", "why_failing"}) {
    CAPTURE(name);
    CHECK(places_in(theme.labels("en").at(name)).contains("source"));
  }
}

TEST_CASE("The languages of the built-in theme are found by their tags") {
  const write::Theme theme;
  CHECK(theme.labels("zh-Hans-CN").at("why_title") ==
        "\u6211\u7684\u6587\u7ae0\u5728\u54ea\u91cc\uff1f");
  CHECK(theme.labels("pt-BR").at("read") == "LER MAIS");
  CHECK(theme.labels("en-US").at("read_minutes") == "READ {minutes} min");
}

}  // namespace page_labels_test
