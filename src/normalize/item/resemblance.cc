// SPDX-License-Identifier: MIT
#include "normalize/item/resemblance.h"

#include <algorithm>
#include <boost/date_time/posix_time/posix_time_types.hpp>

#include "normalize/story/fingerprint.h"
#include "text/folded.h"
#include "text/near_text.h"
#include "text/words.h"

namespace syndic::normalize {
namespace {

// The zones that are farthest from each other's noon.
constexpr int kMostZoneHours = 14;

// TextLikeness of fewer words are shared by items that have nothing else in common ("Read more").
constexpr std::uint32_t kTellingWords = 8;

void describe_stored(model::KnownItem& known, const ReadText& read_text) {
  if (known.words > 0) return;
  std::optional<model::Item> stored = read_text(known.key);
  if (!stored) return;
  describe_text(*stored);
  known.fingerprint = stored->lineage.fingerprint;
  known.words = stored->lineage.words;
}

}  // namespace

std::string words_of(std::string_view title) {
  std::string all;
  const std::string text = text::folded(title);
  text::Words words(text);
  for (auto word = words.next(); !word.empty(); word = words.next()) all.append(word).append(" ");
  return all;
}

bool has_other_link(const model::Item& item, const model::KnownItem& known) {
  return !item.canonical_url.empty() && !known.canonical_url.empty() &&
         item.canonical_url != known.canonical_url;
}

bool has_same_title(const model::Item& item, const model::KnownItem& known) {
  return item.title.value == known.title || words_of(item.title.value) == words_of(known.title);
}

bool both_dated(const model::Item& item, const model::KnownItem& known) {
  return !item.dated_by_first_sight && !known.dated_by_first_sight;
}

bool has_same_date(const model::Item& item, const model::KnownItem& known) {
  if (!both_dated(item, known)) return false;
  if (*item.published == known.published) return true;
  const auto is_a_day = [](model::Timestamp time) { return time.time_of_day().ticks() == 0; };
  return item.published->date() == known.published.date() &&
         (is_a_day(*item.published) || is_a_day(known.published));
}

bool may_have_same_date(const model::Item& item, const model::KnownItem& known) {
  if (!both_dated(item, known)) return true;
  const auto [earlier, later] = std::minmax(*item.published, known.published);
  return later - earlier <= boost::posix_time::hours(kMostZoneHours);
}

TextLikeness compare_texts(model::Item& item, model::KnownItem& known, const ReadText& read_text) {
  if (model::same_content(known.content_hash, item.content_hash)) return TextLikeness::same;
  describe_text(item);
  describe_stored(known, read_text);
  const text::TextPrint fetched{item.lineage.fingerprint, item.lineage.words};
  const text::TextPrint stored{known.fingerprint, known.words};
  if (std::min(fetched.words, stored.words) < kTellingWords) return TextLikeness::unknown;
  if (fetched == stored) return TextLikeness::same;
  return text::nearly_same(fetched, stored) ? TextLikeness::alike : TextLikeness::other;
}

}  // namespace syndic::normalize
