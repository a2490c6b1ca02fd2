// SPDX-License-Identifier: MIT
#include "parse/extensions.h"

#include <algorithm>

#include "base/ascii.h"
#include "parse/link.h"
#include "parse/person.h"

namespace syndic::parse {
namespace {

using model::TextType;

void offer_body(Context& context, pugi::xml_node element, BodyRank rank, TextType type,
                ItemDraft& draft) {
  draft.offer_body(rank, context.words(element, type), context.attribute(element, "xml:lang"));
}

void add_keywords(Context& context, pugi::xml_node element, ItemDraft& draft) {
  const std::string keywords = context.text(element);
  for (std::size_t from = 0; from <= keywords.size();) {
    const std::size_t comma = std::min(keywords.find(',', from), keywords.size());
    const std::string_view word = std::string_view(keywords).substr(from, comma - from);
    draft.add_category({std::string(base::trim(word)), {}, {}});
    from = comma + 1;
  }
}

// itunes:image has href; some feeds write url, or the address as text.
std::string picture_url(Context& context, pugi::xml_node element) {
  return read_link(context, element).href;
}

void read_thumbnail(Context& context, pugi::xml_node element, ItemDraft& draft) {
  constexpr std::uint64_t kMaxSide = 1'000'000;
  const auto side = [&](std::string_view name) {
    return std::min(parse_number(context.attribute(element, name)).value_or(0), kMaxSide);
  };
  draft.offer_thumbnail(read_link(context, element).href, side("width") * side("height"));
}

// media:content: a file of the item, or a picture of it. Its own title is the file's.
void read_media_content(Context& context, pugi::xml_node element, ItemDraft& draft) {
  model::Enclosure file;
  file.url = context.resolve(context.attribute(element, "url"));
  file.media_type = context.attribute(element, "type");
  file.length = parse_length(context.attribute(element, "fileSize"));
  file.duration_seconds = parse_duration(context.attribute(element, "duration"));
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    switch (tag(context.scope().name(child))) {
      case tag(Ns::media, "title"):
        if (file.title.empty()) file.title = context.text(child);
        break;
      case tag(Ns::media, "thumbnail"):
        read_thumbnail(context, child, draft);
        break;
      default:
        break;
    }
  }
  const std::string medium = context.attribute(element, "medium");
  if (medium.empty() ? is_image(file.media_type, file.url)
                     : base::equals_ignoring_case(medium, "image")) {
    draft.image.offer(rank::picture, std::move(file.url));
  } else {
    draft.add_enclosure(std::move(file));
  }
}

bool read_media(Context& context, pugi::xml_node element, const markup::XmlName& name,
                ItemDraft& draft) {
  switch (tag(name)) {
    case tag(Ns::media, "content"):
      read_media_content(context, element, draft);
      return true;
    case tag(Ns::media, "thumbnail"):
      read_thumbnail(context, element, draft);
      return true;
    case tag(Ns::media, "title"):
      draft.title.offer(rank::media_title, context.typed(element, TextType::plain));
      return true;
    case tag(Ns::media, "description"):
      draft.offer_body(BodyRank::media_description, context.typed(element, TextType::plain),
                       context.attribute(element, "xml:lang"));
      return true;
    case tag(Ns::media, "keywords"):
      add_keywords(context, element, draft);
      return true;
    default:
      return false;
  }
}

// media:group only gathers what belongs together; it does not nest.
void read_media_group(Context& context, pugi::xml_node group, ItemDraft& draft) {
  for (const pugi::xml_node child : group.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    read_media(context, child, context.scope().name(child), draft);
  }
}

}  // namespace

void read_feed_extension(Context& context, pugi::xml_node element, const markup::XmlName& name,
                         FeedDraft& draft) {
  switch (tag(name)) {
    case tag(Ns::dc, "title"):
      draft.title.offer(rank::dc_title, context.words(element, TextType::unknown));
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
    case tag(Ns::dc, "creator"):
      draft.authors.offer(rank::dc_creator, parse_person(context.text(element)));
      break;
    case tag(Ns::itunes, "author"):
      draft.authors.offer(rank::itunes_author, parse_person(context.text(element)));
      break;
    case tag(Ns::dc, "rights"):
      if (draft.feed.rights.empty()) draft.feed.rights = context.text(element);
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

void read_item_extension(Context& context, pugi::xml_node element, const markup::XmlName& name,
                         ItemDraft& draft) {
  switch (tag(name)) {
    case tag(Ns::content, "encoded"):
      offer_body(context, element, BodyRank::content_encoded, TextType::html, draft);
      break;
    case tag(Ns::xhtml, "body"):
    case tag(Ns::xhtml, "div"):
      draft.offer_body(BodyRank::xhtml_body, context.html(element),
                       context.attribute(element, "xml:lang"));
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
    case tag(Ns::dc, "title"):
      draft.title.offer(rank::dc_title, context.words(element, TextType::unknown));
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
    case tag(Ns::dc, "creator"):
      draft.authors.offer(rank::dc_creator, parse_person(context.text(element)));
      break;
    case tag(Ns::itunes, "author"):
      draft.authors.offer(rank::itunes_author, parse_person(context.text(element)));
      break;
    case tag(Ns::dc, "contributor"):
      draft.item.contributors.push_back(parse_person(context.text(element)));
      break;
    case tag(Ns::dc, "subject"):
      draft.add_category({context.text(element), {}, {}});
      break;
    case tag(Ns::itunes, "keywords"):
      add_keywords(context, element, draft);
      break;
    case tag(Ns::dc, "rights"):
      if (draft.item.rights.empty()) draft.item.rights = context.text(element);
      break;
    case tag(Ns::dc, "language"):
      draft.language.offer(rank::dc_language, context.text(element));
      break;
    case tag(Ns::itunes, "image"):
      draft.image.offer(rank::itunes_image, picture_url(context, element));
      break;
    case tag(Ns::itunes, "duration"):
      if (!draft.duration_seconds) draft.duration_seconds = parse_duration(context.text(element));
      break;
    case tag(Ns::media, "group"):
      read_media_group(context, element, draft);
      break;
    default:
      read_media(context, element, name, draft);
      break;
  }
}

}  // namespace syndic::parse
