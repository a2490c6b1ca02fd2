// SPDX-License-Identifier: MIT
//
// A feed and an item while they are read. Formats name one thing in many ways and in any order; a
// draft keeps, for each field, what ranks first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/feed.h"
#include "parse/date/date.h"
#include "parse/date/event_time.h"

namespace syndic::parse {

/// The elements that give a field, first the one that wins (src/README.md, "What is taken from
/// where").
namespace rank {
enum class Title { title, dc_title, media_title };
enum class Url { orig_link, alternate_html, alternate, rss_link, permalink, alternate_file };
enum class Home { home_link, home_html, home_alternate, home_feed };
enum class Id { guid, atom_id, rdf_about };
enum class Author { author, dc_creator, itunes_author, contributor };
enum class Published {
  pub_date,
  published,
  issued,
  dcterms_issued,
  dc_date,
  created,
  dcterms_created,
  json_published,
};
enum class Updated { updated, modified, dcterms_modified, json_modified };
enum class Image { itunes_image, default_picture, thumbnail, picture };
enum class Icon { channel_image, image_resource, logo, itunes_icon };
enum class Rights { rights, license };
enum class Language { own_lang, body_lang, dc_language };
enum class FeedLanguage { language, feed_dc_language, root_lang };
enum class Subtitle {
  description,
  dc_description,
  media_description,
  itunes_summary,
  itunes_subtitle,
};
enum class FeedUpdated { last_build, feed_pub_date, feed_dc_date };

// Each is named once in all of them: `rank::dc_title` is enough.
using enum Title;
using enum Url;
using enum Home;
using enum Id;
using enum Author;
using enum Published;
using enum Updated;
using enum Image;
using enum Icon;
using enum Rights;
using enum Language;
using enum FeedLanguage;
using enum Subtitle;
using enum FeedUpdated;
}  // namespace rank

/// How many authors, contributors, categories and enclosures an item keeps, of each. While it is
/// read there may be one more, which shows that something was left out.
constexpr std::size_t kMostOfAKind = 1'000;

/// Fills one field with the value of the lowest rank that is offered; among equals with the first.
/// Empty values do not count.
template <class T, class Rank>
class Ranked {
 public:
  explicit Ranked(T& field) : field_(field) {}

  /// Whether an offer of this rank could still win: what cannot need not be read.
  [[nodiscard]] bool wants(Rank rank) const { return !rank_ || rank < *rank_; }

  /// Of what the field holds.
  [[nodiscard]] std::optional<Rank> rank() const { return rank_; }

  void offer(Rank rank, T value) {
    if (!wants(rank) || is_empty(value)) return;
    rank_ = rank;
    field_ = std::move(value);
  }

 private:
  static bool is_empty(const std::optional<model::Timestamp>& date) { return !date; }
  template <class Text>
  static bool is_empty(const Text& text) {
    return text.empty();
  }

  T& field_;
  std::optional<Rank> rank_;
};

/// The same for dates. Until the whole feed is read, one that can be meant either way is in the
/// field with its day first.
template <class Rank>
class RankedDate {
 public:
  explicit RankedDate(std::optional<model::Timestamp>& field) : date_(field) {}

  [[nodiscard]] std::optional<Rank> rank() const { return date_.rank(); }

  /// The other reading of what the field holds, if it has one.
  [[nodiscard]] const std::optional<model::Timestamp>& month_first() const { return month_first_; }

  void offer(Rank rank, const std::optional<ReadDate>& read) {
    if (!read || !date_.wants(rank)) return;
    date_.offer(rank, read->date);
    month_first_ = read->month_first;
  }

 private:
  Ranked<std::optional<model::Timestamp>, Rank> date_;
  std::optional<model::Timestamp> month_first_;
};

/// The same for persons: all that the elements of the lowest rank name. A person who is named
/// twice, once with an address or a page and once without, is one.
class RankedPersons {
 public:
  explicit RankedPersons(std::vector<model::Person>& field) : field_(field) {}

  void offer(rank::Author rank, model::Person person);

 private:
  std::vector<model::Person>& field_;
  std::optional<rank::Author> rank_;
};

/// Finds keys in a list that keeps each once. Short lists are searched, long ones hashed: a hostile
/// feed has thousands of items with a thousand categories each.
class KeyIndex {
 public:
  /// The index of `key` in `list`, whose elements have the key `key_of(element)`; list.size() if
  /// it is new, and then the caller appends it.
  template <class List, class KeyOf>
  std::size_t find(const List& list, std::string_view key, KeyOf key_of) {
    if (list.size() <= kSearched) {
      std::size_t place = 0;
      while (place < list.size() && key_of(list[place]) != key) ++place;
      return place;
    }
    for (; hashed_count_ < list.size(); ++hashed_count_) {
      hashed_.emplace(key_of(list[hashed_count_]), hashed_count_);
    }
    const auto found = hashed_.find(std::string(key));
    return found == hashed_.end() ? list.size() : found->second;
  }

