// SPDX-License-Identifier: MIT
//
// JSON text (RFC 8259) read as events, so that no tree of it is ever built; and
// the repair of the mistakes that programs make in it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::markup {

enum class JsonKind { null, boolean, number, string };

/// A value that holds no others.
struct JsonScalar {
  JsonKind kind = JsonKind::null;
  /// A string's, of XML 1.0 characters; a number in digits; "true" or "false"; else empty.
  std::string_view text;
};

/// Receives the parts of a document in order. `key` is empty inside lists. Views last for the
/// call only.
class JsonVisitor {
 public:
  virtual ~JsonVisitor() = default;

  /// An object or else a list begins. False: neither its contents nor its end are reported.
  virtual bool enter(std::string_view key, bool is_object) = 0;
  /// The innermost one ends.
  virtual void leave() = 0;
  virtual void scalar(std::string_view key, const JsonScalar& value) = 0;
};

/// Where the text stops being JSON. What is before was reported, and what is open stays open.
struct JsonDamage {
  std::size_t offset = 0;  ///< Bytes.
  bool at_end = false;     ///< It is cut off: what is there is right.
  bool after_end = false;  ///< The document is whole; something follows it.
};

/// Reads `json`, which is valid UTF-8, in linear time and without recursion. What nests deeper than
/// `max_depth` is left out.
[[nodiscard]] std::optional<JsonDamage> read_json(std::string_view json, int max_depth,
                                                  JsonVisitor& visitor);

/// JSON after repair_json().
struct RepairedJson {
  std::string text;
  std::vector<std::size_t> line_breaks;  ///< Where one byte became two, in `text`, ascending.

  /// The place in the JSON before the repair of what is at `offset` of `text`.
  [[nodiscard]] std::size_t offset_before(std::size_t offset) const;
};

/// Mends what programs get wrong: in strings, raw line breaks and tabs become escapes, and half
/// surrogates U+FFFD (RFC 8259 §7, §8.2); a comma before a closing bracket is removed. The rest
/// stays as it is.
[[nodiscard]] RepairedJson repair_json(std::string_view json);

}  // namespace syndic::markup
