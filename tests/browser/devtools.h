// SPDX-License-Identifier: MIT
//
// Chromium without a window, told what to do over its DevTools protocol.
#pragma once

#include <sys/types.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace syndic::test {

/// Where Chromium is; nothing where there is none.
[[nodiscard]] std::optional<std::string> chromium();

class Browser {
 public:
  /// Starts chromium(), which must be there, with one empty page.
  Browser();
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;
  ~Browser();

  /// As a window of that width would show it, to someone who prefers "light" or "dark".
  void look_like(int width, const std::string& color_scheme);

  /// Opens the page and waits until it is loaded and has been quiet for a while.
  void open(const std::string& url);

  /// What has been said on the console since open(), and by whom.
  [[nodiscard]] std::vector<std::string> messages() const;

  /// What has been asked for since open(), the page itself included.
  [[nodiscard]] std::vector<std::string> requests() const;

  /// What a script gives that is run in the page, whatever its policy; promises are waited for.
  nlohmann::json run(const std::string& script);

 private:
  nlohmann::json call(const std::string& method, const nlohmann::json& parameters);
  nlohmann::json receive();
  bool has_seen(const std::string& method) const;

  TempDir profile_;
  pid_t pid_ = -1;
  int to_ = -1;
  int from_ = -1;
  int last_id_ = 0;
  std::string session_;
  std::string buffer_;
  std::vector<nlohmann::json> events_;
};

}  // namespace syndic::test
