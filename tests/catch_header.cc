// SPDX-License-Identifier: MIT
//
// Nothing of its own: CMake compiles a header ahead only for a library with a source that uses it.
