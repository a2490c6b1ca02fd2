// SPDX-License-Identifier: MIT
#include "tests/support/process.h"

namespace syndic::test {

std::string syndic_binary() { return SYNDIC_BINARY; }

Finished run_syndic(std::vector<std::string> arguments,
                    const std::map<std::string, std::string>& environment, std::string_view input) {
  arguments.insert(arguments.begin(), syndic_binary());
  return Process(arguments, environment, input).wait();
}

}  // namespace syndic::test
