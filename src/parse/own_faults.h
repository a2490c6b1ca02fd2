// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <new>
#include <string>

#include "base/result.h"

namespace syndic::parse {

/// What `work`, a function that returns a Result, returns. An exception out of it is a fault of
/// this program's own, never the feed's: it becomes Errc::internal, so that it costs one source and
/// not the run. Only std::bad_alloc is rethrown: a run without memory cannot go on.
template <class Work>
auto without_own_faults(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& fault) {
    return fail(Errc::internal, std::string("syndic itself failed on this feed (") + fault.what() +
                                    "); please report it, with the feed");
  }
}

}  // namespace syndic::parse
