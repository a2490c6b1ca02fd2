// SPDX-License-Identifier: MIT
#include "markup/xml/references.h"

#include <cstring>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "base/utf8.h"
#include "markup/html/character_references.h"
#include "markup/xml/names.h"

namespace syndic::markup {
namespace {

constexpr std::size_t kMaxNameLength = 64;
constexpr std::size_t kMaxDeclared = 1'000;
constexpr std::size_t kMaxExpandedBytes = 1024 * 1024;
constexpr int kMaxExpansionDepth = 16;
using base::kVector;

// The length of the name at the start of `text`, if a semicolon ends it; else 0.
std::size_t name_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < kMaxNameLength && is_name_part(text[at])) ++at;
  return at < text.size() && text[at] == ';' ? at : 0;
}

// Compilers make a comparison of numbers of it, and of starts_with() two calls: 8 % of parsing.
template <std::size_t kSize>
bool begins_with(std::string_view text, const char (&mark)[kSize]) {
  return text.size() >= kSize - 1 && std::memcmp(text.data(), mark, kSize - 1) == 0;
}

// What a reference of XML's own (XML 1.0 §4.6) stands for; a length of 0: it is none.
struct Predefined {
  char character;
  std::size_t length;
};
Predefined predefined(std::string_view text) {
  const bool is_less = begins_with(text, "&lt;");
  if (is_less || begins_with(text, "&gt;")) return {is_less ? '<' : '>', 4};
  if (begins_with(text, "&amp;")) return {'&', 5};
  if (begins_with(text, "&quot;")) return {'"', 6};
  if (begins_with(text, "&apos;")) return {'\'', 6};
  return {'\0', 0};
}

// Copies `raw` up to its first ampersand, and returns the length of that; `to` has room for kVector
// bytes more than `raw` has.
std::size_t copy_to_ampersand(std::string_view raw, char* to) {
  std::size_t at = 0;
  for (; at + kVector <= raw.size(); at += kVector) {
    const base::ByteVector bytes = base::load_vector(raw.data() + at);
    base::store_vector(bytes, to + at);
    const auto found = bytes == static_cast<signed char>('&');
    if (std::experimental::any_of(found)) {
      return at + static_cast<std::size_t>(std::experimental::find_first_set(found));
    }
  }
  for (; at < raw.size() && raw[at] != '&'; ++at) to[at] = raw[at];
  return at;
}

std::string_view skip_spaces(std::string_view text) {
  while (!text.empty() && base::is_space(text.front())) text.remove_prefix(1);
  return text;
}

// The end of the next "<!ENTITY" outside comments; npos if there is none.
std::size_t after_next_entity_mark(std::string_view doctype, std::size_t from) {
  constexpr std::string_view kEntity = "<!ENTITY";
  constexpr std::string_view kComment = "<!--";
  for (std::size_t at = doctype.find("<!", from); at != std::string_view::npos;
       at = doctype.find("<!", at)) {
    const std::string_view rest = doctype.substr(at);
    if (rest.starts_with(kEntity)) return at + kEntity.size();
    at = rest.starts_with(kComment) ? doctype.find("-->", at + kComment.size()) : at + 2;
  }
  return std::string_view::npos;
}

}  // namespace

void XmlReferences::declare(std::string_view doctype) {
  has_doctype_ = true;
  for (std::size_t at = 0; declared_.size() < kMaxDeclared;) {
    at = after_next_entity_mark(doctype, at);
    if (at == std::string_view::npos) return;
    std::string_view rest = skip_spaces(doctype.substr(at));
    std::size_t length = 0;
    while (length < rest.size() && is_name_part(rest[length])) ++length;
    const std::string_view name = rest.substr(0, length);
    rest = skip_spaces(rest.substr(length));
    // Neither a parameter entity ("% name") nor an external one (SYSTEM, PUBLIC) gets this far.
    if (name.empty() || rest.empty()) continue;
    if (rest[0] != '"' && rest[0] != '\'') {
      if (declared_.emplace(name, std::nullopt).second) {
        faults_.note(XmlFault::refused_entity, name);
      }
      continue;
    }
    const std::size_t close = rest.find(rest[0], 1);
    if (close == std::string_view::npos) return;
    declared_.emplace(name, rest.substr(1, close - 1));  // The first counts, XML 1.0 §4.2.
    at = static_cast<std::size_t>(rest.data() - doctype.data()) + close;
  }
}

