// SPDX-License-Identifier: MIT
#include "parse/lists/ini.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/utf8.h"

namespace syndic::parse {
namespace {

constexpr int kDeepestReference = 10;  // As ConfigParser has it.
constexpr int kMostReferences = 100;   // Of one value.

std::size_t indent_of(std::string_view line) {
  return static_cast<std::size_t>(std::ranges::find_if_not(line, base::is_space) - line.begin());
}

std::string_view without_comment(std::string_view value) {
  for (std::size_t at = value.find(';'); at != std::string_view::npos;
       at = value.find(';', at + 1)) {
    if (at > 0 && base::is_space(value[at - 1])) return base::trim(value.substr(0, at));
  }
  return value;
}

class IniReader {
 public:
  std::vector<IniSection> read(std::string_view text) {
    sections_.push_back({});
    while (!text.empty()) {
      ++line_;
      read_line(base::take_line(text));
    }
    return std::move(sections_);
  }

 private:
  void read_line(std::string_view line) {
    const std::string_view words = base::trim(line);
    if (words.empty() || words.starts_with('#') || words.starts_with(';')) return;
    const std::size_t indent = indent_of(line);
    if (value_ != nullptr && indent > indent_) return continue_value(words);
    if (words.starts_with('[') && words.find(']') != std::string_view::npos) {
      return begin_section(words);
    }
    const std::size_t mark = words.find_first_of("=:");
    if (mark == std::string_view::npos || mark == 0) return;
    const std::string key = base::lower(base::trim(words.substr(0, mark)));
    if (key.size() > kLongestIniValue) return;
    indent_ = indent;
    value_ = &sections_[section_].values[key];
    *value_ = {.text = {}, .line = line_};
    continue_value(without_comment(base::trim(words.substr(mark + 1))));
  }

  void begin_section(std::string_view words) {
    // An address of IPv6 has a bracket of its own.
    const std::size_t end = words.ends_with(']') ? words.size() - 1 : words.find(']');
    const std::string name = base::fold_spaces(words.substr(1, end - 1));
    const auto [place, is_new] = place_of_.emplace(name, sections_.size());
    if (is_new) sections_.push_back({.name = name, .line = line_, .values = {}});
    section_ = place->second;
    value_ = nullptr;
  }

  void continue_value(std::string_view words) {
    std::string& text = value_->text;
    if (!text.empty() && !words.empty()) text += ' ';
    const std::size_t left = kLongestIniValue - std::min(kLongestIniValue, text.size());
    for (const char c : base::utf8_prefix(words, left)) text += base::is_space(c) ? ' ' : c;
  }

  std::vector<IniSection> sections_;
  std::map<std::string, std::size_t> place_of_;
  std::size_t section_ = 0;
  std::size_t line_ = 0;
  IniValue* value_ = nullptr;  ///< That a further indented line continues.
  std::size_t indent_ = 0;     ///< Of its key.
};

/// Replaces the references of values; those beyond its limits stay as they are written.
class IniReferences {
 public:
  IniReferences(const IniSection& section, const IniSection& defaults)
      : section_(section), defaults_(defaults) {}

  const IniValue* find(const std::string& key) const {
    for (const IniSection* place : {&section_, &defaults_}) {
      if (const auto found = place->values.find(key); found != place->values.end()) {
        return &found->second;
      }
    }
    return nullptr;
  }

  // Recursion is bounded by kDeepestReference.
  void append(std::string_view text, int depth, std::string& out) {
    while (!text.empty()) {
      const std::size_t mark = std::min(text.find('%'), text.size());
      out += text.substr(0, mark);
      text.remove_prefix(mark);
      if (text.empty()) return;
      if (text.starts_with("%%")) {
        out += '%';
        text.remove_prefix(2);
        continue;
      }
      const IniValue* value = nullptr;
      std::size_t end = std::string_view::npos;
      if (text.starts_with("%(") && depth < kDeepestReference && ++count_ <= kMostReferences) {
        end = text.find(")s");
      }
      if (end != std::string_view::npos) value = find(base::lower(text.substr(2, end - 2)));
      if (value == nullptr) {
        out += '%';
        text.remove_prefix(1);
        continue;
      }
      append(value->text, depth + 1, out);
      text.remove_prefix(end + 2);
    }
  }

 private:
  const IniSection& section_;
  const IniSection& defaults_;
  int count_ = 0;
};

}  // namespace

std::vector<IniSection> read_ini(std::string_view text) { return IniReader().read(text); }

std::string ini_value(const IniSection& section, const IniSection& defaults,
                      const std::string& key) {
  IniReferences references(section, defaults);
  const IniValue* value = references.find(key);
  std::string text;
  if (value != nullptr) references.append(value->text, 0, text);
  return std::string(base::utf8_prefix(text, kLongestIniValue));
}

}  // namespace syndic::parse
