// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace syndic::http {

/// The bounds of the transport, and which addresses it may reach. Each bound is per transfer,
/// except `concurrency` and `max_body_total`, which are for all together. While some are paused for
/// `max_body_total`, one that holds more than 1 MiB must receive 16 KiB a second, measured over ten
/// seconds or, if that is shorter, `stall_timeout`.
struct Options {
  int concurrency = 32;  ///< Transfers at once; those that are paused, up to as many, do not count.
  int per_host = 1;      ///< Transfers at once to one host.
  std::chrono::milliseconds host_delay{1'000};  ///< Between two starts to one host.
  std::chrono::milliseconds timeout{120'000};   ///< Whole transfer from its start, all hops.
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds stall_timeout{30'000};  ///< Without a byte.
  std::size_t max_body = 16 * 1024 * 1024;          ///< Bytes after decompression.
  std::size_t max_body_total = 32 * 1024 * 1024;    ///< Of all bodies that are held; others pause.
  std::size_t max_header = 64 * 1024;               ///< Bytes of all header lines of one answer.
  int max_redirects = 5;
  std::string user_agent = "syndic";
  bool allow_private = false;  ///< Allows loopback, private and link-local addresses.
  std::string private_advice =
      "set fetch.allow_private = true to allow it";  ///< Ends the error of a refused address.

  friend bool operator==(const Options&, const Options&) = default;
};

}  // namespace syndic::http
