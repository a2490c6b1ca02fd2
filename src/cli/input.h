// SPDX-License-Identifier: MIT
//
// What several commands read: the configuration, standard input, an address.
#pragma once

#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/result.h"
#include "cli/arguments.h"
#include "cli/log.h"
#include "config/config.h"
#include "fetch/options.h"

namespace syndic::cli {

/// The configuration is not found or wrong; every mistake has been said already.
class WrongConfiguration : public Failure {
 public:
  using Failure::Failure;
};

/// The configuration that -c, the environment or the usual places name; its notes are details to
/// `log`. Throws WrongConfiguration after writing each mistake, "FILE:LINE:COLUMN: …", to
/// `mistakes`.
[[nodiscard]] config::Config load_config(const std::string& file, const Log& log,
                                         std::ostream& mistakes = std::cerr);

/// All of standard input. Errors: too_large beyond `max_bytes`.
[[nodiscard]] Result<std::string> read_standard_input(std::size_t max_bytes);

/// How to ask for a URL: as the configuration says, where one was named, which these commands do
/// not need. Throws WrongConfiguration.
[[nodiscard]] fetch::Options fetch_options(const Arguments& global, bool allow_private,
                                           const Log& log);

/// The URL that `text` means: itself, or "https://" before it where it begins with a host's name,
/// as in "example.org/news", and no file is called so. Empty: it means none.
[[nodiscard]] std::string url_meant(const std::string& text);

/// What is said of a text for which url_meant() is empty; `or_what`: what else it could have been.
[[nodiscard]] Error no_address(const std::string& text, std::string_view or_what = {});

}  // namespace syndic::cli
