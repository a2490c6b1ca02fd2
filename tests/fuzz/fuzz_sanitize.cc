// SPDX-License-Identifier: MIT
//
// Sanitising any bytes: twice changes nothing, another parser finds nothing that is not allowed and
// the very tree that was written, and the output is no bomb.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "markup/html/text.h"
#include "normalize/html/sanitize.h"
#include "tests/normalize/html_judge.h"
#include "text/excerpt.h"

namespace {

using namespace syndic;

std::string sanitized(std::string_view html) {
  std::string out;
  normalize::sanitize(html, {"https://x.example/", false}, out);
  return out;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const std::string once = sanitized(html);
  require(sanitized(once) == once);
  require(base::is_xml_text(once));
  if (test::judge_can_read(once)) require(test::faults_of(once).empty());
  const std::string text = base::to_xml_text(html);  // What is no UTF-8 is three times as long.
  require(once.size() <= 8 * text.size() + 1024);
  if (test::judge_can_read(text)) require(test::made_up_text(text, once).empty());
  require(base::is_xml_text(text::excerpt(markup::html_to_line(once), 1 + size % 100)));
  return 0;
}
