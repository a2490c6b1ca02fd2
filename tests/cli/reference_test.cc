// SPDX-License-Identifier: MIT
//
// Every command, option and key is in the help, the man pages and the completions.
#include "cli/arguments/reference.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "cli/help/completion.h"
#include "cli/help/explain.h"
#include "cli/help/man_page.h"
#include "cli/help/roff.h"
#include "cli/help/topics.h"
#include "config/schema.h"
#include "tests/support/paths.h"

namespace reference_test {

using namespace syndic;
using namespace syndic::cli;

namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kNoWrapping = 10'000;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

CompletionWords words_of(const Manual& all) { return {topics_of(all), explainable_names(all)}; }

const OptionReference& option_of(const CommandReference& command, const std::string& name) {
  const auto found = std::ranges::find_if(command.options, [&](const OptionReference& option) {
    return std::ranges::find(option.names, name) != option.names.end();
  });
  REQUIRE(found != command.options.end());
  return *found;
}

std::string row_of(const Manual& all, const std::string& name) {
  const auto keys = keys_named(all, name);
  REQUIRE(keys.size() == 1);
  return keys[0].type + "|" + keys[0].default_value + "|" + keys[0].meaning;
}

}  // namespace

TEST_CASE("an option says its names, value, choices, and whether it may be given again") {
  const auto commands = command_reference();
  CHECK(commands.front().name.empty());
  CHECK(option_of(commands.front(), "-c").label() == "-c, --config FILE");
  const CommandReference& refresh = *find_command(commands, "refresh");
  CHECK(option_of(refresh, "--only").label() == "--only SOURCE");
  CHECK(option_of(refresh, "--only").is_repeatable);
  CHECK(option_of(refresh, "--accept").label() == "--accept [FEED]");
  CHECK(option_of(refresh, "--loop").label() == "--loop [DURATION]");
  CHECK(option_of(refresh, "--force").value.empty());
  const CommandReference& post = *find_command(commands, "post");
  CHECK(option_of(post, "--kind").choices == std::vector<std::string>{"read", "watch", "listen"});
  CHECK(option_of(post, "--kind").value == "KIND");
  CHECK_FALSE(option_of(post, "--title").is_repeatable);
  CHECK(find_command(commands, "parse")->usage() == "syndic parse [OPTION…] INPUT…");
  CHECK(find_command(commands, "serve")->usage() == "syndic serve [OPTION…] [DIR]");
  CHECK(find_command(commands, "why")->usage() == "syndic why ITEM|SOURCE");
  CHECK(find_command(commands, "frobnicate") == nullptr);
  CHECK(find_command(commands, "") == nullptr);
}

TEST_CASE("syndic(1), help and all completions have every command and option") {
  const Manual all = manual();
  const std::string man = man_page_of_program(all);
  const std::string first = overview(all, kWidth);
  const std::string bash = bash_completion(all.commands, words_of(all));
  const std::string zsh = zsh_completion(all.commands, words_of(all));
  const std::string fish = fish_completion(all.commands, words_of(all));
  CHECK(all.commands.size() > 15);
  for (const CommandReference& command : all.commands) {
    INFO(command.name);
    const std::string help = command.name.empty() ? first : help_on(all, command.name, kWidth);
    CHECK(has(help, command.usage()));
    CHECK(has(man, roff_text(command.usage())));
    for (const OptionReference& option : command.options) {
      for (const std::string& name : option.names) {
        INFO(name);
        CHECK(has(help, option.label()));
        CHECK(has(man, roff_text(option.label())));
        CHECK(has(bash, name));
        CHECK(has(zsh, "'" + name + ":"));
        CHECK(has(fish, name[1] == '-' ? " -l " + name.substr(2) : " -s " + name.substr(1)));
      }
    }
    if (command.name.empty()) continue;
    CHECK(has(man, "\n.SS \"" + roff_text(command.name) + "\"\n"));
    CHECK(has(bash, "'" + command.name + "'"));
    CHECK(has(zsh, "'" + command.name + "'"));
    CHECK(has(fish, "'" + command.name + "'"));
    if (!has(command.name, " ")) CHECK(has(first, "\n  " + command.name + " "));
  }
  for (const auto& [code, meaning] : exit_codes()) {
    CHECK(has(man, "\\fB" + std::to_string(code) + "\\fR\n"));
    CHECK(has(help_on(all, "exit-codes", kWidth), "\n  " + std::to_string(code) + " "));
  }
}

TEST_CASE("syndic.toml(5) does not speak of files beside it that a package has elsewhere") {
  const std::string man = man_page_of_configuration(manual());
  CHECK_FALSE(has(man, "file here"));
  CHECK_FALSE(has(man, "demo.toml"));
  CHECK(has(man, "The least that works:"));
}

TEST_CASE("syndic.toml(5), help and --explain have every key, with its type") {
  const Manual all = manual();
  const std::string man = man_page_of_configuration(all);
  const std::string help = help_on(all, "configuration", kNoWrapping);
  const auto keys = config::all_keys();
  CHECK(all.keys.size() == keys.size());
  for (const auto& [section, key, type] : keys) {
    const std::string name = std::string(section) + "." + std::string(key);
    INFO(name);
    CHECK(has(man, "\n.TP\n\\fB" + roff_text(key) + "\\fR\n(" + roff_text(type)));
    CHECK(has(help, "\n  " + name));
    CHECK(has(help, "(" + std::string(type)));
    const std::string explained = explanation(all, name, kWidth);
    CHECK(explained.starts_with(name + "\n"));
    CHECK(has(explained, "  type                    " + std::string(type)));
    CHECK(has(explained, "below " + full_header(section) + "\n"));
    CHECK(has(bash_completion(all.commands, words_of(all)), " " + name));
  }
}

TEST_CASE("every command is named in README.md or config/README.md") {
  const auto root = base::read_file(test::source_dir() / "README.md", 1'000'000);
  const auto config = base::read_file(test::source_dir() / "config/README.md", 1'000'000);
  REQUIRE(root);
  REQUIRE(config);
  for (const CommandReference& command : command_reference()) {
    INFO(command.name);
    CHECK(has(*root + *config, command.name.empty() ? "syndic" : "syndic " + command.name));
  }
}

TEST_CASE("the rows of config/README.md are plain text") {
  const Manual all = manual();
  CHECK(row_of(all, "fetch.timeout") == "duration|\"2m\"|of a whole transfer, redirects included");
  CHECK(row_of(all, "site.icon") == "URL|–|a small square picture");
  CHECK(row_of(all, "source.embargo") ==
        "duration|–|its items are published that long after their date: \"2d\"");
  CHECK(has(row_of(all, "source.site"), "a site whose feed is looked for, see Sites"));
  CHECK(has(row_of(all, "subscribe.opml"), "as OPML (http://opml.org/spec2.opml), which"));
}

TEST_CASE("man pages are ASCII, and the same each time") {
  const Manual all = manual();
  for (const std::string& page : {man_page_of_program(all), man_page_of_configuration(all)}) {
    CHECK(page.starts_with(".TH \"SYNDIC"));
    CHECK(std::ranges::all_of(page, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
  }
  CHECK(man_page_of_configuration(all) == man_page_of_configuration(manual()));
  CHECK(roff_text("a-b \\ 'c' \"d\" … ~^`") ==
        "a\\-b \\e \\(aqc\\(aq \\(dqd\\(dq \\[u2026] \\(ti\\(ha\\(ga");
}

}  // namespace reference_test
