// SPDX-License-Identifier: MIT
#include "base/heap.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace syndic::base {

void keep_no_large_blocks() {
#ifdef __GLIBC__
  constexpr int kLargeBlock = 1024 * 1024;
  constexpr int kMostAtTheEnd = 2 * 1024 * 1024;  // What is given back and taken again costs time.
  ::mallopt(M_MMAP_THRESHOLD, kLargeBlock);
  ::mallopt(M_TRIM_THRESHOLD, kMostAtTheEnd);
#endif
}

void return_freed_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace syndic::base
