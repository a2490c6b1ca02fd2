// SPDX-License-Identifier: MIT
//
// model::Extras as a JSON object of a row's lists, there and back.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model/extras.h"

namespace syndic::store {

/// Empty where there are none.
[[nodiscard]] nlohmann::json write_extras_record(const model::Extras& extras);

/// Total: what is damaged is empty.
[[nodiscard]] model::Extras read_extras_record(const nlohmann::json& object);

}  // namespace syndic::store
