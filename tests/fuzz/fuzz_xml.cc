// SPDX-License-Identifier: MIT
//
// Any bytes through the repair of XML. The first byte chooses the depth. What comes out is what an
// XML parser accepts, no deeper than allowed, no bomb, and whole: repairing it again changes
// nothing.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <pugixml.hpp>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "markup/charset/encoding.h"
#include "markup/xml/document.h"
#include "parse/xml/shape.h"

namespace {

using namespace syndic;

void require(bool holds) {
  if (!holds) std::abort();
}

struct DepthWalker : pugi::xml_tree_walker {
  bool for_each(pugi::xml_node& node) override {
    if (node.type() == pugi::node_element) deepest = std::max(deepest, depth() + 1);
    return true;
  }
  int deepest = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const int max_depth = data[0] % 2 == 0 ? 100 : 1 + data[0] % 8;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string text = markup::decode_text(bytes, "application/xml; charset=utf-8").text;
  const markup::RepairedXml once = markup::repair_xml(text, parse::xml_role, max_depth);
  require(once.text.size() <= 4 * text.size() + 1024);
  require(base::is_xml_text(once.text));
  require(once.open_at_end <= max_depth);
  for (const std::string& line : once.faults.lines()) require(line.size() < 200);
  if (once.text.empty()) return 0;

  pugi::xml_document tree;
  require(tree.load_buffer(once.text.data(), once.text.size(),
                           pugi::parse_default | pugi::parse_cdata, pugi::encoding_utf8));
  DepthWalker walker;
  tree.traverse(walker);
  require(walker.deepest >= 1 && walker.deepest <= max_depth);
  require(markup::repair_xml(once.text, parse::xml_role, max_depth).text == once.text);

  // The bytes as they came, NULs and all.
  markup::RepairedXml raw = markup::repair_xml(bytes, parse::xml_role, max_depth);
  const bool has_element = !raw.text.empty();
  require(has_element != markup::XmlDocument(std::move(raw)).damage().has_value());
  return 0;
}
