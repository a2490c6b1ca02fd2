// SPDX-License-Identifier: MIT
//
// What model::Extras holds, from the elements of RSS and Atom: threads (RFC 4685, wfw, slash),
// places (GeoRSS, W3C geo), credits and ratings (Media RSS 1.5.1), episodes (Apple's and Podcasting
// 2.0's elements).
#pragma once

#include <algorithm>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/draft.h"
#include "parse/xml/context.h"

namespace syndic::parse {

/// Reads the element if it is one of these. False: it is something else.
bool read_extra(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                ItemDraft& draft);

/// Decimal degrees with blanks or commas between them, as "lat long lat long"; empty if they are
/// no numbers, or not on Earth.
[[nodiscard]] std::string coordinates_of(std::string_view text);

/// Two numbers are a point; more are a line, or a polygon if it ends where it begins.
[[nodiscard]] model::Shape shape_of(std::string_view coordinates);

/// "true", "yes" and "explicit"; "false", "no" and "clean"; empty otherwise.
[[nodiscard]] std::optional<bool> explicitness(std::string_view word);

/// "full", "trailer" or "bonus", in lower case; empty otherwise.
[[nodiscard]] std::string episode_type(std::string_view word);

/// Adds what is not yet in a list of the model, which holds at most kMostExtras.
template <class Each>
void add_extra(std::vector<Each>& list, Each each) {
  if (each == Each{} || list.size() >= model::kMostExtras) return;
  if (std::find(list.begin(), list.end(), each) == list.end()) list.push_back(std::move(each));
}

}  // namespace syndic::parse
