// SPDX-License-Identifier: MIT
//
// A selection's items as candidates for one story (model/story.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/story.h"
#include "store/database.h"
#include "store/selected_sources.h"
#include "store/store.h"

namespace syndic::store {

class StoredCandidates final : public model::Candidates {
 public:
  /// `sources` are the selected ones. Borrows its arguments. The methods throw DatabaseError.
  StoredCandidates(Database& database, const Selection& selection, SelectedSources& sources)
      : database_(database), selection_(selection), sources_(sources) {}

  [[nodiscard]] std::optional<model::Candidate> item(model::ItemKey key) override;
  [[nodiscard]] std::vector<model::Found> like(const model::Likeness& likeness) override;
  [[nodiscard]] std::optional<model::Item> text(model::ItemKey key) override;
  void keep_lineage(model::ItemKey key, const model::Lineage& lineage) override;
  [[nodiscard]] model::Origin origin(model::ItemKey key) override;
  [[nodiscard]] model::SourceHome home(model::SourceKey source) override;

 private:
  std::vector<model::Found> with_link(const std::string& link);
  [[nodiscard]] bool is_too_new(const model::Candidate& item) const;

  Database& database_;
  const Selection& selection_;
  SelectedSources& sources_;
};

/// The title, content and summary of an item; empty if it is not there.
[[nodiscard]] std::optional<model::Item> text_of(Database& database, model::ItemKey item);

/// Whether a published feed's facet holds the item (Ledger::sort_into).
[[nodiscard]] bool in_facet(Database& database, const std::string& feed, model::ItemKey item);

/// The judge of a selection: by its rule or, if it has none, one for which no item is another's
/// copy. Borrows the candidates.
[[nodiscard]] model::Judge judge_of(const Selection& selection, model::Candidates& candidates);

}  // namespace syndic::store
