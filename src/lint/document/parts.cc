// SPDX-License-Identifier: MIT
#include "lint/document/parts.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/url.h"
#include "lint/document/dates.h"
#include "markup/html/character_references.h"
#include "markup/html/tags.h"
#include "markup/xml/names.h"
#include "parse/xml/values.h"

namespace syndic::lint {
namespace {

using parse::Ns;
using parse::tag;

class PartLint {
 public:
  PartLint(const XmlFeed& feed, model::Timestamp now, Report& report)
      : feed_(feed), now_(now), report_(report) {}

  void judge(const Field& field) {
    const pugi::xml_node node = field.node;
    switch (tag(field.space, field.name)) {
      case tag(Ns::rss, "pubDate"):
      case tag(Ns::rss, "lastBuildDate"):
        return judge_date(node, DateStandard::rfc822);
      case tag(Ns::atom, "updated"):
      case tag(Ns::atom, "published"):
        return judge_date(node, standard_of_atom());
      case tag(Ns::dc, "date"):
        return judge_date(node, DateStandard::w3cdtf);
      case tag(Ns::rss, "image"):
        return judge_image(node);
      case tag(Ns::itunes, "image"):
        return judge_picture(node);
      case tag(Ns::rss, "author"):
      case tag(Ns::rss, "managingEditor"):
      case tag(Ns::rss, "webMaster"):
        return judge_address(node);
      case tag(Ns::rss, "skipHours"):
        return judge_skips(node, "hour");
      case tag(Ns::rss, "skipDays"):
        return judge_skips(node, "day");
      case tag(Ns::atom, "author"):
      case tag(Ns::atom, "contributor"):
        return judge_person(node);
      case tag(Ns::atom, "title"):
      case tag(Ns::atom, "subtitle"):
      case tag(Ns::atom, "rights"):
        return judge_type(node);
      case tag(Ns::atom, "summary"):
      case tag(Ns::atom, "content"):
        judge_type(node);
        return judge_text(node);
      case tag(Ns::itunes, "duration"):
        return judge_duration(node);
      case tag(Ns::itunes, "explicit"):
        return judge_explicit(node);
      case tag(Ns::itunes, "category"):
        if (attribute(node, "text").empty()) report_.add(node, "category-empty", {});
        return;
      default:
        return;
    }
  }

 private:
  std::string text(pugi::xml_node node) { return feed_.document.text(node); }
  std::string attribute(pugi::xml_node node, std::string_view name) {
    return feed_.document.attribute(node, name);
  }

  // The text of the child of that name, whatever its prefix; empty without one.
  std::string text_of_child(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_node child : node.children()) {
      if (base::equals_ignoring_case(markup::local_part(child.name()), name)) return text(child);
    }
    return {};
  }

  [[nodiscard]] DateStandard standard_of_atom() const {
    const bool is_old = feed_.format == model::Format::atom03;
    return is_old ? DateStandard::w3cdtf : DateStandard::rfc3339;
  }

  // The date of a feed without items says nothing: there is no newest change that it could name.
  void judge_date(pugi::xml_node node, DateStandard standard) {
    const std::string date = text(node);
    if (date.empty()) return;
    std::string_view rule = broken_by_date(date, standard);
    const bool is_of_feed = node.parent() == feed_.head.node;
    if (is_of_feed && rule == "date-unreadable") rule = "feed-date-unreadable";
    if (!rule.empty()) report_.add(node, rule, date);
    const std::string_view moment = broken_by_moment(date, standard, now_);
    if (is_of_feed && feed_.items.empty() && moment == "date-implausible") return;
    if (!moment.empty()) report_.add(node, moment, date);
  }

  // RSS 2.0, "<image> sub-element of <channel>". RSS 1.0's has its parts elsewhere; in an item it
  // is another rule's.
  void judge_image(pugi::xml_node node) {
    if (feed_.is_rdf() || node.parent() != feed_.head.node) return;
    const std::string url = text_of_child(node, "url");
    if (!base::is_http_url(url)) {
      report_.add(node, "image-incomplete", url.empty() ? "no url" : url);
    } else if (text_of_child(node, "title").empty()) {
      report_.add(node, "image-incomplete", "no title");
    } else if (text_of_child(node, "link").empty()) {
      report_.add(node, "image-incomplete", "no link");
    }
  }

  void judge_picture(pugi::xml_node node) {
    const std::string url = attribute(node, "href");
    if (!base::is_http_url(url))
      report_.add(node, "image-incomplete", url.empty() ? "no href" : url);
  }

