// SPDX-License-Identifier: MIT
//
// Partners' feeds over days, and what subscribers see after each fetch.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/e2e/network.h"

namespace syndic::test {

/// An item of a partner's RSS feed; what is empty is left out.
struct Post {
  std::string guid;
  std::string link;
  std::string title;
  std::string date;  ///< RFC 3339.
  std::string text = "Words.";
};

/// The feed; `head` is more of the channel's own.
[[nodiscard]] std::string rss_of(const std::vector<Post>& posts, const std::string& head = {});

using Lines = std::vector<std::string>;

class Series {
 public:
  /// What the partner's feed is from now on; a new partner becomes a source.
  void serve(const std::string& partner, const std::string& feed);
  void serve(const std::string& partner, const std::vector<Post>& posts) {
    serve(partner, rss_of(posts));
  }

  /// Fetches all sources at `now`; gives all.json as seen().
  Lines fetch(const std::string& now);

  /// "date id title" of each item in all.json, in its order. A urn that we made is told as
  /// "made-1", the next one as "made-2" and so on, throughout the series.
  Lines seen();

  /// "2 new, 1 changed" of the partner in the last fetch.
  [[nodiscard]] std::string counts(const std::string& partner) const;

  /// The last fetch's report.
  [[nodiscard]] const std::string& report() const { return report_; }

  [[nodiscard]] Network& network() { return network_; }

 private:
  Network network_;
  std::map<std::string, bool> partners_;
  std::map<std::string, std::string> made_;
  std::string report_;
};

}  // namespace syndic::test
