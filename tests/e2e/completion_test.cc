// SPDX-License-Identifier: MIT
//
// The completions in the shells they are for, each with the ids of a real configuration, and the
// man pages under the eyes of mandoc. What is not installed is skipped, saying so.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace completion_test {

using namespace syndic;
using test::Finished;
using test::run_syndic;
using test::syndic_binary;
using test::TempDir;
using Words = std::vector<std::string>;

namespace {

constexpr const char* kBashDriver = R"(
source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
_syndic
((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
)";

// In a terminal of its own, as completion needs the line editor, which is there once its prompt is;
// each match becomes "HIT<match>".
constexpr const char* kZshDriver = R"(
zmodload zsh/zpty
zpty complete zsh -f -i
zpty -w complete 'unset zle_bracketed_paste; autoload -Uz compinit'
zpty -w complete "compinit -u -D; source ${(q)1}"
zpty -w complete 'compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a hits
  builtin compadd -A hits "$@"
  print -rl -- "HIT<"$^hits">"
  builtin compadd "$@"
}'
zpty -w complete 'PROMPT="READ%{%}Y "'
zpty -r -m complete out '*READY*'
zpty -w -n complete "$2"$'\t\C-U'
zpty -w complete 'print -r -- DON""E'
zpty -r -m complete out '*DONE*'
print -r -- $out
)";

bool is_installed(const std::string& program) {
  std::istringstream folders(std::getenv("PATH"));
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (std::filesystem::exists(std::filesystem::path(folder) / program)) return true;
  }
  WARN("skipped: there is no " << program << " (Debian package of that name) here");
  return false;
}

Finished run(const Words& command) {
  const std::string folder = std::filesystem::path(syndic_binary()).parent_path();
  return test::Process(command, {{"PATH", folder + ":" + std::getenv("PATH")}}).wait();
}

Words lines_of(const std::string& text) {
  Words lines;
  std::istringstream in(text);
  // fish adds a description after a tab.
  for (std::string line; std::getline(in, line);) lines.push_back(line.substr(0, line.find('\t')));
  std::ranges::sort(lines);
  return lines;
}

std::string joined(const Words& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

// A shell with the completion of the built syndic.
struct Shell {
  std::string name;
  /// What may stand in the place of the last word, sorted.
  std::function<Words(const std::string& script, const Words& line)> complete;
};

Words complete_in_bash(const std::string& script, const Words& line) {
  Words command = {"bash", "--norc", "-c", kBashDriver, "driver", script};
  command.insert(command.end(), line.begin(), line.end());
  const Finished finished = run(command);
  CHECK(finished.err.empty());
  return lines_of(finished.out);
}

Words complete_in_fish(const std::string& script, const Words& line) {
  const Finished finished = run(
      {"fish", "--no-config", "-c", "source " + script + "; complete -C '" + joined(line) + "'"});
  CHECK(finished.err.empty());
  return lines_of(finished.out);
}

Words complete_in_zsh(const std::string& script, const Words& line) {
  const Finished finished = run({"zsh", "-f", "-c", kZshDriver, "driver", script, joined(line)});
  Words hits;
  const std::regex hit("HIT<([^>]*)>");
  for (std::sregex_iterator it(finished.out.begin(), finished.out.end(), hit), end; it != end;
       ++it) {
    hits.push_back((*it)[1]);
  }
  std::ranges::sort(hits);
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
  return hits;
}

const std::vector<Shell> kShells = {
    {"bash", complete_in_bash}, {"fish", complete_in_fish}, {"zsh", complete_in_zsh}};

std::string configuration_in(const TempDir& dir) {
  dir.write("syndic.toml",
            "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n"
            "[[source]]\nid = \"casel\"\nname = \"CASEL: it's \\\"$(x)\\\"\"\n"
            "url = \"https://casel.example/feed\"\n"
            "[[source]]\nid = \"cec\"\nurl = \"https://cec.example/feed\"\n"
            "[[feed]]\nname = \"all\"\n[[feed]]\nname = \"turn\"\n");
  return (dir / "syndic.toml").string();
}

}  // namespace

TEST_CASE("shells complete commands, options, words, files and the ids of the configuration") {
  const TempDir dir;
  const std::string file = configuration_in(dir);
  for (const Shell& shell : kShells) {
    if (!is_installed(shell.name)) continue;
    INFO(shell.name);
    const std::string script = (dir / ("syndic." + shell.name)).string();
    dir.write("syndic." + shell.name, run_syndic({"completion", shell.name}).out);
    CHECK(run({shell.name, "-n", script}).exit_code == 0);
    const auto completed = [&](Words line) {
      line.insert(line.begin(), "syndic");
      return shell.complete(script, line);
    };
    CHECK(completed({"re"}) == Words{"refresh", "restore"});
    CHECK(completed({"-c", file, "dis"}) == Words{"discover"});
    CHECK(completed({"refresh", "--f"}) == Words{"--force"});
    CHECK(completed({"refresh", "--qu"}) == Words{"--quiet"});
    CHECK(completed({"parse", "--as", ""}) == Words{"atom", "json", "rss"});
    CHECK(completed({"post", "--title", "refresh", "--kind", "w"}) == Words{"watch"});
    CHECK(completed({"-c", file, "refresh", "--only", ""}) == Words{"casel", "cec"});
    CHECK(completed({"refresh", "-c", file, "--only", "ca"}) == Words{"casel"});
    CHECK(completed({"refresh", "-c", file, "--accept", ""}) == Words{"all", "turn"});
    CHECK(completed({"why", "--config", file, "ce"}) == Words{"cec"});
    CHECK(completed({"post", "-c", file, "--source", "ce"}) == Words{"cec"});
    CHECK(completed({"refresh", "-c", file + ".none", "--only", ""}).empty());
    CHECK(completed({"help", "source.page.da"}) ==
          Words{"source.page.date", "source.page.date_format"});
    CHECK(completed({"check", "--explain", "fetch.ti"}) == Words{"fetch.timeout"});
    CHECK(completed({"completion", "z"}) == Words{"zsh"});
    CHECK(completed({"add", "--name", "c"}).empty());
  }
}

