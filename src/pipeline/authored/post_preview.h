// SPDX-License-Identifier: MIT
//
// What a file of an authored item will be on the page, and when.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "model/timestamp.h"
#include "parse/authored/authored.h"

namespace syndic::pipeline {

struct PostPreview {
  /// One line each: title, day in the site's zone ("Mon, 16 May 2022"), the
  /// event if there is one ("event: Mon, 2 Mar 2026 09:00 – 10:30 (America/New_York), Gym"), kind
  /// ("read"), link or "read on the page itself", and when it appears. Empty if there are mistakes.
  std::vector<std::string> lines;
  std::vector<parse::FileMistake> mistakes;
};

/// Reads the `text` of the file `name` in the source's folder as a refresh would.
[[nodiscard]] PostPreview preview_post(std::string_view text, std::string_view name,
                                       const config::Source& source, const config::Config& config,
                                       model::Timestamp now);

}  // namespace syndic::pipeline
