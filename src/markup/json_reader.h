// SPDX-License-Identifier: MIT
//
// JSON text (RFC 8259) told as events while it is read, so that no tree of it is ever built; and
// what mends the mistakes that people and programs make in it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::markup {

enum class JsonKind { null, boolean, number, string };

/// A value that holds no others.
struct JsonScalar {
  JsonKind kind = JsonKind::null;
  /// A string's, of XML 1.0 characters; a number in digits; "true" or "false"; else empty.
  std::string_view text;
};

/// Hears what stands in a document, in its order. `key` is empty inside lists. Views last for the
/// call only.
class JsonVisitor {
 public:
  virtual ~JsonVisitor() = default;

  /// An object or else a list begins. False: nothing that is in it, nor its end, is told.
  virtual bool enter(std::string_view key, bool is_object) = 0;
  /// What was entered last ends.
  virtual void leave() = 0;
  virtual void scalar(std::string_view key, const JsonScalar& value) = 0;
};

/// Where the text stops being JSON. What stands before was told, and what is open stays open.
struct JsonDamage {
  std::size_t offset = 0;  ///< Bytes.
  bool at_end = false;     ///< It is cut off: what is there is right.
  bool after_end = false;  ///< The document is whole; something follows it.
};

/// Reads `json`, which is valid UTF-8, in linear time and without recursion. What lies deeper than
/// `max_depth` is passed over.
[[nodiscard]] std::optional<JsonDamage> read_json(std::string_view json, int max_depth,
                                                  JsonVisitor& visitor);

/// `json` with commas where they belong, without comments, with line breaks and tabs in strings as
/// escapes, half surrogates as U+FFFD, backslashes that escape nothing as themselves, and null for
/// words and numbers that JSON does not have (NaN, 1e999). What is right stays as it is.
[[nodiscard]] std::string repair_json(std::string_view json);

/// The place in `json` of what stands at `offset` in repair_json(json), or directly behind it.
[[nodiscard]] std::size_t offset_before_repair(std::string_view json, std::size_t offset);

}  // namespace syndic::markup
