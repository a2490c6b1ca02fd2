// SPDX-License-Identifier: MIT
//
// The same story in several sources: what is asked of a store to tell, and what is decided. The
// store finds candidates, normalize/story/same_story.h judges them, and neither knows the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/item.h"

namespace syndic::model {

using ItemKey = std::int64_t;    ///< The store's own, of an item.
using SourceKey = std::int64_t;  ///< The same, of a source.

/// By what another source's item is known to be the same; the surest first.
enum class Match {
  id,
  link,   ///< Its canonical URL.
  words,  ///< Its title, and nearly the same text within three days.
  copy,   ///< By none of these itself: both are the same as a third one.
};

/// The same item as another source carries it.
struct Copy {
  std::string source_id;
  std::string id;   ///< The item's, there.
  std::string url;  ///< The item's page, there; empty: it has none.
  Match match = Match::id;
  ItemKey key = 0;
};

/// The first thing by which one source's claim to an item is better than another's.
enum class Edge {
  no_echo,          ///< The other's is an echo of what we publish.
  seen_first,       ///< It had it in an earlier run.
  at_home,          ///< The item's page is on its host.
  published_first,  ///< It published it earlier.
  source_id,        ///< Nothing but the order of their ids.
};

/// Whether an item of a selection is published, or another source's copy of it.
struct Verdict {
  bool withdrawn = false;      ///< It or one of its copies was, by us: none is published.
  std::optional<Copy> winner;  ///< What is published in its place; Copy::match: how it matched.
  Edge edge = Edge::no_echo;   ///< Why that one wins.
  std::size_t claim = 0;       ///< Its place among the items of its story, the best claim first.
  std::vector<Copy> copies;    ///< What it is published in place of, by source id.
  bool id_is_taken = false;    ///< By an item of another story with a better claim to the id.

  /// Whether it is published itself.
  [[nodiscard]] bool wins() const { return !withdrawn && !winner; }
};

/// An item as far as it must be known to tell whose story it is. Times are Unix seconds.
struct Candidate {
  ItemKey key = 0;
  SourceKey source = 0;
  std::string source_id;
  std::int64_t first_seen = 0;
  std::int64_t published = 0;
  std::string id;
  std::string canonical_url;  ///< Empty: it has no link.
  std::string url;            ///< As published.
  std::string title;
  std::string title_key;  ///< This and the next two are those of model::Lineage; without words
                          ///< the text was not described yet.
  std::uint64_t fingerprint = 0;
  std::uint32_t words = 0;
  bool withdrawn = false;  ///< By us.
};

/// What other items are looked for by.
struct Likeness {
  Match match = Match::id;
  std::string text;             ///< The id, canonical URL or title key that they must have.
  std::int64_t not_before = 0;  ///< Match::words: published at or after,
  std::int64_t not_after = 0;   ///< and at or before.
};

/// An item that was found, before it is read.
struct Found {
  ItemKey key = 0;
  SourceKey source = 0;
  std::uint64_t fingerprint = 0;  ///< Match::words: of its text, as are its words, if described.
  std::uint32_t words = 0;
};

/// The URLs whose hosts are a source's own.
struct SourceHome {
  std::string home_page_url;
  std::string feed_url;
  std::string fetched_url;  ///< Empty: it is a file here.
};

/// The items of one selection.
class Candidates {
 public:
  virtual ~Candidates() = default;

  /// Empty if a rule dropped the item, its source withdrew it, or it is not to be shown yet.
  [[nodiscard]] virtual std::optional<Candidate> item(ItemKey key) = 0;

  /// Items of the selection's sources that fit. Of each source's items that share a link, the
  /// first two; of those that share a title, the 200 published first.
  [[nodiscard]] virtual std::vector<Found> like(const Likeness& likeness) = 0;

  /// The item's title, content and summary; empty if there is no such item.
  [[nodiscard]] virtual std::optional<Item> text(ItemKey key) = 0;

  /// Keeps the fingerprint and words that were made of text(), so that the next who asks finds
  /// them. Where the store may not be written to, they are made again.
  virtual void keep_lineage(ItemKey key, const Lineage& lineage) = 0;

  /// Where the item says that it was taken from.
  [[nodiscard]] virtual Origin origin(ItemKey key) = 0;

  [[nodiscard]] virtual SourceHome home(SourceKey source) = 0;
};

/// The verdict on an item of a selected source; the same whenever it is asked for.
using Judge = std::function<Verdict(ItemKey)>;

/// Makes the judge of a selection; it borrows the candidates.
using StoryRule = std::function<Judge(Candidates&)>;

}  // namespace syndic::model
