// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/ascii.h"
#include "lint/document/checks.h"
#include "markup/xml/names.h"

namespace syndic::lint {
namespace {

constexpr std::string_view kXmlns = "xmlns:";

struct UsualPrefix {
  std::string_view prefix;
  std::string_view uri;
};

constexpr auto kUsual = std::to_array<UsualPrefix>({
    {"atom", "http://www.w3.org/2005/Atom"},
    {"content", "http://purl.org/rss/1.0/modules/content/"},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"georss", "http://www.georss.org/georss"},
    {"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
    {"media", "http://search.yahoo.com/mrss/"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"slash", "http://purl.org/rss/1.0/modules/slash/"},
    {"sy", "http://purl.org/rss/1.0/modules/syndication/"},
    {"wfw", "http://wellformedweb.org/CommentAPI/"},
});

// The URI that is usual where `declared` is almost it; empty where there is none.
std::string_view meant_uri(std::string_view prefix, std::string_view declared) {
  const auto usual = std::ranges::find(kUsual, prefix, &UsualPrefix::prefix);
  if (usual == kUsual.end() || usual->uri == declared) return {};
  return usual->uri;
}

// An Atom root is of Atom's namespace to the letter, by default or by its prefix.
void lint_root(const XmlFeed& feed, Report& report) {
  constexpr std::string_view kAtom = "http://www.w3.org/2005/Atom";
  const std::string_view name = feed.root.name();
  if (feed.format != model::Format::atom10 || name.find(':') != base::kNotFound) return;
  const std::string_view uri = feed.root.attribute("xmlns").value();
  if (uri != kAtom) {
    report.add(feed.root, "namespace-misspelt", uri.empty() ? "<feed> without xmlns" : uri);
  }
}

void lint_declarations(pugi::xml_node element, Report& report) {
  for (const pugi::xml_attribute attribute : element.attributes()) {
    const std::string_view name = attribute.name();
    const std::string_view uri = attribute.value();
    if (name.starts_with(kXmlns) && !meant_uri(name.substr(kXmlns.size()), uri).empty()) {
      report.add(element, "namespace-misspelt", uri);
    }
  }
}

// Finds the prefixes of elements and attributes to which no element around them binds a namespace
// (Namespaces in XML 1.0 §5), each once.
class PrefixLint : public pugi::xml_tree_walker {
 public:
  explicit PrefixLint(Report& report) : report_(report) {}

  bool for_each(pugi::xml_node& node) override {
    while (!open_.empty() && open_.back().depth >= depth()) leave();
    if (node.type() != pugi::node_element) return true;
    open_.push_back({node, depth()});
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (name.starts_with(kXmlns)) ++bound_[name.substr(kXmlns.size())];
    }
    judge(node, node.name());
    for (const pugi::xml_attribute attribute : node.attributes()) judge(node, attribute.name());
    return true;
  }

 private:
  struct Open {
    pugi::xml_node node;
    int depth;
  };

  void leave() {
    for (const pugi::xml_attribute attribute : open_.back().node.attributes()) {
      const std::string_view name = attribute.name();
      if (name.starts_with(kXmlns)) --bound_[name.substr(kXmlns.size())];
    }
    open_.pop_back();
  }

  void judge(pugi::xml_node node, std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == base::kNotFound) return;
    const std::string_view local = name.substr(colon + 1);
    const bool is_pair = colon > 0 && !local.empty() && local.find(':') == base::kNotFound &&
                         markup::is_name_start(local.front());
    if (!is_pair) return report_.add(node, "xml-malformed", "no name: " + std::string(name));
    const std::string_view prefix = name.substr(0, colon);
    if (prefix == "xml" || prefix == "xmlns") return;
    const auto bound = bound_.find(prefix);
    if (bound != bound_.end() && bound->second > 0) return;
    if (found_.insert(prefix).second) report_.add(node, "xml-undeclared-prefix", name);
  }

  Report& report_;
  std::vector<Open> open_;
  std::unordered_map<std::string_view, int> bound_;
  std::unordered_set<std::string_view> found_;
};

}  // namespace

void lint_names(const XmlFeed& feed, Report& report) {
  PrefixLint prefixes(report);
  feed.document.root().traverse(prefixes);
  lint_root(feed, report);
  lint_declarations(feed.root, report);
  if (feed.head.node && feed.head.node != feed.root) {
    lint_declarations(feed.head.node, report);
  }
}

}  // namespace syndic::lint
