// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/url.h"
#include "lint/document/checks.h"
#include "markup/html/tokenizer.h"

namespace syndic::lint {
namespace {

using markup::HtmlTag;
using markup::HtmlToken;

bool has_attribute(const HtmlToken& token, std::string_view named) {
  return std::ranges::any_of(token.attributes, [&](const markup::HtmlAttribute& attribute) {
    return base::equals_ignoring_case(attribute.name, named);
  });
}

bool is_event_handler(const markup::HtmlAttribute& attribute) {
  const bool is_named = attribute.name.size() > 3 &&
                        base::starts_with_ignoring_case(attribute.name, "on") &&
                        std::ranges::all_of(attribute.name, base::is_alpha);
  return is_named || base::starts_with_ignoring_case(base::trim(attribute.value), "javascript:");
}

bool is_embedded(HtmlTag tag) {
  return tag == HtmlTag::iframe || tag == HtmlTag::object || tag == HtmlTag::embed ||
         tag == HtmlTag::applet;
}

// What a browser loads with the page, so that http is refused below https.
bool is_loaded(HtmlTag tag) {
  return tag == HtmlTag::img || tag == HtmlTag::video || tag == HtmlTag::audio ||
         tag == HtmlTag::source || is_embedded(tag);
}

// A picture of one point counts readers, and has nothing to describe.
bool is_counter(const HtmlToken& token) {
  return token.attribute("width") == "1" || token.attribute("height") == "1";
}

bool is_relative(std::string_view url) {
  return !url.empty() && url.front() != '#' && !url.starts_with("//") &&
         base::split_url(url).scheme.empty();
}

// The end tag may be left out (WHATWG HTML §13.1.2.4).
bool may_stay_open(HtmlTag tag) {
  constexpr auto kTags = std::to_array<HtmlTag>(
      {HtmlTag::html,  HtmlTag::head,   HtmlTag::body,     HtmlTag::p,        HtmlTag::li,
       HtmlTag::dt,    HtmlTag::dd,     HtmlTag::rt,       HtmlTag::rp,       HtmlTag::rb,
       HtmlTag::rtc,   HtmlTag::option, HtmlTag::optgroup, HtmlTag::colgroup, HtmlTag::caption,
       HtmlTag::thead, HtmlTag::tbody,  HtmlTag::tfoot,    HtmlTag::tr,       HtmlTag::td,
       HtmlTag::th});
  return std::ranges::find(kTags, tag) != kTags.end();
}

// Counts the elements of each name that have begun and not ended; in which order does not matter.
class OpenElements {
 public:
  void count(const HtmlToken& token) {
    const bool is_counted = token.tag != HtmlTag::unknown && !token.foreign &&
                            !token.self_closing && !markup::is_void(token.tag) &&
                            !may_stay_open(token.tag);
    if (!is_counted) return;
    std::size_t& open = open_.at(static_cast<std::size_t>(token.tag));
    if (token.kind == HtmlToken::Kind::start_tag) ++open;
    if (token.kind == HtmlToken::Kind::end_tag && open > 0) --open;
  }

  /// One that is still open; `unknown` if there is none.
  [[nodiscard]] HtmlTag any() const {
    const auto* const found =
        std::ranges::find_if(open_, [](std::size_t open) { return open > 0; });
    return found == open_.end() ? HtmlTag::unknown : static_cast<HtmlTag>(found - open_.begin());
  }

 private:
  std::array<std::size_t, markup::kHtmlTagCount> open_{};
};

}  // namespace

void lint_body(const Body& body, Report& report) {
  const pugi::xml_node place = body.place;
  markup::HtmlTokenizer tokens(body.html);
  HtmlToken token;
  OpenElements open;
  while (tokens.next(token)) {
    open.count(token);
    if (token.kind != HtmlToken::Kind::start_tag) continue;
    if (token.tag == HtmlTag::script) report.add(place, "text-script", token.attribute("src"));
    if (is_embedded(token.tag)) report.add(place, "text-embedded", token.attribute("src"));
    for (const markup::HtmlAttribute& attribute : token.attributes) {
      if (is_event_handler(attribute)) report.add(place, "text-event-handler", attribute.name);
    }
    const std::string_view url =
        base::trim(token.attribute(token.tag == HtmlTag::a ? "href" : "src"));
    const bool has_url = token.tag == HtmlTag::a || is_loaded(token.tag);
    if (has_url && !body.has_base && is_relative(url)) {
      report.add(place, "text-relative-url", url);
    }
    if (body.is_secure && is_loaded(token.tag) && base::url_scheme(url) == "http") {
      report.add(place, "text-mixed-content", url);
    }
    if (token.tag == HtmlTag::img && !has_attribute(token, "alt") && !is_counter(token)) {
      report.add(place, "image-without-alt", url);
    }
  }
  if (const HtmlTag tag = open.any(); tag != HtmlTag::unknown) {
    report.add(place, "text-unclosed", '<' + std::string(markup::html_tag_name(tag)) + '>');
  }
}

}  // namespace syndic::lint
