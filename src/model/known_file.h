// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "model/timestamp.h"

namespace syndic::model {

/// What is remembered of a file of authored items, so that only those that changed are read again.
struct KnownFile {
  std::string name;       ///< In its folder.
  std::string stamp;      ///< Its size and times; empty: it is gone, and may come back.
  std::string made_with;  ///< What else its item was made of: the files beside it, with stamps, and
                          ///< the configuration.
  std::string hash;       ///< Of its bytes.
  std::string id;         ///< Of its item, under which that is published.
  bool is_wrong = false;  ///< It has mistakes, which are reported at each run.
  std::optional<Timestamp> due;  ///< When its item is published or expires.
  friend bool operator==(const KnownFile&, const KnownFile&) = default;
};

}  // namespace syndic::model
