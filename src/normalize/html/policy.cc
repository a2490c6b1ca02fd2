// SPDX-License-Identifier: MIT
#include "normalize/html/policy.h"

#include <array>

#include "base/ascii.h"

namespace syndic::normalize {
namespace {

using enum Attribute;
using markup::HtmlTag;

template <class... Attributes>
constexpr AttributeSet with(Attributes... attributes) {
  return ((attribute_bit(title) | attribute_bit(lang) | attribute_bit(dir)) | ... |
          attribute_bit(attributes));
}

struct ElementEntry {
  HtmlTag tag;
  Role role;
  AttributeSet attributes;
};

// clang-format off
constexpr ElementEntry kElements[] = {
    // Text
    {HtmlTag::a,          Role::link,         with(href, target)},
    {HtmlTag::abbr,       Role::span,         with()},
    {HtmlTag::acronym,    Role::span,         with()},
    {HtmlTag::b,          Role::formatting,   with()},
    {HtmlTag::bdi,        Role::span,         with()},
    {HtmlTag::bdo,        Role::span,         with()},
    {HtmlTag::big,        Role::formatting,   with()},
    {HtmlTag::br,         Role::empty,        0},
    {HtmlTag::cite,       Role::span,         with()},
    {HtmlTag::code,       Role::formatting,   with()},
    {HtmlTag::del,        Role::span,         with(cite, datetime)},
    {HtmlTag::dfn,        Role::span,         with()},
    {HtmlTag::em,         Role::formatting,   with()},
    {HtmlTag::i,          Role::formatting,   with()},
    {HtmlTag::ins,        Role::span,         with(cite, datetime)},
    {HtmlTag::kbd,        Role::span,         with()},
    {HtmlTag::mark,       Role::span,         with()},
    {HtmlTag::q,          Role::span,         with(cite)},
    {HtmlTag::rp,         Role::ruby_text,    with()},
    {HtmlTag::rt,         Role::ruby_text,    with()},
    {HtmlTag::ruby,       Role::span,         with()},
    {HtmlTag::s,          Role::formatting,   with()},
    {HtmlTag::samp,       Role::span,         with()},
    {HtmlTag::small,      Role::formatting,   with()},
    {HtmlTag::span,       Role::span,         with()},
    {HtmlTag::strike,     Role::formatting,   with()},
    {HtmlTag::strong,     Role::formatting,   with()},
    {HtmlTag::sub,        Role::span,         with()},
    {HtmlTag::sup,        Role::span,         with()},
    {HtmlTag::time,       Role::span,         with(datetime)},
    {HtmlTag::tt,         Role::formatting,   with()},
    {HtmlTag::u,          Role::formatting,   with()},
    {HtmlTag::var,        Role::span,         with()},
    {HtmlTag::wbr,        Role::empty,        0},
    // Blocks
    {HtmlTag::address,    Role::block,        with()},
    {HtmlTag::article,    Role::block,        with()},
    {HtmlTag::aside,      Role::block,        with()},
    {HtmlTag::blockquote, Role::block,        with(cite)},
    {HtmlTag::center,     Role::block,        with()},
    {HtmlTag::dd,         Role::description,  with()},
    {HtmlTag::details,    Role::block,        with(open)},
    {HtmlTag::div,        Role::block,        with()},
    {HtmlTag::dl,         Role::block,        with()},
    {HtmlTag::dt,         Role::description,  with()},
    {HtmlTag::figcaption, Role::block,        with()},
    {HtmlTag::figure,     Role::block,        with()},
    {HtmlTag::footer,     Role::block,        with()},
    {HtmlTag::h1,         Role::heading,      with()},
    {HtmlTag::h2,         Role::heading,      with()},
    {HtmlTag::h3,         Role::heading,      with()},
    {HtmlTag::h4,         Role::heading,      with()},
    {HtmlTag::h5,         Role::heading,      with()},
    {HtmlTag::h6,         Role::heading,      with()},
    {HtmlTag::header,     Role::block,        with()},
    {HtmlTag::hgroup,     Role::block,        with()},
    {HtmlTag::hr,         Role::rule,         0},
    {HtmlTag::li,         Role::list_item,    with(value)},
    {HtmlTag::main,       Role::block,        with()},
    {HtmlTag::nav,        Role::block,        with()},
    {HtmlTag::ol,         Role::block,        with(start, reversed, type)},
    {HtmlTag::p,          Role::paragraph,    with()},
    {HtmlTag::pre,        Role::block,        with()},
    {HtmlTag::section,    Role::block,        with()},
    {HtmlTag::summary,    Role::block,        with()},
    {HtmlTag::ul,         Role::block,        with()},
    // Tables
    {HtmlTag::caption,    Role::caption,      with()},
    {HtmlTag::col,        Role::column,       with(span)},
    {HtmlTag::colgroup,   Role::column_group, with(span)},
    {HtmlTag::table,      Role::table,        with()},
    {HtmlTag::tbody,      Role::row_group,    with()},
    {HtmlTag::td,         Role::cell,         with(colspan, rowspan)},
    {HtmlTag::tfoot,      Role::row_group,    with()},
    {HtmlTag::th,         Role::cell,         with(colspan, rowspan, scope)},
    {HtmlTag::thead,      Role::row_group,    with()},
    {HtmlTag::tr,         Role::row,          with()},
    // Pictures, sound, film. The parser reads `image` as `img`, and so does sanitize().
    {HtmlTag::audio,      Role::media,        with(src)},
    {HtmlTag::img,        Role::image,        with(src, alt, width, height)},
    {HtmlTag::source,     Role::source,       with(src)},
    {HtmlTag::video,      Role::media,        with(src, poster, width, height)},
    {HtmlTag::embed,      Role::player,       0},
    {HtmlTag::iframe,     Role::player,       0},
    {HtmlTag::object,     Role::player,       0},
    // Never for people to read, or read by another grammar than ours
    {HtmlTag::datalist,   Role::drop,         0},
    {HtmlTag::noembed,    Role::drop,         0},
    {HtmlTag::noframes,   Role::drop,         0},
    {HtmlTag::noscript,   Role::drop,         0},
    {HtmlTag::plaintext,  Role::drop,         0},
    {HtmlTag::script,     Role::drop,         0},
    {HtmlTag::select,     Role::drop,         0},
    {HtmlTag::style,      Role::drop,         0},
    {HtmlTag::template_,  Role::drop,         0},
    {HtmlTag::textarea,   Role::drop,         0},
    {HtmlTag::title,      Role::drop,         0},
    {HtmlTag::xmp,        Role::drop,         0},
};

struct AttributeEntry {
  std::string_view name;
  ValueRule rule;
};

// In the order of Attribute.
constexpr std::array<AttributeEntry, kAttributeCount> kAttributes = {{
    {"",              ValueRule::never},
    {"href",          ValueRule::link},
    {"target",        ValueRule::new_window},
    {"src",           ValueRule::resource},
    {"poster",        ValueRule::resource},
    {"alt",           ValueRule::text},
    {"title",         ValueRule::text},
    {"lang",          ValueRule::language},
    {"dir",           ValueRule::direction},
    {"width",         ValueRule::number},
    {"height",        ValueRule::number},
    {"cite",          ValueRule::resource},
    {"datetime",      ValueRule::text},
    {"start",         ValueRule::number},
    {"reversed",      ValueRule::flag},
    {"type",          ValueRule::list_type},
    {"value",         ValueRule::number},
    {"colspan",       ValueRule::number},
    {"rowspan",       ValueRule::number},
    {"scope",         ValueRule::cell_scope},
    {"span",          ValueRule::number},
    {"open",          ValueRule::flag},
    {"data",          ValueRule::never},
    {"srcset",        ValueRule::never},
    {"data-src",      ValueRule::never},
    {"data-lazy-src", ValueRule::never},
    {"data-original", ValueRule::never},
    {"data-srcset",   ValueRule::never},
    {"data-lazy-srcset", ValueRule::never},
    {"style",         ValueRule::never},
    {"class",         ValueRule::never},
    {"id",            ValueRule::never},
}};
// clang-format on
static_assert(kAttributeCount <= 32, "AttributeSet has a bit for each");

constexpr std::array<ElementRule, markup::kHtmlTagCount> make_rules() {
  std::array<ElementRule, markup::kHtmlTagCount> rules{};
  for (const ElementEntry& entry : kElements) {
    rules[static_cast<std::size_t>(entry.tag)] = {entry.role, entry.attributes};
  }
  return rules;
}

constexpr std::array<ValueRule, kAttributeCount> make_value_rules() {
  std::array<ValueRule, kAttributeCount> rules{};
  for (std::size_t i = 0; i < rules.size(); ++i) rules[i] = kAttributes[i].rule;
  return rules;
}

constexpr std::size_t kSlots = 256;

constexpr std::size_t slot_of(std::string_view name) {
  const auto letter = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(base::to_lower(name[i])));
  };
  return (letter(0) * 7 + letter(name.size() / 2) * 31 + name.size() * 3) % kSlots;
}

