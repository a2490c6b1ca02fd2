// SPDX-License-Identifier: MIT
//
// Any bytes to text. The first byte chooses the Content-Type; for every eighth of its values the
// input's first line is one. What comes out must be UTF-8 of XML characters, in bounds, and the
// same a second time.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "markup/charset/double_encoding.h"
#include "markup/charset/encoding.h"

namespace {

using namespace syndic;

constexpr std::array<std::string_view, 31> kCharsets = {"",
                                                        "utf-8",
                                                        "iso-8859-1",
                                                        "us-ascii",
                                                        "windows-1251",
                                                        "iso-8859-16",
                                                        "koi8-u",
                                                        "macintosh",
                                                        "shift_jis",
                                                        "euc-jp",
                                                        "iso-2022-jp",
                                                        "gb18030",
                                                        "big5",
                                                        "euc-kr",
                                                        "iso-2022-kr",
                                                        "hz-gb-2312",
                                                        "utf-16",
                                                        "utf-16be",
                                                        "utf-32",
                                                        "utf-32be",
                                                        "ibm037",
                                                        "ibm500",
                                                        "ibm866",
                                                        "tis-620",
                                                        "utf-7",
                                                        "nobody",
                                                        "\"utf-8",
                                                        "x-mac-greek",
                                                        "iso-8859-8-i",
                                                        "windows-1258",
                                                        "x-user-defined"};

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string content_type = "text/xml; charset=";
  if (data[0] % 8 == 7) {
    content_type = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(content_type.size() + 1, bytes.size()));
  } else {
    content_type += kCharsets.at(data[0] % kCharsets.size());
  }
  const markup::DecodedText decoded = markup::decode_text(bytes, content_type);
  const markup::DecodedText again = markup::decode_text(bytes, content_type);
  require(decoded.text == again.text && decoded.encoding == again.encoding &&
          decoded.warnings == again.warnings);
  require(base::is_xml_text(decoded.text));
  require(decoded.text.size() <= 4 * bytes.size() + 16);
  require(markup::encoding_of_label(decoded.encoding) == decoded.encoding);
  for (const std::string& warning : decoded.warnings) {
    require(base::is_xml_text(warning) && warning.size() < 300);
    require(warning.find('\n') == std::string::npos);
  }
  require(decoded.maybe_twice == markup::may_be_encoded_twice(decoded.text));
  const auto undone = markup::undo_double_encoding(decoded.text);
  require(!undone || (decoded.maybe_twice && base::is_xml_text(*undone) &&
                      undone->size() < decoded.text.size()));
  return 0;
}
