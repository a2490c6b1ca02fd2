// SPDX-License-Identifier: MIT
#include "cli/local_time.h"

#include <cstddef>

#include "base/time_format.h"
#include "base/time_zone.h"

namespace syndic::cli {

std::string local_time(model::Timestamp time, const std::string& zone) {
  constexpr std::size_t kToTheMinute = 16;
  std::string words = base::format_rfc3339(base::utc_to_local(time, zone)).substr(0, kToTheMinute);
  words[words.find('T')] = ' ';
  return words;
}

}  // namespace syndic::cli
