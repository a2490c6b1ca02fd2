// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "tests/bench/nginx.h"
#include "tests/support/temp_dir.h"

namespace syndic::bench {

/// The same generated feed of another site, so that no two have the same items.
[[nodiscard]] std::string of_own_site(std::string feed, std::size_t number);

/// So many generated feeds, four on each host, behind a server; and what syndic and curl need to
/// fetch them all. All of it is below a temporary folder on the disk.
class Site {
 public:
  explicit Site(std::size_t feeds);

  [[nodiscard]] std::size_t feeds() const { return feeds_; }
  [[nodiscard]] std::size_t hosts() const { return (feeds_ + 3) / 4; }
  [[nodiscard]] std::size_t items() const { return items_; }  ///< Of all feeds.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }  ///< Of all feeds, as they are.
  [[nodiscard]] std::string size() const;  ///< "1000 feeds on 250 hosts, …", for people.
  [[nodiscard]] std::filesystem::path dir() const { return dir_.path(); }

  /// The URL of a feed, at the port that sends gzip or at the other.
  [[nodiscard]] std::string url(std::size_t feed, bool gzip) const;

 private:
  test::TempDir dir_;
  std::size_t feeds_;
  std::size_t items_ = 0;
  std::size_t bytes_ = 0;
  Nginx server_;
};

}  // namespace syndic::bench
