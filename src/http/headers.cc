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

std::string Headers::list(std::string_view name) const {
  std::string list;
  for (const auto& [field, value] : fields_) {
    if (!base::equals_ignoring_case(field, name) || base::trim(value).empty()) continue;
    if (!list.empty()) list += ", ";
    list += value;
  }
  return list;
}

std::string media_type_of(std::string_view content_type) {
  return base::lower(base::trim(content_type.substr(0, content_type.find(';'))));
}

}  // namespace syndic::http
