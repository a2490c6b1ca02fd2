// SPDX-License-Identifier: MIT
#include "cli/help/man_page.h"

#include <string_view>

#include "cli/help/roff.h"

namespace syndic::cli {
namespace {

void man_places(const std::vector<Place>& places, Roff& page) {
  for (const auto& [name, text] : places) page.entry(name, text);
}

void man_options(const std::vector<OptionReference>& options, Roff& page) {
  for (const OptionReference& option : options) page.entry(option.label(), option.meaning());
}

void man_command(const CommandReference& command, Roff& page) {
  page.subsection(command.name);
  page.bold(command.usage());
  page.paragraph(command.summary + ".");
  man_options(command.words, page);
  man_options(command.options, page);
}

void man_key(const DocumentedKey& key, Roff& page) {
  page.entry(key.key, "(" + type_and_default(key) + ")");
  if (!key.meaning.empty()) page.more(key.meaning);
}

void man_keys(const Manual& manual, std::string_view section, Roff& page) {
  for (const DocumentedKey& key : manual.keys) {
    if (key.section == section) man_key(key, page);
  }
}

// Whether it is the table of what is beside config/README.md, which a package has elsewhere.
bool is_of_files_here(const markup::MarkdownBlock& block) {
  return !block.rows.empty() && !block.rows[0].empty() && block.rows[0][0] == "file here";
}

void man_blocks(const Manual& manual, const Chapter& chapter, Roff& page) {
  for (const markup::MarkdownBlock& block : chapter.blocks) {
    if (is_of_files_here(block)) continue;
    if (is_table_of_keys(block) && !chapter.section.empty()) {
      man_keys(manual, chapter.section, page);
    } else {
      page.block(block);
    }
  }
}

// The example that the chapter of a section has, if it has one.
std::string code_of(const Chapter* chapter) {
  if (chapter == nullptr) return {};
  for (const markup::MarkdownBlock& block : chapter->blocks) {
    if (block.kind == markup::MarkdownBlock::Kind::code) return block.text;
  }
  return {};
}

std::string example_of_configuration(const Manual& manual) {
  std::string example = manual.chapters.empty() ? std::string() : code_of(&manual.chapters[0]);
  for (const std::string_view section : {"source", "feed"}) {
    example += "\n" + code_of(chapter_of(manual, section));
  }
  return example;
}

}  // namespace

std::string man_page_of_program(const Manual& manual) {
  Roff page("SYNDIC", "1", "User Commands");
  const CommandReference& program = manual.commands.front();
  page.section("Name");
  page.paragraph("syndic - pull the feeds of many sites and publish them as one");
  page.section("Synopsis");
  page.bold(program.usage());
  page.section("Description");
  page.paragraph(program.summary +
                 " It is run by cron or by hand, reads one configuration, syndic.toml(5), keeps "
                 "every item that it has seen in a store, and writes RSS, Atom, JSON Feed and a "
                 "page for people into a folder that a web server serves.");
  page.section("Commands");
  for (const CommandReference& command : manual.commands) {
    if (!command.name.empty()) man_command(command, page);
  }
  page.section("Options");
  page.paragraph("Every command takes these, before or after its name.");
  man_options(program.options, page);
  page.section("Files");
  man_places(files(), page);
  page.section("Environment");
  man_places(environment(), page);
  page.section("Exit status");
  for (const auto& [code, meaning] : exit_codes()) page.entry(std::to_string(code), meaning);
  page.section("Examples");
  man_places(examples(), page);
  page.section("See also");
  page.paragraph("syndic.toml(5)");
  return page.take();
}

std::string man_page_of_configuration(const Manual& manual) {
  Roff page("SYNDIC.TOML", "5", "File Formats");
  page.section("Name");
  page.paragraph("syndic.toml - what syndic reads, keeps and publishes");
  page.section("Synopsis");
  for (const Place& place : files()) {
    if (place.name.find(".toml") != std::string_view::npos) page.bold(place.name);
  }
  for (const Chapter& chapter : manual.chapters) {
    if (chapter.level == 1) {
      page.section("Description");
    } else if (chapter.level == 2) {
      page.section(chapter.title);
    } else {
      page.subsection(chapter.title);
    }
    man_blocks(manual, chapter, page);
  }
  page.section("Files");
  man_places(files(), page);
  page.section("Examples");
  page.code(example_of_configuration(manual));
  page.section("See also");
  page.paragraph("syndic(1)");
  return page.take();
}

}  // namespace syndic::cli
