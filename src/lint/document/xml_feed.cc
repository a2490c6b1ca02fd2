// SPDX-License-Identifier: MIT
#include "lint/document/xml_feed.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "markup/xml/names.h"
#include "markup/xml/scope.h"

namespace syndic::lint {
namespace {

using base::equals_ignoring_case;
using markup::XmlScope;

bool is_root_name(std::string_view name) {
  constexpr auto kRoots =
      std::to_array<std::string_view>({"rss", "rdf", "feed", "channel", "entry"});
  return std::ranges::any_of(
      kRoots, [&](std::string_view root) { return equals_ignoring_case(name, root); });
}

bool is_channel(pugi::xml_node node) {
  return equals_ignoring_case(markup::local_part(node.name()), "channel");
}

pugi::xml_node root_of(const markup::XmlDocument& document) {
  pugi::xml_node first;
  for (const pugi::xml_node node : document.root().children()) {
    if (node.type() != pugi::node_element) continue;
    if (is_root_name(markup::local_part(node.name()))) return node;
    if (!first) first = node;
  }
  return first;
}

class ElementReader {
 public:
  ElementReader(XmlFeed& feed, std::size_t most_items)
      : feed_(feed), scope_(feed.document, parse::namespace_table(), {}), most_items_(most_items) {}

  void read() {
    const XmlScope::Entry entry(scope_, feed_.root);
    bind_root();
    if (equals_ignoring_case(markup::local_part(feed_.root.name()), "entry")) {
      take_item(feed_.root);
      return;
    }
    feed_.head.node = feed_.root;
    read_children(feed_.root);
  }

 private:
  // As parse/ reads it: whatever namespace the root is in, it is the format's own.
  void bind_root() {
    const auto own = static_cast<markup::Namespace>(feed_.own());
    const std::string_view name = feed_.root.name();
    const std::size_t colon = name.find(':');
    if (!feed_.is_rdf()) {
      scope_.rebind(colon == base::kNotFound ? std::string_view() : name.substr(0, colon), own);
    } else if (static_cast<parse::Ns>(scope_.resolve("item").space) == parse::Ns::other) {
      scope_.rebind({}, own);
    }
  }

  Field field_of(pugi::xml_node node) {
    const markup::XmlName name = scope_.name(node);
    return {static_cast<parse::Ns>(name.space), name.local, node};
  }

  void read_children(pugi::xml_node parent) {
    for (const pugi::xml_node child : parent.children()) {
      if (child.type() != pugi::node_element) continue;
      const XmlScope::Entry entry(scope_, child);
      const Field field = field_of(child);
      const bool own = field.space == feed_.own() || field.space == parse::Ns::other;
      if (own &&
          (equals_ignoring_case(field.name, "item") || equals_ignoring_case(field.name, "entry"))) {
        take_item(child);
      } else if (own && parent == feed_.root && is_channel(child)) {
        feed_.head.node = child;
        read_channel(child);
      } else if (own && is_channel(feed_.root) && equals_ignoring_case(field.name, "items")) {
        read_items(child);
      } else if (!feed_.is_rdf() || parent != feed_.root || is_channel(feed_.root)) {
        feed_.head.fields.push_back(field);
      }
    }
  }

  // RSS 1.1, whose root is the channel, has its items in one element.
  void read_items(pugi::xml_node items) {
    for (const pugi::xml_node child : items.children()) {
      if (child.type() == pugi::node_element &&
          equals_ignoring_case(markup::local_part(child.name()), "item")) {
        const XmlScope::Entry entry(scope_, child);
        take_item(child);
      }
    }
  }

  // A channel holds no other, so that this is no recursion.
  void read_channel(pugi::xml_node channel) { read_children(channel); }

  void take_item(pugi::xml_node node) {
    if (feed_.items.size() >= most_items_) return;
    FieldList& item = feed_.items.emplace_back();
    item.node = node;
    for (const pugi::xml_node child : node.children()) {
      if (child.type() != pugi::node_element) continue;
      const XmlScope::Entry entry(scope_, child);
      item.fields.push_back(field_of(child));
    }
  }

  XmlFeed& feed_;
  XmlScope scope_;
  std::size_t most_items_;
};

}  // namespace

pugi::xml_node FieldList::find(parse::Ns space, std::string_view name) const {
  for (const Field& field : fields) {
    if (field.space == space && equals_ignoring_case(field.name, name)) return field.node;
  }
  return {};
}

XmlFeed read_elements(markup::XmlDocument& document, model::Format format, std::size_t most_items) {
  XmlFeed feed{
      .document = document, .format = format, .root = root_of(document), .head = {}, .items = {}};
  ElementReader(feed, most_items).read();
  return feed;
}

}  // namespace syndic::lint
