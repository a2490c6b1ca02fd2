// SPDX-License-Identifier: MIT
#include "store/item_record.h"

#include <SQLiteCpp/Column.h>

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time_format.h"
#include "store/extras_record.h"

namespace syndic::store {
namespace {

using nlohmann::json;

// Enumerators by name, so that a row reads well in the sqlite3 shell and outlives their order.
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

template <class Names, class Enum>
const char* name_in(const Names& names, Enum value) {
  for (const auto& [enumerator, name] : names) {
    if (enumerator == value) return name;
  }
  return names.front().second;
}

template <class Names>
auto enumerator_of(const Names& names, std::string_view text) {
  for (const auto& [enumerator, name] : names) {
    if (text == name) return enumerator;
  }
  return names.front().first;
}

// An object of the members that are not empty.
json object_of(std::initializer_list<std::pair<const char*, const std::string*>> members) {
  json object = json::object();
  for (const auto& [name, value] : members) {
    if (!value->empty()) object[name] = *value;
  }
  return object;
}

json people(const std::vector<model::Person>& persons) {
  json list = json::array();
  for (const auto& person : persons) {
    list.push_back(
        object_of({{"name", &person.name}, {"email", &person.email}, {"url", &person.url}}));
  }
  return list;
}

json categories(const model::Item& item) {
  json list = json::array();
  for (const auto& category : item.categories) {
    list.push_back(object_of(
        {{"term", &category.term}, {"scheme", &category.scheme}, {"label", &category.label}}));
  }
  return list;
}

json enclosures(const model::Item& item) {
  json list = json::array();
  for (const auto& enclosure : item.enclosures) {
    json object = object_of(
        {{"url", &enclosure.url}, {"type", &enclosure.media_type}, {"title", &enclosure.title}});
    if (enclosure.length) object["length"] = *enclosure.length;
    if (enclosure.duration_seconds) object["duration"] = *enclosure.duration_seconds;
    list.push_back(std::move(object));
  }
  return list;
}

// Everything about an item that comes in numbers or groups. Empty lists are left out.
std::string write_lists(const model::Item& item) {
  json lists = json::object();
  const auto add = [&](const char* name, json value) {
    if (!value.empty()) lists[name] = std::move(value);
  };
  add("authors", people(item.authors));
  add("contributors", people(item.contributors));
  add("categories", categories(item));
  add("enclosures", enclosures(item));
  add("extras", write_extras_record(item.extras));
  if (item.pinned) lists["pinned"] = true;
  add("origin",
      object_of(
          {{"title", &item.origin.title}, {"url", &item.origin.url}, {"id", &item.origin.id}}));
  add("bases", object_of({{"title", &item.title.base_url},
                          {"summary", &item.summary.base_url},
                          {"content", &item.content.base_url}}));
  if (lists.empty()) return {};
  // Bytes that are no UTF-8 become U+FFFD rather than an exception.
  return lists.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string string_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<std::uint64_t> number_in(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<std::uint64_t>();
}

// `make` of each object in the list `name`.
template <class Make>
auto read_list(const json& lists, const char* name, Make make) {
  std::vector<decltype(make(lists))> result;
  const auto found = lists.find(name);
  if (found == lists.end() || !found->is_array()) return result;
  for (const json& object : *found) {
    if (object.is_object()) result.push_back(make(object));
  }
  return result;
}

void read_lists(const std::string& text, model::Item& item) {
  if (text.empty()) return;
  const json lists = json::parse(text, nullptr, false);
  if (!lists.is_object()) return;
  const auto person = [](const json& object) {
    return model::Person{string_in(object, "name"), string_in(object, "email"),
                         string_in(object, "url")};
  };
  item.authors = read_list(lists, "authors", person);
  item.contributors = read_list(lists, "contributors", person);
  item.categories = read_list(lists, "categories", [](const json& object) {
    return model::Category{string_in(object, "term"), string_in(object, "scheme"),
                           string_in(object, "label")};
  });
  item.enclosures = read_list(lists, "enclosures", [](const json& object) {
    return model::Enclosure{string_in(object, "url"), string_in(object, "type"),
                            string_in(object, "title"), number_in(object, "length"),
                            number_in(object, "duration")};
  });
  if (const auto origin = lists.find("origin"); origin != lists.end()) {
    item.origin = {string_in(*origin, "title"), string_in(*origin, "url"),
                   string_in(*origin, "id")};
  }
  if (const auto extras = lists.find("extras"); extras != lists.end()) {
    item.extras = read_extras_record(*extras);
  }
  item.pinned = lists.contains("pinned");
  if (const auto bases = lists.find("bases"); bases != lists.end()) {
    item.title.base_url = string_in(*bases, "title");
    item.summary.base_url = string_in(*bases, "summary");
    item.content.base_url = string_in(*bases, "content");
  }
}

}  // namespace

const char* name_of(model::IdentityRule rule) { return name_in(kIdentityRules, rule); }

void bind_time(SQLite::Statement& statement, int index, std::optional<model::Timestamp> time) {
  if (time) {
    statement.bind(index, static_cast<std::int64_t>(base::to_unix_seconds(*time)));
  } else {
    statement.bind(index);
  }
}

std::optional<model::Timestamp> read_time(const SQLite::Statement& row, int column) {
  if (row.isColumnNull(column)) return std::nullopt;
  return base::from_unix_seconds(row.getColumn(column).getInt64());
}

namespace {

// Both bind and read as many columns as Lineage has members, in its order; `at` is moved on.
void bind_lineage(SQLite::Statement& statement, int& at, const model::Lineage& lineage,
                  const std::string& date_element) {
  statement.bindNoCopy(at++, lineage.given_id);
  statement.bindNoCopy(at++, lineage.feed_id);
  statement.bindNoCopy(at++, name_in(kIdentityRules, lineage.identity));
  statement.bindNoCopy(at++, date_element);
  statement.bind(at++, static_cast<std::int64_t>(lineage.position));
  statement.bindNoCopy(at++, lineage.dropped_by);
  statement.bindNoCopy(at++, lineage.title_key);
  statement.bind(at++, static_cast<std::int64_t>(lineage.fingerprint));
  statement.bind(at++, lineage.words);
}

model::Lineage read_lineage(const SQLite::Statement& row, int& at) {
  model::Lineage lineage;
  lineage.given_id = row.getColumn(at++).getString();
  lineage.feed_id = row.getColumn(at++).getString();
  lineage.identity = enumerator_of(kIdentityRules, row.getColumn(at++).getString());
  lineage.date_element = row.getColumn(at++).getString();
  lineage.position = static_cast<std::size_t>(row.getColumn(at++).getInt64());
  lineage.dropped_by = row.getColumn(at++).getString();
  lineage.title_key = row.getColumn(at++).getString();
  lineage.fingerprint = static_cast<std::uint64_t>(row.getColumn(at++).getInt64());
  lineage.words = row.getColumn(at++).getUInt();
  return lineage;
}

}  // namespace

void bind_item(SQLite::Statement& statement, int first, const model::Item& item,
               const ItemDates& dates) {
  int at = first;
  const auto text = [&](const std::string& value) { statement.bindNoCopy(at++, value); };
  const auto name = [&](const char* value) { statement.bindNoCopy(at++, value); };
  text(item.id);
  bind_time(statement, at++, dates.published);
  bind_time(statement, at++, dates.updated);
  statement.bind(at++, dates.by_first_sight ? 1 : 0);
  text(item.content_hash);
  text(item.canonical_url);
  bind_lineage(statement, at, item.lineage, dates.element);
  if (item.guid_is_permalink) {
    statement.bind(at++, *item.guid_is_permalink ? 1 : 0);
  } else {
    statement.bind(at++);
  }
  text(item.url);
  text(item.external_url);
  text(item.comments_url);
  text(item.rights);
  text(item.language);
  text(item.image);
  text(item.banner_image);
  name(name_in(kKinds, item.kind));
  name(name_in(kTextTypes, item.title.type));
  name(name_in(kTextTypes, item.summary.type));
  name(name_in(kTextTypes, item.content.type));
  text(item.title.value);
  statement.bind(at++, write_lists(item));  // Copied: the only value that is made here.
  text(item.summary.value);
  text(item.content.value);
}

model::Item read_item(const SQLite::Statement& row, int first) {
  int at = first;
  const auto text = [&] { return row.getColumn(at++).getString(); };
  model::Item item;
  item.id = text();
  item.published = read_time(row, at++);
  item.updated = read_time(row, at++);
  item.dated_by_first_sight = row.getColumn(at++).getInt() != 0;
  item.content_hash = text();
  item.canonical_url = text();
  item.lineage = read_lineage(row, at);
  if (!row.isColumnNull(at)) item.guid_is_permalink = row.getColumn(at).getInt() != 0;
  ++at;
  item.url = text();
  item.external_url = text();
  item.comments_url = text();
  item.rights = text();
  item.language = text();
  item.image = text();
  item.banner_image = text();
  item.kind = enumerator_of(kKinds, text());
  item.title.type = enumerator_of(kTextTypes, text());
  item.summary.type = enumerator_of(kTextTypes, text());
  item.content.type = enumerator_of(kTextTypes, text());
  item.title.value = text();
  read_lists(text(), item);
  item.summary.value = text();
  item.content.value = text();
  return item;
}

model::Item read_extras(const SQLite::Statement& row, int first) {
  model::Item item;
  item.kind = enumerator_of(kKinds, row.getColumn(first).getString());
  read_lists(row.getColumn(first + 1).getString(), item);
  return item;
}

}  // namespace syndic::store
