// SPDX-License-Identifier: MIT
#include "parse/person.h"

#include <string>

#include "base/ascii.h"

namespace syndic::parse {
namespace {

// The address in "mailto:a@b?subject=x"; empty where there is none.
std::string_view address(std::string_view text) {
  constexpr std::string_view kScheme = "mailto:";
  text = base::trim(text);
  if (base::starts_with_ignoring_case(text, kScheme)) text.remove_prefix(kScheme.size());
  text = base::trim(text.substr(0, text.find('?')));
  const std::size_t at = text.find('@');
  const bool plain = at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
                     text.find_first_of(" \t\r\n<>()\"") == std::string_view::npos;
  return plain ? text : std::string_view();
}

std::string_view unquoted(std::string_view name) {
  name = base::trim(name);
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') {
    name = base::trim(name.substr(1, name.size() - 2));
  }
  return name;
}

}  // namespace

model::Person parse_person(std::string_view text) {
  text = base::trim(text);
  model::Person person;
  std::string_view name = text;
  const std::size_t open = text.find_first_of("<(");
  if (open != std::string_view::npos) {
    const std::size_t close = text.find(text[open] == '<' ? '>' : ')', open);
    const std::string_view outside = base::trim(text.substr(0, open));
    const std::string_view inside = base::trim(
        text.substr(open + 1, close == std::string_view::npos ? close : close - open - 1));
    if (const std::string_view mail = address(inside); !mail.empty()) {
      person.email = mail;
      name = outside;
    } else if (const std::string_view first = address(outside); !first.empty()) {
      person.email = first;
      name = inside;
    }
  } else {
    person.email = address(text);
    if (!person.email.empty()) name = person.email;
  }
  name = unquoted(name);
  person.name = base::fold_spaces(name.empty() ? std::string_view(person.email) : name);
  return person;
}

model::Person read_person(Context& context, pugi::xml_node element) {
  if (!has_elements(element)) return parse_person(context.text(element));
  model::Person person;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    const std::string_view name = context.scope().name(child).local;
    if (person.name.empty() && base::equals_ignoring_case(name, "name")) {
      person.name = base::fold_spaces(context.text(child));
    } else if (person.email.empty() && base::equals_ignoring_case(name, "email")) {
      person.email = context.text(child);
    } else if (person.url.empty() && (base::equals_ignoring_case(name, "uri") ||
                                      base::equals_ignoring_case(name, "url"))) {
      person.url = context.url(child);
    }
  }
  if (person.name.empty()) person.name = person.email;
  return person;
}

}  // namespace syndic::parse
