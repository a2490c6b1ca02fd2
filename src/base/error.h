// SPDX-License-Identifier: MIT
//
// The one vocabulary of what can go wrong. Expected failures (bad input, a server's refusal) travel
// as Error inside a Result; what a caller cannot go on from is thrown as a Failure.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace syndic {

/// What went wrong, for code to branch on; the words are for people.
enum class Errc {
  unknown_format,      ///< The bytes are no feed (an HTML page, OPML, plain text …).
  malformed,           ///< A feed beyond reading, or a value that is not of its syntax.
  too_large,           ///< A ceiling on size, depth or number was passed.
  bad_url,             ///< No absolute http or https URL.
  refused_address,     ///< The address guard refused to connect.
  dns,                 ///< The host's name did not resolve.
  connect,             ///< No connection could be made.
  tls,                 ///< The TLS handshake or the certificate failed.
  timeout,             ///< A connection, a stalled transfer or the whole transfer took too long.
  transfer,            ///< The transfer broke off or its framing or coding was wrong.
  too_many_redirects,  ///< More hops than allowed, or a redirect to nowhere.
  http_status,         ///< An answer that carries no feed (4xx, 5xx, 204 …).
  not_now,             ///< The host asked for silence: nothing was sent.
  too_many_files,      ///< No more files or sockets can be opened: nothing was sent.
  no_library,          ///< libcurl is not there: nothing was sent.
  not_found,           ///< A file is missing.
  unreadable,          ///< A file exists but cannot be read or written.
  internal,            ///< A fault of this program's own.
};

/// Whether nothing was sent for a reason of this machine's own, which says nothing of the server.
[[nodiscard]] constexpr bool is_own_obstacle(Errc code) {
  return code == Errc::too_many_files || code == Errc::no_library;
}

/// One expected failure: `message` says in one line what and where, without a final full stop.
struct Error {
  Errc code{};
  std::string message;
  std::size_t offset = 0;  ///< Bytes into the input, where that means something.
};

/// Thrown where the caller cannot go on; what() is one line for the operator.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file or folder of ours cannot be read, written or replaced.
class FileFailure : public Failure {
 public:
  using Failure::Failure;
};

/// The store cannot be opened, is of an unknown version, or refused a write.
class StoreFailure : public Failure {
 public:
  using Failure::Failure;
};

}  // namespace syndic
