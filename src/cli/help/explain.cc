// SPDX-License-Identifier: MIT
#include "cli/help/explain.h"

#include <algorithm>

#include "base/ascii.h"
#include "cli/help/layout.h"
#include "config/nearest_name.h"
#include "config/unknown_names.h"
#include "lint/rule.h"

namespace syndic::cli {
namespace {

// What the table of the kinds of values says of a type; empty if it has none of that name.
std::string kind_of_value(const Manual& manual, std::string_view type) {
  for (const Chapter& chapter : manual.chapters) {
    for (const markup::MarkdownBlock& block : chapter.blocks) {
      if (block.rows.empty() || block.rows[0].empty() || block.rows[0][0] != "type") continue;
      const auto row = std::ranges::find_if(
          block.rows, [&](const auto& cells) { return cells.size() > 1 && cells[0] == type; });
      if (row != block.rows.end()) return (*row)[1];
    }
  }
  return {};
}

bool gives(std::string_view line, std::string_view key) {
  line = base::trim(line);
  return line.starts_with(key) && base::trim(line.substr(key.size())).starts_with('=');
}

// The line of an example that gives the key; empty if there is none.
std::string line_in(std::string_view code, std::string_view key) {
  while (!code.empty()) {
    const std::size_t end = std::min(code.find('\n'), code.size());
    if (gives(code.substr(0, end), key)) return base::fold_spaces(base::trim(code.substr(0, end)));
    code.remove_prefix(std::min(code.size(), end + 1));
  }
  return {};
}

// The first example of the key in its section's chapter, or in those below that.
std::string example_of(const Manual& manual, const DocumentedKey& key) {
  const auto first = std::ranges::find(manual.chapters, key.section, &Chapter::section);
  for (auto chapter = first; chapter != manual.chapters.end(); ++chapter) {
    if (chapter != first && !chapter->section.empty()) break;
    for (const markup::MarkdownBlock& block : chapter->blocks) {
      if (block.kind != markup::MarkdownBlock::Kind::code) continue;
      if (std::string line = line_in(block.text, key.key); !line.empty()) return line;
    }
  }
  return {};
}

void explain_key(const Manual& manual, const DocumentedKey& key, Layout& page) {
  page.heading(key.name());
  page.entry("where", "below " + full_header(key.section));
  const std::string kind = kind_of_value(manual, key.type);
  page.entry("type", key.type + (kind.empty() ? "" : ": " + kind));
  page.entry("default", key.default_value == "–" ? "none" : key.default_value);
  if (!key.meaning.empty()) page.entry("meaning", key.meaning);
  const std::string example = example_of(manual, key);
  if (!example.empty()) page.entry("example", example);
  page.entry("more", "syndic help " + key.section);
}

void explain_row(const DocumentedKey& key, const std::string& name, Layout& page) {
  page.entry(name, "(" + type_and_default(key) + ") " + key.meaning);
}

void explain_section(const Manual& manual, const Chapter& chapter, Layout& page) {
  page.heading(chapter.title);
  page.paragraph("In the file: " + full_header(chapter.section));
  for (const markup::MarkdownBlock& block : chapter.blocks) {
    if (!is_table_of_keys(block)) {
      page.block(block);
      continue;
    }
    page.heading("Its keys:");
    for (const DocumentedKey& key : manual.keys) {
      if (key.section == chapter.section) explain_row(key, key.key, page);
    }
  }
}

}  // namespace

std::string without_brackets(std::string_view name) {
  while (name.starts_with('[')) name.remove_prefix(1);
  while (name.ends_with(']')) name.remove_suffix(1);
  return std::string(name);
}

std::vector<DocumentedKey> keys_named(const Manual& manual, std::string_view name) {
  std::vector<DocumentedKey> keys;
  for (const DocumentedKey& key : manual.keys) {
    if (key.name() == name) return {key};
    if (key.key == name) keys.push_back(key);
  }
  return keys;
}

std::vector<DocumentedKey> explained_keys(const Manual& manual, std::string_view name) {
  const std::string bare = without_brackets(name);
  std::vector<DocumentedKey> keys = keys_named(manual, bare);
  // A table inside another one is a key and a section.
  if (chapter_of(manual, bare) != nullptr) {
    std::erase_if(keys, [&](const DocumentedKey& key) { return key.name() != bare; });
  }
  return keys;
}

std::vector<std::string> explained_names(const Manual& manual, std::string_view name) {
  std::vector<std::string> names;
  if (chapter_of(manual, name) != nullptr) names.emplace_back(name);
  for (const DocumentedKey& key : keys_named(manual, name)) names.push_back(key.name());
  return names;
}

std::string explanation(const Manual& manual, std::string_view name, std::size_t width) {
  const std::string bare = without_brackets(name);
  Layout page(width);
  const Chapter* chapter = chapter_of(manual, bare);
  for (const DocumentedKey& key : explained_keys(manual, bare)) {
    explain_key(manual, key, page);
  }
  if (chapter != nullptr) explain_section(manual, *chapter, page);
  return page.take();
}

std::string explanation_of_rule(std::string_view id, std::size_t width) {
  if (lint::find_rule(id) == nullptr) return {};
  Layout page(width);
  for (const Chapter& chapter : read_documentation(rules_text())) {
    if (chapter.title != id) continue;
    page.heading(chapter.title);
    for (const markup::MarkdownBlock& block : chapter.blocks) page.block(block);
  }
  return page.take();
}

std::string explanation_of_all(const Manual& manual, std::size_t width) {
  Layout page(width);
  for (const std::string& section : sections_of(manual)) {
    page.heading(chapter_of(manual, section)->title);
    for (const DocumentedKey& key : manual.keys) {
      if (key.section == section) page.line(key.name(), "(" + key.type + ") " + key.meaning);
    }
  }
  page.paragraph("syndic help KEY says more of one, syndic help SECTION of all of a section.");
  return page.take();
}

std::string meant_key(const Manual& manual, const std::string& word) {
  const std::string bare = without_brackets(word);
  const std::size_t dot = bare.rfind('.');
  const std::string section = dot == std::string::npos ? std::string() : bare.substr(0, dot);
  const std::string key = bare.substr(dot == std::string::npos ? 0 : dot + 1);
  std::string_view called = config::key_called(key, section);
  if (called.empty()) called = config::key_called_anywhere(key);
  if (!called.empty()) return std::string(called);
  std::vector<std::string> names = sections_of(manual);
  for (const DocumentedKey& known : manual.keys) {
    names.push_back(known.key);
    names.push_back(known.name());
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  return std::string(config::slipped_name(bare, views));
}

}  // namespace syndic::cli
