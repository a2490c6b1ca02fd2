// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

namespace syndic::test {

/// The ETag that every source had before, from its good answer.
inline constexpr const char* kOldEtag = "\"before\"";

/// What an answer at 2026-01-31T14:00:00Z must end in.
struct FaultRow {
  std::string_view fault;  ///< Fault::name.
  const char* outcome;
  int status;                   ///< As the store has it; 0: no whole answer came.
  const char* error;            ///< HOST and PORT stand for the server's; empty: a success.
  const char* etag = kOldEtag;  ///< Kept in the store.
  const char* due = "2026-01-31T15:00:00Z";  ///< Of a failure.
};

/// One row a fault of all_faults(), and three more: "no-server" is not there any more, "no-name"
/// has a name that does not resolve, "no-tls" is asked by https and speaks plain HTTP.
[[nodiscard]] const std::vector<FaultRow>& fault_rows();

}  // namespace syndic::test
