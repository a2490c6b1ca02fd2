// SPDX-License-Identifier: MIT
#include "parse/xml/person.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "markup/html/character_references.h"
#include "text/mail_address.h"

namespace syndic::parse {
namespace {

// A name out of its quotes or brackets, and without the empty brackets of an address left out.
std::string_view unquoted(std::string_view name) {
  name = base::trim(name);
  while (name.ends_with("()") || name.ends_with("<>")) {
    name = base::trim(name.substr(0, name.size() - 2));
  }
  if (name.starts_with('(') && name.find(')') == name.size() - 1) {
    return base::trim(name.substr(1, name.size() - 2));
  }
  const bool quoted = name.size() >= 2 && name.front() == name.back() &&
                      (name.front() == '"' || name.front() == '\'');
  return quoted ? base::trim(name.substr(1, name.size() - 2)) : name;
}

// A name without the separators that the removed address leaves beside it.
std::string_view without_joints(std::string_view name) {
  constexpr std::string_view kJoints = " \t\r\n,;:-/|";
  const std::size_t first = name.find_first_not_of(kJoints);
  if (first == base::kNotFound) return {};
  return name.substr(first, name.find_last_not_of(kJoints) + 1 - first);
}

struct NameAndAddress {
  std::string_view name;
  std::string_view address;
};

// "name <mail>", "mail (name)", "name (mail)", and either the other way round. No address: no such
// form.
NameAndAddress in_brackets(std::string_view text, char opening, char closing) {
  const std::size_t open = text.find(opening);
  if (open == base::kNotFound) return {};
  const std::size_t close = text.rfind(closing);
  const bool is_closed = close != base::kNotFound && close > open;
  const std::string_view inside =
      base::trim(text.substr(open + 1, is_closed ? close - open - 1 : base::kNotFound));
  const std::string_view before = base::trim(text.substr(0, open));
  const std::string_view after = base::trim(is_closed ? text.substr(close + 1) : "");
  if (!before.empty() && !after.empty()) return {};  // More than the one form can say.
  const std::string_view outside = before.empty() ? after : before;
  if (const std::string_view mail = text::mail_address(inside); !mail.empty())
    return {outside, mail};
  if (const std::string_view mail = text::mail_address(outside); !mail.empty())
    return {inside, mail};
  return {};
}

// Whether there may be more than one; most texts name one.
bool names_several(std::string_view text) { return std::count(text.begin(), text.end(), '@') > 1; }

// "mail name" and "name mail": of addresses without brackets only those with a full domain count.
NameAndAddress in_words(std::string_view text) {
  if (const std::string_view mail = text::mail_address(text); !mail.empty()) return {{}, mail};
  const auto full = [](std::string_view word) {
    const std::string_view mail = text::mail_address(word);
    return mail.find('.', mail.find('@')) == base::kNotFound ? std::string_view() : mail;
  };
  const std::size_t first = text.find_first_of(" \t\r\n");
  const std::size_t last = text.find_last_of(" \t\r\n");
  if (first == base::kNotFound || names_several(text)) return {};
  if (const auto mail = full(without_joints(text.substr(0, first))); !mail.empty()) {
    return {without_joints(text.substr(first)), mail};
  }
  if (const auto mail = full(without_joints(text.substr(last))); !mail.empty()) {
    return {without_joints(text.substr(0, last)), mail};
  }
  return {};
}

// The pieces between commas and semicolons that are in no brackets and no quotes; not many more
// than an item keeps.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  char closing = '\0';
  for (std::size_t i = 0; i <= text.size() && pieces.size() <= kMostOfAKind; ++i) {
    const char c = i < text.size() ? text[i] : ',';
    if (i < text.size() && closing != '\0') {
      if (c == closing) closing = '\0';
    } else if (c == '(' || c == '<' || c == '"') {
      closing = c == '(' ? ')' : c == '<' ? '>' : '"';
    } else if (c == ',' || c == ';') {
      const std::string_view piece = base::trim(text.substr(begin, i - begin));
      if (!piece.empty()) pieces.push_back(piece);
      begin = i + 1;
    }
  }
  return pieces;
}

// An extension's element (an affiliation, a second address) is no part of the person.
bool is_foreign(pugi::xml_node element, const markup::XmlName& name) {
  return static_cast<Ns>(name.space) == Ns::other &&
         std::string_view(element.name()).find(':') != std::string_view::npos;
}

}  // namespace

model::Person parse_person(std::string_view text) {
  std::string unescaped;
  if (text.find("&lt;") != base::kNotFound) {  // The brackets were escaped once more.
    unescaped = markup::decoded(text, markup::ReferenceContext::text);
    text = unescaped;
  }
  text = base::trim(text);
  NameAndAddress found{text, {}};
  if (text.find('@') != base::kNotFound) {
    for (const NameAndAddress& form :
         {in_brackets(text, '<', '>'), in_brackets(text, '(', ')'), in_words(text)}) {
      if (form.address.empty()) continue;
      found = form;
      break;
    }
  }
  const std::string_view name = unquoted(found.name);
  return {base::fold_spaces(name.empty() ? found.address : name), std::string(found.address), {}};
}

std::vector<model::Person> parse_persons(std::string_view text) {
  std::vector<model::Person> persons;
  if (names_several(text)) {
    for (const std::string_view piece : pieces_of(text)) persons.push_back(parse_person(piece));
    const bool all_have_addresses =
        std::all_of(persons.begin(), persons.end(),
                    [](const model::Person& each) { return !each.email.empty(); });
    if (all_have_addresses) return persons;
    persons.clear();
  }
  persons.push_back(parse_person(text));
  return persons;
}

model::Person read_person(XmlContext& context, pugi::xml_node element) {
  model::Person person;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    const markup::XmlName qualified = context.scope().name(child);
    if (is_foreign(child, qualified)) continue;
    const std::string_view name = qualified.local;
    if (person.name.empty() && base::equals_ignoring_case(name, "name")) {
      person.name = base::fold_spaces(context.text(child));
    } else if (person.email.empty() && base::equals_ignoring_case(name, "email")) {
      person.email = context.text(child);
    } else if (person.url.empty() && (base::equals_ignoring_case(name, "uri") ||
                                      base::equals_ignoring_case(name, "url") ||
                                      base::equals_ignoring_case(name, "homepage"))) {
      person.url = context.url(child);
    }
  }
  if (person.name.empty() && person.email.empty()) {
    return person.url.empty() ? parse_person(context.text(element)) : person;
  }
  if (person.email.empty()) {  // The name may hold it.
    const model::Person line = parse_person(person.name);
    return {line.name, line.email, std::move(person.url)};
  }
  if (person.name.empty()) person.name = person.email;
  return person;
}

void offer_persons(XmlContext& context, pugi::xml_node element, rank::Author rank,
                   RankedPersons& field) {
  if (has_elements(element)) {
    field.offer(rank, read_person(context, element));
    return;
  }
  std::string room;
  const std::string_view line = context.text(element, room);
  if (!names_several(line)) {
    field.offer(rank, parse_person(line));
    return;
  }
  for (model::Person& person : parse_persons(line)) field.offer(rank, std::move(person));
}

}  // namespace syndic::parse
