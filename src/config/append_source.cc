// SPDX-License-Identifier: MIT
#include "config/append_source.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/ascii.h"
#include "base/toml_text.h"
#include "config/document.h"
#include "config/source_settings.h"

namespace syndic::config {
namespace {

constexpr std::string_view kPagePrefix = "page.";

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

std::string toml_string(std::string_view text) { return base::toml_string(text); }

std::string source_table(const NewSource& source, std::string_view line_end) {
  constexpr std::size_t kWidth = 6;
  std::string table = "[[source]]";
  table += line_end;
  const auto line = [&](std::string_view key, std::string_view value) {
    table.append(key).append(kWidth - std::min(kWidth, key.size()), ' ');
    table.append(" = ").append(value).append(line_end);
  };
  const auto setting = [&](const SourceSetting& each, std::string_view key) {
    line(key, is_in_notation(each.key) ? each.text : toml_string(each.text));
  };
  line("id", toml_string(source.id));
  if (!source.name.empty() || source.id.empty()) line("name", toml_string(source.name));
  if (!source.url.empty()) line("url", toml_string(source.url));
  if (!source.groups.empty()) line("groups", base::toml_list(source.groups));
  bool has_page = false;
  for (const SourceSetting& each : source.settings) {
    if (each.key.starts_with(kPagePrefix)) {
      has_page = true;
    } else {
      setting(each, each.key);
    }
  }
  if (has_page) table.append(line_end).append("[source.page]").append(line_end);
  for (const SourceSetting& each : source.settings) {
    if (each.key.starts_with(kPagePrefix)) {
      setting(each, std::string_view(each.key).substr(kPagePrefix.size()));
    }
  }
  return table;
}

std::string with_sources(std::string_view text, const std::vector<NewSource>& sources) {
  const auto document = read_toml(text);
  const std::size_t at = document ? end_of_sources(text, find_insertion(*document)) : text.size();
  const std::string_view line_end = text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
  std::string out(text.substr(0, at));
  if (!out.empty() && !out.ends_with('\n')) out += line_end;
  for (const NewSource& source : sources) {
    if (!out.empty()) out += line_end;
    out += source_table(source, line_end);
  }
  const std::string_view rest = text.substr(at);
  if (!rest.empty() && !rest.starts_with('\n') && !rest.starts_with('\r')) out += line_end;
  return out.append(rest);
}

std::string with_source(std::string_view text, const NewSource& source) {
  return with_sources(text, {source});
}

}  // namespace syndic::config
