// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/result.h"
#include "cli/log.h"

namespace syndic::cli {

/// Whether standard input is a pipe or a file, from which an item's text is to be read: no
/// terminal, no device, no socket, and not closed.
[[nodiscard]] bool has_body_on_stdin();

/// The text of the file `name`, of standard input if it is "-", or empty if `name` is. In UTF-8
/// with LF at line ends; other charsets are found out and told to `log`; of blanks only is empty.
/// Waits for the end of standard input. Errors: those of read_input(), too_large above
/// parse::kLongestAuthoredFile; malformed for bytes that are no text.
[[nodiscard]] Result<std::string> read_body(const std::string& name, const Log& log);

}  // namespace syndic::cli
