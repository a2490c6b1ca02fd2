// SPDX-License-Identifier: MIT
//
// A feed and an item while they are read. Formats name one thing in many ways and in any order; a
// draft keeps, for each field, what stands highest in the contract's order of precedence.
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

namespace syndic::parse {

constexpr int kUnranked = 1'000;

/// How many authors, contributors, categories and enclosures an item keeps, of each. While it is
/// read there may be one more, which shows that something was left out.
constexpr std::size_t kMostOfAKind = 1'000;

/// Fills one field with the value of the lowest rank that is offered; among equals with the first.
/// Empty values do not count.
template <class T>
class Ranked {
 public:
  explicit Ranked(T& field) : field_(field) {}

  /// Whether an offer of this rank could still win: what cannot need not be read.
  [[nodiscard]] bool wants(int rank) const { return rank < rank_; }

  /// Of what the field holds; kUnranked where nothing was offered.
  [[nodiscard]] int rank() const { return rank_; }

  void offer(int rank, T value) {
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
  int rank_ = kUnranked;
};

/// The same for persons: all of the highest-ranking kind that names any. Whoever is named twice,
/// once with an address or a page and once without, is one.
class RankedPersons {
 public:
  explicit RankedPersons(std::vector<model::Person>& field) : field_(field) {}

  void offer(int rank, model::Person person);

 private:
  std::vector<model::Person>& field_;
  int rank_ = kUnranked;
};

/// Finds keys in a list that keeps each once. Short lists are searched, long ones hashed: a hostile
/// feed has thousands of items with a thousand categories each.
class Places {
 public:
  /// The place of `key` in `list`, whose elements have the key `key_of(element)`; list.size() where
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

/// Where bodies are looked for, in this order (contract, "body").
enum class BodyRank {
  content_encoded,
  atom_content,
  xhtml_body,
  description,  ///< From here on also fit for a summary.
  dc_description,
  atom_summary,
  media_description,
  itunes_summary,
  none,
};

/// Ranks of the other fields that several elements give, in the contract's order.
namespace rank {
enum Title { title, dc_title, media_title };
enum Url { orig_link, alternate_html, alternate, rss_link, permalink };
enum Home { home_link, home_html, home_alternate, home_feed };
enum Id { guid, atom_id, rdf_about };
enum Author { author, dc_creator, itunes_author };
enum Contributor { contributor };
enum Published {
  pub_date,
  published,
  issued,
  dcterms_issued,
  dc_date,
  created,
  dcterms_created,
  json_published,
};
enum Updated { updated, modified, dcterms_modified, json_modified };
enum Image { itunes_image, default_picture, thumbnail, picture };
enum Icon { channel_image, image_resource, logo, itunes_icon };
enum Rights { rights, license };
enum Language { own_lang, body_lang, dc_language };
enum FeedLanguage { language, feed_dc_language, root_lang };
enum Subtitle { description, dc_description, media_description, itunes_summary, itunes_subtitle };
enum FeedUpdated { last_build, feed_pub_date, feed_dc_date };
}  // namespace rank

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

  model::Item& item;  ///< Fields that one element alone gives go here directly.
  Ranked<std::string> id;
  Ranked<std::string> url;
  Ranked<model::Text> title;
  Ranked<std::string> language;
  Ranked<std::string> rights;
  Ranked<std::string> image;
  Ranked<std::optional<model::Timestamp>> published;
  Ranked<std::optional<model::Timestamp>> updated;
  RankedPersons authors;
  RankedPersons contributors;
  std::optional<std::uint64_t> duration_seconds;  ///< itunes:duration, which is the item's.
  std::string latitude;                           ///< geo:lat
  std::string longitude;                          ///< geo:long

  /// The body is the first that is there. The summary is the first of description and its kin that
  /// is another element. `own_language`: the xml:lang that the element itself has.
  void offer_body(BodyRank rank, model::Text text, std::string own_language);

  /// Keeps it among the item's pictures, and the largest as its image; one that says no size counts
  /// as the smallest.
  void offer_thumbnail(model::Picture picture);

  /// Keeps it among the item's pictures, and the first as its image where there is no better one.
  void offer_picture(rank::Image rank, model::Picture picture);

  /// Also the item's rights, where it does not say them in words.
  void offer_license(std::string license_url);

  void add_category(model::Category category);

  /// Adds the file, or completes what is known of one with the same URL.
  void add_enclosure(model::Enclosure enclosure);

  /// Settles what only the whole entry shows, and keeps kMostOfAKind of each list. Gives whether
  /// that left something out.
  [[nodiscard]] bool finish();

 private:
  void place_duration();
  void place_extras();
  void name_date();

  BodyRank body_rank_ = BodyRank::none;
  BodyRank summary_rank_ = BodyRank::none;
  std::string body_language_;
  Places categories_;
  Places enclosures_;
  std::uint64_t thumbnail_area_ = 0;
  std::string thumbnail_;
};

/// What stands at the head of a feed, while it is read: fills `feed`, which must outlive it.
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

  model::Feed& feed;  ///< Fields that one element alone gives go here directly.
  Ranked<model::Text> title;
  Ranked<model::Text> subtitle;
  Ranked<std::string> home_page_url;
  Ranked<std::string> language;
  Ranked<std::string> rights;
  Ranked<std::string> icon;
  Ranked<std::optional<model::Timestamp>> updated;
  RankedPersons authors;
  std::optional<std::string> update_period;  ///< sy:updatePeriod
  long long update_frequency = 1;            ///< sy:updateFrequency
  long long ttl_minutes = 0;                 ///< RSS ttl

  /// Settles what only the whole feed shows, and keeps kMostOfAKind authors.
  void finish();
};

/// Adds a hub of WebSub to `feed`, once and up to a few.
void add_hub(std::string url, model::Feed& feed);

/// Whether a media type, or where there is none the URL's ending, is an image's.
[[nodiscard]] bool is_image(std::string_view media_type, std::string_view url);

}  // namespace syndic::parse
