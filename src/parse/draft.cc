// SPDX-License-Identifier: MIT
#include "parse/draft.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/url.h"
#include "parse/escaped_again.h"
#include "parse/xml/extras.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kSearched = 32;
constexpr long long kMaxInterval = 31LL * 24 * 3600;

// A description of Media RSS is of the file, and a body only where there is no other.
bool is_fit_for_summary(BodyRank rank) {
  return rank >= BodyRank::description && rank != BodyRank::media_description &&
         rank != BodyRank::none;
}

void complete(model::Enclosure& known, model::Enclosure&& more) {
  if (known.media_type.empty()) known.media_type = std::move(more.media_type);
  if (known.title.empty()) known.title = std::move(more.title);
  if (!known.length) known.length = more.length;
  if (!known.duration_seconds) known.duration_seconds = more.duration_seconds;
}

// In pixels; of a single side, the square's.
std::uint64_t area_of(const model::Picture& picture) {
  constexpr std::uint64_t kMaxSide = 1'000'000;
  const std::uint64_t width = std::min(picture.width.value_or(0), kMaxSide);
  const std::uint64_t height = std::min(picture.height.value_or(0), kMaxSide);
  return (width > 0 ? width : height) * (height > 0 ? height : width);
}

// Each URL once, with the first size that is given.
void add_picture(model::Picture picture, std::vector<model::Picture>& pictures) {
  const auto known =
      std::find_if(pictures.begin(), pictures.end(),
                   [&](const model::Picture& each) { return each.url == picture.url; });
  if (known == pictures.end()) {
    if (pictures.size() < model::kMostExtras) pictures.push_back(std::move(picture));
  } else if (!known->width && !known->height) {
    *known = std::move(picture);
  }
}

// One of them completes the other.
bool is_same(const model::Person& one, const model::Person& other) {
  const auto fits = [](const std::string& a, const std::string& b) {
    return a.empty() || b.empty() || a == b;
  };
  return one.name == other.name && !one.name.empty() && fits(one.email, other.email) &&
         fits(one.url, other.url) && !(one == other);
}

