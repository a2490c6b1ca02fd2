// SPDX-License-Identifier: MIT
#include "parse/authored/front_fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/time_zone.h"
#include "base/url.h"
#include "base/utf8.h"
#include "parse/date/date.h"
#include "parse/xml/person.h"
#include "parse/xml/values.h"

namespace syndic::parse {
namespace {

constexpr std::string_view kDateExamples =
    "a date, such as 2022-05-16, 2022-05-16T09:30:00 or \"May 16, 2022\"";

bool says_nothing(const FrontValue& value) { return value.as<std::monostate>() != nullptr; }

bool is_text(const FrontValue& value) {
  return value.as<std::string>() != nullptr || !value.written.empty();
}

std::string_view raw_text(const FrontValue& value) {
  const auto* text = value.as<std::string>();
  return base::trim(text != nullptr ? *text : value.written);
}

// Of a date in words: a time of day is midnight in no more than one zone, and has a colon.
std::optional<FieldDate> worded_date(std::string_view text, std::string_view zone) {
  const auto moment = parse_date(text, zone);
  const auto in_utc = parse_date(text, "UTC");
  if (!moment || !in_utc) return std::nullopt;
  const bool is_day = text.find(':') == base::kNotFound && text.find("T0") == base::kNotFound &&
                      in_utc->time_of_day().total_seconds() == 0;
  return FieldDate{*moment, *in_utc, is_day};
}

std::optional<FieldDate> written_date(const FrontDate& date, std::string_view zone) {
  if (!date.time) return std::nullopt;
  const model::Timestamp moment = date.is_local ? base::local_to_utc(*date.time, zone) : *date.time;
  return FieldDate{moment, *date.time, !date.has_clock};
}

}  // namespace

std::string shown_name(std::string_view name) {
  const std::string line = base::fold_spaces(base::to_xml_text(name));
  return std::string(base::utf8_prefix(line, 60));
}

std::string line_of(const FrontValue& value) { return base::fold_spaces(raw_text(value)); }

const FrontValue* find_member(const FrontTable& table, std::string_view key) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const FrontMember& member) {
    return base::equals_ignoring_case(member.key, key);
  });
  return found == table.end() ? nullptr : &found->value;
}

void FrontFields::say(FilePlace place, std::string message) {
  mistakes_.push_back({place.line, place.column, std::move(message)});
}

void FrontFields::wrong(std::string_view key, const FrontValue& value, std::string_view expected) {
  say(value.place, std::string(key) + " must be " + std::string(expected));
}

void FrontFields::text(std::string_view key, const FrontValue& value, std::string& target) {
  if (says_nothing(value)) return;
  if (!is_text(value)) return wrong(key, value, "a text in quotes");
  target = line_of(value);
}

void FrontFields::link(std::string_view key, const FrontValue& value, std::string& target) {
  std::string address;
  text(key, value, address);
  const bool has_scheme = !base::url_scheme(address).empty();
  if (has_scheme && !base::is_http_url(address)) {
    return wrong(key, value, "an address that begins with https://, http:// or /");
  }
  if (!address.empty()) target = std::move(address);
}

void FrontFields::flag(std::string_view key, const FrontValue& value, bool& target) {
  if (says_nothing(value)) return;
  const auto* flag = value.as<bool>();
  if (flag == nullptr) return wrong(key, value, "true or false, without quotes");
  target = *flag;
}

void FrontFields::number(std::string_view key, const FrontValue& value,
                         std::optional<std::uint64_t>& target) {
  if (says_nothing(value)) return;
  const auto* number = value.as<std::int64_t>();
  if (number == nullptr || *number < 0) {
    return wrong(key, value, "a whole number, without quotes");
  }
  target = static_cast<std::uint64_t>(*number);
}

std::optional<FieldDate> FrontFields::field_date(std::string_view key, const FrontValue& value) {
  if (says_nothing(value)) return std::nullopt;
  std::optional<FieldDate> found;
  if (const auto* date = value.as<FrontDate>()) {
    found = written_date(*date, zone_);
  } else if (is_text(value)) {
    found = worded_date(raw_text(value), zone_);
  }
  if (!found) wrong(key, value, kDateExamples);
  return found;
}

void FrontFields::date(std::string_view key, const FrontValue& value,
                       std::optional<model::Timestamp>& target) {
  if (const auto found = field_date(key, value)) target = found->moment;
}

void FrontFields::kind(const FrontValue& value, std::optional<model::Kind>& target) {
  constexpr std::array kKinds = {std::pair{std::string_view("read"), model::Kind::read},
                                 std::pair{std::string_view("watch"), model::Kind::watch},
                                 std::pair{std::string_view("listen"), model::Kind::listen}};
  if (says_nothing(value)) return;
  const auto* text = value.as<std::string>();
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& each) {
    return text != nullptr && *text == each.first;
  });
  if (found == kKinds.end()) return wrong("kind", value, "\"read\", \"watch\" or \"listen\"");
  target = found->second;
}

