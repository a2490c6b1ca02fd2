// SPDX-License-Identifier: MIT
//
// Any bytes as an authored item: its mistakes have places, and what is read is bounded.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "markup/markdown.h"
#include "markup/markdown_limits.h"
#include "parse/authored/authored.h"

namespace {

using namespace syndic;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string same(std::string_view reference) { return std::string(reference); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string& text :
       {std::string(bytes), "+++\n" + std::string(bytes), "---\n" + std::string(bytes)}) {
    const auto file = parse::read_authored(text, "2022-05-16-a.md", "America/New_York", same);
    for (const parse::FileMistake& mistake : file.mistakes) {
      require(mistake.line >= 1 && mistake.column >= 1 && !mistake.message.empty());
    }
    if (file.mistakes.empty()) {
      require(base::is_xml_text(file.item.title.value) &&
              base::is_xml_text(file.item.content.value));
      const auto& event = file.item.event;
      require(!event || !event->end || *event->end >= event->start);
    }
  }
  if (!markup::markdown_excess(bytes)) (void)markup::markdown_to_html(bytes, same);
  return 0;
}