constexpr std::array<Attribute, kSlots> make_slots() {
  std::array<Attribute, kSlots> slots{};
  for (std::size_t i = 1; i < kAttributes.size(); ++i) {
    std::size_t slot = slot_of(kAttributes[i].name);
    while (slots[slot] != Attribute::unknown) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<Attribute>(i);
  }
  return slots;
}
constexpr auto kAttributeSlots = make_slots();

struct AttributeStart {
  std::array<char, 24> text{};
  std::size_t size = 0;
};

constexpr std::array<AttributeStart, kAttributeCount> make_starts() {
  std::array<AttributeStart, kAttributeCount> starts{};
  for (std::size_t i = 0; i < starts.size(); ++i) {
    AttributeStart& start = starts[i];
    const auto add = [&](char c) { start.text[start.size++] = c; };
    add(' ');
    for (const char c : kAttributes[i].name) add(c);
    add('=');
    add('"');
  }
  return starts;
}
constexpr auto kAttributeStarts = make_starts();

}  // namespace

constinit const std::array<ElementRule, markup::kHtmlTagCount> kElementRules = make_rules();
constinit const std::array<ValueRule, kAttributeCount> kValueRules = make_value_rules();

Attribute attribute_of(std::string_view name) {
  if (name.empty()) return Attribute::unknown;
  for (std::size_t slot = slot_of(name);; slot = (slot + 1) % kSlots) {
    const Attribute found = kAttributeSlots[slot];
    if (found == Attribute::unknown) return found;
    const std::string_view known = attribute_name(found);
    if (known == name || base::equals_ignoring_case(known, name)) return found;
  }
}

std::string_view attribute_name(Attribute attribute) {
  return kAttributes[static_cast<std::size_t>(attribute)].name;
}

std::string_view attribute_start(Attribute attribute) {
  const AttributeStart& start = kAttributeStarts[static_cast<std::size_t>(attribute)];
  return {start.text.data(), start.size};
}

}  // namespace syndic::normalize
