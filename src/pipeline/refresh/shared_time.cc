// SPDX-License-Identifier: MIT
#include "pipeline/refresh/shared_time.h"

#include <cstdlib>

#include "base/printable.h"

namespace syndic::pipeline {

base::Clock common_clock(const base::Clock& own, store::Store& store) {
  const auto time = own.is_fixed() ? std::nullopt : store.database_time();
  return time ? own.ahead(*time - own.now()) : own;
}

std::optional<std::string> words_of_clock(const base::Clock& own, const base::Clock& common) {
  constexpr long kWrong = 60;  // Seconds.
  const long ahead = (own.now() - common.now()).total_seconds();
  if (std::abs(ahead) < kWrong) return std::nullopt;
  return "this machine's clock is " + base::counted(std::abs(ahead), "second") +
         (ahead > 0 ? " ahead of" : " behind") +
         " the database's, which counts for all that share it; set it right";
}

}  // namespace syndic::pipeline
