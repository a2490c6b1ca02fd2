// SPDX-License-Identifier: MIT
#include "parse/xml/extensions.h"

#include "base/ascii.h"
#include "parse/date/date.h"
#include "parse/xml/category.h"
#include "parse/xml/extras.h"
#include "parse/xml/link.h"
#include "parse/xml/media.h"
#include "parse/xml/person.h"
#include "parse/xml/values.h"

namespace syndic::parse {
namespace {

using model::TextType;

void offer_body(XmlContext& context, pugi::xml_node element, BodyRank rank, TextType type,
                ItemDraft& draft) {
  draft.offer_body(rank, context.words(element, type), context.language(element));
}

// itunes:image has href; some feeds write url, or the address as text.
std::string picture_url(XmlContext& context, pugi::xml_node element) {
  return read_link(context, element).href;
}

// What means the same of a feed and of an item. False: it is something else.
template <class Draft>
bool read_shared(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                 Draft& draft) {
  switch (tag(name)) {
    case tag(Ns::dc, "title"):
      draft.title.offer(rank::dc_title, context.words(element, TextType::unknown));
      return true;
    case tag(Ns::dc, "creator"):
    case tag(Ns::dc, "author"):  // Not in Dublin Core, but feeds use it.
      offer_persons(context, element, rank::dc_creator, draft.authors);
      return true;
    case tag(Ns::itunes, "author"):
      offer_persons(context, element, rank::itunes_author, draft.authors);
      return true;
    case tag(Ns::dc, "rights"):
      draft.rights.offer(rank::rights, context.text(element));
      return true;
    default:
      return false;
  }
}

// RFC 6721 §3. One without a date counts: the entry is deleted, whenever that was.
void read_tombstone(XmlContext& context, pugi::xml_node element, FeedDraft& draft) {
  constexpr std::size_t kMost = 1'000;
  model::Tombstone tombstone{.id = std::string(base::trim(context.attribute(element, "ref")))};
  if (tombstone.id.empty() || draft.feed.deleted.size() == kMost) return;
  tombstone.when = parse_date(context.attribute(element, "when"), {});
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    if (tag(context.scope().name(child)) != tag(Ns::at, "comment")) continue;
    tombstone.comment = context.line(child);
  }
  draft.feed.deleted.push_back(std::move(tombstone));
}

}  // namespace

void read_extension(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                    FeedDraft& draft) {
  if (read_shared(context, element, name, draft)) return;
  switch (tag(name)) {
    case tag(Ns::at, "deleted-entry"):
      read_tombstone(context, element, draft);
      break;
    case tag(Ns::media, "title"):
      draft.title.offer(rank::media_title, context.typed(element, TextType::plain));
      break;
    case tag(Ns::dc, "description"):
      draft.subtitle.offer(rank::dc_description, context.words(element, TextType::unknown));
      break;
    case tag(Ns::media, "description"):
      draft.subtitle.offer(rank::media_description, context.typed(element, TextType::plain));
      break;
    case tag(Ns::itunes, "summary"):
      draft.subtitle.offer(rank::itunes_summary, context.words(element, TextType::unknown));
      break;
    case tag(Ns::itunes, "subtitle"):
      draft.subtitle.offer(rank::itunes_subtitle, context.words(element, TextType::unknown));
      break;
    case tag(Ns::dc, "language"):
      draft.language.offer(rank::feed_dc_language, context.text(element));
      break;
    case tag(Ns::license, "license"):
      draft.rights.offer(rank::license, read_link(context, element).href);
      break;
    case tag(Ns::dc, "date"):
    case tag(Ns::dcterms, "modified"):
      draft.updated.offer(rank::feed_dc_date, context.date(element));
      break;
    case tag(Ns::itunes, "image"):
      draft.icon.offer(rank::itunes_icon, picture_url(context, element));
      break;
    case tag(Ns::sy, "updatePeriod"):
      draft.update_period = context.text(element);
      break;
    case tag(Ns::sy, "updateFrequency"):
      draft.update_frequency =
          static_cast<long long>(parse_number(context.text(element)).value_or(1));
      break;
    default:
      break;
  }
}

void read_extension(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                    ItemDraft& draft) {
  if (read_shared(context, element, name, draft)) return;
  switch (tag(name)) {
    case tag(Ns::content, "encoded"):
      offer_body(context, element, BodyRank::content_encoded, TextType::html, draft);
      break;
    case tag(Ns::xhtml, "body"):
    case tag(Ns::xhtml, "div"):
      offer_body(context, element, BodyRank::xhtml_body, TextType::unknown, draft);
      break;
    case tag(Ns::dc, "description"):
      offer_body(context, element, BodyRank::dc_description, TextType::unknown, draft);
      break;
    case tag(Ns::itunes, "summary"):
      offer_body(context, element, BodyRank::itunes_summary, TextType::unknown, draft);
      break;
    case tag(Ns::feedburner, "origLink"):
      draft.url.offer(rank::orig_link, context.url(element));
      break;
    case tag(Ns::dcterms, "issued"):
      draft.published.offer(rank::dcterms_issued, context.date(element));
      break;
    case tag(Ns::dc, "date"):
      draft.published.offer(rank::dc_date, context.date(element));
      break;
    case tag(Ns::dcterms, "created"):
      draft.published.offer(rank::dcterms_created, context.date(element));
      break;
    case tag(Ns::dcterms, "modified"):
      draft.updated.offer(rank::dcterms_modified, context.date(element));
      break;
    case tag(Ns::dc, "contributor"):
      draft.contributors.offer(rank::contributor, read_person(context, element));
      break;
    case tag(Ns::dc, "subject"):
      draft.add_category({context.text(element), {}, {}});
      break;
    case tag(Ns::itunes, "keywords"):
      read_keywords(context, element, draft);
      break;
    case tag(Ns::license, "license"):
      draft.offer_license(read_link(context, element).href);
      break;
    case tag(Ns::dc, "language"):
      draft.language.offer(rank::dc_language, context.text(element));
      break;
    case tag(Ns::itunes, "image"):
      draft.image.offer(rank::itunes_image, picture_url(context, element));
      break;
    case tag(Ns::itunes, "duration"):
      if (!draft.duration_seconds) {
        std::string room;
        draft.duration_seconds = parse_duration(context.text(element, room));
      }
      break;
    default:
      if (static_cast<Ns>(name.space) == Ns::media) {
        read_media(context, element, name, draft);
      } else {
        read_extra(context, element, name, draft);
      }
      break;
  }
}

}  // namespace syndic::parse
