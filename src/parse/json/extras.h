// SPDX-License-Identifier: MIT
//
// The `_syndic` object of a JSON Feed's item: what JSON Feed has no words for, as src/write puts
// it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "markup/json_reader.h"
#include "model/item.h"
#include "parse/draft.h"

namespace syndic::parse {

/// Fills an item from the events of one such object. Only a value of a wrong type is left out.
class JsonExtras {
 public:
  /// A list or an object begins. False: it is not read.
  bool enter(std::string_view key, bool is_object);
  /// The innermost one ends. False: that was the `_syndic` object itself.
  bool leave();
  void scalar(std::string_view key, const markup::JsonScalar& value);

  /// Moves what was read to `item`, and is ready for another.
  void finish(model::Item& item);

 private:
  void event_value(std::string_view path, const markup::JsonScalar& value);
  [[nodiscard]] std::string path_to(std::string_view key) const;

  model::Item heard_;
  EventDraft event_;
  std::vector<std::string> emails_;  ///< Of the authors that have one, in order.
  std::vector<std::string> path_;    ///< Keys; those inside lists are empty.
};

}  // namespace syndic::parse
