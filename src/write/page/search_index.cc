// SPDX-License-Identifier: MIT
#include "write/page/search_index.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "text/excerpt.h"
#include "text/folded.h"
#include "write/facts.h"
#include "write/page/date.h"
#include "write/page/item.h"

namespace syndic::write {
namespace {

// In characters.
constexpr std::size_t kLongestFoundTitle = 300;
constexpr std::size_t kLongestFoundName = 120;
constexpr std::size_t kLongestFoundTags = 200;
constexpr std::size_t kLongestFoundText = 200;

/// Names in the order in which they first came, each with its place.
class Names {
 public:
  std::size_t place_of(const std::string& name) {
    const auto [found, is_new] = places_.try_emplace(name, names_.size());
    if (is_new) names_.push_back(name);
    return found->second;
  }
  [[nodiscard]] const std::vector<std::string>& all() const { return names_; }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<std::string> names_;
};

// Each word of the folded text once, in the order in which they come, with a blank before each.
void add_words(std::string_view words, std::set<std::string>& known, std::string& out) {
  const std::string folded = text::folded(words);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    std::string word = folded.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (const auto [added, is_new] = known.insert(std::move(word)); is_new) {
      out.append(" ").append(*added);
    }
  }
}

std::string joined_names(const model::Item& item) {
  std::string names;
  for (const model::Person& author : item.authors) names.append(author.name).append(" ");
  return text::excerpt(names, kLongestFoundName);
}

std::string joined_tags(const model::Item& item) {
  std::string tags;
  for (const model::Category& tag : item.categories) tags.append(shown_name(tag)).append(" ");
  return text::excerpt(tags, kLongestFoundTags);
}

std::string words_of(const model::Item& item, std::string_view title, std::string_view source) {
  std::string words;
  std::set<std::string> known;
  add_words(title, known, words);
  add_words(source, known, words);
  add_words(joined_names(item), known, words);
  add_words(joined_tags(item), known, words);
  add_words(excerpt_of(item, kLongestFoundText), known, words);
  return words.empty() ? words : words.substr(1);
}

}  // namespace

std::string page_key(std::string_view canonical_url) {
  const std::size_t mark = canonical_url.find('#');
  const bool names_place = mark != std::string_view::npos &&
                           !canonical_url.substr(mark).starts_with("#!") &&
                           !canonical_url.substr(mark).starts_with("#/");
  const std::string_view page = names_place ? canonical_url.substr(0, mark) : canonical_url;
  return page.empty() ? std::string() : base::fnv1a(page);
}

std::string render_search_index(const Document& document, std::string_view time_zone) {
  const DayNames days(document.language, time_zone);
  Names sources;
  auto items = nlohmann::ordered_json::array();
  for (const Entry& entry : document.entries) {
    if (items.size() == kMostSearched) break;
    const model::Item& item = entry.item;
    const auto credited = credited_source(document, entry);
    const std::string source =
        credited ? text::excerpt(credited->name, kLongestFoundName) : std::string();
    std::string title = text::excerpt(entry_name(item), kLongestFoundTitle);
    if (title.empty()) title = source;
    std::string words = words_of(item, title, source);
    items.push_back({std::move(title), link_of(item), sources.place_of(source),
                     item.published ? days.day_of(*item.published).iso : std::string(),
                     std::move(words), page_key(item.canonical_url)});
  }
  nlohmann::ordered_json index;
  index["sources"] = sources.all();
  index["items"] = std::move(items);
  return index.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace syndic::write
