// SPDX-License-Identifier: MIT
#include "cli/input.h"

#include <iostream>

#include "base/version.h"
#include "cli/commands.h"

namespace syndic::cli {

Result<std::string> read_standard_input(std::size_t max_bytes) {
  std::string bytes;
  std::string step(64 * 1024, '\0');
  while (std::cin.read(step.data(), static_cast<std::streamsize>(step.size())),
         std::cin.gcount() > 0) {
    bytes.append(step, 0, static_cast<std::size_t>(std::cin.gcount()));
    if (bytes.size() > max_bytes) {
      return fail(Errc::too_large,
                  "standard input is larger than " + std::to_string(max_bytes) + " bytes");
    }
  }
  return bytes;
}

fetch::Options fetch_options(const Arguments& global, bool allow_private, const Log& log) {
  fetch::Options options;
  if (!global.config_file.empty()) options = load_config(global.config_file, log).fetch;
  if (options.transport.user_agent == http::Options{}.user_agent) {
    options.transport.user_agent = "syndic/" + std::string(base::kVersion);
  }
  options.transport.allow_private = options.transport.allow_private || allow_private;
  return options;
}

}  // namespace syndic::cli
