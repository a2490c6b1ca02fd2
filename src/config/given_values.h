// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/document.h"

namespace syndic::config {

/// A value as the file has it.
struct GivenHere {
  Position at;
  std::string owner;  ///< The id or name of its [[source]] or [[feed]]; empty: it has none.
  std::string value;  ///< As the file writes it, on one printable line; no secret of a URL.
};

/// Every value that the document gives to the key `name` of the table `section` ("source.page"), in
/// the file's order.
[[nodiscard]] std::vector<GivenHere> values_given(const Table& document, std::string_view section,
                                                  std::string_view name);

}  // namespace syndic::config
