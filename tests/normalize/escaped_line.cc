// SPDX-License-Identifier: MIT
#include "tests/normalize/escaped_line.h"

#include <stdexcept>

namespace syndic::test {
namespace {

// What stands behind "\*", taken off `line`: "N*text*".
std::string repeated(std::string_view& line) {
  const std::size_t star = line.find('*');
  const std::size_t end = line.find('*', star + 1);
  if (end == std::string_view::npos) throw std::invalid_argument("\\* without its two stars");
  const std::string text = unescaped(line.substr(star + 1, end - star - 1));
  std::string out;
  for (int times = std::stoi(std::string(line.substr(0, star))); times > 0; --times) out += text;
  line.remove_prefix(end + 1);
  return out;
}

// What the letter behind a backslash stands for.
char character_of(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'f':
      return '\f';
    case '0':
      return '\0';
    default:
      return letter;
  }
}

}  // namespace

std::string unescaped(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    const char c = line[0];
    line.remove_prefix(1);
    if (c != '\\') {
      out.push_back(c);
      continue;
    }
    const char letter = line.at(0);
    line.remove_prefix(1);
    if (letter == 'x') {
      out.push_back(static_cast<char>(std::stoi(std::string(line.substr(0, 2)), nullptr, 16)));
      line.remove_prefix(2);
    } else if (letter == '*') {
      out += repeated(line);
    } else {
      out.push_back(character_of(letter));
    }
  }
  return out;
}

}  // namespace syndic::test
