// SPDX-License-Identifier: MIT
#include "config/append_source.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/ascii.h"
#include "config/document.h"

namespace syndic::config {
namespace {

std::string table_of(const NewSource& source, std::string_view line_end) {
  std::string table;
  const auto line = [&](std::string_view words) { table.append(words).append(line_end); };
  line("[[source]]");
  line("id     = " + toml_string(source.id));
  line("name   = " + toml_string(source.name));
  line("url    = " + toml_string(source.url));
  if (source.groups.empty()) return table;
  std::string groups;
  for (const std::string& group : source.groups) {
    groups += (groups.empty() ? "" : ", ") + toml_string(group);
  }
  line("groups = [" + groups + "]");
  return table;
}

// The lines of the last [[source]] and of the next table of another name; 0 if there is none.
struct Insertion {
  std::uint32_t last_source = 0;
  std::uint32_t next_table = 0;
};
Insertion find_insertion(const Table& document) {
  Insertion insertion;
  if (const auto* sources = as<List>(find(document, "source"))) {
    for (const Value& source : *sources) {
      insertion.last_source = std::max(insertion.last_source, source.at.line);
    }
  }
  const auto consider = [&](const Value& table) {
    if (as<Table>(&table) == nullptr || table.at.line <= insertion.last_source) return;
    if (insertion.next_table == 0 || table.at.line < insertion.next_table)
      insertion.next_table = table.at.line;
  };
  for (const TomlMember& member : document) {
    consider(member.value);
    const auto* list = as<List>(&member.value);
    if (list != nullptr && member.key != "source") {
      for (const Value& element : *list) consider(element);
    }
  }
  return insertion;
}

// Where each line begins, and the end of the last one.
std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    starts.push_back(at + 1);
  }
  if (starts.back() != text.size()) starts.push_back(text.size());
  return starts;
}

// The byte after the last source's own lines: comments above the next table belong to that table.
std::size_t end_of_sources(std::string_view text, const Insertion& insertion) {
  if (insertion.last_source == 0 || insertion.next_table == 0) return text.size();
  const std::vector<std::size_t> starts = line_starts(text);
  std::size_t line = insertion.next_table - 1;  // Counted from 0.
  while (line > insertion.last_source) {
    const std::string_view above =
        base::trim(text.substr(starts[line - 1], starts[line] - starts[line - 1]));
    if (!above.empty() && !above.starts_with('#')) break;
    --line;
  }
  return starts[line];
}

}  // namespace

std::string toml_string(std::string_view text) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out.append("\\u00").append({kHexDigits[byte >> 4U], kHexDigits[byte & 15U]});
      continue;
    }
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + '"';
}

std::string with_source(std::string_view text, const NewSource& source) {
  const auto document = read_toml(text);
  const std::size_t at = document ? end_of_sources(text, find_insertion(*document)) : text.size();
  const std::string_view line_end = text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
  std::string out(text.substr(0, at));
  if (!out.empty() && !out.ends_with('\n')) out += line_end;
  if (!out.empty()) out += line_end;
  out += table_of(source, line_end);
  const std::string_view rest = text.substr(at);
  if (!rest.empty() && !rest.starts_with('\n') && !rest.starts_with('\r')) out += line_end;
  return out.append(rest);
}

}  // namespace syndic::config
