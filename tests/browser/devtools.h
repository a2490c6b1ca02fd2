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

/// An answer of a server.
struct Received {
  std::string url;
  std::string type;  ///< "Document", "Stylesheet", "Script", "Fetch", "Image", "Other".
};

class Browser {
 public:
  /// Starts chromium(), which must be there, with one empty page.
  Browser();
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;
  ~Browser();

  /// As a window of that width (in CSS pixels) would show it, to someone who prefers "light" or
  /// "dark", zoomed in so many times.
  void look_like(int width, const std::string& color_scheme, int zoom = 1);

  /// Runs the script in every page that is opened from now on, before anything of the page.
  void prepare(const std::string& script);

  /// Lets pages do what their policy forbids, so that it hides no other fault.
  void ignore_policies();

  /// Opens the page and waits until it is loaded and has been quiet for a while.
  void open(const std::string& url);

  /// What has been said on the console since open(), and by whom.
  [[nodiscard]] std::vector<std::string> messages() const;

  /// What has been asked for since open(), the page itself included.
  [[nodiscard]] std::vector<std::string> requests() const;

  /// What has come since open(), the page itself included, in the order in which its head came.
  [[nodiscard]] std::vector<Received> received() const;

  /// Presses and releases "Tab" or "Enter".
  void press(const std::string& key);

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
