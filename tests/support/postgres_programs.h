// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/process.h"

namespace syndic::test {

/// PostgreSQL's own programs: `initdb`, `postgres` and `psql` of one version.
struct PostgresPrograms {
  std::filesystem::path bin;  ///< Their folder.
  std::string libraries;      ///< Where their libraries are first looked for, as LD_LIBRARY_PATH.
};

/// Those of $PATH, else the newest that are installed, else those that ./dev unpacked; none where
/// there are none of these.
[[nodiscard]] std::optional<PostgresPrograms> find_postgres();

/// What another user can run: a copy below `folder` of those in the checkout, which may be closed
/// to that user; others as they are.
[[nodiscard]] PostgresPrograms open_to_all(const PostgresPrograms& programs,
                                           const std::filesystem::path& folder);

/// Runs statements by `psql`; `out` has the rows, a line each, their fields parted by "|". The exit
/// code is 0, or 2 without a connection, 3 where a statement fails, after which no other is run.
/// Throws where there is no PostgreSQL.
[[nodiscard]] Finished run_psql(const std::string& url, const std::string& statements);

}  // namespace syndic::test
