// SPDX-License-Identifier: MIT
#include "markup/json_reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

namespace json_reader_test {

namespace {

using namespace syndic::markup;

// Writes down what it hears; what stands below a key "closed" it does not enter.
class Notes : public JsonVisitor {
 public:
  bool enter(std::string_view key, bool is_object) override {
    if (key == "closed") return false;
    note(key).append(is_object ? "{" : "[");
    return true;
  }
  void leave() override { text_.append(" end"); }
  void scalar(std::string_view key, const JsonScalar& value) override {
    constexpr std::string_view kKinds = "-b#s";
    note(key).push_back(kKinds[static_cast<std::size_t>(value.kind)]);
    text_.append(value.text);
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string& note(std::string_view key) {
    if (!text_.empty()) text_.push_back(' ');
    if (!key.empty()) text_.append(key).push_back('=');
    return text_;
  }

  std::string text_;
};

std::string heard(std::string_view json, int max_depth = 100) {
  Notes notes;
  CHECK_FALSE(read_json(json, max_depth, notes));
  return notes.text();
}

JsonDamage damage_of(std::string_view json) {
  Notes notes;
  const auto damage = read_json(json, 100, notes);
  CHECK(damage);
  return damage.value_or(JsonDamage{});
}

}  // namespace

TEST_CASE("JSON is told in its order, numbers in digits") {
  CHECK(heard(R"({"a": [1, -2, 1.50, "x"], "b": null, "c": true})") ==
        "{ a=[ #1 #-2 #1.50 sx end b=- c=btrue end");
  CHECK(heard("123456789012345678901234567890") == "#123456789012345678901234567890");
  CHECK(heard(R"("a\u0001\u00e9\ud83d\ude00")") == "sa\xC3\xA9\xF0\x9F\x98\x80");
}

TEST_CASE("what is not entered, or nests too deep, is not told, and what follows it is") {
  CHECK(heard(R"({"closed": {"a": [1]}, "b": 2})") == "{ b=#2 end");
  CHECK(heard(R"({"a": [[1], 2], "b": 3})", 2) == "{ a=[ #2 end b=#3 end");
}

TEST_CASE("damage is where the text stops being JSON") {
  const JsonDamage cut = damage_of(R"({"a": 1, "b)");
  CHECK(cut.offset == 11);
  CHECK(cut.at_end);
  const JsonDamage broken = damage_of(R"({"a": 1 "b": 2})");
  CHECK(broken.offset == 10);
  CHECK_FALSE(broken.at_end);
  const JsonDamage more = damage_of("{} {}");
  CHECK(more.offset == 3);
  CHECK(more.after_end);
}

TEST_CASE("a comma before a closing bracket goes") {
  CHECK(repair_json(R"({"a": [2, 3,], "b": ",]",
})")
            .text == R"({"a": [2, 3 ], "b": ",]" 
})");
  CHECK(repair_json("[1,").text == "[1,");
}

TEST_CASE("raw line breaks and tabs in strings become escapes") {
  CHECK(repair_json("[\"a\n\tb\r\",\n\t\"c\"]").text == "[\"a\\n\\tb\\r\",\n\t\"c\"]");
}

TEST_CASE("half surrogates become U+FFFD, and pairs stay") {
  CHECK(repair_json(R"(["\ud83d", "\ud83d\ude00", "\udE00\uD83D\ud83d\ude00", "\\ud83d"])").text ==
        R"(["\ufffd", "\ud83d\ude00", "\ufffd\ufffd\ud83d\ude00", "\\ud83d"])");
}

TEST_CASE("what is right, and what is beyond repair, stays as it is") {
  for (const std::string_view text : {R"({"a": [1, "\\\"\u00e9"], "b": {}})",
                                      R"(["C:\q" "\u12", NaN])", R"(["a\)", R"(["\u00)"}) {
    CHECK(repair_json(text).text == text);
  }
}

TEST_CASE("an offset after a repair is one of the text before it") {
  constexpr std::string_view kText = "[\"a\nb\tc\", 7, }";
  const RepairedJson repaired = repair_json(kText);
  CHECK(repaired.offset_before(2) == 2);
  CHECK(repaired.offset_before(repaired.text.find('7')) == kText.find('7'));
}

}  // namespace json_reader_test
