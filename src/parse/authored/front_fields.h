// SPDX-License-Identifier: MIT
//
// Values of front matter as what fields need: the shapes that a field may have, and what is said of
// others.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/event.h"
#include "model/item.h"
#include "model/timestamp.h"
#include "parse/authored/front_value.h"

namespace syndic::parse {

/// A date as a field of its own: which moment it is, and whether only a day was meant.
struct FieldDate {
  model::Timestamp moment;    ///< UTC; of a day its midnight in the zone.
  model::Timestamp midnight;  ///< Of a day: as if it were in UTC.
  bool is_day = false;        ///< It has no time of day.
};

/// Reads values for fields; what has the wrong shape is added to `mistakes`, both borrowed. `zone`
/// (IANA) is that of dates that name none. std::monostate leaves every field as it is.
class FrontFields {
 public:
  FrontFields(std::vector<FileMistake>& mistakes, std::string_view zone)
      : mistakes_(mistakes), zone_(zone) {}

  void say(FilePlace place, std::string message);
  void wrong(std::string_view key, const FrontValue& value, std::string_view expected);

  /// One line of text: blanks are folded.
  void text(std::string_view key, const FrontValue& value, std::string& target);
  /// An http or https URL, or a path on the site.
  void link(std::string_view key, const FrontValue& value, std::string& target);
  void flag(std::string_view key, const FrontValue& value, bool& target);
  void number(std::string_view key, const FrontValue& value, std::optional<std::uint64_t>& target);
  void date(std::string_view key, const FrontValue& value, std::optional<model::Timestamp>& target);
  [[nodiscard]] std::optional<FieldDate> field_date(std::string_view key, const FrontValue& value);

  void kind(const FrontValue& value, std::optional<model::Kind>& target);
  /// A text or a table { name, email, url }, or a list of them; other keys mean nothing.
  void persons(std::string_view key, const FrontValue& value, std::vector<model::Person>& target);
  /// A text or a list of texts.
  void texts(std::string_view key, const FrontValue& value, std::vector<std::string>& target);
  /// A text or a table { path }.
  void image(const FrontValue& value, std::string& target);
  void enclosures(const FrontValue& value, std::vector<model::Enclosure>& target);
  void source(const FrontValue& value, model::Origin& target);
  /// A text or a table { name, address }.
  void place(const FrontValue& value, std::string& target);
  /// The event of the members `start`, `end` and `place`, of which each may be null; empty if there
  /// is none or it is wrong. An `end` without a time of day is the end of that day.
  [[nodiscard]] std::optional<model::Event> event(const FrontMember* start, const FrontMember* end,
                                                  const FrontMember* place);

 private:
  void duration(std::string_view key, const FrontValue& value,
                std::optional<std::uint64_t>& target);
  void enclosure_member(const FrontMember& member, model::Enclosure& target);
  void set_end(const FrontValue& value, model::Event& event);

  std::vector<FileMistake>& mistakes_;
  std::string_view zone_;
};

/// The text of a value on one line, as fields of text have it; empty if it is none.
[[nodiscard]] std::string line_of(const FrontValue& value);

/// The value of that key, whatever its case; null if the table has none.
[[nodiscard]] const FrontValue* find_member(const FrontTable& table, std::string_view key);

/// Calls `take` with the value, or with each of a list.
template <class Take>
void each_of(const FrontValue& value, Take take) {
  if (const auto* list = value.as<FrontList>()) {
    for (const FrontValue& element : *list) take(element);
  } else {
    take(value);
  }
}

}  // namespace syndic::parse
