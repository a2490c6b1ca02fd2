// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "fetch/access.h"
#include "http/options.h"

namespace syndic::fetch {

inline constexpr std::chrono::seconds kShortestInterval{600};

/// [fetch] of the configuration.
struct Options {
  http::Options transport;
  std::chrono::seconds interval{3600};  ///< Due this long after the last fetch, at least.
};

/// A source as it is asked: a URL, a file or a folder.
struct Subscription {
  std::string id;                                ///< The source's.
  std::string url;                               ///< Absolute http(s); empty: `path` is read.
  std::filesystem::path path;                    ///< A feed file, or a folder (folder.h).
  std::optional<std::chrono::seconds> interval;  ///< In place of Options::interval.
  Access access;
  std::optional<std::size_t> max_body;  ///< In place of Options::transport's, if less.
  std::string folder_setup;  ///< What items of a folder depend on beside its files; one line.
  std::string setup;         ///< Changes with the source's configuration; empty: unknown.
};

}  // namespace syndic::fetch
