// SPDX-License-Identifier: MIT
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "lint/document/checks.h"
#include "lint/document/links.h"
#include "lint/document/parts.h"
#include "lint/document/singles.h"
#include "lint/document/vocabulary.h"
#include "markup/xml/names.h"
#include "parse/xml/values.h"
#include "text/language.h"

namespace syndic::lint {
namespace {

using parse::Ns;
using parse::tag;

class HeadLint {
 public:
  HeadLint(const XmlFeed& feed, const Document& document, Report& report)
      : feed_(feed), head_(feed.head), document_(document), report_(report) {}

  void judge() {
    judge_root();
    judge_needed();
    judge_self();
    judge_language();
    for (const Field& field : head_.fields) judge_field(field);
    judge_singles(head_, feed_, report_);
    judge_channels();
    judge_vocabulary(head_, feed_, report_);
  }

 private:
  std::string text(pugi::xml_node node) { return feed_.document.text(node); }

  void need(std::string_view name, std::string_view rule) {
    const pugi::xml_node node = head_.find(feed_.own(), name);
    if (!node || feed_.document.deep_text(node).empty()) {
      report_.add(node ? node : head_.node, rule, {});
    }
  }

  // RSS 2.0, "A brief summary"; RSS 1.0 §5.3. RSS 1.1 is a channel as a whole.
  void judge_root() {
    if (feed_.is_atom()) return;
    const std::string_view root = markup::local_part(feed_.root.name());
    const bool is_rss = base::equals_ignoring_case(root, "rss");
    if (is_rss && feed_.document.attribute(feed_.root, "version").empty()) {
      report_.add(feed_.root, "rss-version-missing", {});
    }
    if (head_.node == feed_.root && !base::equals_ignoring_case(root, "channel")) {
      report_.add(feed_.root, "channel-missing", {});
    }
  }

  void judge_needed() {
    need("title", "feed-title-missing");
    if (feed_.is_atom()) {
      need("id", "feed-id-missing");
      const bool is_old = feed_.format == model::Format::atom03;
      need(is_old ? "modified" : "updated", "feed-updated-missing");
    } else {
      need("link", "feed-link-missing");
      need("description", "feed-description-missing");
    }
  }

  [[nodiscard]] pugi::xml_node self_link() {
    for (const Field& field : head_.fields) {
      if (tag(field.space, field.name) != tag(Ns::atom, "link")) continue;
      if (feed_.document.attribute(field.node, "rel") == "self") return field.node;
    }
    return {};
  }

  void judge_self() {
    if (feed_.is_rdf()) return;
    const pugi::xml_node self = self_link();
    if (!self) {
      report_.add(head_.node, "feed-self-missing", {});
      return;
    }
    const std::string href = feed_.document.attribute(self, "href");
    if (document_.url.empty() || href.empty()) return;
    const auto absolute = base::resolve_url(href, document_.url);
    if (absolute != base::resolve_url(document_.url, {})) {
      report_.add(self, "feed-self-elsewhere", href);
    }
  }

  void judge_language() {
    pugi::xml_node node = head_.find(feed_.own(), "language");
    if (!node) node = head_.find(Ns::dc, "language");
    std::string language = node ? text(node) : std::string();
    for (const pugi::xml_node outer : {head_.node, feed_.root}) {
      if (language.empty()) language = feed_.document.attribute(outer, "xml:lang");
    }
    if (language.empty()) {
      report_.add(head_.node, "feed-language-missing", {});
    } else if (!base::equals_ignoring_case(text::language_tag(language), language)) {
      report_.add(node ? node : head_.node, "feed-language-invalid", language);
    }
  }

  void judge_field(const Field& field) {
    switch (tag(field.space, field.name)) {
      case tag(Ns::rss, "ttl"):
        return judge_ttl(field.node);
      case tag(Ns::rss, "link"):
        return judge_link(field.node);
      case tag(Ns::atom, "link"):
        return judge_href(field.node, feed_.document, report_);
      case tag(Ns::atom, "id"):
        return judge_atom_id(field.node, feed_.document, report_);
      default:
        return judge_part(field, feed_, document_.now, report_);
    }
  }

  // Parameters that count readers do no harm here: it is no item that they make two of.
  void judge_link(pugi::xml_node node) {
    const std::string url = text(node);
    const std::string_view rule = broken_by_link(url);
    if (!rule.empty() && rule != "link-tracking") report_.add(node, rule, url);
  }

  void judge_channels() {
    std::size_t channels = 0;
    for (const pugi::xml_node child : feed_.root.children()) {
      const std::string_view name = markup::local_part(child.name());
      if (base::equals_ignoring_case(name, "channel") && ++channels == 2) {
        report_.add(child, "element-twice", name);
      }
    }
  }

  void judge_ttl(pugi::xml_node node) {
    const std::string ttl = text(node);
    if (parse::parse_number(ttl).value_or(0) == 0) report_.add(node, "ttl-invalid", ttl);
  }

  const XmlFeed& feed_;
  const FieldList& head_;
  const Document& document_;
  Report& report_;
};

}  // namespace

void lint_head(const XmlFeed& feed, const Document& document, Report& report) {
  if (feed.head.node) HeadLint(feed, document, report).judge();
}

}  // namespace syndic::lint
