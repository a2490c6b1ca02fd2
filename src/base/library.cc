// SPDX-License-Identifier: MIT
#include "base/library.h"

#include <dlfcn.h>

namespace syndic::base {
namespace {

[[noreturn]] void fail_to_load(const char* name) {
  const char* const reason = ::dlerror();
  throw NoLibrary(reason == nullptr ? name : reason);
}

}  // namespace

Library::Library(const char* name) : handle_(::dlopen(name, RTLD_NOW | RTLD_LOCAL)) {
  if (handle_ == nullptr) fail_to_load(name);
}

LibraryFunction Library::function(const char* name) const {
  void* const address = ::dlsym(handle_, name);
  if (address == nullptr) fail_to_load(name);
  return LibraryFunction(address);
}

}  // namespace syndic::base
