// SPDX-License-Identifier: MIT
//
// Result<T>: a value or an Error. The one header that names tl::expected, which takes the place of
// C++23's std::expected.
#pragma once

#include <cstddef>
#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "base/error.h"

namespace syndic {

template <class T>
using Result = tl::expected<T, Error>;

/// The failing side of any Result: `return fail(Errc::malformed, "…", offset);`.
[[nodiscard]] inline tl::unexpected<Error> fail(Errc code, std::string message,
                                                std::size_t offset = 0) {
  return tl::make_unexpected(Error{code, std::move(message), offset});
}

/// Hands an Error on to a Result of another type.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::make_unexpected(std::move(error));
}

}  // namespace syndic
