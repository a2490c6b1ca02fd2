// SPDX-License-Identifier: MIT
#include "write/feed/xml_tree.h"

#include "base/utf8.h"

namespace syndic::write {
namespace {

class StringWriter final : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override {
    text_.append(static_cast<const char*>(data), size);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

// Calls `use` with the text as XML may hold it. Texts that are clean already, as nearly all are,
// are not copied.
template <class Use>
void with_clean(const std::string& text, Use use) {
  if (base::is_xml_text(text)) {
    use(text.c_str());
  } else {
    use(base::to_xml_text(text).c_str());
  }
}

}  // namespace

pugi::xml_node add_text(pugi::xml_node parent, const char* name, const std::string& text) {
  pugi::xml_node node = parent.append_child(name);
  if (!text.empty()) with_clean(text, [&](const char* clean) { node.text().set(clean); });
  return node;
}

void add_unless_empty(pugi::xml_node parent, const char* name, const std::string& text) {
  if (!text.empty()) add_text(parent, name, text);
}

void set(pugi::xml_node node, const char* name, const std::string& value) {
  pugi::xml_attribute attribute = node.append_attribute(name);
  with_clean(value, [&](const char* clean) { attribute.set_value(clean); });
}

void set(pugi::xml_node node, const char* name, std::uint64_t value) {
  set(node, name, std::to_string(value));
}

void set_unless_empty(pugi::xml_node node, const char* name, const std::string& value) {
  if (!value.empty()) set(node, name, value);
}

void add_stylesheet(pugi::xml_document& document, const std::string& href) {
  if (href.empty()) return;
  pugi::xml_node instruction = document.append_child(pugi::node_pi);
  instruction.set_name("xml-stylesheet");
  instruction.set_value(("type=\"text/css\" href=\"" + href + "\"").c_str());
}

std::string serialize(const pugi::xml_document& document) {
  StringWriter writer;
  writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", 39);
  document.save(writer, "  ", pugi::format_indent | pugi::format_no_declaration,
                pugi::encoding_utf8);
  return writer.take();
}

}  // namespace syndic::write
