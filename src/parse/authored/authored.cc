// SPDX-License-Identifier: MIT
#include "parse/authored/authored.h"

#include <utility>

#include "base/ascii.h"
#include "base/url.h"
#include "markup/markdown.h"
#include "markup/markdown_limits.h"
#include "parse/date/date.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kDayLength = 10;  // "2022-05-16"

std::optional<model::Timestamp> date_in_name(std::string_view name, std::string_view zone) {
  if (name.size() <= kDayLength || name[4] != '-' || name[7] != '-') return std::nullopt;
  return parse_date(name.substr(0, kDayLength), zone);
}

}  // namespace

AuthoredFile read_authored(std::string_view text, std::string_view name, std::string_view zone,
                           const Publish& publish) {
  AuthoredFile file;
  SplitFile split = read_front_matter(text, zone);
  file.mistakes = std::move(split.mistakes);
  if (!file.mistakes.empty()) return file;
  FrontMatter& front = split.front;
  file.expires = front.expires;
  file.draft = front.draft;

  model::Item& item = file.item;
  const auto published = [&](const std::string& reference) {
    return reference.empty() ? reference : publish(reference);
  };
  item.id = std::move(front.id);
  item.url = std::move(front.link);
  item.title.value = std::move(front.title);
  item.summary.value = std::move(front.summary);
  item.published = front.date ? front.date : date_in_name(name, zone);
  item.lineage.is_date_firm = item.published.has_value();
  if (item.published) item.lineage.date_element = front.date ? "date" : "the file's name";
  item.updated = front.updated;
  item.authors = std::move(front.authors);
  for (std::string& tag : front.tags) item.categories.push_back({.term = std::move(tag)});
  item.image = published(front.image);
  for (model::Enclosure& enclosure : front.enclosures) {
    enclosure.url = published(enclosure.url);
    item.enclosures.push_back(std::move(enclosure));
  }
  item.origin = std::move(front.source);
  item.pinned = front.pinned;
  item.given_kind = front.kind;
  item.event = std::move(front.event);
  if (const auto excess = markup::markdown_excess(split.body)) {
    file.mistakes.push_back({split.body_line + excess->line - 1, 1, std::string(excess->message)});
    return file;
  }
  if (!base::trim(split.body).empty()) {
    item.content = {markup::markdown_to_html(split.body, publish), model::TextType::html, {}};
  }
  if (item.title.empty() && item.content.empty() && item.summary.empty() && item.url.empty()) {
    file.mistakes.push_back(
        {1, 1, "the item says nothing: it has no title, text, summary or link"});
  }
  return file;
}

}  // namespace syndic::parse
