// SPDX-License-Identifier: MIT
#include "parse/authored/front_matter.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/time_zone.h"
#include "base/utf8.h"
#include "parse/date/date.h"
#include "parse/xml/person.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kLongestFrontMatter = std::size_t{64} * 1024;
constexpr std::size_t kLongestLine = std::size_t{16} * 1024;
constexpr std::string_view kFence = "+++";

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool is_fence(std::string_view line) { return base::trim(line) == kFence; }

class FrontMatterReader {
 public:
  FrontMatterReader(SplitFile& file, std::string_view zone) : file_(file), zone_(zone) {}

  void read(const toml::table& table) {
    for (const auto& [key, value] : table) read_key(key, value);
  }

 private:
  void read_key(const toml::key& key, const toml::node& value) {
    const std::string_view name = key.str();
    FrontMatter& front = file_.front;
    if (name == "title") return read_text(name, value, front.title);
    if (name == "summary") return read_text(name, value, front.summary);
    if (name == "link") return read_text(name, value, front.link);
    if (name == "id") return read_text(name, value, front.id);
    if (name == "image") return read_text(name, value, front.image);
    if (name == "date") return read_date(name, value, front.date);
    if (name == "updated") return read_date(name, value, front.updated);
    if (name == "expires") return read_date(name, value, front.expires);
    if (name == "pinned") return read_flag(name, value, front.pinned);
    if (name == "draft") return read_flag(name, value, front.draft);
    if (name == "kind") return read_kind(value);
    if (name == "author") return read_authors(value);
    if (name == "tags") return read_tags(value);
    if (name == "enclosure") return read_enclosures(value);
    if (name == "source") return read_source(value);
    say(key.source(),
        "unknown key " + shown(name) +
            "; known are title, date, updated, link, id, kind, summary, author, tags, "
            "image, enclosure, source, pinned, draft and expires");
  }

  static std::string shown(std::string_view name) {
    return "\"" + std::string(base::utf8_prefix(base::fold_spaces(name), 40)) + "\"";
  }

  void say(const toml::source_region& place, std::string message) {
    file_.mistakes.push_back({std::max<std::uint32_t>(place.begin.line, 1) + 1,
                              std::max<std::uint32_t>(place.begin.column, 1), std::move(message)});
  }
  void wrong(std::string_view key, const toml::node& value, std::string_view expected) {
    say(value.source(), std::string(key) + " must be " + std::string(expected));
  }

  void read_text(std::string_view key, const toml::node& value, std::string& target) {
    if (const auto* text = value.as_string()) {
      target = base::fold_spaces(text->get());
    } else {
      wrong(key, value, "a text in quotes");
    }
  }

  void read_flag(std::string_view key, const toml::node& value, bool& target) {
    if (const auto* flag = value.as_boolean()) {
      target = flag->get();
    } else {
      wrong(key, value, "true or false, without quotes");
    }
  }

  static std::optional<model::Timestamp> moment(const toml::date& day, const toml::time& time) {
    try {
      return model::Timestamp(boost::gregorian::date(day.year, day.month, day.day),
                              model::Duration(time.hour, time.minute, time.second));
    } catch (const std::out_of_range&) {  // No such day or year in the calendar.
      return std::nullopt;
    }
  }

  void read_date(std::string_view key, const toml::node& value,
                 std::optional<model::Timestamp>& target) {
    if (const auto* day = value.as_date()) {
      target = moment(day->get(), {});
      if (target) target = base::local_to_utc(*target, zone_);
    } else if (const auto* time = value.as_date_time()) {
      target = moment(time->get().date, time->get().time);
      if (target && time->get().offset) {
        *target -= boost::posix_time::minutes(time->get().offset->minutes);
      } else if (target) {
        target = base::local_to_utc(*target, zone_);
      }
    } else if (const auto* text = value.as_string()) {
      target = parse_date(base::trim(text->get()), zone_);
    }
    if (!target) {
      wrong(key, value, "a date, such as 2022-05-16, 2022-05-16T09:30:00 or \"May 16, 2022\"");
    }
  }

