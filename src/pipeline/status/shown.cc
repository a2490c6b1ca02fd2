// SPDX-License-Identifier: MIT
#include "pipeline/status/shown.h"

#include <cstddef>

#include "base/printable.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLongestText = 100;

}  // namespace

std::string shown(std::string_view text) { return base::printable_line(text, kLongestText); }

}  // namespace syndic::pipeline
