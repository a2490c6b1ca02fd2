// SPDX-License-Identifier: MIT
//
// Stored items as documents to be written.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/source.h"
#include "store/store.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {

class Documents {
 public:
  /// Reads whom to credit. Borrows the configuration. Throws StoreFailure.
  Documents(const config::Config& config, store::Store& store);

  /// The published feed with these items, in their order. Its date, and those of its sources, are
  /// of the newest change among what is in it, so that it changes with what is in it alone.
  [[nodiscard]] write::Document of(const config::Feed& feed,
                                   std::vector<store::StoredItem> items) const;

  /// Leaves the first `entries` alone.
  void shorten(write::Document& document, std::size_t entries) const;

  /// Another text where any entry of the feed may look different for another reason than itself.
  [[nodiscard]] std::string appearance_of(const config::Feed& feed,
                                          const store::Selection& selection) const;

 private:
  [[nodiscard]] write::Document frame(const config::Feed& feed) const;
  void date(write::Document& document) const;

  const config::Config& config_;
  std::map<std::string, model::Source> credits_;
};

}  // namespace syndic::pipeline
