// SPDX-License-Identifier: MIT
//
// The file by which the page's script and monitors tell whether the list is kept up to date.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/timestamp.h"

namespace syndic::write {

/// The file that render_health() makes.
inline constexpr std::string_view kHealthFile = "health.json";

/// How a list and its sources do.
struct HealthDocument {
  bool ok = true;                        ///< All is published, and no source needs a person.
  model::Timestamp checked;              ///< The time of the run.
  std::optional<model::Timestamp> next;  ///< When the next run has something to do.
  std::size_t fine = 0;                  ///< Sources that are well, or not asked yet.
  std::size_t trouble = 0;               ///< Those with a failure that usually ends by itself.
  std::size_t person = 0;                ///< Those that somebody must look after.
  std::map<std::string, model::Timestamp> due;  ///< By id.
  std::vector<std::string> failing;             ///< Ids of those whose last answer was a failure.
};

/// {"ok","checked","next","fine","trouble","person","due":{ID:TIME,…},"failing":[ID,…]} in one line
/// of JSON without blanks, with a line break at its end. `next` is left out if it is empty.
[[nodiscard]] std::string render_health(const HealthDocument& health);

}  // namespace syndic::write
