// SPDX-License-Identifier: MIT
//
// How many files, sockets and pipes this process may have open at once.
#pragma once

#include <cstddef>

namespace syndic::base {

/// The limit that holds now (RLIMIT_NOFILE). 256, which every system allows, if it is unknown.
[[nodiscard]] std::size_t open_file_limit();

/// How many more files this process may open now. The limit itself if that is above 4,096, where
/// those that are open hardly matter.
[[nodiscard]] std::size_t open_files_left();

/// Raises the limit towards what this process may set itself, to 4,096 at most. It is never
/// lowered, and stays as it is if it cannot be raised.
void raise_open_file_limit();

/// Whether `errno_value` says that the limit, or that of the whole system, is reached.
[[nodiscard]] bool is_too_many_files(int errno_value);

/// Whether so few more can be opened that a connection or the look-up of a name may fail for it.
[[nodiscard]] bool are_open_files_used_up();

}  // namespace syndic::base
