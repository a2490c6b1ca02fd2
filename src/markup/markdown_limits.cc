// SPDX-License-Identifier: MIT
#include "markup/markdown_limits.h"

#include <algorithm>

#include "base/ascii.h"

namespace syndic::markup {
namespace {

// What a line begins with: blanks, and marks of quotes and lists.
struct LineStart {
  std::size_t length = 0;  // In bytes.
  std::size_t marks = 0;
  std::size_t columns = 0;  // Of the blanks before the first mark.
};

// How long the mark of a list is that `text` begins with: "-", "12."; 0 if it is none.
std::size_t list_mark(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && base::is_digit(text[length])) ++length;
  const std::string_view ends = length == 0 ? "-*+" : ".)";
  if (length == text.size() || ends.find(text[length]) == base::kNotFound) return 0;
  ++length;
  return length == text.size() || base::is_space(text[length]) ? length : 0;
}

LineStart start_of(std::string_view line) {
  constexpr std::size_t kTab = 4;
  LineStart start;
  while (start.length < line.size()) {
    const char c = line[start.length];
    if (base::is_space(c)) {
      if (start.marks == 0) start.columns += c == '\t' ? kTab : 1;
      ++start.length;
    } else if (const std::size_t mark = c == '>' ? 1 : list_mark(line.substr(start.length))) {
      ++start.marks;
      start.length += mark;
    } else {
      break;
    }
  }
  return start;
}

// The columns of the table whose line below the head `line` may be; 0 if it is none.
std::size_t columns_of(std::string_view line) {
  if (line.find('-') == base::kNotFound) return 0;
  const std::string_view rest = line.substr(start_of(line).length);
  if (rest.find_first_not_of("|:- \t\r") != base::kNotFound) return 0;
  const auto bars = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
  return bars == 0 ? 0 : bars + 1;
}

// Whether a definition of a link's address may begin here: "[name]: address".
bool defines(std::string_view line) {
  const std::string_view rest = line.substr(start_of(line).length);
  return rest.starts_with('[') && rest.find("]:") != base::kNotFound;
}

// Whether a word of the line closes so many parentheses that, as the end of an address, they would
// be counted for too long.
bool closes_too_much(std::string_view line) {
  std::size_t closed = 0;
  for (const char c : line) {
    if (base::is_space(c)) closed = 0;
    if (c == ')' && ++closed > kMostClosed) return true;
  }
  return false;
}

class ExcessFinder {
 public:
  explicit ExcessFinder(std::string_view text)
      : text_(text), uses_(static_cast<std::size_t>(std::count(text.begin(), text.end(), ']'))) {}

  std::optional<MarkdownExcess> find() {
    for (std::string_view rest = text_; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      ++line_;
      if (const std::string_view message = objection(line); !message.empty()) {
        return MarkdownExcess{line_, message};
      }
    }
    return std::nullopt;
  }

 private:
  // What is too much with this line; empty if nothing is.
  std::string_view objection(std::string_view line) {
    const LineStart start = start_of(line);
    at_signs_ += static_cast<std::size_t>(std::count(line.begin(), line.end(), '@'));
    if (start.marks > kMostNested) return "more than 50 quotes and lists, one in another";
    if (start.columns > kMostIndented && start.length < line.size()) {
      return "more than 250 blanks before the first character";
    }
    if (closes_too_much(line)) return "a word with more than 200 \")\"";
    if (at_signs_ > kMostAtSigns) return "more than 1000 \"@\" in one text";
    if (base::trim(line).empty()) {
      end_block();
      return {};
    }
    return grow_block(line);
  }

  void end_block() {
    earlier_cells_ += rows_ * columns_;
    block_ = brackets_ = definition_ = rows_ = columns_ = 0;
    is_defining_ = false;
  }

  std::string_view grow_block(std::string_view line) {
    block_ += line.size() + 1;
    brackets_ += static_cast<std::size_t>(std::count(line.begin(), line.end(), '['));
    ++rows_;
    columns_ = std::max(columns_, columns_of(line));
    if (defines(line)) {
      is_defining_ = true;
      definition_ = 0;
    }
    if (is_defining_) definition_ += line.size();
    if (block_ > kLongestBlock) return "a paragraph of more than 64 KiB; put blank lines into it";
    if (brackets_ > kMostBrackets) return "a paragraph with more than 5000 square brackets";
    if (earlier_cells_ + rows_ * columns_ > kMostCells) return "tables of more than 100000 cells";
    if (definition_ * uses_ > kMostExpanded) return "a link's address that is too long";
    return {};
  }

  std::string_view text_;
  std::size_t uses_;  // How many links there may be.
  std::uint32_t line_ = 0;
  std::size_t at_signs_ = 0;
  std::size_t earlier_cells_ = 0;
  // Of the lines since the last blank one.
  std::size_t block_ = 0;
  std::size_t brackets_ = 0;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  bool is_defining_ = false;
  std::size_t definition_ = 0;  // Of the definition that these lines may go on with.
};

}  // namespace

std::optional<MarkdownExcess> markdown_excess(std::string_view markdown) {
  return ExcessFinder(markdown).find();
}

}  // namespace syndic::markup
