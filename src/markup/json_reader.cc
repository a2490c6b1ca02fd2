// SPDX-License-Identifier: MIT
#include "markup/json_reader.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/byte_vector.h"
#include "base/utf8.h"

namespace syndic::markup {
namespace {

using Json = nlohmann::json;

// What the library calls while it reads; its own loop keeps the open brackets as bits on the heap.
class Events {
 public:
  Events(std::size_t size, int max_depth, JsonVisitor& visitor)
      : size_(size), max_depth_(max_depth), visitor_(visitor) {}

  bool null() { return scalar({JsonKind::null, {}}); }
  bool boolean(bool value) { return scalar({JsonKind::boolean, value ? "true" : "false"}); }
  bool number_integer(Json::number_integer_t value) { return number(std::to_string(value)); }
  bool number_unsigned(Json::number_unsigned_t value) { return number(std::to_string(value)); }
  bool number_float(Json::number_float_t /*value*/, const std::string& text) {
    return number(text);
  }
  bool string(const std::string& text) {
    if (skipped_ > 0) return true;
    if (base::is_xml_text(text)) return scalar({JsonKind::string, text});
    return scalar({JsonKind::string, base::to_xml_text(text)});
  }
  bool binary(const Json::binary_t& /*value*/) { return true; }  // JSON has none.

  bool start_object(std::size_t /*size*/) { return open(true); }
  bool start_array(std::size_t /*size*/) { return open(false); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (skipped_ == 0) key_.swap(name);
    return true;
  }

  bool parse_error(std::size_t read, const std::string& /*token*/,
                   const Json::exception& /*what*/) {
    const std::size_t offset = std::min(read == 0 ? 0 : read - 1, size_);
    damage_ = {.offset = offset, .at_end = offset == size_ && !whole_, .after_end = whole_};
    return false;
  }

  [[nodiscard]] const std::optional<JsonDamage>& damage() const { return damage_; }

 private:
  bool number(std::string_view text) { return scalar({JsonKind::number, text}); }

  bool scalar(const JsonScalar& value) {
    if (skipped_ == 0) visitor_.scalar(key_, value);
    return end_value();
  }

  bool open(bool is_object) {
    if (skipped_ > 0 || depth_ >= max_depth_ || !visitor_.enter(key_, is_object)) {
      ++skipped_;
    } else {
      ++depth_;
    }
    key_.clear();
    return true;
  }

  bool close() {
    if (skipped_ > 0) {
      --skipped_;
    } else {
      --depth_;
      visitor_.leave();
    }
    return end_value();
  }

  bool end_value() {
    key_.clear();
    whole_ = depth_ == 0 && skipped_ == 0;
    return true;
  }

  std::size_t size_;
  int max_depth_;
  JsonVisitor& visitor_;
  std::string key_;
  int depth_ = 0;            ///< Brackets that the visitor has entered.
  std::size_t skipped_ = 0;  ///< Brackets that are open inside what it has not.
  bool whole_ = false;
  std::optional<JsonDamage> damage_;
};

// Of "\uXXXX" at the start of `text`; empty if that is something else.
std::optional<std::uint32_t> escaped_unit(std::string_view text) {
  if (text.size() < 6 || !text.starts_with("\\u")) return std::nullopt;
  std::uint32_t unit = 0;
  const char* const end = text.data() + 6;
  const auto read = std::from_chars(text.data() + 2, end, unit, 16);
  return read.ec == std::errc() && read.ptr == end ? std::optional(unit) : std::nullopt;
}

class JsonRepair {
 public:
  explicit JsonRepair(std::string_view json) : json_(json) { out_.text.reserve(json.size()); }

  [[nodiscard]] RepairedJson run() && {
    while (at_ < json_.size()) {
      copy(std::min(base::find_any<'"', ','>(json_, at_), json_.size()) - at_);
      if (at_ == json_.size()) break;
      if (json_[at_] == '"') {
        read_string();
      } else {
        read_comma();
      }
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t bytes) {
    bytes = std::min(bytes, json_.size() - at_);
    out_.text.append(json_, at_, bytes);
    at_ += bytes;
  }

  void put(std::string_view text, std::size_t instead_of) {
    out_.text.append(text);
    at_ += instead_of;
  }

  void read_comma() {
    const std::size_t next = json_.find_first_not_of(" \t\r\n", at_ + 1);
    const bool trails =
        next != std::string_view::npos && (json_[next] == ']' || json_[next] == '}');
    put(trails ? " " : ",", 1);
  }

  void read_string() {
    copy(1);
    while (at_ < json_.size() && json_[at_] != '"') {
      const char c = json_[at_];
      if (c == '\\') {
        read_escape();
      } else if (c == '\n' || c == '\r' || c == '\t') {
        read_line_break(c);
      } else {
        copy(1);
      }
    }
    copy(1);
  }

  void read_line_break(char c) {
    out_.line_breaks.push_back(out_.text.size());
    put(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t", 1);
  }

  void read_escape() {
    constexpr std::uint32_t kHigh = 0xD800;
    constexpr std::uint32_t kLow = 0xDC00;
    constexpr std::uint32_t kAfter = 0xE000;
    const std::optional<std::uint32_t> unit = escaped_unit(json_.substr(at_));
    if (!unit) return copy(2);
    if (*unit < kHigh || *unit >= kAfter) return copy(6);
    const std::uint32_t next = escaped_unit(json_.substr(at_ + 6)).value_or(0);
    if (*unit < kLow && next >= kLow && next < kAfter) return copy(12);
    put("\\ufffd", 6);
  }

  std::string_view json_;
  std::size_t at_ = 0;
  RepairedJson out_;
};

}  // namespace

std::optional<JsonDamage> read_json(std::string_view text, int max_depth, JsonVisitor& visitor) {
  Events events(text.size(), max_depth, visitor);
  Json::sax_parse(text.begin(), text.end(), &events);
  return events.damage();
}

std::size_t RepairedJson::offset_before(std::size_t offset) const {
  const auto after = std::ranges::lower_bound(line_breaks, offset);
  return offset - static_cast<std::size_t>(after - line_breaks.begin());
}

RepairedJson repair_json(std::string_view json) { return JsonRepair(json).run(); }

}  // namespace syndic::markup
