// SPDX-License-Identifier: MIT
//
// One entry of a feed. RSS 2.0 calls it item, Atom (RFC 4287 §4.1.2) entry, JSON Feed 1.1 item.
// parse/ fills what the feed says; normalize/ makes it safe and uniform in place. A member that
// says "normalize" is empty before. Empty strings and vectors mean that the feed says nothing.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "model/event.h"
#include "model/extras.h"
#include "model/text.h"
#include "model/timestamp.h"

namespace syndic::model {

/// RSS "mail (name)" or dc:creator · atom:person §3.2 · JSON author.
struct Person {
  std::string name;
  std::string email;
  std::string url;  ///< Atom uri · JSON url.
  friend bool operator==(const Person&, const Person&) = default;
};

/// RSS category (text, domain) · atom:category §4.2.2 (term, scheme, label) · JSON tag.
struct Category {
  std::string term;
  std::string scheme;
  std::string label;  ///< For people; empty: the term serves.
  friend bool operator==(const Category&, const Category&) = default;
};

/// A file that belongs to the item: RSS enclosure · Atom link rel=enclosure §4.2.7.2 ·
/// media:content · JSON attachment.
struct Enclosure {
  std::string url;
  std::string media_type;
  std::string title;
  std::optional<std::uint64_t> length;            ///< Bytes.
  std::optional<std::uint64_t> duration_seconds;  ///< itunes:duration, media duration.
  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// The feed that an item says it was taken from: RSS source · atom:source §4.2.11.
struct Origin {
  std::string title;
  std::string url;
  std::string id;
  [[nodiscard]] bool empty() const { return title.empty() && url.empty() && id.empty(); }
  friend bool operator==(const Origin&, const Origin&) = default;
};

/// What one does with the item: READ MORE, WATCH NOW, LISTEN NOW on the page.
enum class Kind { read, watch, listen };

/// The scheme of the category by which published feeds say an item's kind. parse/ leaves such
/// categories out: they are not the item's own.
inline constexpr std::string_view kKindScheme = "urn:syndic:kind";

/// By which rule an item got its id (normalize/item/identity.h).
enum class IdentityRule {
  given,           ///< The feed's own id, as it is.
  made_of_id,      ///< A urn of the feed's own id, which is no IRI.
  link,            ///< Of its link.
  title_and_date,  ///< Of its title and date.
  text,            ///< Of all that it says.
  earlier,         ///< The id under which it was published before the feed gave it another.
};

/// How an item came to be what it is: what recognises it again, and what `why` tells. Nothing of it
/// is published.
struct Lineage {
  std::string given_id;  ///< normalize: the id as the feed has it.
  std::string feed_id;   ///< normalize: the id by the feed's present scheme; Item::id, unless the
                         ///< item was published under another one before.
  IdentityRule identity = IdentityRule::given;  ///< normalize.
  std::string date_element;  ///< parse: what gave `published`, "pubDate"; empty: it has no date, or
                             ///< none that counts.
  std::size_t position = 0;  ///< normalize: its place in the feed, from 0.
  std::string dropped_by;    ///< normalize: the rule that keeps it out; empty: it is in.
  std::string title_key;     ///< normalize: the title for comparing; empty: too short for that.
  std::uint64_t fingerprint = 0;   ///< normalize: alike for texts that are nearly the same; made
                                   ///< once the item is compared with another, as are
  std::uint32_t words = 0;         ///< the words of the text that it stands for.
  std::optional<Timestamp> ahead;  ///< normalize: the date in the future that it was given, which
                                   ///< does not count; not stored.
  bool is_date_firm = false;       ///< parse: another date than before corrects it; not stored.
  bool is_occurrence = false;      ///< parse: one of a series, whose others say the same; not
                                   ///< stored.
  bool calendar_asked = false;     ///< pipeline: the calendar file that it links to was asked for.
  friend bool operator==(const Lineage&, const Lineage&) = default;
};

struct Item {
  std::string id;  ///< RSS guid · atom:id §4.2.6 · JSON id; as given, later the published IRI.
  std::optional<bool> guid_is_permalink;  ///< RSS guid isPermaLink; empty in other formats.
  std::string url;                        ///< RSS link · Atom link rel=alternate · JSON url.
  std::string external_url;               ///< JSON external_url alone.
  std::string comments_url;               ///< RSS comments · Atom link rel=replies (RFC 4685 §4).

  Text title;    ///< RSS title · atom:title §4.2.14 · JSON title. normalize: plain, one line.
  Text content;  ///< content:encoded, description · atom:content §4.1.3 · JSON content_html/_text.
  Text summary;        ///< RSS description beside a body · atom:summary §4.2.13 · JSON summary.
                       ///< normalize: plain.
  std::string rights;  ///< dc:rights · atom:rights §4.2.10.
  std::string language;  ///< dc:language · xml:lang · JSON language; BCP 47.

  std::optional<Timestamp>
      published;  ///< RSS pubDate · atom:published §4.2.9 · JSON date_published.
  std::optional<Timestamp>
      updated;  ///< atom:updated §4.2.15 · dcterms:modified · JSON date_modified.

  std::vector<Person> authors;
  std::vector<Person> contributors;  ///< atom:contributor §4.2.3 · dc:contributor.
  std::vector<Category> categories;
  std::vector<Enclosure> enclosures;
  std::string image;               ///< itunes:image, media:thumbnail · JSON image.
  std::string banner_image;        ///< JSON banner_image alone.
  Origin origin;                   ///< Whom the feed itself took the item from.
  Extras extras;                   ///< What extensions say of it.
  std::optional<Event> event;      ///< What it announces or tells of; empty: not told.
  bool pinned = false;             ///< Authored items: stands on top of the page, not of the feeds.
  std::optional<Kind> given_kind;  ///< Authored items: goes before what normalize would find.

  Kind kind = Kind::read;             ///< normalize.
  bool dated_by_first_sight = false;  ///< normalize: `published` is when it was first seen; the
                                      ///< store keeps the first such date for good.
  std::string canonical_url;          ///< normalize: for comparing alone, never published.
  std::string content_hash;  ///< normalize: changes when anything that readers see changes,
                             ///< dates apart (normalize/item/content_hash.h).
  Lineage lineage;
};

/// Calls `visit(url)` for each URL of an item that is followed or shown, those in its text and its
/// canonical one apart.
template <class SomeItem, class Visit>
requires std::same_as<std::remove_const_t<SomeItem>, Item>
void for_each_url(SomeItem& item, Visit visit) {
  for (auto* url : {&item.url, &item.external_url, &item.comments_url, &item.image,
                    &item.banner_image, &item.origin.url}) {
    visit(*url);
  }
  for (auto* persons : {&item.authors, &item.contributors}) {
    for (auto& person : *persons) visit(person.url);
  }
  for_each_url(item.extras, visit);
  for (auto& enclosure : item.enclosures) visit(enclosure.url);
}

}  // namespace syndic::model
