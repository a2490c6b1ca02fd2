// SPDX-License-Identifier: MIT
#include "write/feed/readers.h"

#include <algorithm>

#include "write/facts.h"

namespace syndic::write {
namespace {

model::Category category_of(model::Kind kind) {
  const std::string scheme(model::kKindScheme);
  switch (kind) {
    case model::Kind::watch:
      return {.term = "watch", .scheme = scheme, .label = "Watch"};
    case model::Kind::listen:
      return {.term = "listen", .scheme = scheme, .label = "Listen"};
    case model::Kind::read:
      break;
  }
  return {.term = "read", .scheme = scheme, .label = "Read"};
}

}  // namespace

void fit_for_readers(Document& document) {
  for (Entry& entry : document.entries) {
    model::Item& item = entry.item;
    const bool is_signed = std::ranges::any_of(
        item.authors, [](const model::Person& each) { return !shown_name(each).empty(); });
    const auto source = credited_source(document, entry);
    if (!is_signed && source && !source->name.empty()) item.authors = {{.name = source->name}};
    if (item.title.empty()) item.title = {entry_name(item), model::TextType::plain, ""};
    item.categories.push_back(category_of(item.kind));
  }
}

}  // namespace syndic::write
