// SPDX-License-Identifier: MIT
//
// From the events of a JSON document to a feed: which key is which field.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markup/json_reader.h"
#include "model/feed.h"
#include "parse/date/feed_dates.h"
#include "parse/draft.h"
#include "parse/feed_parser.h"
#include "parse/json/extras.h"
#include "parse/not_a_feed.h"

namespace syndic::parse {

/// Fills a feed from the events of a document. Only a value of a wrong type is left out; of a
/// key that comes twice the first value that is not empty counts.
class JsonFeedVisitor final : public markup::JsonVisitor {
 public:
  /// Both must outlive it.
  JsonFeedVisitor(const Limits& limits, const Hints& hints)
      : limits_(limits), dates_(hints.time_zone, hints.fetched) {}
  JsonFeedVisitor(const JsonFeedVisitor&) = delete;
  JsonFeedVisitor& operator=(const JsonFeedVisitor&) = delete;

  bool enter(std::string_view key, bool is_object) override;
  void leave() override;
  void scalar(std::string_view key, const markup::JsonScalar& value) override;

  /// Whether the document is a feed, as far as it was read.
  [[nodiscard]] bool is_feed() const { return format_.has_value() || looks_like_feed(); }
  [[nodiscard]] bool says_nothing() const {
    return feed_.items.empty() && feed_.title.empty() && feed_.home_page_url.empty();
  }
  [[nodiscard]] const JsonOutline& outline() const { return outline_; }
  [[nodiscard]] bool is_inside_item() const { return draft_.has_value(); }

  /// What was read, with warnings of what is missing or was left out.
  [[nodiscard]] model::Feed finish(std::string_view base_url);

  /// Where in a document one can be.
  enum class JsonPlace {
    feed,
    hubs,
    hub,
    people,
    person,
    items,
    item,
    tags,
    attachments,
    attachment,
    extras,  ///< `_syndic`, of an item.
    list,    ///< The document is no object.
    list_member,
  };

 private:
  bool enter_document(bool is_object);
  void begin(JsonPlace place, std::string_view key);
  void end_item();
  void feed_value(std::string_view key, const markup::JsonScalar& value);
  void item_value(std::string_view key, const markup::JsonScalar& value);
  void body_value(std::string_view key, const markup::JsonScalar& value);
  void attachment_value(std::string_view key, const markup::JsonScalar& value);
  void hub_value(std::string_view key, const markup::JsonScalar& value);
  void person_value(std::string_view key, const markup::JsonScalar& value);
  void outline_value(std::string_view key, const markup::JsonScalar& value);
  void outline_key(std::string_view key);
  void add_person(model::Person person);
  [[nodiscard]] bool looks_like_feed() const;
  [[nodiscard]] std::string base_of(std::string_view base_url) const;
  void warn_of_what_is_missing();

  const Limits& limits_;
  FeedDates dates_;
  std::vector<JsonPlace> places_;  ///< From the document to where one is.
  JsonOutline outline_;
  std::optional<model::Format> format_;
  bool items_are_no_list_ = false;
  bool is_own_ = false;  ///< Written by syndic, which leaves no reference in a name.

  model::Feed feed_;
  std::vector<model::Person>
      feed_author_;  ///< 1.0's author, which counts only without 1.1's authors.

  model::Item item_;
  std::optional<ItemDraft> draft_;  ///< Of `item_`, while one is inside an item.
  std::vector<model::Person> item_author_;

  JsonExtras extras_;

  std::vector<model::Person>* people_ = &feed_.authors;  ///< Whom persons are added to.
  model::Person person_;
  model::Enclosure attachment_;
  std::string hub_url_;
  std::string hub_type_;

  std::size_t recognised_ = 0;  ///< Items that say something in JSON Feed's words.
  std::size_t no_objects_ = 0;
  std::size_t left_out_ = 0;
  std::size_t cut_items_ = 0;
};

}  // namespace syndic::parse
