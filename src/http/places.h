// SPDX-License-Identifier: MIT
//
// How many transfers the limit of open files allows.
#pragma once

#include <curl/curl.h>

#include <cstddef>

namespace syndic::http {

struct Places {
  int transfers = 1;     ///< At once, at least one, without those that are paused.
  int with_paused = 1;   ///< All at once, at most twice as many.
  long connections = 1;  ///< In use and kept idle for the next transfers, at least one.
};

/// Within a limit of open files of which 24 are for the store and other files. `wanted`: transfers
/// at once, at most.
[[nodiscard]] Places places_within(std::size_t open_file_limit, int wanted);

/// Whether a transfer that ended with `code` may have failed only because no more files can be
/// opened now.
[[nodiscard]] bool lacks_open_files(CURLcode code);

}  // namespace syndic::http
