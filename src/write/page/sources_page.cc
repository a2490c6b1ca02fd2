// SPDX-License-Identifier: MIT
#include "write/page/sources_page.h"

#include <utility>

#include "base/url.h"
#include "text/excerpt.h"
#include "write/page/files.h"
#include "write/page/item.h"
#include "write/page/search_index.h"

namespace syndic::write {
namespace {

constexpr std::size_t kLongestSourceName = 120;

// "3 a week": in the shortest time that brings one or more.
std::string how_often(std::int64_t posts, const Labels& labels) {
  struct Period {
    const char* label;
    std::int64_t days;
  };
  for (const Period& period : {Period{"often_day", 1}, {"often_week", 7}, {"often_month", 30}}) {
    const std::int64_t twice = 2 * posts * period.days / kDaysCounted;
    if (twice >= 2)
      return filled(labels.at(period.label), "count", std::to_string((twice + 1) / 2));
  }
  return labels.at("often_rare");
}

// The state as a CSS class.
const char* state_name(SourceState state) {
  switch (state) {
    case SourceState::waiting:
      return "waiting";
    case SourceState::trouble:
      return "trouble";
    case SourceState::person:
      return "person";
    case SourceState::fine:
      break;
  }
  return "fine";
}

View row_view(const SourceRow& row, const PageWriter& writer) {
  const Labels& labels = writer.labels();
  const std::string state = state_name(row.state);
  const std::string again = row.again ? writer.days().moment_of(*row.again) : std::string("…");
  const View site = link_or_none(row.home_page_url);
  const View feed = link_or_none(row.feed_url);
  const Day last = row.last ? writer.days().day_of(*row.last) : Day{"", labels.at("never")};
  return {{"name", text::excerpt(row.name, kLongestSourceName)},
          {"page_href", text_or_none(row.page)},
          {"has_links", site.is_string() || feed.is_string()},
          {"site_href", site},
          {"site_host", base::url_host(row.home_page_url)},
          {"feed_href", feed},
          {"last_iso", text_or_none(last.iso)},
          {"last", last.name},
          {"often", row.posts ? View(how_often(*row.posts, labels)) : View(false)},
          {"state_class", state},
          {"state", filled(labels.at("state_" + state), "time", again)}};
}

// The words before and after the place of the owner in the label.
void add_owner(const model::Person& owner, const Labels& labels, View& view) {
  constexpr std::string_view kPlace = "{owner}";
  const std::string& text = labels.at("join_text");
  const std::size_t at = text.find(kPlace);
  const bool has_owner = at != std::string::npos && !(owner.name.empty() && owner.email.empty());
  view["owner"] = has_owner ? View(owner.name.empty() ? owner.email : owner.name) : View(false);
  view["owner_email"] = text_or_none(owner.email);
  view["join_before"] = has_owner ? text.substr(0, at) : std::string();
  view["join_after"] = has_owner ? text.substr(at + kPlace.size()) : std::string();
}

}  // namespace

PageFile render_sources_page(const PageWriter& writer, const Theme& theme,
                             const PageOptions& options, const SourcesDocument& document) {
  View view = writer.site_view();
  const std::string name(kSourcesPage);
  view["page_url"] = options.feeds_url.empty() ? View(false) : View(options.feeds_url + name);
  view["answers_href"] = kAnswersFolder;
  view["sources"] = View::array();
  for (const SourceRow& row : document.rows) view["sources"].push_back(row_view(row, writer));
  View partners = View::array();
  for (const PartnerList& partner : document.partners) {
    partners.push_back(
        {{"name", text::excerpt(partner.name, kLongestSourceName)},
         {"address", options.feeds_url + partner.feed},
         {"feed_href", partner.feed},
         {"embed_code", options.feeds_url.empty()
                            ? View(false)
                            : View(writer.embed_code(partner.embed, partner.title))}});
  }
  view["has_partners"] = !partners.empty();
  view["partners"] = std::move(partners);
  const std::string embed = embed_page_name(kIndexPage);
  const View& title = view.at("site_title");
  view["embed_code"] = options.feeds_url.empty()
                           ? View(false)
                           : View(writer.embed_code(embed, title.get<std::string>()));
  view["status_href"] = text_or_none(document.status_page);
  view["opml_href"] = text_or_none(options.opml);
  add_owner(document.owner, writer.labels(), view);
  return {name, std::string(kPageMark) + theme.render("sources.mustache", view)};
}

}  // namespace syndic::write
