// SPDX-License-Identifier: MIT
#include "config/documentation/plain_text.h"

namespace syndic::config {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

// Where the code that begins at `begin` with a backtick ends: behind its second backtick; kNowhere if
// it does not end.
std::size_t end_of_code(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('`', begin + 1);
  return end == kNowhere ? kNowhere : end + 1;
}

// The position of the "](" of a link whose text begins at `begin`, regardless of brackets in code;
// kNowhere if there is none.
std::size_t middle_of_link(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '`') {
      const std::size_t end = end_of_code(text, at);
      if (end == kNowhere) return kNowhere;
      at = end - 1;
    } else if (text[at] == '[') {
      return kNowhere;
    } else if (text[at] == ']') {
      return text.substr(at).starts_with("](") ? at : kNowhere;
    }
  }
  return kNowhere;
}

// Adds the link that begins at `at`, and moves that behind it; returns false if there is none.
bool add_link(std::string_view text, std::size_t& at, std::string& out) {
  const std::size_t middle = middle_of_link(text, at + 1);
  if (middle == kNowhere) return false;
  const std::size_t end = text.find(')', middle);
  if (end == kNowhere) return false;
  const std::string_view address = text.substr(middle + 2, end - middle - 2);
  out += plain_text(text.substr(at + 1, middle - at - 1));
  if (!address.starts_with('#')) out.append(" (").append(address).append(")");
  at = end + 1;
  return true;
}

}  // namespace

std::string plain_text(std::string_view markdown) {
  std::string out;
  for (std::size_t at = 0; at < markdown.size();) {
    if (markdown[at] == '[' && add_link(markdown, at, out)) continue;
    const std::size_t end = markdown[at] == '`' ? end_of_code(markdown, at) : kNowhere;
    if (end == kNowhere) {
      out += markdown[at++];
      continue;
    }
    out.append(markdown.substr(at + 1, end - at - 2));
    at = end;
  }
  return out;
}

}  // namespace syndic::config
