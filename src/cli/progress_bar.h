// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace syndic::cli {

/// One line on stderr that tells how far a run is; nothing at all where stderr is no terminal.
class ProgressBar {
 public:
  explicit ProgressBar(bool wanted);

  /// Draws the line anew.
  void show(std::size_t done, std::size_t total, std::string_view latest);

  /// Takes the line away, so that something else can be said.
  void clear();

 private:
  bool visible_;
};

}  // namespace syndic::cli
