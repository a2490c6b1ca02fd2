// SPDX-License-Identifier: MIT
#include "parse/xml/rss.h"

#include <array>

#include "base/ascii.h"
#include "base/url.h"
#include "parse/xml/category.h"
#include "parse/xml/link.h"
#include "parse/xml/person.h"
#include "parse/xml/values.h"

namespace syndic::parse {
namespace {

using model::TextType;

constexpr std::uint64_t rss(std::string_view local) { return tag(Ns::rss, local); }

// RSS has no types of text; if a feed gives one, only "html" is trusted.
model::Text rss_text(XmlContext& context, pugi::xml_node element) {
  if (!element.first_attribute()) return context.words(element, TextType::unknown);
  model::Text text = context.typed(element, TextType::unknown);
  if (text.empty()) return context.words(element, TextType::unknown);
  if (text.type == TextType::plain) text.type = TextType::unknown;
  return text;
}

// <image><url>; the picture's own title and link are not the channel's. In RSS 1.0 the channel only
// refers to it.
void read_image(XmlContext& context, pugi::xml_node element, FeedDraft& draft) {
  if (!has_elements(element)) {
    draft.icon.offer(rank::image_resource, read_link(context, element).href);
    return;
  }
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    if (tag(context.scope().name(child)) == rss("url")) {
      draft.icon.offer(rank::channel_image, context.url(child));
    }
  }
}

void read_guid(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  if (!draft.id.wants(rank::guid)) return;
  std::string guid = context.text(element);
  if (guid.empty()) return;
  std::string room;
  const bool permalink =
      !base::equals_ignoring_case(context.attribute(element, "isPermaLink", room), "false");
  draft.item.guid_is_permalink = permalink;
  if (permalink && base::is_http_url(guid)) draft.url.offer(rank::permalink, context.resolve(guid));
  draft.id.offer(rank::guid, std::move(guid));
}

// The address is the text; some feeds write href, as in Atom. False: its relation makes it one of
// Atom's links.
template <class Rank>
bool read_link_element(XmlContext& context, pugi::xml_node element, Ranked<std::string, Rank>& url,
                       Rank rank) {
  if (!element.first_attribute()) {
    if (url.wants(rank)) url.offer(rank, context.url(element));
    return true;
  }
  AtomLink link = read_link(context, element);
  if (link.rel != "alternate") return false;
  url.offer(rank, std::move(link.href));
  return true;
}

void read_enclosure(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  AtomLink link = read_link(context, element);
  draft.add_enclosure({std::move(link.href), std::move(link.type), std::move(link.title),
                       link.length, std::nullopt});
}

// RSS 2.0: source's url is the feed's, its text the feed's title. False: it is like Atom's.
bool read_source(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  if (has_elements(element)) return false;
  if (!draft.item.origin.empty()) return true;
  draft.item.origin = {
      context.text(element), context.resolve(context.attribute(element, "url")), {}};
  return true;
}

// <skipHours><hour>0</hour>…: hours of the day in GMT; RSS 0.91 counted from 1 to 24.
void read_skip_hours(XmlContext& context, pugi::xml_node element, model::Feed::Hours& hours) {
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    if (tag(context.scope().name(child)) != rss("hour")) continue;
    const auto hour = parse_number(context.text(child));
    if (hour && *hour <= hours.size()) hours.set(static_cast<std::size_t>(*hour % hours.size()));
  }
}

// <skipDays><day>Sunday</day>…
void read_skip_days(XmlContext& context, pugi::xml_node element, model::Feed::Days& days) {
  constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                     "Thursday", "Friday", "Saturday"};
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    if (tag(context.scope().name(child)) != rss("day")) continue;
    const std::string name = context.text(child);
    for (std::size_t day = 0; day < kDays.size(); ++day) {
      if (base::equals_ignoring_case(base::trim(name), kDays[day])) days.set(day);
    }
  }
}

}  // namespace

model::Format rss_format(std::string_view version) {
  using model::Format;
  version = base::trim(version);
  if (version == "0.9" || version == "0.90") return Format::rss090;
  if (version == "0.91") return Format::rss091;
  if (version.starts_with("0.9")) return Format::rss092;
  if (version.starts_with("1.")) return Format::rss10;
  return Format::rss20;
}

bool read_rss_element(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                      FeedDraft& draft) {
  switch (tag(Ns::rss, name.hash)) {
    case rss("title"):
      draft.title.offer(rank::title, rss_text(context, element));
      return true;
    case rss("description"):
      draft.subtitle.offer(rank::description, rss_text(context, element));
      return true;
    case rss("link"):
      return read_link_element(context, element, draft.home_page_url, rank::home_link);
    case rss("language"):
      draft.language.offer(rank::language, context.text(element));
      return true;
    case rss("copyright"):
      draft.rights.offer(rank::rights, context.text(element));
      return true;
    case rss("managingEditor"):
    case rss("author"):
      offer_persons(context, element, rank::author, draft.authors);
      return true;
    case rss("lastBuildDate"):
      draft.updated.offer(rank::last_build, context.date(element));
      return true;
    case rss("pubDate"):
      draft.updated.offer(rank::feed_pub_date, context.date(element));
      return true;
    case rss("image"):
      read_image(context, element, draft);
      return true;
    case rss("ttl"):
      draft.ttl_minutes = static_cast<long long>(parse_number(context.text(element)).value_or(0));
      return true;
    case rss("skipHours"):
      read_skip_hours(context, element, draft.feed.skip_hours);
      return true;
    case rss("skipDays"):
      read_skip_days(context, element, draft.feed.skip_days);
      return true;
    case rss("textInput"):  // Its title, link and description are not the channel's.
    case rss("category"):
      return true;
    default:
      return false;
  }
}

bool read_rss_element(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                      ItemDraft& draft) {
  switch (tag(Ns::rss, name.hash)) {
    case rss("title"):
      draft.title.offer(rank::title, rss_text(context, element));
      return true;
    case rss("link"):
      return read_link_element(context, element, draft.url, rank::rss_link);
    case rss("description"):
      draft.offer_body(BodyRank::description, rss_text(context, element),
                       context.language(element));
      return true;
    case rss("fullitem"):  // Not in RSS, but used as content:encoded.
      draft.offer_body(BodyRank::content_encoded, context.words(element, TextType::html),
                       context.language(element));
      return true;
    case rss("body"):  // XHTML's, its namespace forgotten.
      draft.offer_body(BodyRank::xhtml_body, context.words(element, TextType::unknown),
                       context.language(element));
      return true;
    case rss("guid"):
      read_guid(context, element, draft);
      return true;
    case rss("pubDate"):
      draft.published.offer(rank::pub_date, context.date(element));
      return true;
    case rss("date"):  // Dublin Core's, its namespace forgotten; creator too.
      draft.published.offer(rank::dc_date, context.date(element));
      return true;
    case rss("creator"):
      offer_persons(context, element, rank::dc_creator, draft.authors);
      return true;
    case rss("author"):
      offer_persons(context, element, rank::author, draft.authors);
      return true;
    case rss("category"):
    case rss("categories"):  // Not in RSS, but used around several.
      read_category(context, element, draft);
      return true;
    case rss("enclosure"):
      read_enclosure(context, element, draft);
      return true;
    case rss("comments"):
      if (draft.item.comments_url.empty()) draft.item.comments_url = context.url(element);
      return true;
    case rss("source"):
      return read_source(context, element, draft);
    default:
      return false;
  }
}

}  // namespace syndic::parse
