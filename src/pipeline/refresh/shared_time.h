// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "store/store.h"

namespace syndic::pipeline {

/// The clock of all who share the store, that of its database: a machine's own may be wrong. `own`
/// itself if it stands still, or nobody shares the store. Throws StoreFailure.
[[nodiscard]] base::Clock common_clock(const base::Clock& own, store::Store& store);

/// What there is to say of this machine's clock; empty if it is right.
[[nodiscard]] std::optional<std::string> words_of_clock(const base::Clock& own,
                                                        const base::Clock& common);

}  // namespace syndic::pipeline
