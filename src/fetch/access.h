// SPDX-License-Identifier: MIT
//
// How a source is asked, apart from its URL: credentials, header fields and proxy. Secrets are read
// when a source is asked and kept only in its request.
#pragma once

#include <compare>
#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"
#include "http/transport.h"

namespace syndic::fetch {

/// The keys of a source about it. A text that begins with "env:" names the environment variable
/// with the value.
struct Access {
  std::string user;
  std::string password;
  std::filesystem::path password_file;  ///< Its first line, in place of `password`.
  std::string token;                    ///< Sent as "Authorization: Bearer …" (RFC 6750 §2.1).
  std::filesystem::path token_file;     ///< Its first line, in place of `token`.
  std::map<std::string, std::string> headers;  ///< More fields; they replace ours.
  std::string proxy;                           ///< URL; may hold user and password.
  std::filesystem::path ca_file;               ///< PEM.
  friend bool operator==(const Access&, const Access&) = default;
};

/// Adds `access` to a request; its secrets only if `is_home`: if its URL has the origin that they
/// are for. Errors: a variable or file that is missing, empty or no single line; the message names
/// it and the key, never a value.
[[nodiscard]] Result<void> add_access(const Access& access, bool is_home, http::Request& request);

}  // namespace syndic::fetch
