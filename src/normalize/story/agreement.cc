// SPDX-License-Identifier: MIT
#include "normalize/story/agreement.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/url.h"
#include "text/folded.h"
#include "text/near_text.h"
#include "text/words.h"

namespace syndic::normalize {
namespace {

using Words = std::vector<std::string>;

// In order of the alphabet.
Words sorted_words(std::string_view title) {
  const std::string folded = text::folded(title);
  text::Words words(folded);
  Words sorted;
  for (auto word = words.next(); !word.empty(); word = words.next()) sorted.emplace_back(word);
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

Words numbers_among(const Words& words) {
  Words numbers;
  std::copy_if(words.begin(), words.end(), std::back_inserter(numbers),
               [](const std::string& word) { return std::ranges::any_of(word, base::is_digit); });
  return numbers;
}

}  // namespace

bool is_near_title(std::string_view a, std::string_view b) {
  Words longer = sorted_words(a);
  Words shorter = sorted_words(b);
  if (longer.empty() || shorter.empty()) return false;
  if (longer.size() < shorter.size()) longer.swap(shorter);
  const Words numbers = numbers_among(longer);
  const Words others = numbers_among(shorter);
  if (!numbers.empty() && !others.empty() && numbers != others) return false;
  return 2 * shorter.size() >= longer.size() &&
         std::includes(longer.begin(), longer.end(), shorter.begin(), shorter.end());
}

bool is_near_text(text::TextPrint a, text::TextPrint b) {
  return (a.words > 0 && a == b) || text::nearly_same(a, b);
}

bool agree(const model::Candidate& a, const model::Candidate& b, TextPrints& prints) {
  return std::abs(a.published - b.published) <= kSecondsOfOneStory ||
         is_near_title(a.title, b.title) || is_near_text(prints.of(a), prints.of(b));
}

bool names_an_item(std::string_view id) {
  if (!base::is_http_url(id)) return !id.empty();
  const base::UrlView url = base::split_url(id);
  return url.path.size() > 1 || !url.query.empty() || !url.fragment.empty();
}

bool same_place(std::string_view a, std::string_view b) {
  return base::split_url(a).fragment == base::split_url(b).fragment;
}

}  // namespace syndic::normalize
