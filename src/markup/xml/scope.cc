// SPDX-License-Identifier: MIT
#include "markup/xml/scope.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "markup/xml/names.h"

namespace syndic::markup {
namespace {

// Each name is looked for among all of them; no honest document has a tenth as many.
constexpr std::size_t kMostBindings = 256;

// Later attributes are not compared, and later prefixes not noted.
constexpr std::size_t kComparedAttributes = 17;
constexpr std::size_t kMostUndeclared = 16;

bool counts(std::string_view base) { return base.size() <= base::kLongestBaseUrl; }

}  // namespace

XmlScope::XmlScope(XmlDocument& document, const NamespaceTable& table, std::string base)
    : document_(document), table_(table), bases_{std::string()}, languages_{std::string()} {
  set_outer_base(std::move(base));
}

void XmlScope::set_outer_base(std::string base) {
  if (counts(base)) bases_.front() = std::move(base);
}

void XmlScope::enter(pugi::xml_node element) {
  const pugi::xml_attribute first = element.first_attribute();
  if (first.next_attribute()) drop_duplicates(element);
  for (pugi::xml_attribute attribute = first; attribute; attribute = attribute.next_attribute()) {
    const char* const begin = attribute.name();
    if (std::strncmp(begin, "xml", 3) != 0) continue;
    const std::string_view name = begin + 3;
    if (name == "ns" || name.starts_with("ns:")) {
      if (bindings_.size() >= kMostBindings) continue;
      const std::string_view prefix = name == "ns" ? std::string_view() : name.substr(3);
      const std::string_view uri = base::trim(attribute.value());
      rebind(prefix, meaning(prefix, uri));
    } else if (name == ":base") {
      std::string reference;
      document_.append_decoded(attribute.value(), reference);
      // An xml:base that is no address on the web (javascript:, data:) does not count.
      std::optional<std::string> resolved = base::resolve_url(reference, base());
      if (resolved && counts(*resolved) && base::is_http_url(*resolved)) {
        bases_.push_back(std::move(*resolved));
        held_.push_back(Held::base);
      }
    } else if (name == ":lang") {
      std::string language;
      document_.append_decoded(base::trim(attribute.value()), language);
      languages_.push_back(std::move(language));
      held_.push_back(Held::language);
    }
  }
}

void XmlScope::leave(std::size_t held) {
  for (; held_.size() > held; held_.pop_back()) {
    switch (held_.back()) {
      case Held::binding:
        bindings_.pop_back();
        ++changes_;
        break;
      case Held::base:
        bases_.pop_back();
        break;
      case Held::language:
        languages_.pop_back();
        break;
    }
  }
}

Namespace XmlScope::meaning(std::string_view prefix, std::string_view uri) const {
  if (prefix.empty() && uri.empty()) return table_.none;
  const Namespace space = uri.empty() ? table_.unknown : table_.of_uri(uri);
  return space == table_.unknown && !prefix.empty() ? table_.of_undeclared_prefix(prefix) : space;
}

void XmlScope::drop_duplicates(pugi::xml_node element) {
  std::array<const char*, kComparedAttributes> names{};
  std::size_t kept = 0;
  pugi::xml_attribute attribute = element.first_attribute();
  for (std::size_t compared = 0; attribute && compared < names.size(); ++compared) {
    const pugi::xml_attribute next = attribute.next_attribute();
    const char* const name = attribute.name();
    const bool is_known = std::any_of(names.data(), names.data() + kept, [&](const char* other) {
      return *other == *name && std::strcmp(other, name) == 0;
    });
    if (is_known) {
      document_.note(XmlFault::duplicate_attribute, name);
      element.remove_attribute(attribute);
    } else {
      names[kept++] = name;
    }
    attribute = next;
  }
}

void XmlScope::note_undeclared(std::string_view prefix) {
  if (prefix == "xml" || undeclared_.size() >= kMostUndeclared) return;
  if (std::find(undeclared_.begin(), undeclared_.end(), prefix) != undeclared_.end()) return;
  undeclared_.push_back(prefix);
  document_.note(XmlFault::undeclared_prefix, prefix);
}

XmlName XmlScope::find(std::string_view qualified) {
  const std::size_t colon = qualified.find(':');
  const bool prefixed = colon != std::string_view::npos;
  const std::string_view prefix = prefixed ? qualified.substr(0, colon) : std::string_view();
  const std::string_view local = prefixed ? qualified.substr(colon + 1) : qualified;
  for (std::size_t i = bindings_.size(); i > 0; --i) {
    if (bindings_[i - 1].prefix == prefix) {
      return {bindings_[i - 1].space, local, hash_of_name(local)};
    }
  }
  if (!prefixed) return {table_.none, local, hash_of_name(local)};
  note_undeclared(prefix);
  return {table_.of_undeclared_prefix(prefix), local, hash_of_name(local)};
}

void XmlScope::rebind(std::string_view prefix, Namespace space) {
  bindings_.push_back({prefix, space});
  held_.push_back(Held::binding);
  ++changes_;
}

}  // namespace syndic::markup
