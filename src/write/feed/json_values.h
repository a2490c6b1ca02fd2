// SPDX-License-Identifier: MIT
//
// JSON out: members that are there only where they say something.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "model/item.h"

namespace syndic::write {

using Json = nlohmann::ordered_json;

/// The text, without what XML forbids: JSON could hold it, but whoever makes another feed of this
/// one could not.
[[nodiscard]] Json text(const std::string& value);

/// Sets a member, unless it is empty.
void put(Json& object, const char* name, const std::string& value);
void put(Json& object, const char* name, Json list);

/// An object of the members that are not empty.
[[nodiscard]] Json object_of(
    std::initializer_list<std::pair<const char*, const std::string*>> members);

/// A list of what `make` gives for each.
template <class Each, class Make>
[[nodiscard]] Json list_of(const std::vector<Each>& elements, Make make) {
  Json list = Json::array();
  for (const Each& each : elements) list.push_back(make(each));
  return list;
}

/// Adds to an item's `_syndic` object its authors with their addresses, its contributors, what its
/// tags do not say of its categories, and its model::Extras.
void add_extras(const model::Item& item, Json& extension);

}  // namespace syndic::write
