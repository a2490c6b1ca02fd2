// SPDX-License-Identifier: MIT
#include "parse/xml/media.h"

#include "base/ascii.h"
#include "parse/xml/category.h"
#include "parse/xml/extras.h"
#include "parse/xml/link.h"
#include "parse/xml/values.h"

namespace syndic::parse {
namespace {

using model::TextType;

constexpr std::uint64_t media(std::string_view local) { return tag(Ns::media, local); }

model::Picture picture_of(XmlContext& context, pugi::xml_node element, std::string url) {
  const auto side = [&](std::string_view name) {
    return parse_length(context.attribute(element, name));
  };
  return {std::move(url), side("width"), side("height")};
}

void read_thumbnail(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  draft.offer_thumbnail(picture_of(context, element, read_link(context, element).href));
}

bool is_picture(const model::Enclosure& file, std::string_view medium) {
  return medium.empty() ? is_image(file.media_type, file.url)
                        : base::equals_ignoring_case(medium, "image");
}

bool is_sound_or_film(std::string_view medium) {
  return base::equals_ignoring_case(medium, "video") || base::equals_ignoring_case(medium, "audio");
}

// media:content: a file of the item, or a picture of it. Recursion is as deep as the document,
// which XmlDocument bounds.
void read_content(XmlContext& context, pugi::xml_node element, ItemDraft& draft) {
  model::Enclosure file;
  file.url = context.resolve(context.attribute(element, "url"));
  file.media_type = context.attribute(element, "type");
  file.length = parse_length(context.attribute(element, "fileSize"));
  file.duration_seconds = parse_duration(context.attribute(element, "duration"));
  for (const pugi::xml_node child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    const markup::XmlName name = context.scope().name(child);
    switch (tag(name)) {
      case media("title"):
        if (file.title.empty()) file.title = context.text(child);
        break;
      case media("description"):  // A caption, no body.
        break;
      default:
        if (static_cast<Ns>(name.space) == Ns::media) read_media(context, child, name, draft);
        break;
    }
  }
  const std::string medium = context.attribute(element, "medium");
  if (is_picture(file, medium)) {
    const bool is_default = context.attribute(element, "isDefault") == "true";
    draft.offer_picture(is_default ? rank::default_picture : rank::picture,
                        picture_of(context, element, std::move(file.url)));
    return;
  }
  // The medium is the first half of a type.
  if (file.media_type.empty() && is_sound_or_film(medium)) file.media_type = medium;
  draft.add_enclosure(std::move(file));
}

// media:group only gathers what belongs together.
void read_group(XmlContext& context, pugi::xml_node group, ItemDraft& draft) {
  for (const pugi::xml_node child : group.children()) {
    if (child.type() != pugi::node_element) continue;
    const markup::XmlScope::Entry entry(context.scope(), child);
    const markup::XmlName name = context.scope().name(child);
    if (static_cast<Ns>(name.space) == Ns::media) read_media(context, child, name, draft);
  }
}

}  // namespace

void read_media(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                ItemDraft& draft) {
  switch (tag(name)) {
    case media("group"):
      read_group(context, element, draft);
      break;
    case media("content"):
      read_content(context, element, draft);
      break;
    case media("thumbnail"):
      read_thumbnail(context, element, draft);
      break;
    case media("title"):
      draft.title.offer(rank::media_title, context.typed(element, TextType::plain));
      break;
    case media("description"):
      draft.offer_body(BodyRank::media_description, context.typed(element, TextType::plain),
                       context.language(element));
      break;
    case media("keywords"):
      read_keywords(context, element, draft);
      break;
    default:
      read_extra(context, element, name, draft);
      break;
  }
}

}  // namespace syndic::parse
