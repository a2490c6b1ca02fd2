// SPDX-License-Identifier: MIT
#include "http/http_date.h"

#include <cstddef>
#include <ctime>
#include <string>

#include "base/time_format.h"
#include "http/curl_library.h"

namespace syndic::http {

std::optional<boost::posix_time::ptime> parse_http_date(std::string_view text) {
  constexpr std::size_t kLongestDate = 64;
  constexpr std::time_t kNone = -1;
  if (text.size() > kLongestDate) return std::nullopt;
  const std::time_t seconds = curl().getdate(std::string(text).c_str(), nullptr);
  return seconds == kNone ? std::nullopt : base::from_unix_seconds(seconds);
}

}  // namespace syndic::http
