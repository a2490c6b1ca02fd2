// SPDX-License-Identifier: MIT
#include "parse/authored/front_toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/utf8.h"

namespace syndic::parse {
namespace {

FilePlace place_in_file(const toml::source_region& region) {
  return {std::max<std::uint32_t>(region.begin.line, 1) + 1,
          std::max<std::uint32_t>(region.begin.column, 1)};
}

std::optional<model::Timestamp> toml_moment(const toml::date& day, const toml::time& time) {
  try {
    return model::Timestamp(boost::gregorian::date(day.year, day.month, day.day),
                            model::Duration(time.hour, time.minute, time.second));
  } catch (const std::out_of_range&) {  // No such day or year in the calendar.
    return std::nullopt;
  }
}

FrontDate toml_date_time(const toml::date_time& written) {
  FrontDate date{toml_moment(written.date, written.time), !written.offset, true};
  if (date.time && written.offset) {
    *date.time -= boost::posix_time::minutes(written.offset->minutes);
  }
  return date;
}

FrontTable to_front_table(const toml::table& table, int depth);

FrontValue to_front_value(const toml::node& node, int depth) {
  FrontValue value{place_in_file(node.source()), FrontOther{}, {}};
  if (const auto* text = node.as_string()) {
    value.value = base::to_xml_text(text->get());
  } else if (const auto* flag = node.as_boolean()) {
    value.value = flag->get();
  } else if (const auto* number = node.as_integer()) {
    value.value = number->get();
  } else if (const auto* day = node.as_date()) {
    value.value = FrontDate{toml_moment(day->get(), {})};
  } else if (const auto* time = node.as_date_time()) {
    value.value = toml_date_time(time->get());
  } else if (const auto* table = node.as_table(); table != nullptr && depth > 0) {
    value.value = to_front_table(*table, depth - 1);
  } else if (const auto* array = node.as_array(); array != nullptr && depth > 0) {
    FrontList list;
    for (const toml::node& element : *array) list.push_back(to_front_value(element, depth - 1));
    value.value = std::move(list);
  }
  return value;
}

FrontTable to_front_table(const toml::table& table, int depth) {
  FrontTable members;
  for (const auto& [key, node] : table) {
    members.push_back(
        {std::string(key.str()), place_in_file(key.source()), to_front_value(node, depth)});
  }
  return members;
}

}  // namespace

FrontTable read_front_toml(std::string_view text, std::vector<FileMistake>& mistakes) {
  try {
    return to_front_table(toml::parse(text), kDeepestFrontMatter);
  } catch (const toml::parse_error& error) {
    const FilePlace place = place_in_file(error.source());
    mistakes.push_back(
        {place.line, place.column, "this is no TOML: " + std::string(error.description())});
    return {};
  }
}

}  // namespace syndic::parse
