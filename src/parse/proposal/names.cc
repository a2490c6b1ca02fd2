// SPDX-License-Identifier: MIT
#include "parse/proposal/names.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "parse/page/nodes.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kLongestName = 60;
constexpr std::size_t kMostClasses = 6;
constexpr int kMostSteps = 8;

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool has_vowel(std::string_view word) {
  return word.find_first_of("aeiouyAEIOUY") != std::string_view::npos;
}

// A part of a name, between its hyphens, that no person writes.
bool is_hash_part(std::string_view part) {
  std::size_t digits = 0;
  bool letter_after_digit = false;
  for (const char c : part) {
    if (base::is_digit(c)) ++digits;
    if (base::is_alpha(c) && digits > 0) letter_after_digit = true;
  }
  if (digits == part.size()) return digits > 3;
  if (letter_after_digit && part.size() > 3) return true;
  if (digits > 3) return true;
  std::size_t humps = 0;
  std::size_t odd = 0;  // Humps that are no words.
  for (std::size_t at = 0; at < part.size();) {
    std::size_t end = at + 1;
    while (end < part.size() && !is_upper(part[end])) ++end;
    const std::string_view hump = part.substr(at, end - at);
    ++humps;
    if (at > 0 && (hump.size() < 3 || !has_vowel(hump))) ++odd;
    at = end;
  }
  const bool all_upper = std::all_of(part.begin(), part.end(), is_upper);
  return humps > 1 && odd > 0 && !all_upper;
}

bool is_plain(char c) {
  return base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '_' || c == '.' || c == ' ';
}

bool names_an_item(std::string_view name) {
  constexpr std::array<std::string_view, 24> kWords = {
      "post",    "item",  "article", "news",    "entry",  "story",        "card",   "blog",
      "event",   "row",   "summary", "teaser",  "result", "release",      "update", "hentry",
      "listing", "posts", "blogs",   "stories", "report", "announcement", "notice", "headline"};
  const auto words = words_of_name(name);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  });
}

std::string with_class(std::string_view class_name) {
  return "[contains(concat(' ', normalize-space(@class), ' '), ' " + std::string(class_name) +
         " ')]";
}

bool is_lasting_id(std::string_view id) { return is_lasting_name(id) && id.find(' ') == id.npos; }

void add_attribute_tests(pugi::xml_node element, std::vector<Selector>& found) {
  constexpr std::array<const char*, 7> kValued = {"data-hook", "data-testid", "data-aid", "role",
                                                  "itemtype",  "itemprop",    "data-type"};
  constexpr std::array<const char*, 3> kPresent = {"data-post-id", "data-item-id", "data-id"};
  const std::string name = element.name();
  for (const char* key : kValued) {
    const std::string_view value = element.attribute(key).value();
    const bool is_address = std::string_view(key) == "itemtype";
    if (value.empty() || value.size() > kLongestName || value.find('\'') != value.npos) continue;
    if (!is_address && !is_lasting_name(value)) continue;
    found.push_back({"//" + name + "[@" + key + "='" + std::string(value) + "']",
                     names_an_item(value) ? 0 : 2});
  }
  for (const char* key : kPresent) {
    if (element.attribute(key)) found.push_back({"//" + name + "[@" + key + "]", 1});
  }
}

// The element's place below the nearest one above it that has a name.
void add_position(pugi::xml_node element, std::vector<Selector>& found) {
  std::string path = element.name();
  if (path == "tr" && element.child("td")) path += "[td]";
  pugi::xml_node above = element.parent();
  for (int step = 0; step < kMostSteps && above; ++step, above = above.parent()) {
    const auto anchors = anchors_at(above);
    if (!anchors.empty() || is_named(above, "body")) {
      found.push_back({(anchors.empty() ? "//body" : anchors.front()) + "/" + path, 4});
      return;
    }
    path.insert(0, std::string(above.name()) + "/");
  }
}

}  // namespace

bool is_lasting_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return false;
  if (!std::all_of(name.begin(), name.end(), is_plain)) return false;
  if (name.front() == '_' && name.size() > 1 && base::is_digit(name[1])) return false;
  bool has_word = false;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("-_. ", at), name.size());
    const std::string_view part = name.substr(at, end - at);
    if (is_hash_part(part)) return false;
    has_word = has_word || (part.size() > 1 && base::is_alpha(part.front()));
    at = end + 1;
  }
  return has_word;
}

std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < std::min(name.size(), kLongestName * 4); ++i) {
    const char c = name[i];
    const bool is_letter = base::is_alpha(c);
    const bool begins = is_upper(c) && i > 0 && !is_upper(name[i - 1]);
    if ((!is_letter || begins) && !words.back().empty()) words.emplace_back();
    if (is_letter) words.back().push_back(base::to_lower(c));
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::vector<Selector> selectors_of(pugi::xml_node element) {
  constexpr std::array<std::string_view, 3> kTelling = {"article", "section", "dt"};
  const std::string name = element.name();
  std::vector<Selector> found;
  const auto classes = classes_of(element);
  const auto hashes = std::count_if(classes.begin(), classes.end(),
                                    [](std::string_view each) { return !is_lasting_name(each); });
  const bool is_obfuscated = 2 * static_cast<std::size_t>(hashes) > classes.size();
  for (std::size_t i = 0; i < std::min(classes.size(), kMostClasses); ++i) {
    const bool is_clear = !is_obfuscated || classes[i].find('-') != std::string_view::npos;
    if (!is_clear || !is_lasting_name(classes[i])) continue;
    found.push_back({"//" + name + with_class(classes[i]), names_an_item(classes[i]) ? 0 : 3});
  }
  add_attribute_tests(element, found);
  if (std::find(kTelling.begin(), kTelling.end(), name) != kTelling.end() || is_heading(element)) {
    found.push_back({"//" + name, 1});
  }
  if (name == "tr" && element.child("td")) found.push_back({"//tr[td]", 3});
  add_position(element, found);
  return found;
}

std::vector<std::string> anchors_at(pugi::xml_node element) {
  const std::string_view id = element.attribute("id").value();
  if (is_named(element, "main") || is_named(element, "dl")) {
    return {"//" + std::string(element.name())};
  }
  std::vector<std::string> anchors;
  if (std::string_view(element.attribute("role").value()) == "main") {
    anchors.emplace_back("//*[@role='main']");
  }
  if (is_lasting_id(id)) anchors.push_back("//*[@id='" + std::string(id) + "']");
  const auto classes = classes_of(element);
  for (std::size_t i = 0; i < std::min(classes.size(), kMostClasses); ++i) {
    if (!is_lasting_name(classes[i])) continue;
    anchors.push_back("//" + std::string(element.name()) +
                      (classes.size() == 1 ? "[@class='" + std::string(classes[i]) + "']"
                                           : with_class(classes[i])));
  }
  return anchors;
}

}  // namespace syndic::parse
