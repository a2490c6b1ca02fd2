// SPDX-License-Identifier: MIT
#include "cli/post_body.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "markup/charset/clues.h"
#include "markup/charset/encoding.h"
#include "parse/authored/authored.h"

namespace syndic::cli {
namespace {

std::string with_lf(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out.push_back(text[i]);
  }
  return out;
}

// No text has NULs but in UTF-16 and UTF-32, which begin with their mark where they are written to
// be read elsewhere.
bool is_binary(std::string_view bytes) {
  return bytes.find('\0') != std::string_view::npos &&
         markup::byte_order_mark(bytes).encoding == nullptr;
}

}  // namespace

bool has_body_on_stdin() {
  struct stat status {};
  return ::fstat(STDIN_FILENO, &status) == 0 &&
         (S_ISFIFO(status.st_mode) || S_ISREG(status.st_mode));
}

Result<std::string> read_body(const std::string& name, const Log& log) {
  if (name.empty()) return std::string();
  const auto bytes = read_input(name, parse::kLongestAuthoredFile);
  if (!bytes) return fail(bytes.error());
  const std::string shown = name == "-" ? "standard input" : base::printable_line(name);
  std::string text(base::without_byte_order_mark(*bytes));
  if (!base::is_xml_text(text)) {
    if (is_binary(*bytes))
      return fail(Errc::malformed,
                  shown + " is no text; a picture or sound goes with --image or --enclosure");
    markup::DecodedText decoded = markup::decode_text(*bytes, {});
    log.warning(shown + " is no UTF-8; it was read as " + decoded.encoding);
    text = std::move(decoded.text);
  }
  return base::trim(text).empty() ? std::string() : with_lf(text);
}

}  // namespace syndic::cli
