// SPDX-License-Identifier: MIT
#include "markup/xml_references.h"

#include <array>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/character_references.h"

namespace syndic::markup {
namespace {

constexpr std::size_t kMaxNameLength = 64;
constexpr std::size_t kMaxDeclared = 1'000;
constexpr std::size_t kMaxExpandedBytes = 1024 * 1024;
constexpr int kMaxExpansionDepth = 16;

bool is_name_character(char c) {
  return base::is_alpha(c) || base::is_digit(c) || c == '_' || c == '-' || c == '.' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The length of the name at the start of `text`, where a semicolon ends it; else 0.
std::size_t name_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < kMaxNameLength && is_name_character(text[at])) ++at;
  return at < text.size() && text[at] == ';' ? at : 0;
}

// XML 1.0 §4.6, the most frequent first.
constexpr std::array<std::pair<std::string_view, char>, 5> kPredefined = {
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};

std::string_view skip_spaces(std::string_view text) {
  while (!text.empty() && base::is_space(text.front())) text.remove_prefix(1);
  return text;
}

}  // namespace

void XmlReferences::declare(std::string_view doctype) {
  has_doctype_ = true;
  constexpr std::string_view kEntity = "<!ENTITY";
  for (std::size_t at = 0; declared_.size() < kMaxDeclared;) {
    at = doctype.find(kEntity, at);
    if (at == std::string_view::npos) return;
    at += kEntity.size();
    std::string_view rest = skip_spaces(doctype.substr(at));
    std::size_t length = 0;
    while (length < rest.size() && is_name_character(rest[length])) ++length;
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
  while (!raw.empty()) {
    const void* const found = std::memchr(raw.data(), '&', raw.size());
    if (found == nullptr) break;
    const auto plain = static_cast<std::size_t>(static_cast<const char*>(found) - raw.data());
    out.append(raw.substr(0, plain));
    raw.remove_prefix(plain);
    std::size_t read = append_reference(raw, depth, out);
    if (read == 0) {
      out.push_back('&');
      read = 1;
    }
    raw.remove_prefix(read);
  }
  out.append(raw);
}

std::size_t XmlReferences::append_reference(std::string_view text, int depth, std::string& out) {
  for (const auto& [reference, character] : kPredefined) {
    if (text.starts_with(reference)) {
      out.push_back(character);
      return reference.size();
    }
  }
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

// Reads what HTML knows of "&#233;" and "&eacute;". Gives the bytes read; 0: no reference. Unlike
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