// RSS 1.0 syndication module: the default frequency is once.
long long period_seconds(std::string_view period) {
  constexpr std::array<std::pair<std::string_view, long long>, 5> kPeriods = {{
      {"hourly", 3600},
      {"daily", 86'400},
      {"weekly", 7LL * 86'400},
      {"monthly", 30LL * 86'400},
      {"yearly", 365LL * 86'400},
  }};
  for (const auto& [name, seconds] : kPeriods) {
    if (base::equals_ignoring_case(period, name)) return seconds;
  }
  return 0;
}

template <class T>
bool is_full(const std::vector<T>& list) {
  return list.size() > kMostOfAKind;
}

// Whether there was more than may be kept.
template <class T>
bool cut(std::vector<T>& list) {
  if (!is_full(list)) return false;
  list.resize(kMostOfAKind);
  list.shrink_to_fit();
  return true;
}

}  // namespace

void RankedPersons::offer(rank::Author rank, model::Person person) {
  if ((rank_ && rank > *rank_) ||
      (person.name.empty() && person.email.empty() && person.url.empty()))
    return;
  if (rank_ && rank < *rank_) field_.clear();
  if (is_full(field_)) return;
  rank_ = rank;
  // Only a few are searched: a hostile feed has a thousand authors in each of its items.
  const auto end = field_.begin() + static_cast<std::ptrdiff_t>(std::min(field_.size(), kSearched));
  const auto known = std::find_if(field_.begin(), end,
                                  [&](const model::Person& each) { return is_same(each, person); });
  if (known != end) {
    if (known->email.empty()) known->email = std::move(person.email);
    if (known->url.empty()) known->url = std::move(person.url);
    return;
  }
  field_.push_back(std::move(person));
}

void ItemDraft::offer_body(BodyRank rank, model::Text text, std::string own_language) {
  if (text.empty()) return;
  if (rank < body_rank_) {
    if (is_fit_for_summary(body_rank_)) {  // It precedes any other summary.
      summary_rank_ = body_rank_;
      item.summary = std::move(item.content);
    }
    body_rank_ = rank;
    item.content = std::move(text);
    body_language_ = std::move(own_language);
  } else if (rank > body_rank_ && rank < summary_rank_ && is_fit_for_summary(rank)) {
    summary_rank_ = rank;
    item.summary = std::move(text);
  }
}

void ItemDraft::offer_thumbnail(model::Picture picture) {
  if (picture.url.empty()) return;
  const std::uint64_t area = area_of(picture);
  if (thumbnail_.empty() || area > thumbnail_area_) {
    thumbnail_ = picture.url;
    thumbnail_area_ = area;
  }
  add_picture(std::move(picture), item.extras.pictures);
}

void ItemDraft::offer_picture(rank::Image rank, model::Picture picture) {
  if (picture.url.empty()) return;
  image.offer(rank, picture.url);
  add_picture(std::move(picture), item.extras.pictures);
}

void ItemDraft::offer_license(std::string license_url) {
  if (item.extras.license.empty()) item.extras.license = license_url;
  rights.offer(rank::license, std::move(license_url));
}

void ItemDraft::add_category(model::Category category) {
  const auto shown = [](const model::Category& any) -> std::string_view {
    return any.label.empty() ? any.term : any.label;
  };
  std::vector<model::Category>& all = item.categories;
  if (shown(category).empty() || is_full(all)) return;
  // Few share what is shown of them, and differ in the rest.
  const bool is_shown = categories_.find(all, shown(category), shown) != all.size();
  if (is_shown && std::find(all.begin(), all.end(), category) != all.end()) return;
  all.push_back(std::move(category));
}

void ItemDraft::add_enclosure(model::Enclosure enclosure) {
  if (enclosure.url.empty()) return;
  if (is_image(enclosure.media_type, enclosure.url)) image.offer(rank::picture, enclosure.url);
  std::vector<model::Enclosure>& all = item.enclosures;
  if (is_full(all)) return;
  const std::size_t place = enclosures_.find(
      all, enclosure.url, [](const auto& any) -> std::string_view { return any.url; });
  if (place == all.size()) {
    all.push_back(std::move(enclosure));
  } else {
    complete(all[place], std::move(enclosure));
  }
}

void ItemDraft::place_duration() {
  if (!duration_seconds) return;
  auto recording =
      std::find_if(item.enclosures.begin(), item.enclosures.end(), [](const auto& enclosure) {
        return base::starts_with_ignoring_case(enclosure.media_type, "audio/") ||
               base::starts_with_ignoring_case(enclosure.media_type, "video/");
      });
  if (recording == item.enclosures.end()) {
    recording = std::find_if(
        item.enclosures.begin(), item.enclosures.end(),
        [](const auto& enclosure) { return !is_image(enclosure.media_type, enclosure.url); });
  }
  if (recording != item.enclosures.end() && !recording->duration_seconds) {
    recording->duration_seconds = duration_seconds;
  }
}

// The item's image is no picture beside it, unless more is known of it than its address.
void ItemDraft::place_extras() {
  std::erase_if(item.extras.pictures, [&](const model::Picture& each) {
    return each == model::Picture{item.image, {}, {}};
  });
  if (latitude.empty() || longitude.empty() || !item.extras.places.empty()) return;
  std::string point = coordinates_of(latitude + " " + longitude);
  if (!point.empty()) item.extras.places.push_back({model::Shape::point, std::move(point)});
}

void ItemDraft::place_event() {
  if (!event.start && !calendar_event.start) return;
  const std::string& place = event.place.empty() ? calendar_event.place : event.place;
  auto found = event_of(event.start, event.end, DayOfEnd::last, place);
  if (!found) {
    found = event_of(calendar_event.start, calendar_event.end, DayOfEnd::after_last, place);
  }
  if (found) item.event = std::move(found);
}

// Which element the item is dated by; one that says only when it was updated, by that.
void ItemDraft::name_date() {
  constexpr std::array<std::string_view, 8> kPublished = {
      "pubDate", "published", "issued",          "dcterms:issued",
      "dc:date", "created",   "dcterms:created", "date_published"};
  constexpr std::array<std::string_view, 4> kUpdated = {"updated", "modified", "dcterms:modified",
                                                        "date_modified"};
  static_assert(kPublished.size() == 1 + static_cast<std::size_t>(rank::json_published));
  static_assert(kUpdated.size() == 1 + static_cast<std::size_t>(rank::json_modified));
  if (const auto by = published.rank()) {
    item.lineage.date_element = kPublished.at(static_cast<std::size_t>(*by));
  } else if (const auto by_update = updated.rank()) {
    item.lineage.date_element = kUpdated.at(static_cast<std::size_t>(*by_update));
  }
}

bool ItemDraft::finish() {
  // After a body that is itself of the kin, a summary must say something else.
  if (body_rank_ >= BodyRank::description && item.summary.value == item.content.value) {
    item.summary = {};
  }
  mend_summary(item.content, item.summary);
  language.offer(rank::body_lang, std::move(body_language_));
  image.offer(rank::thumbnail, std::move(thumbnail_));
  place_duration();
  place_extras();
  place_event();
  name_date();
  std::erase_if(item.categories,
                [](const model::Category& each) { return each.scheme == model::kKindScheme; });
  bool left_out = cut(item.authors);
  left_out |= cut(item.contributors);
  left_out |= cut(item.categories);
  left_out |= cut(item.enclosures);
  return left_out;
}

void FeedDraft::finish() {
  cut(feed.authors);
  long long interval = std::clamp(ttl_minutes, 0LL, kMaxInterval / 60) * 60;
  if (update_period) {
    interval = std::max(interval, period_seconds(*update_period) / std::max(update_frequency, 1LL));
  }
  if (interval > 0) {
    feed.minimum_interval = boost::posix_time::seconds(std::min(interval, kMaxInterval));
  }
}

void add_hub(std::string url, model::Feed& feed) {
  constexpr std::size_t kMost = 16;
  const bool known = std::find(feed.hubs.begin(), feed.hubs.end(), url) != feed.hubs.end();
  if (!url.empty() && !known && feed.hubs.size() < kMost) feed.hubs.push_back(std::move(url));
}

bool is_image(std::string_view media_type, std::string_view url) {
  if (!media_type.empty()) return base::starts_with_ignoring_case(media_type, "image/");
  constexpr std::array<std::string_view, 7> kEndings = {".jpg",  ".jpeg", ".png", ".gif",
                                                        ".webp", ".avif", ".svg"};
  const std::string_view path = base::split_url(url).path;
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    return path.size() > ending.size() &&
           base::equals_ignoring_case(path.substr(path.size() - ending.size()), ending);
  });
}

}  // namespace syndic::parse