  void read_kind(const toml::node& value) {
    constexpr std::array kKinds = {std::pair{"read", model::Kind::read},
                                   std::pair{"watch", model::Kind::watch},
                                   std::pair{"listen", model::Kind::listen}};
    const auto* text = value.as_string();
    const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& each) {
      return text != nullptr && text->get() == each.first;
    });
    if (found == kKinds.end()) return wrong("kind", value, "\"read\", \"watch\" or \"listen\"");
    file_.front.kind = found->second;
  }

  // Calls `take` with the value, or with each of a list.
  template <class Take>
  void each_of(const toml::node& value, Take take) {
    if (const auto* list = value.as_array()) {
      for (const toml::node& element : *list) take(element);
    } else {
      take(value);
    }
  }

  void read_authors(const toml::node& value) {
    each_of(value, [&](const toml::node& each) {
      std::string text;
      read_text("author", each, text);
      if (!text.empty()) file_.front.authors.push_back(parse_person(text));
    });
  }

  void read_tags(const toml::node& value) {
    each_of(value, [&](const toml::node& each) {
      std::string tag;
      read_text("tags", each, tag);
      if (!tag.empty()) file_.front.tags.push_back(std::move(tag));
    });
  }

  void read_enclosures(const toml::node& value) {
    each_of(value, [&](const toml::node& each) {
      model::Enclosure enclosure;
      if (const auto* table = each.as_table()) {
        for (const auto& [key, member] : *table) {
          if (key.str() == "url") {
            read_text("enclosure.url", member, enclosure.url);
          } else if (key.str() == "type") {
            read_text("enclosure.type", member, enclosure.media_type);
          } else if (key.str() == "title") {
            read_text("enclosure.title", member, enclosure.title);
          } else if (key.str() == "length" || key.str() == "duration") {
            read_number(key, member,
                        key.str() == "length" ? enclosure.length : enclosure.duration_seconds);
          } else {
            say(key.source(), "unknown key enclosure." + std::string(key.str()) +
                                  "; known are url, type, title, length and duration");
          }
        }
      } else {
        read_text("enclosure", each, enclosure.url);
      }
      if (!enclosure.url.empty()) file_.front.enclosures.push_back(std::move(enclosure));
    });
  }

  void read_number(const toml::key& key, const toml::node& value,
                   std::optional<std::uint64_t>& target) {
    const auto* number = value.as_integer();
    if (number != nullptr && number->get() >= 0) {
      target = static_cast<std::uint64_t>(number->get());
    } else {
      wrong("enclosure." + std::string(key.str()), value, "a whole number, without quotes");
    }
  }

  void read_source(const toml::node& value) {
    const auto* table = value.as_table();
    if (table == nullptr) return read_text("source", value, file_.front.source.title);
    for (const auto& [key, member] : *table) {
      if (key.str() == "title") {
        read_text("source.title", member, file_.front.source.title);
      } else if (key.str() == "url") {
        read_text("source.url", member, file_.front.source.url);
      } else {
        say(key.source(),
            "unknown key source." + std::string(key.str()) + "; known are title and url");
      }
    }
  }

  SplitFile& file_;
  std::string_view zone_;
};

void read_toml(std::string_view text, std::string_view zone, SplitFile& file) {
  std::uint32_t line = 1;
  for (std::string_view rest = text; !rest.empty();) {
    ++line;
    if (take_line(rest).size() > kLongestLine) {
      file.mistakes.push_back({line, 1, "a line of more than 16 KiB; break it into several"});
      return;
    }
  }
  try {
    FrontMatterReader(file, zone).read(toml::parse(text));
  } catch (const toml::parse_error& error) {
    const auto& place = error.source().begin;
    file.mistakes.push_back({std::max<std::uint32_t>(place.line, 1) + 1,
                             std::max<std::uint32_t>(place.column, 1),
                             "this is no TOML: " + std::string(error.description())});
  }
  std::stable_sort(file.mistakes.begin(), file.mistakes.end(),
                   [](const FileMistake& a, const FileMistake& b) {
                     return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                   });
}

}  // namespace

SplitFile read_front_matter(std::string_view text, std::string_view zone) {
  SplitFile file;
  if (!base::is_xml_text(text)) {
    const std::string_view valid = text.substr(0, base::valid_utf8_prefix(text));
    const auto line = static_cast<std::uint32_t>(std::count(valid.begin(), valid.end(), '\n')) + 1;
    file.mistakes.push_back(
        {line, 1,
         "bytes that are no UTF-8 text; save the file as UTF-8 without control characters"});
    return file;
  }
  std::string_view rest = base::without_byte_order_mark(text);
  if (!is_fence(take_line(rest))) {
    file.mistakes.push_back(
        {1, 1, "an item begins with a line +++, then its front matter in TOML, then a line +++"});
    return file;
  }
  const char* begin = rest.data();
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (!is_fence(line)) continue;
    const std::string_view front(begin, static_cast<std::size_t>(line.data() - begin));
    if (front.size() > kLongestFrontMatter) {
      file.mistakes.push_back({1, 1, "the front matter is longer than 64 KiB"});
      return file;
    }
    file.body = rest;
    read_toml(front, zone, file);
    return file;
  }
  file.mistakes.push_back({1, 1, "the front matter has no end; put a line +++ after it"});
  return file;
}

}  // namespace syndic::parse
