// SPDX-License-Identifier: MIT
#include "markup/xml/open_elements.h"

#include "base/ascii.h"
#include "markup/xml/names.h"

namespace syndic::markup {
namespace {

using base::equals_ignoring_case;

bool is_top_level(XmlRole role) { return role == XmlRole::record || role == XmlRole::container; }

bool is_group(XmlRole role) { return role == XmlRole::group || role == XmlRole::box; }

bool is_leaf(XmlRole role) { return role == XmlRole::leaf || role == XmlRole::outer_leaf; }

// One of these ends the one before it; WHATWG HTML §13.1.2.4, optional tags.
bool ends_its_like(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::p:
    case HtmlTag::li:
    case HtmlTag::dt:
    case HtmlTag::dd:
    case HtmlTag::tr:
    case HtmlTag::td:
    case HtmlTag::th:
    case HtmlTag::option:
      return true;
    default:
      return false;
  }
}

// What stray HTML consists of, and no feed's own vocabulary has.
bool is_stray_html(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::a:
    case HtmlTag::b:
    case HtmlTag::big:
    case HtmlTag::center:
    case HtmlTag::div:
    case HtmlTag::em:
    case HtmlTag::font:
    case HtmlTag::i:
    case HtmlTag::p:
    case HtmlTag::small:
    case HtmlTag::span:
    case HtmlTag::strong:
    case HtmlTag::u:
      return true;
    default:
      return false;
  }
}

}  // namespace

const OpenXmlElements::Element* OpenXmlElements::field() const {
  const std::size_t place = open_.empty() ? 0 : open_.back().field;
  return place == 0 ? nullptr : &open_[place - 1];
}

bool OpenXmlElements::expects_html() const {
  const Element* const inner = field();
  return inner == nullptr || is_leaf(inner->role) || inner->role == XmlRole::body;
}

bool OpenXmlElements::is_in_body() const {
  const Element* const inner = field();
  return inner != nullptr && inner->role == XmlRole::body;
}

void OpenXmlElements::make_way_for(const Start& start) {
  if (start.role == XmlRole::none) {
    const bool repeats = !open_.empty() && too_deep_ == 0 && ends_its_like(start.html) &&
                         open_.back().html == start.html && expects_html();
    if (repeats) end_missing(open_.size() - 1);
    return;
  }
  while (!open_.empty()) {
    const std::size_t keep = unfinished_field(start);
    if (keep == open_.size()) break;
    end_missing(keep);
  }
  if (is_top_level(start.role)) end_missing(place_of_start(start));
}

// How many elements may stay open: all, or those around a field that `start` cannot stand in.
std::size_t OpenXmlElements::unfinished_field(const Start& start) const {
  const Element& top = open_.back();
  const std::size_t place = top.field;
  const XmlRole role = place == 0 ? XmlRole::none : open_[place - 1].role;
  const bool holds_words_alone = top.has_text && !top.has_child;
  switch (role) {
    case XmlRole::leaf:
    case XmlRole::outer_leaf:
      return place - 1;
    case XmlRole::body: {
      // <title> and <link> are HTML's only among other HTML.
      const bool is_field = start.html == HtmlTag::unknown || is_top_level(start.role) ||
                            (place == open_.size() && !start.has_attributes);
      return is_field ? place - 1 : open_.size();
    }
    case XmlRole::box:
      if (start.role == XmlRole::outer_leaf) return place - 1;
      [[fallthrough]];
    case XmlRole::group:
      // <author>Ann<pubDate>: words make it a leaf.
      if (holds_words_alone) return open_.size() - 1;
      break;
    default:
      break;
  }
  // Among fields, an element without a role that holds words is a field too, unless it is HTML.
  const bool is_among_fields = place < open_.size() && place > 0;
  const bool is_field = top.html == HtmlTag::unknown && holds_words_alone;
  return is_among_fields && (is_field || is_stray_html(top.html)) ? open_.size() - 1 : open_.size();
}

// A record ends the last one, a container the last of its name; a record in no container ends
// the fields of the feed's head. Words and tags that a server put before the feed are no part of
// it.
std::size_t OpenXmlElements::place_of_start(const Start& start) const {
  if (start.role == XmlRole::record) {
    const std::size_t record = last_with(XmlRole::record);
    const std::size_t container = last_with(XmlRole::container);
    if (record > container) return record - 1;
    if (container > 0) return container;
    return open_.size();
  }
  for (std::size_t place = open_.size(); place > 0; --place) {
    if (equals_ignoring_case(open_[place - 1].name, start.name)) return place - 1;
  }
  const bool is_page = !open_.empty() && open_.front().html == HtmlTag::html;
  return field() == nullptr && !is_page && !open_.empty() && open_.front().html != HtmlTag::unknown
             ? 0
             : open_.size();
}

void OpenXmlElements::note_child() {
  if (!open_.empty()) open_.back().has_child = true;
}

void OpenXmlElements::note_text() {
  if (!open_.empty()) open_.back().has_text = true;
}

void OpenXmlElements::push(const Start& start) {
  const std::size_t outer = open_.empty() ? 0 : open_.back().field;
  const std::size_t place = open_.size() + 1;
  open_.push_back({start.name, start.role, start.html, false, false,
                   start.role == XmlRole::none ? outer : place});
}

std::size_t OpenXmlElements::last_with(XmlRole role) const {
  std::size_t place = open_.empty() ? 0 : open_.back().field;
  while (place > 0 && open_[place - 1].role != role) {
    place = place == 1 ? 0 : open_[place - 2].field;
  }
  return place;
}

// The place, from one, of the innermost open element of that name; zero if there is none.
std::size_t OpenXmlElements::place_of(std::string_view name) const {
  const auto ends = [&](std::size_t place) {
    return equals_ignoring_case(open_[place - 1].name, name);
  };
  std::size_t place = open_.size();
  if (place == 0 || ends(place)) return place;
  if (equals_ignoring_case(local_part(open_.back().name), local_part(name))) return place;
  while (place > 0 && !ends(place)) --place;
  return place;
}

void OpenXmlElements::close(std::string_view name, XmlRole role) {
  if (too_deep_ > 0 && (role == XmlRole::none || place_of(name) == 0)) {
    --too_deep_;
    return;
  }
  const std::size_t place = place_of(name);
  if (place > 0) {
    if (place == open_.size() && !equals_ignoring_case(name, top())) {
      faults_.note(XmlFault::misspelt_end_tag, name);
    }
    end_missing(place);
    pop();
    return;
  }
  const bool is_html = role == XmlRole::none && html_tag(name) != HtmlTag::unknown;
  const bool may_be_misspelt = !open_.empty() && !is_html && !open_.back().has_child &&
                               !is_top_level(open_.back().role) && !is_group(open_.back().role);
  if (!may_be_misspelt) {
    faults_.note(XmlFault::stray_end_tag, name);
    return;
  }
  faults_.note(XmlFault::misspelt_end_tag, name);
  pop();
}

// Closes all but the outer `depth` elements, whose end tags the document lacks.
void OpenXmlElements::end_missing(std::size_t depth) {
  while (open_.size() > depth) {
    faults_.note(XmlFault::missing_end_tag, open_.back().name);
    pop();
  }
}

void OpenXmlElements::pop() {
  out_.append("</").append(open_.back().name).push_back('>');
  open_.pop_back();
  too_deep_ = 0;
}

void OpenXmlElements::finish() {
  while (!open_.empty()) pop();
}

}  // namespace syndic::markup
