// SPDX-License-Identifier: MIT
#pragma once

namespace syndic::base {

/// Lets large blocks be given back to the system as soon as they are freed. glibc keeps larger and
/// larger ones otherwise, after it has seen them freed. To be called before threads begin.
void keep_no_large_blocks();

/// Gives the memory that was freed so far back to the system, where the C library keeps it for
/// later (glibc). Takes some milliseconds: worth it after something large.
void return_freed_memory();

}  // namespace syndic::base
