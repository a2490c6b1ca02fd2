// SPDX-License-Identifier: MIT
#pragma once

// The runtime of AddressSanitizer, in a program that is linked with it. The tests themselves are
// not instrumented, so the compiler's macro does not tell.
extern "C" __attribute__((weak)) void __asan_init();

namespace syndic::test {

/// Whether what is tested is instrumented, which multiplies the memory that it takes.
[[nodiscard]] inline bool is_sanitized() { return __asan_init != nullptr; }

}  // namespace syndic::test
