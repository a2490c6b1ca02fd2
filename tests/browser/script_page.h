// SPDX-License-Identifier: MIT
//
// A small page with the theme's script in Chromium, and files made for it to read.
#pragma once

#include <atomic>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/browser/devtools.h"
#include "tests/support/fault_server.h"

namespace syndic::test {

/// A page as the theme has it, with the policy that the script must live with. Its elements hold
/// words of their own, shorter than the theme's.
extern const std::string kScriptPage;

/// The page, its script and the files given, served and opened. The files are JSON, by name.
class ScriptPage {
 public:
  explicit ScriptPage(const std::map<std::string, nlohmann::json>& files);

  /// Serves a file from now on.
  void serve(const std::string& name, const nlohmann::json& content);

  /// Serves a file no sooner than release() is called.
  void hold(const std::string& name, const nlohmann::json& content);

  /// Lets all answers go, and gives the page time to take them.
  void release();

  /// Closes the connection in place of an answer.
  void lose(const std::string& name);

  void look_like(const std::string& color_scheme) { browser_.look_like(400, color_scheme); }

  nlohmann::json run(const std::string& script) { return browser_.run(script); }

  /// What a tool ("search", "why", "health") shows, field and button aside.
  std::string shown(const std::string& tool);

  /// What is shown for the words or the link once nothing is looked for any more.
  std::string search(const std::string& words);
  std::string why(const std::string& link);

  /// What a tool shows after its form, with what was typed, is sent once more.
  std::string again(const std::string& tool);

  /// Types the text, and sends what does not answer while one types.
  void ask(const std::string& tool, const std::string& text);

  std::string typed(const std::string& tool);

  /// What was said on the console, and what was looked for in vain.
  [[nodiscard]] std::vector<std::string> messages() const { return browser_.messages(); }

 private:
  std::string answer(const std::string& tool);

  std::atomic<bool> is_held_ = true;
  FaultServer server_;
  Browser browser_;
};

/// A title that would be an element, if it were no text.
extern const std::string kHostileTitle;

/// The tracking parameters of why_files().
extern const nlohmann::json kTracking;

/// "2026-11-29T14:05:00Z", so many hours from now.
std::string in_hours(int hours);

/// A search.json of four items.
nlohmann::json search_file();

/// All files of "Where is my post?", which say `told` of the link with that key. It is the fourth
/// of search_file().
std::map<std::string, nlohmann::json> why_files(const std::string& key, const nlohmann::json& told);

/// The key of https://casel.org/a, from the normalizer's examples.
extern const std::string kKeyOfA;

/// A row of such a file, from CASEL.
nlohmann::json link_row(const char* is);

}  // namespace syndic::test
