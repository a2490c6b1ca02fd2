// SPDX-License-Identifier: MIT
//
// How a source is asked beside its URL: what lets syndic in, and which way it goes. Secrets are
// read when a source is asked and stay in its request; nothing else ever holds them.
#pragma once

#include <compare>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/error.h"
#include "http/transport.h"

namespace syndic::fetch {

/// The keys of a source about it. A text that begins with "env:" names the environment's variable
/// that holds the value.
struct Access {
  std::string user;
  std::string password;
  std::filesystem::path password_file;  ///< Its first line, in place of `password`.
  std::string token;                    ///< Sent as "Authorization: Bearer …" (RFC 6750 §2.1).
  std::filesystem::path token_file;     ///< Its first line, in place of `token`.
  std::map<std::string, std::string> headers;  ///< More fields; one of ours gives way to them.
  std::string proxy;                           ///< URL; may hold user and password.
  std::filesystem::path ca_file;               ///< PEM.
  friend bool operator==(const Access&, const Access&) = default;
};

/// Puts what `access` says into a request, secrets only where `is_home`: where its URL is of the
/// origin that they are for. Gives the error of a variable or file that is missing, empty or no
/// single line; it names that and the key, never a value.
[[nodiscard]] std::optional<Error> grant(const Access& access, bool is_home,
                                         http::Request& request);

}  // namespace syndic::fetch