  // Of "mailto:" the address may be percent-encoded.
  void judge_address(pugi::xml_node node) {
    const std::string address = text(node);
    if (base::percent_decode(address).find('@') == std::string::npos) {
      report_.add(node, "author-no-address", address);
    }
  }

  void judge_skips(pugi::xml_node node, std::string_view unit) {
    std::size_t units = 0;
    for (const pugi::xml_node child : node.children()) {
      if (!base::equals_ignoring_case(markup::local_part(child.name()), unit)) continue;
      const std::string value = text(child);
      const bool is_right = unit == "hour" ? is_hour(value) : is_day(value);
      if (!is_right) report_.add(child, "skip-invalid", value);
      ++units;
    }
    if (units == 0) report_.add(node, "skip-invalid", node.name());
  }

  // RSS 0.91 counts from 1 to 24.
  [[nodiscard]] bool is_hour(std::string_view text) const {
    const auto hour = parse::parse_number(text);
    return hour && *hour <= (feed_.format == model::Format::rss20 ? 23 : 24);
  }

  static bool is_day(std::string_view text) {
    constexpr auto kDays = std::to_array<std::string_view>(
        {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"});
    return std::ranges::find(kDays, text) != kDays.end();
  }

  // RFC 4287 §3.2.1.
  void judge_person(pugi::xml_node node) {
    if (feed_.is_atom() && text_of_child(node, "name").empty()) {
      report_.add(node, "person-unnamed", feed_.document.deep_text(node));
    }
  }

  // RFC 4287 §3.1.1.1 and §4.1.3.1: without a type it is plain text. Atom 0.3 has modes.
  void judge_text(pugi::xml_node node) {
    const std::string type = attribute(node, "type");
    if (feed_.format != model::Format::atom10 || !(type.empty() || type == "text")) return;
    const std::string value = feed_.document.deep_text(node);
    const bool has_elements = value.size() != text(node).size();
    if (has_elements || markup::holds_whole_markup(value) || markup::holds_named_reference(value)) {
      report_.add(node, "text-undeclared-html", value);
    }
  }

  // RFC 4287 §3.1.1 and §4.1.3.1. A media type says what it is.
  void judge_type(pugi::xml_node node) {
    const std::string type = attribute(node, "type");
    if (feed_.format != model::Format::atom10 || type.find('/') != std::string::npos) return;
    const pugi::xml_node element =
        node.find_child([](pugi::xml_node child) { return child.type() == pugi::node_element; });
    if (type == "xhtml") {
      const bool is_div = markup::local_part(element.name()) == "div";
      if (!is_div) report_.add(node, "text-type-wrong", "xhtml without a <div>");
    } else if (type == "html" && element) {
      report_.add(node, "text-unescaped", '<' + std::string(element.name()) + '>');
    } else if (!type.empty() && type != "text" && type != "html") {
      report_.add(node, "text-type-wrong", "type=\"" + type + '"');
    }
  }

  void judge_duration(pugi::xml_node node) {
    const std::string duration = text(node);
    if (!is_duration(duration)) report_.add(node, "itunes-duration-invalid", duration);
  }

  // Seconds, "m:s" or "h:m:s", of which what follows a colon is below 60.
  static bool is_duration(std::string_view text) {
    if (!parse::parse_duration(text)) return false;
    for (std::size_t at = text.find(':'); at != base::kNotFound; at = text.find(':', at + 1)) {
      const std::string_view part = text.substr(at + 1, text.find(':', at + 1) - at - 1);
      if (parse::parse_number(part).value_or(60) >= 60) return false;
    }
    return true;
  }

  void judge_explicit(pugi::xml_node node) {
    const std::string value = text(node);
    if (!base::equals_ignoring_case(value, "true") && !base::equals_ignoring_case(value, "false")) {
      report_.add(node, "itunes-explicit-invalid", value);
    }
  }

  const XmlFeed& feed_;
  model::Timestamp now_;
  Report& report_;
};

}  // namespace

void judge_part(const Field& field, const XmlFeed& feed, model::Timestamp now, Report& report) {
  PartLint(feed, now, report).judge(field);
}

void judge_href(pugi::xml_node node, markup::XmlDocument& document, Report& report) {
  if (document.attribute(node, "href").empty()) {
    report.add(node, "link-without-href", document.attribute(node, "rel"));
  }
}

void judge_atom_id(pugi::xml_node node, markup::XmlDocument& document, Report& report) {
  const std::string id = document.text(node);
  if (!id.empty() && !base::is_absolute_iri(id)) report.add(node, "atom-id-not-iri", id);
}

}  // namespace syndic::lint
