// SPDX-License-Identifier: MIT
#include "config/problems.h"

#include <algorithm>
#include <utility>

#include "base/printable.h"
#include "base/utf8.h"

namespace syndic::config {
namespace {

constexpr std::size_t kLongestProblem = 300;
constexpr std::size_t kLongestMessage = 220;
constexpr std::size_t kLongestQuote = 40;
constexpr std::string_view kCut = "…";

// The last `most` characters of `text`, the first of them "…" if it is cut.
std::string end_of(std::string text, std::size_t most) {
  std::size_t length = base::count_utf8(text);
  if (length <= most) return text;
  std::size_t begin = 0;
  for (; length >= most && begin < text.size(); --length) {
    do {
      ++begin;
    } while (begin < text.size() && base::is_utf8_continuation(text[begin]));
  }
  return std::string(kCut) + text.substr(begin);
}

// "FILE<place>: message" within kLongestProblem.
std::string compose(const std::filesystem::path& file, const std::string& place,
                    std::string_view message) {
  const std::string tail = place + ": " + base::printable_line(message, kLongestMessage);
  const std::string name = base::printable_line(file.string(), file.native().size());
  return end_of(name, kLongestProblem - base::count_utf8(tail)) + tail;
}

}  // namespace

std::string in_quotes(std::string_view words) {
  return '"' + base::printable_line(words, kLongestQuote) + '"';
}

void Problems::add(Position at, std::string message) {
  problems_.push_back({at, std::move(message)});
}

std::vector<std::string> Problems::lines(const std::filesystem::path& file) const {
  std::vector<const Problem*> sorted;
  sorted.reserve(problems_.size());
  for (const Problem& problem : problems_) sorted.push_back(&problem);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Problem* a, const Problem* b) { return a->at < b->at; });
  std::vector<std::string> lines;
  lines.reserve(sorted.size());
  for (const Problem* problem : sorted) {
    const auto& [line, column] = problem->at;
    lines.push_back(
        compose(file, ":" + std::to_string(line) + ":" + std::to_string(column), problem->message));
  }
  return lines;
}

std::string line_about(const std::filesystem::path& file, std::string_view message) {
  return compose(file, "", message);
}

}  // namespace syndic::config
