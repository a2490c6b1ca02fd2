// SPDX-License-Identifier: MIT
#include "normalize/html/nesting.h"

#include <optional>

#include "base/ascii.h"

namespace syndic::normalize {
namespace {

using markup::HtmlTag;
using Index = std::optional<std::size_t>;

// A table needs room for a row group, a row and a cell, so that its content always finds a place.
constexpr std::size_t kTableLevels = 4;

void close(OutputElements& open, Index index) {
  if (index) open.close_from(*index);
}

void end_paragraph(OutputElements& open) {
  if (const Index paragraph = open.find(HtmlTag::p)) open.close_paragraph(*paragraph);
}

Index open_list_item(const OutputElements& open) {
  return open.find_through(Role::list_item, [](HtmlTag tag) {
    return !is_table_part(tag) && tag != HtmlTag::ul && tag != HtmlTag::ol;
  });
}

Index open_description(const OutputElements& open) {
  return open.find_through(Role::description,
                           [](HtmlTag tag) { return !is_table_part(tag) && tag != HtmlTag::dl; });
}

// A link in a link ends the outer one; in a table inside of a link it is not allowed.
bool prepare_start_for_link(OutputElements& open) {
  if (!open.holds(HtmlTag::a)) return true;
  const Index outer = open.find(HtmlTag::a);
  close(open, outer);
  return outer.has_value();
}

bool prepare_start_for_ruby_text(OutputElements& open) {
  const Index ruby = open.find(HtmlTag::ruby);
  if (!ruby) return false;
  for (std::size_t i = *ruby + 1; i < open.size(); ++i) {
    switch (rule_of(open.at(i)).role) {
      case Role::ruby_text:
      case Role::paragraph:
      case Role::list_item:
      case Role::description:
        open.close_from(i);
        break;
      default:
        break;
    }
  }
  return open.holds(HtmlTag::ruby);
}

bool prepare_start_for_table(OutputElements& open) {
  if (open.in_table_structure()) close(open, open.innermost_table());
  prepare_content(open);
  end_paragraph(open);
  return open.has_room(kTableLevels);
}

// From the table inwards, ends and begins what is between it and its part.
bool prepare_start_in_table(OutputElements& open, Role part) {
  const Index table = open.innermost_table();
  if (!table) return false;
  const std::size_t inside = *table + 1;
  const auto role_at = [&](std::size_t i) {
    return i < open.size() ? rule_of(open.at(i)).role : Role::unwrap;
  };
  if (part == Role::column) {
    if (role_at(inside) == Role::column_group) return true;
    open.close_from(inside);
    open.write(HtmlTag::colgroup);
    return true;
  }
  if (part == Role::caption || part == Role::column_group || part == Role::row_group) {
    open.close_from(inside);
    return true;
  }
  if (role_at(inside) != Role::row_group) {
    open.close_from(inside);
    open.write(HtmlTag::tbody);
  }
  if (part == Role::row) {
    open.close_from(inside + 1);
    return true;
  }
  if (role_at(inside + 1) != Role::row) {
    open.close_from(inside + 1);
    open.write(HtmlTag::tr);
  }
  open.close_from(inside + 2);
  return true;
}

void end_table_part(OutputElements& open, HtmlTag tag) {
  const Index table = open.innermost_table();
  if (!table) return;
  for (std::size_t i = *table + 1; i < open.size(); ++i) {
    if (open.at(i) == tag) {
      open.close_from(i);
      return;
    }
  }
}

}  // namespace

bool prepare_start(OutputElements& open, HtmlTag tag) {
  const Role role = rule_of(tag).role;
  if (role == Role::table) return prepare_start_for_table(open);
  if (role > Role::table) return prepare_start_in_table(open, role);
  prepare_content(open);
  bool has_place = true;
  switch (role) {
    case Role::link:
      has_place = prepare_start_for_link(open);
      break;
    case Role::ruby_text:
      has_place = prepare_start_for_ruby_text(open);
      break;
    case Role::heading:
      end_paragraph(open);
      close(open, open.find_through(role, is_inline));
      break;
    case Role::list_item:
      close(open, open_list_item(open));
      end_paragraph(open);
      break;
    case Role::description:
      close(open, open_description(open));
      end_paragraph(open);
      break;
    case Role::block:
    case Role::rule:
    case Role::paragraph:
      end_paragraph(open);
      break;
    default:
      break;
  }
  return has_place && (markup::is_void(tag) || open.has_room());
}

void prepare_content(OutputElements& open) {
  if (!open.in_table_structure()) return;
  if (prepare_start_in_table(open, Role::cell)) open.write(HtmlTag::td);
}

void end_element(OutputElements& open, HtmlTag tag) {
  switch (const Role role = rule_of(tag).role) {
    case Role::span:
    case Role::formatting:
    case Role::link:
    case Role::media:
    case Role::ruby_text:
      open.end_span(tag);
      break;
    case Role::heading:  // "</h2>" ends an h1, too.
      close(open, open.find_through(role, [](HtmlTag each) { return !is_table_part(each); }));
      break;
    case Role::list_item:
      close(open, open_list_item(open));
      break;
    case Role::block:
    case Role::paragraph:
    case Role::description:
      close(open, open.find(tag));
      break;
    case Role::table:
      close(open, open.innermost_table());
      break;
    case Role::caption:
    case Role::column_group:
    case Role::row_group:
    case Role::row:
    case Role::cell:
      end_table_part(open, tag);
      break;
    default:
      break;
  }
}

}  // namespace syndic::normalize
