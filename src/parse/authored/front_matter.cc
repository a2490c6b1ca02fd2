// SPDX-License-Identifier: MIT
#include "parse/authored/front_matter.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/slips.h"
#include "base/utf8.h"
#include "parse/authored/front_fields.h"
#include "parse/authored/front_foreign.h"
#include "parse/authored/front_toml.h"
#include "parse/authored/front_yaml.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kLongestFrontMatter = std::size_t{64} * 1024;
constexpr std::size_t kLongestLine = std::size_t{16} * 1024;

enum class FrontSyntax { toml, yaml };

// A fence of YAML stands at the start of its line, since a text of several lines may have an
// indented one in it.
bool is_fence(std::string_view line, FrontSyntax syntax) {
  if (syntax == FrontSyntax::toml) return base::trim(line) == "+++";
  return line.starts_with("---") && base::trim(line) == "---";
}

// YAML also ends with "...".
bool is_end(std::string_view line, FrontSyntax syntax) {
  const bool is_dots =
      syntax == FrontSyntax::yaml && line.starts_with("...") && base::trim(line) == "...";
  return is_dots || is_fence(line, syntax);
}

constexpr auto kOwnKeys = std::to_array<std::string_view>(
    {"title", "date", "updated", "link", "id", "kind", "summary", "author", "tags", "image",
     "enclosure", "source", "pinned", "draft", "expires", "start", "end", "place"});

// In YAML, where keys of others are no mistakes, a slip of one of these is: of shorter ones,
// "links" or "part" might be other words.
constexpr auto kLongKeys = std::to_array<std::string_view>(
    {"title", "updated", "summary", "author", "enclosure", "pinned", "draft", "expires"});

bool is_own_key(std::string_view key) {
  return std::find(kOwnKeys.begin(), kOwnKeys.end(), key) != kOwnKeys.end();
}

// Keys count in any case, as with Hugo.
std::string own_spelling(const std::string& key) {
  const std::string lower = base::lower(key);
  return is_own_key(lower) ? lower : key;
}

class FrontMatterReader {
 public:
  FrontMatterReader(SplitFile& file, FrontSyntax syntax, std::string_view zone)
      : file_(file), syntax_(syntax), fields_(file.mistakes, zone) {}

  void read(const FrontTable& table) {
    for (const FrontMember& member : table) read_member(member);
    file_.front.event = fields_.event(start_, end_, place_);
    take_foreign(table, fields_, file_.front);
  }

 private:
  void read_member(const FrontMember& member) {
    const std::string key = own_spelling(member.key);
    const FrontValue& value = member.value;
    FrontMatter& front = file_.front;
    if (key == "title") return fields_.text(key, value, front.title);
    if (key == "summary") return fields_.text(key, value, front.summary);
    if (key == "link") return fields_.link(key, value, front.link);
    if (key == "id") return fields_.text(key, value, front.id);
    if (key == "image") return fields_.image(value, front.image);
    if (key == "date") return fields_.date(key, value, front.date);
    if (key == "updated") return fields_.date(key, value, front.updated);
    if (key == "expires") return fields_.date(key, value, front.expires);
    if (key == "pinned") return fields_.flag(key, value, front.pinned);
    if (key == "draft") return fields_.flag(key, value, front.draft);
    if (key == "kind") return fields_.kind(value, front.kind);
    if (key == "author") return fields_.persons(key, value, front.authors);
    if (key == "tags") return fields_.texts(key, value, front.tags);
    if (key == "enclosure") return fields_.enclosures(value, front.enclosures);
    if (key == "source") return fields_.source(value, front.source);
    if (key == "start") start_ = &member;
    if (key == "end") end_ = &member;
    if (key == "place") place_ = &member;
    if (!is_own_key(key) && !is_foreign_key(key)) say_unknown(member);
  }

  void say_unknown(const FrontMember& member) {
    const std::string_view meant = base::slipped_name(member.key, kLongKeys);
    std::string message = "unknown key \"" + shown_name(member.key) + "\"";
    if (syntax_ == FrontSyntax::yaml && meant.empty()) return;
    if (syntax_ == FrontSyntax::yaml) {
      message += "; did you mean \"" + std::string(meant) + "\"?";
    } else {
      message += "; known are";
      for (std::size_t i = 0; i < kOwnKeys.size(); ++i) {
        const bool is_last = i + 1 == kOwnKeys.size();
        message += (i == 0 ? " " : is_last ? " and " : ", ") + std::string(kOwnKeys[i]);
      }
    }
    fields_.say(member.place, std::move(message));
  }

  SplitFile& file_;
  FrontSyntax syntax_;
  FrontFields fields_;
  const FrontMember* start_ = nullptr;
  const FrontMember* end_ = nullptr;
  const FrontMember* place_ = nullptr;
};

// The first line of the front matter `text` that is too long, in its file; 0 if none is.
std::uint32_t too_long_line(std::string_view text) {
  std::uint32_t line = 1;
  while (!text.empty()) {
    ++line;
    if (base::take_line(text).size() > kLongestLine) return line;
  }
  return 0;
}

void read_fields(std::string_view text, FrontSyntax syntax, std::string_view zone,
                 SplitFile& file) {
  if (const std::uint32_t line = too_long_line(text); line != 0) {
    file.mistakes.push_back({line, 1, "a line of more than 16 KiB; break it into several"});
    return;
  }
  const FrontTable table = syntax == FrontSyntax::toml ? read_front_toml(text, file.mistakes)
                                                       : read_front_yaml(text, file.mistakes);
  FrontMatterReader(file, syntax, zone).read(table);
  std::stable_sort(file.mistakes.begin(), file.mistakes.end(),
                   [](const FileMistake& a, const FileMistake& b) {
                     return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                   });
}

FileMistake no_text_at(std::string_view text) {
  const std::string_view valid = text.substr(0, base::valid_utf8_prefix(text));
  const auto line = static_cast<std::uint32_t>(std::count(valid.begin(), valid.end(), '\n')) + 1;
  return {line, 1,
          "bytes that are no UTF-8 text; save the file as UTF-8 without control characters"};
}

}  // namespace

SplitFile read_front_matter(std::string_view text, std::string_view zone) {
  SplitFile file;
  const auto refuse = [&](std::string message) {
    file.mistakes.push_back({1, 1, std::move(message)});
    return std::move(file);
  };
  if (!base::is_xml_text(text)) {
    file.mistakes.push_back(no_text_at(text));
    return file;
  }
  std::string_view rest = base::without_byte_order_mark(text);
  const std::string_view first = base::take_line(rest);
  const FrontSyntax syntax =
      is_fence(first, FrontSyntax::yaml) ? FrontSyntax::yaml : FrontSyntax::toml;
  if (!is_fence(first, syntax)) {
    return refuse(
        "an item begins with a line +++, then its front matter in TOML, then a line +++; or with "
        "a line ---, then YAML, then a line ---");
  }
  const char* begin = rest.data();
  file.body_line = 2;
  while (!rest.empty()) {
    const std::string_view line = base::take_line(rest);
    ++file.body_line;
    if (!is_end(line, syntax)) continue;
    const std::string_view front(begin, static_cast<std::size_t>(line.data() - begin));
    if (front.size() > kLongestFrontMatter) {
      return refuse("the front matter is longer than 64 KiB");
    }
    file.body = rest;
    read_fields(front, syntax, zone, file);
    return file;
  }
  return refuse(std::string("the front matter has no end; put a line ") +
                (syntax == FrontSyntax::toml ? "+++" : "---") + " after it");
}

}  // namespace syndic::parse
