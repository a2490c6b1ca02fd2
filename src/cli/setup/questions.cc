// SPDX-License-Identifier: MIT
#include "cli/setup/questions.h"

#include "base/ascii.h"
#include "base/error.h"
#include "cli/output.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kIndentOfWrong = 3;
constexpr std::size_t kWidthOfLines = 80;

}  // namespace

std::string Questions::answer() {
  std::string answer;
  out_ << std::flush;
  if (!std::getline(in_, answer)) {
    out_ << '\n';
    throw Failure("the answers ended before the last question; nothing was changed");
  }
  return std::string(base::trim(answer));
}

std::string Questions::ask(std::string_view question, const std::string& by_default,
                           const Check& check) {
  if (takes_defaults_) return by_default;
  while (true) {
    out_ << '\n' << question << "\n   [" << by_default << "]: ";
    std::string given = answer();
    if (given.empty()) given = by_default;
    const std::string wrong = check ? check(given) : std::string();
    if (wrong.empty()) return given;
    out_ << paragraph(wrong, kIndentOfWrong, kWidthOfLines);
  }
}

bool Questions::confirm(std::string_view question, bool by_default) {
  if (takes_defaults_) return by_default;
  while (true) {
    out_ << question << (by_default ? " [Y/n]: " : " [y/N]: ");
    const std::string given = base::lower(answer());
    if (given.empty()) return by_default;
    if (given == "y" || given == "yes") return true;
    if (given == "n" || given == "no") return false;
    out_ << "   yes or no?\n";
  }
}

}  // namespace syndic::cli
