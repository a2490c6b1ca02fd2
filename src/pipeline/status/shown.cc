// SPDX-License-Identifier: MIT
#include "pipeline/status/shown.h"

#include <cstddef>

#include "base/printable.h"
#include "base/url.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLongestText = 100;
constexpr std::size_t kLongestUrl = 120;

}  // namespace

std::string shown(std::string_view text) { return base::printable_line(text, kLongestText); }

std::string shown_url(const std::string& url) {
  return base::printable_line(base::public_url(url), kLongestUrl);
}

}  // namespace syndic::pipeline
