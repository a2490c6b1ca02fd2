// SPDX-License-Identifier: MIT
//
// Character and entity references of XML text (XML 1.0 §4.1), read as liberally as feeds write
// them. pugixml leaves them as they are; only this decodes them, once.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "markup/xml/faults.h"

namespace syndic::markup {

/// The references that one document may use: XML's five, HTML's by name, numbers, and what the
/// internal subset of its own DOCTYPE declares. External entities are never read.
class XmlReferences {
 public:
  /// `faults` takes what is wrong with references, and must outlive this.
  explicit XmlReferences(XmlFaults& faults) : faults_(faults) {}

  /// Adds the general entities of a DOCTYPE's internal subset. `doctype` must outlive this.
  void declare(std::string_view doctype);

  /// Appends `raw` with its references decoded. A number from 128 to 159 means windows-1252, one
  /// that XML forbids is dropped; a name that no one knows, or without semicolon, stays as it is.
  void append_decoded(std::string_view raw, std::string& out);

  /// Whether declared entities grew larger than any honest document needs; they then stay
  /// unexpanded.
  [[nodiscard]] bool overflowed() const { return overflowed_; }

 private:
  void append_expanded(std::string_view raw, int depth, std::string& out);
  std::size_t append_reference(std::string_view text, int depth, std::string& out);
  bool append_declared(std::string_view name, int depth, std::string& out);

  std::size_t append_known(std::string_view text, std::string& out);

  XmlFaults& faults_;
  bool has_doctype_ = false;
  std::unordered_map<std::string_view, std::optional<std::string_view>> declared_;  // Or refused.
  std::size_t expanded_bytes_ = 0;
  bool overflowed_ = false;
};

}  // namespace syndic::markup
