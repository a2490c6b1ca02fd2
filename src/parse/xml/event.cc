// SPDX-License-Identifier: MIT
#include "parse/xml/event.h"

#include "parse/date/event_time.h"

namespace syndic::parse {
namespace {

void offer_time(XmlContext& context, std::string_view text, std::optional<EventTime>& field) {
  if (!field) field = read_event_time(text, context.dates().zone());
}

void offer_event_place(std::string place, std::string& field) {
  if (field.empty()) field = std::move(place);
}

}  // namespace

bool read_event(XmlContext& context, pugi::xml_node element, const markup::XmlName& name,
                ItemDraft& draft) {
  switch (tag(name)) {
    case tag(Ns::ev, "startdate"):
      offer_time(context, context.text(element), draft.event.start);
      return true;
    case tag(Ns::ev, "enddate"):
      offer_time(context, context.text(element), draft.event.end);
      return true;
    case tag(Ns::ev, "location"):
      offer_event_place(context.text(element), draft.event.place);
      return true;
    case tag(Ns::xcal, "dtstart"):
      offer_time(context, context.text(element), draft.calendar_event.start);
      return true;
    case tag(Ns::xcal, "dtend"):
      offer_time(context, context.text(element), draft.calendar_event.end);
      return true;
    case tag(Ns::xcal, "location"):
      offer_event_place(context.text(element), draft.calendar_event.place);
      return true;
    case tag(Ns::gd, "when"):  // One that recurs has several, of which the first counts.
      if (draft.calendar_event.start) return true;
      offer_time(context, context.attribute(element, "startTime"), draft.calendar_event.start);
      offer_time(context, context.attribute(element, "endTime"), draft.calendar_event.end);
      return true;
    case tag(Ns::gd, "where"):
      offer_event_place(context.attribute(element, "valueString"), draft.calendar_event.place);
      return true;
    default:
      return false;
  }
}

}  // namespace syndic::parse
