// SPDX-License-Identifier: MIT
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "model/item.h"
#include "model/text.h"
#include "model/timestamp.h"

namespace syndic::model {

/// The formats that parse/ tells apart; another version counts as its nearest.
enum class Format {
  rss090,
  rss091,
  rss092,
  rss10,
  rss20,
  atom03,
  atom10,
  jsonfeed10,
  jsonfeed11,
  icalendar20,
};

/// An entry that its feed says is deleted: at:deleted-entry (RFC 6721 §3) · JSON _syndic.deleted.
struct Tombstone {
  std::string id;                 ///< ref: the entry's id, as given.
  std::optional<Timestamp> when;  ///< When it was deleted.
  std::string comment;            ///< at:comment: why; plain text.
  friend bool operator==(const Tombstone&, const Tombstone&) = default;
};

/// A feed document as a whole: RSS channel · atom:feed §4.1.1 · the JSON Feed object.
struct Feed {
  using Hours = std::bitset<24>;  ///< Of the day, GMT.
  using Days = std::bitset<7>;    ///< Of the week, GMT, Sunday first.

  Format format = Format::rss20;
  std::string encoding;               ///< What the bytes were in: WHATWG name, lower case.
  std::vector<std::string> warnings;  ///< What had to be repaired, one line each.

  std::string id;             ///< atom:id §4.2.6; empty elsewhere.
  Text title;                 ///< RSS title · atom:title · JSON title.
  Text subtitle;              ///< RSS description · atom:subtitle §4.2.12 · JSON description.
  std::string home_page_url;  ///< RSS link · Atom link rel=alternate · JSON home_page_url.
  std::string feed_url;       ///< atom:link rel=self · JSON feed_url.
  std::string base_url;       ///< What relative links of items resolve against; absolute or empty.
  std::string language;       ///< RSS language · xml:lang · JSON language; BCP 47.
  std::string rights;         ///< RSS copyright · atom:rights.
  std::string icon;           ///< RSS image/url, atom:logo, itunes:image · JSON icon.
  std::string favicon;        ///< atom:icon · JSON favicon.
  std::vector<Person> authors;
  std::vector<std::string> hubs;  ///< Link rel=hub (WebSub §4) · JSON hubs[].url.

  std::optional<Timestamp> updated;          ///< RSS lastBuildDate, pubDate · atom:updated.
  std::optional<Duration> minimum_interval;  ///< RSS ttl, sy:updatePeriod/updateFrequency.
  Hours skip_hours;                          ///< RSS skipHours: when not to ask.
  Days skip_days;                            ///< RSS skipDays.

  std::vector<Item> items;    ///< In document order.
  bool lacks_items = false;   ///< Of a calendar: it has more than are read.
  bool recurs = false;        ///< Of a calendar: as time goes by, the same document has others.
  bool is_cut = false;        ///< The document breaks off before its end; the rest may come.
  bool ends_in_item = false;  ///< The same inside an item.
  bool is_too_long = false;   ///< parse: what follows its first elements was left out.
  bool last_is_half = false;  ///< parse: the last of `items` is what there is of that one.

  std::string prev_archive;        ///< Link rel=prev-archive (RFC 5005 §4): what is older.
  std::vector<Tombstone> deleted;  ///< Atom alone; the first thousand.
};

}  // namespace syndic::model
