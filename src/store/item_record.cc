// SPDX-License-Identifier: MIT
#include "store/item_record.h"

#include <array>
#include <utility>

#include "store/item_lists.h"

namespace syndic::store {
namespace {

// Enumerators by name: readable in the sqlite3 shell, and independent of their order.
constexpr std::array<std::pair<model::Kind, const char*>, 3> kKinds = {
    {{model::Kind::read, "read"}, {model::Kind::watch, "watch"}, {model::Kind::listen, "listen"}}};
constexpr std::array<std::pair<model::TextType, const char*>, 3> kTextTypes = {
    {{model::TextType::plain, "plain"},
     {model::TextType::html, "html"},
     {model::TextType::unknown, "unknown"}}};

constexpr std::array<std::pair<model::IdentityRule, const char*>, 6> kIdentityRules = {
    {{model::IdentityRule::given, "given"},
     {model::IdentityRule::made_of_id, "made of id"},
     {model::IdentityRule::link, "link"},
     {model::IdentityRule::title_and_date, "title and date"},
     {model::IdentityRule::text, "text"},
     {model::IdentityRule::earlier, "earlier"}}};

template <class Column, class Item, class Dates, class Text>
void each_item_column(Column& column, Item& item, Dates& dates, Text&& lists) {
  auto& lineage = item.lineage;
  column("id", item.id);
  column("published", dates.published);
  column("updated", dates.updated);
  column("dated_by_first_sight", dates.by_first_sight);
  column("content_hash", item.content_hash);
  column("canonical_url", item.canonical_url);
  column("given_id", lineage.given_id);
  column("feed_id", lineage.feed_id);
  column("identity", lineage.identity, kIdentityRules);
  column("date_element", dates.element);
  column("position", lineage.position);
  column("dropped_by", lineage.dropped_by);
  column("title_key", lineage.title_key);
  column("fingerprint", lineage.fingerprint);
  column("words", lineage.words);
  column("guid_is_permalink", item.guid_is_permalink);
  column("url", item.url);
  column("external_url", item.external_url);
  column("comments_url", item.comments_url);
  column("rights", item.rights);
  column("language", item.language);
  column("image", item.image);
  column("banner_image", item.banner_image);
  column("kind", item.kind, kKinds);
  column("title_type", item.title.type, kTextTypes);
  column("summary_type", item.summary.type, kTextTypes);
  column("content_type", item.content.type, kTextTypes);
  column("title", item.title.value);
  column("lists", std::forward<Text>(lists));
  column("summary", item.summary.value);
  column("content", item.content.value);
}

// ItemDates as they are read; a damaged date is empty.
struct ReadDates {
  std::optional<model::Timestamp> published;
  bool by_first_sight = false;
  std::optional<model::Timestamp> updated;
  std::string element;
};

}  // namespace

const char* name_of(model::IdentityRule rule) { return name_in(kIdentityRules, rule); }

const ColumnNames& item_columns() {
  static const ColumnNames kNames = [] {
    ColumnNames names;
    const model::Item item;
    const ReadDates dates;
    each_item_column(names, item, dates, std::string());
    return names;
  }();
  return kNames;
}

int bind_item(Query& query, int first, const model::Item& item, const ItemDates& dates) {
  ColumnBinder binder(query, first);
  each_item_column(binder, item, dates, write_lists(item));
  return binder.next();
}

model::Item read_item(const Query& row, int first) {
  model::Item item;
  ReadDates dates;
  std::string lists;
  ColumnReader reader(row, first);
  each_item_column(reader, item, dates, lists);
  item.published = dates.published;
  item.updated = dates.updated;
  item.dated_by_first_sight = dates.by_first_sight;
  item.lineage.date_element = std::move(dates.element);
  read_lists(lists, item);
  return item;
}

model::Item read_extras(const Query& row, int first) {
  model::Item item;
  item.kind = enumerator_of(kKinds, row.text(first));
  read_lists(row.text(first + 1), item);
  return item;
}

model::Item read_texts(const Query& row, int first) {
  model::Item item;
  for (model::Text* text : {&item.title, &item.summary, &item.content}) {
    text->type = enumerator_of(kTextTypes, row.text(first++));
    text->value = row.text(first++);
  }
  return item;
}

}  // namespace syndic::store
