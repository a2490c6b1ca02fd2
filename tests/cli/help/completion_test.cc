// SPDX-License-Identifier: MIT
//
// What tests/e2e/completion_test.cc cannot see in shells: inner commands, and hostile texts.
#include "cli/help/completion.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "cli/help/man_page.h"
#include "cli/help/topics.h"

namespace completion_test {

using namespace syndic::cli;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

OptionReference option(std::vector<std::string> names, std::string value, std::string text) {
  OptionReference option;
  option.names = std::move(names);
  option.value = std::move(value);
  option.text = std::move(text);
  return option;
}

// "store", which has "store backup FILE [--keep N]" and "store check".
Manual with_inner_commands() {
  Manual manual;
  manual.commands = {
      {"", "It's a program", {}, {option({"-c", "--config"}, "FILE", "Which one")}},
      {"store", "What is stored", {}, {}},
      {"store backup",
       "Copy it",
       {option({}, "FILE", "Where")},
       {option({"--keep"}, "N", "How many: 'all' or 3")}},
      {"store check", "Look it over", {}, {}},
  };
  return manual;
}

}  // namespace

TEST_CASE("bash knows inner commands, and what comes after each") {
  const std::string script = bash_completion(with_inner_commands().commands, {});
  CHECK(has(script, "'store' | 'store backup' | 'store check') command=$word ;;\n"));
  CHECK(has(script, "    '') _syndic_words 'store' ;;\n"));
  CHECK(has(script, "    'store') _syndic_words 'backup check' ;;\n"));
  CHECK(has(script, "    'store backup') _syndic_paths -f ;;\n"));
  CHECK(has(script, "      'store backup') _syndic_words '--keep -c --config' ;;\n"));
  CHECK(has(script, "    'store backup:--keep')\n      :; return ;;\n"));
}

TEST_CASE("zsh knows inner commands with their summaries, quoted") {
  const std::string script = zsh_completion(with_inner_commands().commands, {});
  CHECK(has(script, "('store'|'store backup'|'store check') command=$word ;;\n"));
  CHECK(has(script, "    'store')\n      list=( 'backup:Copy it' 'check:Look it over')\n"));
  CHECK(has(script, "    'store backup')\n      _files ;;\n"));
  CHECK(has(script, "'--keep:How many: '\\''all'\\'' or 3'"));
}

TEST_CASE("fish knows inner commands with their summaries, quoted") {
  const std::string script = fish_completion(with_inner_commands().commands, {});
  CHECK(has(script, "complete -c syndic -n '__syndic_is \\'store\\'' -a 'backup' -d 'Copy it'\n"));
  CHECK(has(script, "complete -c syndic -n '__syndic_is \\'\\'' -a 'store' -d 'What is stored'\n"));
  CHECK(has(script, "complete -c syndic -n '__syndic_is \\'store backup\\'' -F\n"));
  CHECK(has(script, " -l keep -x -d 'How many: \\'all\\' or 3'\n"));
}

TEST_CASE("help and the man page have inner commands by their whole names") {
  const Manual manual = with_inner_commands();
  const std::string outer = help_on(manual, "store", 80);
  CHECK(has(outer, "\n  store backup            Copy it\n"));
  CHECK(has(help_on(manual, "store backup", 80), "Usage: syndic store backup [OPTION…] [FILE]\n"));
  CHECK_FALSE(has(overview(manual, 80), "store backup"));
  CHECK(has(man_page_of_program(manual), "\n.SS \"store backup\"\n"));
}

TEST_CASE("what a value is tells its name") {
  const auto kind = [](const char* value) { return kind_of(option({"--x"}, value, "")); };
  CHECK(kind("FILE") == ValueKind::file);
  CHECK(kind("URL|FILE") == ValueKind::file);
  CHECK(kind("ITEM|SOURCE") == ValueKind::source);
  CHECK(kind("FEED") == ValueKind::feed);
  CHECK(kind("DIR") == ValueKind::folder);
  CHECK(kind("ID") == ValueKind::other);
  CHECK(kind("PROFILE") == ValueKind::other);
}

}  // namespace completion_test
