// SPDX-License-Identifier: MIT
//
// One start tag of ill-formed XML: where it ends and what its attributes are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace syndic::markup {

/// Borrowed from the text it was scanned in.
struct XmlTag {
  struct Attribute {
    std::string_view name;
    std::string_view value;
  };
  enum class End {
    open,          ///< ">"
    self_closing,  ///< "/>"
    broken,        ///< Another "<" came first.
    cut,           ///< The text ended first.
  };

  std::string_view name;
  std::vector<Attribute> attributes;
  End end = End::cut;
  std::size_t next = 0;            ///< Where reading goes on.
  std::size_t repairs = 0;         ///< Attributes that were not as XML wants them.
  bool has_value = false;          ///< Whether anything has a value.
  bool slash_is_doubtful = false;  ///< Whether the "/" of "/>" may be the last value's.
};

class XmlTagScanner {
 public:
  explicit XmlTagScanner(std::string_view text) : text_(text) {}

  /// The name of the start tag at `at`, where "<" and a name begin.
  [[nodiscard]] std::string_view name(std::size_t at) const;

  /// Whether that name ends as a tag's does: "<a b", not "<a@b".
  [[nodiscard]] bool name_is_whole(std::size_t at) const;

  /// The whole tag. Valid until the next call.
  const XmlTag& scan(std::size_t at);

  /// Makes the last tag, whose slash is doubtful, one with content: the slash is its value's.
  void give_slash_to_value();

 private:
  void scan_attribute();
  std::string_view scan_value();
  std::string_view scan_quoted();
  std::string_view scan_unquoted();
  void skip_junk();
  void skip_blanks();
  [[nodiscard]] bool ends_unquoted_value(std::size_t at) const;
  [[nodiscard]] bool goes_on_properly(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  XmlTag tag_;
};

/// Appends the tag as XML, each value quoted and without "<".
void append_tag(const XmlTag& tag, bool self_closing, std::string& out);

}  // namespace syndic::markup
