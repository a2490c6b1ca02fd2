// SPDX-License-Identifier: MIT
#include "cli/colour.h"

#include <unistd.h>

#include <cstdlib>

namespace syndic::cli {
namespace {

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

const char* code_of(Colour colour) {
  switch (colour) {
    case Colour::none:
      return "";
    case Colour::green:
      return "32";
    case Colour::yellow:
      return "33";
    case Colour::red:
      return "31";
    case Colour::grey:
      return "90";
  }
  return "";
}

}  // namespace

bool stdout_wants_colour() {
  if (!environment("NO_COLOR").empty()) return false;
  const std::string_view terminal = environment("TERM");
  return !terminal.empty() && terminal != "dumb" && ::isatty(STDOUT_FILENO) != 0;
}

std::string painted(std::string_view text, Colour colour) {
  if (colour == Colour::none || text.empty()) return std::string(text);
  return std::string("\x1b[").append(code_of(colour)).append("m").append(text).append("\x1b[0m");
}

}  // namespace syndic::cli
