// SPDX-License-Identifier: MIT
#include "http/places.h"

#include <algorithm>

#include "base/open_files.h"

namespace syndic::http {
namespace {

// The store with its journals, the lock, files to be published, and curl's own.
constexpr std::size_t kOtherFiles = 24;

// A pair for the thread that looks up the name and its own, or two sockets while addresses of both
// families are tried (RFC 8305).
constexpr std::size_t kOfOneTransfer = 3;

// Hosts are asked in turn: where there are more of them, a host's connection is gone before its
// next source is asked. Each takes some 20 KB with TLS. A run without news that asks 250 hosts for
// four sources each over TLS costs 0.28 s of CPU, where it cost 0.77 s with 64 connections.
constexpr std::size_t kMostConnections = 256;

}  // namespace

Places places_within(std::size_t open_file_limit, int wanted) {
  const std::size_t free = std::max(open_file_limit, kOtherFiles) - kOtherFiles;
  const std::size_t transfers = std::clamp<std::size_t>(
      free / kOfOneTransfer, 1, static_cast<std::size_t>(std::max(wanted, 1)));
  const std::size_t taken = std::min(transfers * kOfOneTransfer, free);
  const std::size_t connections = std::min(transfers + free - taken, kMostConnections);
  // A paused transfer is connected and needs no file besides.
  const std::size_t with_paused = transfers + std::min(transfers, free - taken);
  return {static_cast<int>(transfers), static_cast<int>(with_paused),
          static_cast<long>(connections)};
}

bool lacks_open_files(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_FAILED_INIT:
    case CURLE_SSL_CACERT_BADFILE:
      return base::are_open_files_used_up();
    default:
      return false;
  }
}

}  // namespace syndic::http
