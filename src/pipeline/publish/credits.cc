// SPDX-License-Identifier: MIT
#include "pipeline/publish/credits.h"

#include <utility>

#include "base/url.h"
#include "markup/escape.h"
#include "normalize/link/links.h"
#include "write/facts.h"

namespace syndic::pipeline {
namespace {

// As long as summaries that are published beside a whole text.
constexpr std::size_t kLongestSummary = 280;

bool holds_secret(const std::string& url) { return base::public_url(url) != url; }

bool needs_login(const config::Source& source) {
  const fetch::Access& access = source.fetch.access;
  return !access.user.empty() || !access.token.empty() || !access.token_file.empty() ||
         !access.headers.empty() || holds_secret(source.fetch.url) || holds_secret(source.site);
}

model::Source credit_of(const config::Source& source, model::Source about) {
  about.id = source.id;
  about.groups = source.groups;
  if (!source.name.empty()) about.name = source.name;
  if (about.name.empty()) about.name = source.id;
  if (!source.terms.rights.empty()) about.rights = source.terms.rights;
  if (!source.fetch.url.empty()) about.feed_url = source.fetch.url;
  for (std::string* url : {&about.feed_url, &about.home_page_url, &about.icon}) {
    *url = base::public_url(*url);
  }
  if (auto clean = normalize::without_tracking(about.home_page_url)) {
    about.home_page_url = *std::move(clean);
  }
  // Some feeds have their URL as their id.
  if (base::is_http_url(about.atom_id)) about.atom_id = base::public_url(about.atom_id);
  if (needs_login(source)) {
    about.feed_url.clear();
    if (base::is_http_url(about.atom_id)) about.atom_id.clear();
  }
  if (source.terms.is_private) {
    // Any id may name a host: "tag:a.example,2022:feed".
    for (std::string* text : {&about.feed_url, &about.home_page_url, &about.icon, &about.atom_id}) {
      text->clear();
    }
  }
  return about;
}

// Keeps title and link, authors, rights and dates.
void keep_link(model::Item& item) {
  model::Item kept;
  kept.id = std::move(item.id);
  kept.guid_is_permalink = item.guid_is_permalink;
  kept.url = std::move(item.url);
  kept.title = std::move(item.title);
  kept.rights = std::move(item.rights);
  kept.language = std::move(item.language);
  kept.published = item.published;
  kept.updated = item.updated;
  kept.authors = std::move(item.authors);
  kept.kind = item.kind;
  kept.dated_by_first_sight = item.dated_by_first_sight;
  kept.canonical_url = std::move(item.canonical_url);
  kept.content_hash = std::move(item.content_hash);
  item = std::move(kept);
}

void keep_summary(model::Item& item) {
  item.summary = {write::excerpt_of(item, kLongestSummary), model::TextType::plain, ""};
  item.content = {};
}

// Appends the line, linked to the item's own page, to its text.
void add_credit(const std::string& credit, model::Item& item) {
  const bool leads_on = !item.url.empty();
  if (!item.content.empty() && item.content.type == model::TextType::html) {
    std::string& html = item.content.value;
    html += "<p>";
    if (leads_on) {
      html += "<a href=\"";
      markup::append_escaped_attribute(item.url, html);
      html += "\">";
    }
    markup::append_escaped_text(credit, html);
    html += leads_on ? "</a></p>" : "</p>";
  } else if (!item.content.empty()) {
    item.content.value += "\n\n" + credit + (leads_on ? " " + item.url : "");
  } else if (!item.summary.empty()) {
    item.summary.value += " " + credit;
  }
}

void pass_on(const config::Source& source, model::Item& item) {
  const config::Terms& terms = source.terms;
  if (item.rights.empty()) item.rights = terms.rights;
  if (terms.content == config::Passing::link) keep_link(item);
  if (terms.content == config::Passing::summary) keep_summary(item);
  if (!terms.credit.empty()) add_credit(terms.credit, item);
  // Some feeds name themselves as what each item is taken from.
  if (!is_feed_public(source)) item.origin = {.title = std::move(item.origin.title)};
}

}  // namespace

bool is_feed_public(const config::Source& source) {
  return !source.terms.is_private && !needs_login(source);
}

std::map<std::string, model::Source> credits(const config::Config& config, store::Store& store) {
  auto records = store.sources();
  std::map<std::string, model::Source> credits;
  for (const config::Source& source : config.sources) {
    const auto record = records.find(source.id);
    model::Source about =
        record == records.end() ? model::Source{} : std::move(record->second.about);
    credits.emplace(source.id, credit_of(source, std::move(about)));
  }
  return credits;
}

SourcesById sources_by_id(const config::Config& config) {
  SourcesById sources;
  for (const config::Source& source : config.sources) sources.emplace(source.id, &source);
  return sources;
}

void pass_on(const SourcesById& sources, std::vector<write::Entry>& entries) {
  for (write::Entry& entry : entries) {
    if (const auto found = sources.find(entry.source_id); found != sources.end()) {
      pass_on(*found->second, entry.item);
    }
  }
}

}  // namespace syndic::pipeline