TEST_CASE("bash completes values after =, which it takes for words of their own") {
  if (!is_installed("bash")) return;
  const TempDir dir;
  const std::string file = configuration_in(dir);
  const std::string script = (dir / "script").string();
  dir.write("script", run_syndic({"completion", "bash"}).out);
  CHECK(complete_in_bash(script, {"syndic", "refresh", "--config", "=", file, "--only", "="}) ==
        Words{"casel", "cec"});
  CHECK(complete_in_bash(script, {"syndic", "-c", file, "refresh", "--only", "=", "ca"}) ==
        Words{"casel"});
  dir.write("a list.opml", "");
  CHECK(complete_in_bash(script, {"syndic", "import", (dir / "a").string()}) ==
        Words{(dir / "a list.opml").string()});
}

TEST_CASE("the ids that completions ask for are silent where there is nothing to say") {
  const TempDir dir;
  const std::string file = configuration_in(dir);
  CHECK(run_syndic({"completion", "sources", "-c", file}).out ==
        "casel\tCASEL: it's \"$(x)\"\ncec\t\n");
  CHECK(run_syndic({"completion", "feeds", "-c", file}).out == "all\tT\nturn\tT\n");
  dir.write("broken.toml", "[site\n");
  for (const char* name : {"none.toml", "broken.toml"}) {
    const Finished finished = run_syndic({"completion", "sources", "-c", (dir / name).string()});
    CHECK(finished.exit_code == 0);
    CHECK(finished.out.empty());
    CHECK(finished.err.empty());
  }
}

TEST_CASE("mandoc finds no fault in the man pages") {
  if (!is_installed("mandoc")) return;
  const TempDir dir;
  for (const Words& topic : {Words{}, Words{"configuration"}}) {
    Words command = {"help", "--man"};
    command.insert(command.end(), topic.begin(), topic.end());
    const std::string source = run_syndic(command).out;
    dir.write("page", source);
    const std::string page = (dir / "page").string();
    const Finished lint = run({"mandoc", "-T", "lint", "-W", "warning", page});
    CHECK(lint.out.empty());
    CHECK(lint.err.empty());
    CHECK(lint.exit_code == 0);
    for (const char* heading :
         {"NAME", "SYNOPSIS", "DESCRIPTION", "FILES", "EXAMPLES", "SEE ALSO"}) {
      INFO(heading);
      CHECK(source.find(std::string("\n.SH \"") + heading + "\"\n") != std::string::npos);
    }
  }
  CHECK(run_syndic({"help", "refresh", "--man"}).exit_code == 2);
}

TEST_CASE("check --explain says why it does not show what the file gives") {
  const TempDir dir;
  dir.write("broken.toml", "[site\n");
  const std::string broken = (dir / "broken.toml").string();
  const std::string none = (dir / "none.toml").string();
  const std::string meaning = run_syndic({"help", "fetch.timeout"}).out;
  for (const auto& [file, why] : std::vector<std::pair<std::string, std::string>>{
           {broken, "it is no TOML"},
           {none, "cannot read " + none + ": No such file or directory"}}) {
    const Finished run = run_syndic({"check", "--explain", "fetch.timeout", "-c", file});
    CHECK(run.exit_code == 0);
    CHECK(run.out == meaning);
    CHECK(run.err == "info: what " + file + " itself gives is not shown: " + why +
                         "; syndic check says more\n");
  }
}

TEST_CASE("check --explain shows what the file gives, without a secret, and needs no file") {
  const TempDir dir;
  dir.write("syndic.toml",
            "[site]\ntitle = \"T\"\n[fetch]\ntimeout = \"90s\"\n[[source]]\nid = \"a\"\n"
            "url = \"https://a.example/\"\nuser = \"u\"\npassword = \"open sesame\"\n");
  const std::string file = (dir / "syndic.toml").string();
  const auto explained = [&](const std::string& key) {
    return run_syndic({"check", "--explain", key, "-c", file});
  };
  CHECK(explained("fetch.timeout").exit_code == 0);
  CHECK(explained("fetch.timeout")
            .out.ends_with("\nfetch.timeout in " + file + ":\n  line 4: \"90s\"\n"));
  CHECK(explained("source.password").out.ends_with("\n  line 9, a: a secret\n"));
  CHECK(explained("source.interval")
            .out.ends_with("\n" + file + " does not give source.interval: its default counts\n"));
  CHECK(explained("source.proxy").out.ends_with(": its default counts\n"));
  CHECK(explained("source.embargo").out.ends_with("\n" + file + " does not give source.embargo\n"));
  const std::string without =
      run_syndic({"check", "--explain", "fetch.timeout", "-c", "/none"}).out;
  CHECK(without == run_syndic({"help", "fetch.timeout"}).out);
}

}  // namespace completion_test