void FrontFields::persons(std::string_view key, const FrontValue& value,
                          std::vector<model::Person>& target) {
  each_of(value, [&](const FrontValue& each) {
    model::Person person;
    if (const auto* table = each.as<FrontTable>()) {
      const auto member = [&](std::string_view name) {
        const FrontValue* const found = find_member(*table, name);
        return found != nullptr ? line_of(*found) : std::string();
      };
      person = {member("name"), member("email"), member("url")};
      if (person.name.empty()) person.name = person.email;
    } else {
      std::string line;
      text(key, each, line);
      if (!line.empty()) person = parse_person(line);
    }
    if (person != model::Person{}) target.push_back(std::move(person));
  });
}

void FrontFields::texts(std::string_view key, const FrontValue& value,
                        std::vector<std::string>& target) {
  each_of(value, [&](const FrontValue& each) {
    std::string line;
    text(key, each, line);
    if (!line.empty()) target.push_back(std::move(line));
  });
}

void FrontFields::image(const FrontValue& value, std::string& target) {
  const auto* table = value.as<FrontTable>();
  if (table == nullptr) return text("image", value, target);
  const FrontValue* const path = find_member(*table, "path");
  if (path == nullptr) return wrong("image", value, "a text in quotes, or a table with path");
  text("image.path", *path, target);
}

// In seconds, or as players show it.
void FrontFields::duration(std::string_view key, const FrontValue& value,
                           std::optional<std::uint64_t>& target) {
  const auto* written = value.as<std::string>();
  if (written == nullptr) return number(key, value, target);
  target = parse_duration(base::trim(*written));
  if (!target) wrong(key, value, "a number of seconds, or \"1:02:03\"");
}

void FrontFields::enclosure_member(const FrontMember& member, model::Enclosure& target) {
  const std::string key = "enclosure." + member.key;
  if (member.key == "url") return text(key, member.value, target.url);
  if (member.key == "type") return text(key, member.value, target.media_type);
  if (member.key == "title") return text(key, member.value, target.title);
  if (member.key == "length") return number(key, member.value, target.length);
  if (member.key == "duration") return duration(key, member.value, target.duration_seconds);
  say(member.place,
      "unknown key " + shown_name(key) + "; known are url, type, title, length and duration");
}

void FrontFields::enclosures(const FrontValue& value, std::vector<model::Enclosure>& target) {
  each_of(value, [&](const FrontValue& each) {
    model::Enclosure enclosure;
    if (const auto* table = each.as<FrontTable>()) {
      for (const FrontMember& member : *table) enclosure_member(member, enclosure);
    } else {
      text("enclosure", each, enclosure.url);
    }
    if (!enclosure.url.empty()) target.push_back(std::move(enclosure));
  });
}

void FrontFields::source(const FrontValue& value, model::Origin& target) {
  const auto* table = value.as<FrontTable>();
  if (table == nullptr) return text("source", value, target.title);
  for (const FrontMember& member : *table) {
    if (member.key == "title") {
      text("source.title", member.value, target.title);
    } else if (member.key == "url") {
      text("source.url", member.value, target.url);
    } else {
      say(member.place,
          "unknown key " + shown_name("source." + member.key) + "; known are title and url");
    }
  }
}

void FrontFields::place(const FrontValue& value, std::string& target) {
  const auto* table = value.as<FrontTable>();
  if (table == nullptr) return text("place", value, target);
  for (const std::string_view key : {"name", "address"}) {
    const FrontValue* const member = find_member(*table, key);
    const std::string line = member != nullptr ? line_of(*member) : std::string();
    if (!line.empty()) target += (target.empty() ? "" : ", ") + line;
  }
  if (target.empty()) wrong("place", value, "a text in quotes, or a table with name or address");
}

void FrontFields::set_end(const FrontValue& value, model::Event& event) {
  const auto end = field_date("end", value);
  if (!end) return;
  if (event.all_day && !end->is_day) {
    return say(value.place, "end has a time of day, but start has none");
  }
  model::Timestamp moment = event.all_day ? end->midnight : end->moment;
  if (!event.all_day && end->is_day) {
    const auto next = end->midnight + boost::gregorian::days(1);
    moment = base::local_to_utc(next, zone_) - boost::posix_time::seconds(1);
  }
  if (moment < event.start) return say(value.place, "end is before start");
  event.end = moment;
}

std::optional<model::Event> FrontFields::event(const FrontMember* start, const FrontMember* end,
                                               const FrontMember* place) {
  if (start == nullptr || says_nothing(start->value)) {
    for (const FrontMember* member : {end, place}) {
      if (member != nullptr && !says_nothing(member->value)) {
        say(member->place, member->key + " is there without start");
      }
    }
    return std::nullopt;
  }
  const auto begin = field_date("start", start->value);
  if (!begin) return std::nullopt;
  model::Event event;
  event.all_day = begin->is_day;
  event.start = begin->is_day ? begin->midnight : begin->moment;
  if (end != nullptr) set_end(end->value, event);
  if (place != nullptr) this->place(place->value, event.place);
  return event;
}

}  // namespace syndic::parse