void XmlReferences::append_decoded(std::string_view raw, std::string& out) {
  append_expanded(raw, 0, out);
}

void XmlReferences::append_expanded(std::string_view raw, int depth, std::string& out) {
  // Nearly all that is ever read has no reference, and escaped HTML has one every few words: what
  // follows the first is copied once more, vector by vector, over the copy of all.
  const void* const found = std::memchr(raw.data(), '&', raw.size());
  std::size_t written = out.size();
  if (found != nullptr) out.reserve(written + raw.size() + kVector);
  out.append(raw);
  if (found == nullptr) return;
  const auto before = static_cast<std::size_t>(static_cast<const char*>(found) - raw.data());
  written += before;
  raw.remove_prefix(before);
  // After `written` there are always kVector bytes more than `raw` has left.
  out.append(kVector, '\0');
  while (true) {
    const std::size_t plain = copy_to_ampersand(raw, out.data() + written);
    written += plain;
    raw.remove_prefix(plain);
    if (raw.empty()) break;
    if (const Predefined known = predefined(raw); known.length > 0) {
      out[written++] = known.character;
      raw.remove_prefix(known.length);
      continue;
    }
    std::string other;
    std::size_t read = append_reference(raw, depth, other);
    if (read == 0) {
      other = "&";
      read = 1;
    }
    raw.remove_prefix(read);
    if (other.size() > read) out.resize(out.size() + other.size() - read);
    written += other.copy(out.data() + written, other.size());
  }
  out.resize(written);
}

std::size_t XmlReferences::append_reference(std::string_view text, int depth, std::string& out) {
  const std::size_t length = declared_.empty() ? 0 : name_length(text.substr(1));
  if (length > 0 && append_declared(text.substr(1, length), depth, out)) return length + 2;
  return append_known(text, out);
}

bool XmlReferences::append_declared(std::string_view name, int depth, std::string& out) {
  const auto found = declared_.find(name);
  if (found == declared_.end()) return false;
  if (!found->second) {
    out.append("&").append(name).append(";");
    return true;
  }
  expanded_bytes_ += found->second->size() + 1;
  if (depth >= kMaxExpansionDepth || expanded_bytes_ > kMaxExpandedBytes) {
    overflowed_ = true;
    return false;
  }
  append_expanded(*found->second, depth + 1, out);
  return true;
}

// Reads what HTML knows of "&#233;" and "&eacute;". Returns the bytes read; 0: no reference. Unlike
// in HTML, a name without its semicolon is none: "?a=1&copy=2" is an address.
std::size_t XmlReferences::append_known(std::string_view text, std::string& out) {
  const Reference reference = read_reference(text, ReferenceContext::attribute);
  const bool numeric = text.size() > 1 && text[1] == '#';
  if (reference.length == 0 || (!numeric && text[reference.length - 1] != ';')) {
    const std::size_t length = name_length(text.substr(1));
    faults_.note(length > 0 ? XmlFault::unknown_entity : XmlFault::bare_ampersand,
                 length > 0 ? text.substr(0, length + 2) : std::string_view());
    return 0;
  }
  if (!numeric && !has_doctype_) {
    faults_.note(XmlFault::html_entity, text.substr(0, reference.length));
  }
  for (std::size_t i = 0; i < reference.count; ++i) {
    base::append_utf8(reference.characters.at(i), out);
  }
  return reference.length;
}

}  // namespace syndic::markup
