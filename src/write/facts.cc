// SPDX-License-Identifier: MIT
#include "write/facts.h"

#include <algorithm>

#include "base/hash.h"
#include "base/time_format.h"
#include "base/url.h"

namespace syndic::write {

std::string feed_id(const Document& document, std::string_view self_url) {
  if (base::is_absolute_iri(document.id)) return document.id;
  if (base::is_absolute_iri(self_url)) return std::string(self_url);
  return base::name_based_urn(document.home_page_url, document.title);
}

std::string feed_name(const Document& document) {
  if (!document.title.empty()) return document.title;
  return document.home_page_url.empty() ? "Untitled" : document.home_page_url;
}

std::optional<model::Timestamp> newest_date(const Document& document) {
  if (document.updated) return document.updated;
  std::optional<model::Timestamp> newest;
  for (const Entry& entry : document.entries) {
    for (const auto& date : {entry.item.published, entry.item.updated}) {
      if (date && (!newest || *newest < *date)) newest = date;
    }
  }
  return newest;
}

std::string entry_id(const model::Item& item) {
  if (!item.id.empty()) return item.id;
  if (!item.url.empty()) return item.url;
  const std::string date = item.published ? base::format_rfc3339(*item.published) : "";
  return base::name_based_urn(item.title.value, date + item.content.value + item.summary.value);
}

std::optional<model::Source> credited_source(const Document& document, const Entry& entry) {
  if (const auto found = document.sources.find(entry.source_id); found != document.sources.end()) {
    return found->second;
  }
  const model::Origin& origin = entry.item.origin;
  if (origin.empty()) return std::nullopt;
  model::Source source;
  source.id = origin.id;
  source.name = origin.title;
  source.feed_url = origin.url;
  source.atom_id = origin.id;
  return source;
}

const std::string& shown_name(const model::Person& person) {
  if (!person.name.empty()) return person.name;
  return person.email.empty() ? person.url : person.email;
}

const std::string& shown_name(const model::Category& category) {
  return category.label.empty() ? category.term : category.label;
}

}  // namespace syndic::write
