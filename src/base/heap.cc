// SPDX-License-Identifier: MIT
#include "base/heap.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace syndic::base {

void keep_no_large_blocks() {
#ifdef __GLIBC__
  constexpr int kLargeBlock = 256 * 1024;
  ::mallopt(M_MMAP_THRESHOLD, kLargeBlock);
#endif
}

void return_freed_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace syndic::base
