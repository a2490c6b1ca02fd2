// SPDX-License-Identifier: MIT
//
// Events in pages: schema.org's Event in linked data, and the microformats h-event and hCalendar.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "model/event.h"

namespace syndic::parse {

/// An event as a page's linked data describes it. Texts are plain, in one line; times as written.
struct LinkedEvent {
  std::string url;  ///< As written; LinkedData has it absolute.
  std::string title;
  std::string start;
  std::string end;
  std::string place;
  std::string summary;
  std::string image;  ///< As `url`.
  std::string organizer;
  bool is_cancelled = false;
};

/// Whether the type is schema.org's Event or one of its kinds that people go to: no broadcast and
/// no delivery.
[[nodiscard]] bool is_event_type(std::string_view type);

/// Reads an object of such a type.
[[nodiscard]] LinkedEvent read_linked_event(const nlohmann::json& object);

/// When and where it is; empty without a start that can be read. `zone` as in read_date().
[[nodiscard]] std::optional<model::Event> event_of(const LinkedEvent& event, std::string_view zone);

/// The element of class h-event, or vevent (hCalendar 1.0), at or below `top`; empty if there are
/// none or several.
[[nodiscard]] pugi::xml_node event_element(pugi::xml_node top);

/// When and where the event of such an element is; empty without a start that can be read.
[[nodiscard]] std::optional<model::Event> event_in(pugi::xml_node element, std::string_view zone);

/// What hCalendar calls the summary, which is the event's title; empty if it has none.
[[nodiscard]] std::string title_of_event(pugi::xml_node element);

}  // namespace syndic::parse
