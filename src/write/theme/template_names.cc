// SPDX-License-Identifier: MIT
#include "write/theme/template_names.h"

#include <kainjow/mustache.hpp>
#include <string_view>
#include <vector>

#include "base/slips.h"

namespace syndic::write {
namespace {

using Tag = kainjow::mustache::component<std::string>;
using kainjow::mustache::tag_type;

// The objects whose members have names at a place, the innermost last.
using Scopes = std::vector<const View*>;

// The value of "a.b" in an object; null: it has none.
const View* member_of(const View& object, std::string_view path) {
  const View* value = &object;
  for (std::size_t dot = 0; dot != std::string_view::npos;) {
    dot = path.find('.');
    const auto found =
        value->is_object() ? value->find(std::string(path.substr(0, dot))) : value->end();
    if (found == value->end()) return nullptr;
    value = &*found;
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
  }
  return value;
}

const View* value_of(const Scopes& scopes, const std::string& name) {
  if (name == ".") return scopes.back();
  for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
    if (const View* const value = member_of(**scope, name); value != nullptr) return value;
  }
  return nullptr;
}

std::string meant_by(const std::string& name, const Scopes& scopes) {
  std::vector<std::string> known;
  for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
    if (!(*scope)->is_object()) continue;
    for (const auto& [key, value] : (*scope)->items()) {
      known.push_back(key);
      if (!value.is_object()) continue;
      for (const auto& member : value.items()) known.push_back(key + "." + member.key());
    }
  }
  return std::string(
      base::slipped_name(name, std::vector<std::string_view>(known.begin(), known.end())));
}

std::optional<UnknownName> unknown_in(const Tag& section, Scopes& scopes);

std::optional<UnknownName> unknown_below(const Tag& section, const View& scope, Scopes& scopes) {
  scopes.push_back(&scope);
  auto unknown = unknown_in(section, scopes);
  scopes.pop_back();
  return unknown;
}

std::optional<UnknownName> unknown_in_section(const Tag& section, const View& value,
                                              Scopes& scopes) {
  if (section.tag.type == tag_type::section_begin_inverted) return unknown_in(section, scopes);
  if (!value.is_array()) return unknown_below(section, value, scopes);
  for (const View& element : value) {
    if (auto unknown = unknown_below(section, element, scopes)) return unknown;
  }
  return std::nullopt;
}

std::optional<UnknownName> unknown_in(const Tag& section, Scopes& scopes) {
  for (const Tag& part : section.children) {
    const std::string& name = part.tag.name;
    switch (part.tag.type) {
      case tag_type::partial:  // With other delimiters than those of TemplateText.
        return UnknownName{.offset = part.position, .name = "> " + name, .meant = {}};
      case tag_type::variable:
      case tag_type::unescaped_variable:
      case tag_type::section_begin:
      case tag_type::section_begin_inverted:
        break;
      default:
        continue;
    }
    const View* const value = value_of(scopes, name);
    if (value == nullptr) {
      return UnknownName{.offset = part.position, .name = name, .meant = meant_by(name, scopes)};
    }
    if (!part.tag.is_section_begin()) continue;
    if (auto unknown = unknown_in_section(part, *value, scopes)) return unknown;
  }
  return std::nullopt;
}

}  // namespace

std::optional<UnknownName> unknown_name(const std::string& text, const View& view) {
  kainjow::mustache::context<std::string> none;
  kainjow::mustache::context_internal<std::string> context(none);
  Tag root;
  std::string complaint;
  const kainjow::mustache::parser<std::string> parser(text, context, root, complaint);
  Scopes scopes = {&view};
  return unknown_in(root, scopes);
}

}  // namespace syndic::write
