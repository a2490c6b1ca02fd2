// SPDX-License-Identifier: MIT
#include "cli/arguments/one_of.h"

#include <algorithm>

#include "cli/output.h"

namespace syndic::cli {

CLI::Validator one_of(const std::vector<std::string>& words) {
  return {[words](const std::string& word) {
            const bool is_known = std::ranges::find(words, word) != words.end();
            return is_known ? std::string()
                            : "must be " + either_of(words) + ", not \"" + word + "\"";
          },
          "{" + CLI::detail::join(words) + "}", "one of"};
}

}  // namespace syndic::cli
