// SPDX-License-Identifier: MIT
//
// A published feed's selection from the store, and stored items as documents to be written.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "pipeline/publish/credits.h"
#include "store/store.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {

/// Makes the documents of all published feeds.
class Documents {
 public:
  /// Reads whom to credit. Borrows the configuration. Throws StoreFailure.
  Documents(const config::Config& config, store::Store& store);

  /// The published feed with these items, in their order. Its date, and those of its sources, are
  /// those of the newest change among these items, so that it only changes with them.
  [[nodiscard]] write::Document of(const config::Feed& feed,
                                   std::vector<store::StoredItem> items) const;

  /// Keeps only the first `entries`.
  void shorten(write::Document& document, std::size_t entries) const;

  /// A text of all that entries of the feed are made of, except for the items: another one if they
  /// may look different.
  [[nodiscard]] std::string appearance_of(const config::Feed& feed,
                                          const store::Selection& selection) const;

  /// Whom to credit, by source id.
  [[nodiscard]] const std::map<std::string, model::Source>& credited() const { return credits_; }

 private:
  [[nodiscard]] write::Document frame(const config::Feed& feed) const;
  void date(write::Document& document) const;

  const config::Config& config_;
  SourcesById sources_;
  std::map<std::string, model::Source> credits_;
};

/// How long an item that came in late is among the newest.
inline const boost::posix_time::hours kLateShown(48);

/// The selection of a published feed. `now` only matters for max_age and embargoes.
[[nodiscard]] store::Selection selection_of(const config::Config& config, const config::Feed& feed,
                                            model::Timestamp now);

}  // namespace syndic::pipeline
