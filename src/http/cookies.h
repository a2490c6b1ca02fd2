// SPDX-License-Identifier: MIT
#pragma once

#include <curl/curl.h>

#include <string>
#include <string_view>
#include <vector>

namespace syndic::http {

/// The cookies (RFC 6265) that servers set on the way of one request, for gates that redirect until
/// they see them again. curl reads and sends them, by path, scheme and lifetime, and bounds their
/// number and size. Each goes back only to the very host that set it: its Domain attribute is
/// ignored. They live as long as the request.
class RequestCookies {
 public:
  /// Lets `easy` send those of its URL's host, and take new ones.
  void put_into(CURL* easy) const;

  /// Takes what `easy` has after an answer of `host`, and removes it there. A cookie without a name
  /// is left out.
  void take_from(CURL* easy, std::string_view host);

 private:
  std::vector<std::string> lines_;  ///< In the format of Netscape's cookie file, as curl has it.
};

}  // namespace syndic::http
