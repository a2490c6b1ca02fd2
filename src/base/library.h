// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

namespace syndic::base {

/// A library is not there, cannot be loaded, or lacks a function; what() is why, as the loader says
/// it.
class NoLibrary : public Failure {
 public:
  using Failure::Failure;
};

/// A function of a library, which becomes the pointer that it initialises, of whatever type.
class LibraryFunction {
 public:
  explicit LibraryFunction(void* address) : address_(address) {}
  template <class Function>
  operator Function*() const {  // NOLINT(google-explicit-constructor): the point of it.
    return reinterpret_cast<Function*>(address_);
  }

 private:
  void* address_;
};

/// A shared library that is loaded where it is first needed, and stays loaded. Nothing of what it
/// brings takes the place of a library that is linked.
class Library {
 public:
  /// `name` is that of its ABI, as "libcurl.so.4". Throws NoLibrary.
  explicit Library(const char* name);

  /// Throws NoLibrary if it has no function of that name.
  [[nodiscard]] LibraryFunction function(const char* name) const;

 private:
  void* handle_;
};

}  // namespace syndic::base
