// SPDX-License-Identifier: MIT
#include "pipeline/publish/facets.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "text/folded.h"

namespace syndic::pipeline {
namespace {

using Languages = std::map<std::string, std::string>;  // By source id.

Languages languages_of(store::Store& store) {
  Languages languages;
  for (auto& [id, record] : store.sources()) languages.emplace(id, record.about.language);
  return languages;
}

// RFC 4647 §3.3.1, basic filtering: "en" is also "en-US", but not "eng".
bool is_in_range(std::string_view tag, std::string_view range) {
  return base::starts_with_ignoring_case(tag, range) &&
         (tag.size() == range.size() || tag[range.size()] == '-');
}

bool has_tag(const model::Item& item, const std::set<std::string>& wanted) {
  return std::ranges::any_of(item.categories, [&](const model::Category& category) {
    return wanted.contains(text::folded(category.term)) ||
           (!category.label.empty() && wanted.contains(text::folded(category.label)));
  });
}

/// The filter of one feed.
class Filter {
 public:
  Filter(const config::Feed& feed, std::string site_language,
         std::shared_ptr<const Languages> languages)
      : feed_(feed), site_language_(std::move(site_language)), languages_(std::move(languages)) {
    for (const std::string& tag : feed.tags) tags_.insert(text::folded(tag));
  }

  bool operator()(const std::string& source_id, const model::Item& item) const {
    const auto& kinds = feed_.kinds;
    if (!kinds.empty() && std::ranges::find(kinds, item.kind) == kinds.end()) return false;
    if (!tags_.empty() && !has_tag(item, tags_)) return false;
    if (!feed_.languages.empty() && !is_in_languages(language_of(source_id, item))) return false;
    return feed_.rules.empty() || feed_.rules.dropped_by(item).empty();
  }

 private:
  [[nodiscard]] const std::string& language_of(const std::string& source_id,
                                               const model::Item& item) const {
    if (!item.language.empty()) return item.language;
    const auto found = languages_->find(source_id);
    const bool has_own = found != languages_->end() && !found->second.empty();
    return has_own ? found->second : site_language_;
  }

  [[nodiscard]] bool is_in_languages(const std::string& tag) const {
    return std::ranges::any_of(feed_.languages,
                               [&](const std::string& range) { return is_in_range(tag, range); });
  }

  const config::Feed& feed_;
  std::string site_language_;
  std::shared_ptr<const Languages> languages_;
  std::set<std::string> tags_;
};

// Another text if the filter may take in other items.
std::string definition_of(const config::Feed& feed, const std::string& site_language,
                          const Languages& languages) {
  constexpr const char* kVersion = "1";
  std::string text = kVersion + feed.rules.text();
  const auto add = [&](const std::string& name, const std::string& value) {
    text += "\n" + name + " " + value;
  };
  for (const std::string& tag : feed.tags) add("tag", tag);
  for (const model::Kind kind : feed.kinds) {
    add("kind", std::to_string(static_cast<int>(kind)));
  }
  if (feed.languages.empty()) return text;
  for (const std::string& language : feed.languages) add("language", language);
  add("site", site_language);
  for (const auto& [id, language] : languages) add(id, language);
  return text;
}

}  // namespace

bool has_filter(const config::Feed& feed) {
  return !feed.tags.empty() || !feed.kinds.empty() || !feed.languages.empty() ||
         !feed.rules.empty();
}

std::vector<store::Facet> facets_of(const config::Config& config, store::Store& store) {
  std::vector<store::Facet> facets;
  std::shared_ptr<const Languages> languages;
  for (const config::Feed& feed : config.feeds) {
    if (!has_filter(feed)) continue;
    if (!languages) languages = std::make_shared<Languages>(languages_of(store));
    facets.push_back({.feed = feed.name,
                      .definition = definition_of(feed, config.site.language, *languages),
                      .holds = Filter(feed, config.site.language, languages)});
  }
  return facets;
}

}  // namespace syndic::pipeline
