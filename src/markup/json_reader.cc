// SPDX-License-Identifier: MIT
#include "markup/json_reader.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/ascii.h"
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

class Repair {
 public:
  explicit Repair(std::string_view json) : json_(json) {}

  /// Goes on until `most` bytes are written.
  void run(std::size_t most) {
    while (at_ < json_.size() && out_.size() < most) step();
  }

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void step() {
    const char c = json_[at_];
    switch (c) {
      case '"':
        return read_string();
      case '{':
      case '[':
        begin_value();
        return copy(1);
      case '}':
      case ']':
        after_value_ = true;
        return copy(1);
      case ':':
        after_value_ = false;
        return copy(1);
      case ',':  // Written where two values meet.
        ++at_;
        return;
      case '/':
        return skip_comment();
      default:
        return base::is_space(c) ? copy(1) : read_word();
    }
  }

  void copy(std::size_t bytes) {
    out_.append(json_, at_, bytes);
    at_ += bytes;
  }

  void put(std::string_view text, std::size_t instead_of) {
    out_.append(text);
    at_ += instead_of;
  }

  void begin_value() {
    if (after_value_) out_.push_back(',');
    after_value_ = false;
  }

  void skip_comment() {
    const std::string_view rest = json_.substr(at_);
    std::size_t length = 1;  // A stroke alone.
    if (rest.starts_with("//")) length = rest.find('\n');
    if (rest.starts_with("/*")) {
      length = rest.find("*/", 2);
      if (length != std::string_view::npos) length += 2;
    }
    at_ += std::min(length, rest.size());
  }

  // Literals, numbers and what is neither.
  void read_word() {
    const std::string_view rest = json_.substr(at_);
    const std::string_view word = rest.substr(0, rest.find_first_of("\"{}[]:,/ \t\r\n"));
    begin_value();
    put(is_json_word(word) ? word : "null", word.size());
    after_value_ = true;
  }

  static bool is_json_word(std::string_view word) {
    if (base::is_alpha(word.front())) return word == "true" || word == "false" || word == "null";
    return Json::accept(word.begin(), word.end());
  }

  void read_string() {
    begin_value();
    copy(1);
    while (at_ < json_.size() && json_[at_] != '"') {
      switch (json_[at_]) {
        case '\\':
          read_escape();
          break;
        case '\n':
          put("\\n", 1);
          break;
        case '\r':
          put("\\r", 1);
          break;
        case '\t':
          put("\\t", 1);
          break;
        default:
          copy(std::min(json_.find_first_of("\"\\\n\r\t", at_), json_.size()) - at_);
      }
    }
    if (at_ < json_.size()) copy(1);
    after_value_ = true;
  }

  void read_escape() {
    constexpr std::string_view kEscapes = "\"\\/bfnrt";
    const char escaped = at_ + 1 < json_.size() ? json_[at_ + 1] : '\0';
    if (escaped == 'u') {
      read_unicode_escape();
    } else if (kEscapes.find(escaped) != std::string_view::npos) {
      copy(2);
    } else if (escaped == '\'') {  // JavaScript's, and addslashes()'.
      ++at_;
    } else {
      put("\\\\", 1);
    }
  }

  void read_unicode_escape() {
    const std::optional<std::uint32_t> unit = unit_at(at_);
    if (!unit) return put("\\\\", 1);
    if (*unit < 0xD800 || *unit > 0xDFFF) return copy(6);
    const std::uint32_t next = *unit < 0xDC00 ? unit_at(at_ + 6).value_or(0) : 0;
    if (next >= 0xDC00 && next <= 0xDFFF) return copy(12);
    put("\\ufffd", 6);
  }

  // Of "\uXXXX" at `at`, which may be beyond the end.
  [[nodiscard]] std::optional<std::uint32_t> unit_at(std::size_t at) const {
    if (at + 6 > json_.size() || json_.substr(at, 2) != "\\u") return std::nullopt;
    std::uint32_t unit = 0;
    for (const char digit : json_.substr(at + 2, 4)) {
      const std::size_t value = std::string_view("0123456789abcdef").find(base::to_lower(digit));
      if (value == std::string_view::npos) return std::nullopt;
      unit = unit * 16 + static_cast<std::uint32_t>(value);
    }
    return unit;
  }

  std::string_view json_;
  std::size_t at_ = 0;
  std::string out_;
  bool after_value_ = false;
};

}  // namespace

std::optional<JsonDamage> read_json(std::string_view text, int max_depth, JsonVisitor& visitor) {
  Events events(text.size(), max_depth, visitor);
  Json::sax_parse(text.begin(), text.end(), &events);
  return events.damage();
}

std::string repair_json(std::string_view json) {
  Repair repair(json);
  repair.run(std::string::npos);
  return repair.take();
}

std::size_t offset_before_repair(std::string_view json, std::size_t offset) {
  Repair repair(json);
  repair.run(offset);
  return repair.at();
}

}  // namespace syndic::markup
