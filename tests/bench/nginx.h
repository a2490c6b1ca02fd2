// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace syndic::bench {

/// A server of files on loopback: as 127.0.1.1, 127.0.1.2 and so on, which are hosts of their own.
class Nginx {
 public:
  /// Serves `folder`, at one port with the FILE.gz that is beside a file, at another as it is.
  /// `work` takes its own files. Throws std::runtime_error where there is no nginx.
  Nginx(const std::filesystem::path& folder, const std::filesystem::path& work, std::size_t hosts);
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;
  ~Nginx();

  /// "http://127.0.1.7:4711" of the host 6, counted from 0.
  [[nodiscard]] std::string origin(std::size_t host, bool gzip) const;

 private:
  pid_t process_ = -1;
  int gzip_port_ = 0;
  int plain_port_ = 0;
};

}  // namespace syndic::bench
