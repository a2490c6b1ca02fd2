// SPDX-License-Identifier: MIT
#include "write/theme/template_text.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"

namespace syndic::write {
namespace {

constexpr int kDeepestInclude = 10;
constexpr std::size_t kLongestPartShown = 60;

std::size_t lines_between(std::string_view text, std::size_t start, std::size_t end) {
  const std::string_view part = text.substr(start, std::min(end, text.size()) - start);
  return static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
}

// A tag {{> part}}.
struct Include {
  std::size_t start = 0;
  std::size_t end = 0;
  std::string part;
};

// The first one from `start` on. A tag that is not closed is none: it is reported when the text is
// parsed as a template.
std::optional<Include> next_include(std::string_view text, std::size_t start) {
  for (std::size_t tag = text.find("{{", start); tag != std::string_view::npos;
       tag = text.find("{{", tag + 1)) {
    const std::size_t sign = text.find_first_not_of(" \t\r\n", tag + 2);
    if (sign == std::string_view::npos || text[sign] != '>') continue;
    const std::size_t end = text.find("}}", sign);
    if (end == std::string_view::npos) break;
    return Include{tag, end + 2, std::string(base::trim(text.substr(sign + 1, end - sign - 1)))};
  }
  return std::nullopt;
}

}  // namespace

TemplateText::TemplateText(const ThemeFiles& files, std::string_view name, std::string folder)
    : folder_(std::move(folder)) {
  add(files, name, 0);
}

void TemplateText::add(const ThemeFiles& files, std::string_view name, int depth) {
  const std::string& text = files.find(name)->second;
  std::size_t done = 0;
  const auto take = [&](std::size_t end) {
    pieces_.push_back({text_.size(), std::string(name), 1 + lines_between(text, 0, done)});
    text_.append(text, done, end - done);
  };
  while (const auto include = next_include(text, done)) {
    take(include->start);
    const std::string file = include->part + std::string(kTemplateSuffix);
    const auto refuse = [&](const std::string& why) {
      const std::string part = base::printable_line(include->part, kLongestPartShown);
      return failure(name, 1 + lines_between(text, 0, include->start),
                     std::string("it includes {{> ").append(part).append("}}, ").append(why));
    };
    if (!files.contains(file)) {
      throw refuse("but there is no " + base::printable_line(file, kLongestPartShown));
    }
    if (depth == kDeepestInclude) throw refuse("which leads back to itself");
    add(files, file, depth + 1);
    done = include->end;
  }
  take(text.size());
}

FileFailure TemplateText::failure_at(std::size_t offset, std::string_view words) const {
  const auto after = std::ranges::upper_bound(pieces_, offset, {}, &Piece::start);
  const Piece& piece = *std::prev(after);  // The first one starts at 0.
  return failure(piece.file, piece.line + lines_between(text_, piece.start, offset), words);
}

FileFailure TemplateText::failure(std::string_view file, std::size_t line,
                                  std::string_view words) const {
  return FileFailure("the template " + folder_ + std::string(file) + " is broken: line " +
                     std::to_string(line) + ": " + std::string(words));
}

}  // namespace syndic::write
