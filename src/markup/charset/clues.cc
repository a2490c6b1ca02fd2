// SPDX-License-Identifier: MIT
#include "markup/charset/clues.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::markup {
namespace {

using namespace std::literals;

constexpr std::size_t kNulWindow = 1024;
constexpr std::size_t kDeclarationWindow = 16 * 1024;
constexpr std::size_t kLongestDeclaration = 1024;

// The value after `name` and "=", in quotes of either kind (whose end may be missing) or bare;
// `text` is then what follows it. Empty if there is none.
std::string_view next_value(std::string_view& text, std::string_view name) {
  for (std::size_t at = 0; at + name.size() < text.size(); ++at) {
    const bool begins = at == 0 || !(base::is_alpha(text[at - 1]) || text[at - 1] == '-');
    if (!begins || !base::starts_with_ignoring_case(text.substr(at), name)) continue;
    std::string_view rest = base::trim(text.substr(at + name.size()));
    if (!rest.starts_with('=')) continue;
    rest = base::trim(rest.substr(1));
    const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
    const std::size_t begin = quoted ? 1 : 0;
    const std::size_t end =
        std::min(quoted ? rest.find_first_of(std::string_view(rest.data(), 1), 1)
                        : rest.find_first_of("; ,\t\r\n?>\"'"),
                 rest.size());
    text = rest.substr(end);
    return base::trim(rest.substr(begin, end - begin));
  }
  text = {};
  return {};
}

// The end of the next `mark`; the end of `text` if there is none.
std::size_t after(std::string_view text, std::string_view mark, std::size_t from) {
  const std::size_t found = text.find(mark, from);
  return found == std::string_view::npos ? text.size() : found + mark.size();
}

}  // namespace

ByteOrderMark byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with(base::kByteOrderMark)) return {find_encoding("utf-8"), 3};
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return {find_encoding("utf-32le"), 4};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return {find_encoding("utf-32be"), 4};
  if (bytes.starts_with("\xFF\xFE"sv)) return {find_encoding("utf-16le"), 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return {find_encoding("utf-16be"), 2};
  return {};
}

const Encoding* encoding_of_nuls(std::string_view bytes) {
  const std::string_view window = bytes.substr(0, kNulWindow);
  if (window.find('\0') == std::string_view::npos) return nullptr;
  std::array<std::size_t, 4> nuls{};
  for (std::size_t i = 0; i < window.size(); ++i) nuls.at(i % 4) += window[i] == '\0' ? 1U : 0U;
  const std::size_t units = window.size() / 4;
  // Characters of UTF-32 always have one NUL before them and nearly always a second.
  const auto most = [&](std::size_t count) { return units > 0 && count * 8 >= units * 7; };
  const auto few = [&](std::size_t count) { return count * 4 <= units; };
  if (most(nuls[0]) && most(nuls[1]) && few(nuls[3])) return find_encoding("utf-32be");
  if (most(nuls[3]) && most(nuls[2]) && few(nuls[0])) return find_encoding("utf-32le");
  // A text in UTF-16 may be of any script, but its markup is ASCII; stray NULs are fewer, or in
  // both halves.
  const std::size_t even = nuls[0] + nuls[2];
  const std::size_t odd = nuls[1] + nuls[3];
  const auto many = [&](std::size_t count) { return count > 1 && count * 16 >= window.size(); };
  if (many(even) && even >= 4 * odd) return find_encoding("utf-16be");
  if (many(odd) && odd >= 4 * even) return find_encoding("utf-16le");
  return nullptr;
}

bool is_ebcdic(std::string_view bytes) {
  const std::size_t start = bytes.find_first_not_of("\x40\x05\x0D\x15\x25"sv);
  return start != std::string_view::npos && bytes.substr(start).starts_with("\x4C\x6F\xA7\x94"sv);
}

std::string_view charset_parameter(std::string_view content_type) {
  std::string_view first;
  while (!content_type.empty()) {
    const std::string_view value = next_value(content_type, "charset");
    if (find_encoding(value) != nullptr) return value;
    if (first.empty()) first = value;
  }
  return first;
}

std::string_view declared_encoding(std::string_view text) {
  text = text.substr(0, kDeclarationWindow);
  if (base::trim(text).starts_with('{')) return {};  // JSON, whose texts may hold any markup.
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
    std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = after(text, "-->", at + 4);
    } else if (rest.size() > 5 && base::starts_with_ignoring_case(rest, "<?xml") &&
               base::is_space(rest[5])) {
      rest = rest.substr(5, std::min(rest.find('>'), kLongestDeclaration) - 5);
      return next_value(rest, "encoding");
    } else if (rest.starts_with("<?")) {
      at = after(text, "?>", at + 2);
    } else if (rest.starts_with("<!") || (rest.size() > 1 && base::is_alpha(rest[1]))) {
      return {};
    } else {
      ++at;
    }
  }
  return {};
}

}  // namespace syndic::markup
