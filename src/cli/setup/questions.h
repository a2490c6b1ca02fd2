// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

namespace syndic::cli {

/// Asks a person, one question a line. Every question has a default, which an empty line takes.
class Questions {
 public:
  /// Returns what is wrong with an answer; empty if nothing is.
  using Check = std::function<std::string(const std::string& answer)>;

  /// Borrows the streams. `takes_defaults`: nobody is asked.
  Questions(std::istream& in, std::ostream& out, bool takes_defaults)
      : in_(in), out_(out), takes_defaults_(takes_defaults) {}

  /// Asks until `check` accepts the answer. Throws Failure if the input ends.
  [[nodiscard]] std::string ask(std::string_view question, const std::string& by_default,
                                const Check& check = {});

  /// Asks for yes or no. Throws Failure likewise.
  [[nodiscard]] bool confirm(std::string_view question, bool by_default);

 private:
  [[nodiscard]] std::string answer();

  std::istream& in_;
  std::ostream& out_;
  bool takes_defaults_;
};

}  // namespace syndic::cli
