// SPDX-License-Identifier: MIT
#include "base/ascii.h"
#include "http/transport.h"

namespace syndic::http {

void Headers::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

std::string_view Headers::get(std::string_view name) const {
  for (const auto& [field, value] : fields_) {
    if (base::equals_ignoring_case(field, name)) return value;
  }
  return {};
}

}  // namespace syndic::http
