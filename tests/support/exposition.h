// SPDX-License-Identifier: MIT
//
// A reader of Prometheus' text exposition format 0.0.4, for tests: strict where the format is.
#pragma once

#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace syndic::test {

struct Exposition {
  std::map<std::string, std::string> samples;  ///< "name{labels}" as it stands: value.
  std::string fault;                           ///< The first line that is none; empty: none is.
};

/// Reads the whole text. Faults: a line that is no HELP, TYPE or sample; a sample before its
/// metric's TYPE or apart from the metric's others; a name, label or value that may not be one; a
/// sample that comes twice; no line break at the end.
[[nodiscard]] inline Exposition read_exposition(const std::string& text) {
  static const std::regex help(R"(# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) [^\n]*)");
  static const std::regex type(
      R"(# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped))");
  static const std::regex sample(
      R"re((([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\\\|\\"|\\n)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\\\|\\"|\\n)*")*\})?) (-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?|NaN|[-+]Inf))re");
  Exposition read;
  std::set<std::string> helped;
  std::set<std::string> typed;
  std::string current;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    bool good = false;
    if (std::regex_match(line, match, help)) {
      good = helped.insert(match[1]).second;
    } else if (std::regex_match(line, match, type)) {
      current = match[1];
      good = typed.insert(current).second;
    } else if (std::regex_match(line, match, sample)) {
      good = match[2] == current && read.samples.emplace(match[1], match[7]).second;
    }
    if (!good && read.fault.empty()) read.fault = line.empty() ? "an empty line" : line;
  }
  if (text.empty() || text.back() != '\n') read.fault = "no line break at the end";
  return read;
}

}  // namespace syndic::test
