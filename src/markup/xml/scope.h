// SPDX-License-Identifier: MIT
//
// What an element inherits: namespaces (Namespaces in XML 1.0 §6), xml:base (XML Base §4) and
// xml:lang (XML 1.0 §2.12). Entered and left while walking a tree.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/url_resolve.h"
#include "markup/xml/document.h"

namespace syndic::markup {

/// A namespace as the caller numbers those that it knows.
using Namespace = std::uint8_t;

/// How the caller knows them. Both return `unknown` for what they do not know.
struct NamespaceTable {
  Namespace none = 0;  ///< Of names without prefix if no default namespace is declared.
  Namespace unknown = 0;
  Namespace (*of_uri)(std::string_view uri) = nullptr;
  Namespace (*of_undeclared_prefix)(std::string_view prefix) = nullptr;  ///< Or misdeclared.
};

/// A name with its namespace known. `local` is borrowed from the document.
struct XmlName {
  Namespace space = 0;
  std::string_view local;
  std::uint64_t hash = 0;  ///< hash_of_name(local)
};

class XmlScope {
 public:
  /// `base`: what xml:base itself is relative to; absolute or empty. One that is longer than
  /// base::kLongestBaseUrl, here or anywhere below, does not count.
  XmlScope(XmlDocument& document, const NamespaceTable& table, std::string base);

  /// Adds the element's own declarations, and removes them when it ends. Of an
  /// attribute that is given twice, the tree keeps the first (XML 1.0 §3.1 forbids such).
  /// Entries nest as the elements do.
  class Entry {
   public:
    Entry(XmlScope& scope, pugi::xml_node element) : scope_(scope), held_(scope.held_.size()) {
      if (element.first_attribute()) scope_.enter(element);
    }
    ~Entry() {
      if (scope_.held_.size() > held_) scope_.leave(held_);
    }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

   private:
    XmlScope& scope_;
    std::size_t held_;
  };

  /// The name of an element that was entered.
  [[nodiscard]] XmlName name(pugi::xml_node element) { return resolve(element.name()); }

  /// The namespace and local part of a qualified name, which must outlive this.
  [[nodiscard]] XmlName resolve(std::string_view qualified) {
    // A feed has a few names, each of them in every item: 4 % of parsing.
    Resolved& known = resolved_[place_of(qualified)];
    if (known.bindings != changes_ || known.qualified != qualified) {
      known = {qualified, find(qualified), changes_};
    }
    return known.name;
  }

  /// Replaces the namespace that `prefix` has, until the current entry is left.
  void rebind(std::string_view prefix, Namespace space);

  /// What relative references resolve against; absolute or empty.
  [[nodiscard]] const std::string& base() const { return bases_.back(); }

  /// `reference` made absolute against base(), as base::UrlResolver does it.
  [[nodiscard]] std::string absolute(std::string_view reference) {
    return urls_.resolve(reference, base());
  }

  /// Replaces the base outside all xml:base.
  void set_outer_base(std::string base);

  /// The xml:lang in force; empty if there is none.
  [[nodiscard]] const std::string& language() const { return languages_.back(); }

 private:
  struct Binding {
    std::string_view prefix;
    Namespace space;
  };

  // What an element declares.
  enum class Held : std::uint8_t { binding, base, language };

  // What resolve() found while `changes_` was `bindings`.
  struct Resolved {
    std::string_view qualified;
    XmlName name;
    std::uint64_t bindings = 0;
  };

  static constexpr std::size_t kResolved = 64;

  static std::size_t place_of(std::string_view name) {
    if (name.empty()) return 0;
    const auto first = static_cast<unsigned char>(name.front());
    const auto last = static_cast<unsigned char>(name.back());
    return (name.size() * 16 + first * 4U + last) % kResolved;
  }

  [[nodiscard]] XmlName find(std::string_view qualified);
  void enter(pugi::xml_node element);
  void drop_duplicates(pugi::xml_node element);
  void note_undeclared(std::string_view prefix);
  // A URI that no one knows says less than a prefix that everyone does.
  [[nodiscard]] Namespace meaning(std::string_view prefix, std::string_view uri) const;
  void leave(std::size_t held);

  XmlDocument& document_;
  const NamespaceTable& table_;
  std::vector<Binding> bindings_;
  std::uint64_t changes_ = 1;  ///< Of bindings_.
  std::array<Resolved, kResolved> resolved_;
  std::vector<std::string_view> undeclared_;  ///< Prefixes that were noted in the document.
  std::vector<std::string> bases_;
  std::vector<std::string> languages_;
  std::vector<Held> held_;  ///< What the elements that are entered added to these, in their order.
  base::UrlResolver urls_;
};

}  // namespace syndic::markup