 private:
  static constexpr std::size_t kSearched = 32;

  std::size_t hashed_count_ = 0;  // Of the list; fewer keys where two elements have one.
  std::unordered_map<std::string, std::size_t> hashed_;
};

/// Where bodies are looked for, in this order (src/README.md, "body").
enum class BodyRank {
  content_encoded,
  atom_content,
  xhtml_body,
  description,  ///< From here on also fit for a summary, but media_description.
  dc_description,
  atom_summary,
  media_description,
  itunes_summary,
  none,
};

/// An event while it is read.
struct EventDraft {
  std::optional<EventTime> start;
  std::optional<EventTime> end;
  std::string place;
};

/// One entry while it is read: fills `item`, which must outlive it and stay in its place.
struct ItemDraft {
  explicit ItemDraft(model::Item& target)
      : item(target),
        id(target.id),
        url(target.url),
        title(target.title),
        language(target.language),
        rights(target.rights),
        image(target.image),
        published(target.published),
        updated(target.updated),
        authors(target.authors),
        contributors(target.contributors) {}

  model::Item& item;  ///< Fields that only one element gives are set here.
  Ranked<std::string, rank::Id> id;
  Ranked<std::string, rank::Url> url;
  Ranked<model::Text, rank::Title> title;
  Ranked<std::string, rank::Language> language;
  Ranked<std::string, rank::Rights> rights;
  Ranked<std::string, rank::Image> image;
  RankedDate<rank::Published> published;
  RankedDate<rank::Updated> updated;
  RankedPersons authors;
  RankedPersons contributors;
  std::optional<std::uint64_t> duration_seconds;  ///< itunes:duration, which is the item's.
  std::string latitude;                           ///< geo:lat
  std::string longitude;                          ///< geo:long
  EventDraft event;                               ///< ev:startdate and its kin; goes before:
  EventDraft calendar_event;                      ///< xCal's and Google's.

  /// The body is the first that is there. The summary is the first of description and its kin that
  /// is another element. `own_language`: the xml:lang that the element itself has.
  void offer_body(BodyRank rank, model::Text text, std::string own_language);

  /// Keeps it among the item's pictures, and the largest as its image; one that says no size counts
  /// as the smallest.
  void offer_thumbnail(model::Picture picture);

  /// Keeps it among the item's pictures, and the first as its image where there is no better one.
  void offer_picture(rank::Image rank, model::Picture picture);

  /// Also the item's rights, if it has none in words.
  void offer_license(std::string license_url);

  void add_category(model::Category category);

  /// Adds the file, or completes what is known of one with the same URL.
  void add_enclosure(model::Enclosure enclosure);

  /// Settles what only the whole entry shows, and keeps kMostOfAKind of each list. Returns
  /// whether that left something out.
  [[nodiscard]] bool finish();

 private:
  void place_duration();
  void place_extras();
  void place_event();
  void name_date();

  BodyRank body_rank_ = BodyRank::none;
  BodyRank summary_rank_ = BodyRank::none;
  std::string body_language_;
  KeyIndex categories_;
  KeyIndex enclosures_;
  std::uint64_t thumbnail_area_ = 0;
  std::string thumbnail_;
};

/// The head of a feed while it is read: fills `feed`, which must outlive it.
struct FeedDraft {
  explicit FeedDraft(model::Feed& target)
      : feed(target),
        title(target.title),
        subtitle(target.subtitle),
        home_page_url(target.home_page_url),
        language(target.language),
        rights(target.rights),
        icon(target.icon),
        updated(target.updated),
        authors(target.authors) {}

  model::Feed& feed;  ///< Fields that only one element gives are set here.
  Ranked<model::Text, rank::Title> title;
  Ranked<model::Text, rank::Subtitle> subtitle;
  Ranked<std::string, rank::Home> home_page_url;
  Ranked<std::string, rank::FeedLanguage> language;
  Ranked<std::string, rank::Rights> rights;
  Ranked<std::string, rank::Icon> icon;
  RankedDate<rank::FeedUpdated> updated;
  RankedPersons authors;
  std::optional<std::string> update_period;  ///< sy:updatePeriod
  long long update_frequency = 1;            ///< sy:updateFrequency
  long long ttl_minutes = 0;                 ///< RSS ttl

  /// Settles what only the whole feed shows, and keeps kMostOfAKind authors.
  void finish();
};

/// Adds a hub of WebSub to `feed`, once and up to a few.
void add_hub(std::string url, model::Feed& feed);

/// Whether the media type is an image's or, without one, the ending of the URL's path.
[[nodiscard]] bool is_image(std::string_view media_type, std::string_view url);

}  // namespace syndic::parse
