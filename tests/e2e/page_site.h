// SPDX-License-Identifier: MIT
//
// A partner's site without a feed over days, and what subscribers see after each fetch of its page.
#pragma once

#include <string>
#include <vector>

#include "tests/e2e/series.h"

namespace syndic::test {

/// An item of the partner's page; what is empty is left out.
struct Entry {
  std::string link;
  std::string title;
  std::string date;  ///< As in the datetime of its time element.
  std::string text;
};

/// The rule that finds the items of page_of().
inline constexpr const char* kArticles = "item = \"//article\"\n";

/// The page; `more` stands above its items.
[[nodiscard]] std::string page_of(const std::vector<Entry>& entries, const std::string& more = {});

/// The partner's page is "/news", the source "partner", beside a feed that is empty and never
/// fails; the server's address is left out of all that is told here.
class PageSite {
 public:
  explicit PageSite(const std::string& rules = kArticles, const std::string& lines = {}) {
    read_by(rules, lines);
  }

  /// Reads the page by these rules from now on; `lines` are more of its source.
  void read_by(const std::string& rules, const std::string& lines = {});

  void serve(const std::vector<Entry>& entries, const std::string& more = {}) {
    serve("/news", page_of(entries, more));
  }
  void serve(const std::string& path, const std::string& html) {
    server().reply(path, {.headers = {{"Content-Type", "text/html"}}, .body = html});
  }

  /// Fetches the page at noon of a day of March 2026; gives all.json as seen().
  Lines fetch(int day) { return fetch("2026-03-0" + std::to_string(day) + "T12:00:00Z"); }
  Lines fetch(const std::string& now);

  /// "id: text" of each item in all.json, and " (updated DATE)" of those that were.
  [[nodiscard]] Lines texts();

  /// "updated, 2 new, 1 changed" of the last fetch, its error and its notes, a line each.
  [[nodiscard]] std::string report();

  /// How often a path was asked for so far.
  [[nodiscard]] std::size_t asked(const std::string& path) {
    return server().requests(path).size();
  }

  [[nodiscard]] std::string file(const std::string& name) {
    return bytes_of(network().published(name));
  }
  [[nodiscard]] Network& network() { return series_.network(); }
  [[nodiscard]] FaultServer& server() { return network().server(); }

  /// Without the server's address.
  [[nodiscard]] std::string local(std::string text);

 private:
  Series series_;
};

}  // namespace syndic::test
