// SPDX-License-Identifier: MIT
//
// tests/data/normalize/attacks/CLASS.txt holds hostile HTML and URLs, one a line (escaped_line.h);
// "@" stands for the vector's number, so that a script that runs says by probe(number) whose it is.
#pragma once

#include <string>
#include <vector>

namespace syndic::test {

struct AttackVector {
  int number = 0;     ///< From 1, in the order of the files' names.
  std::string where;  ///< "schemes.txt:12".
  std::string text;
};

[[nodiscard]] std::vector<AttackVector> attack_vectors();

/// Feeds in RSS, Atom and JSON Feed with `text` in every field that a feed and its items have.
struct HostileFeeds {
  std::string rss;
  std::string atom;
  std::string json;
};
[[nodiscard]] HostileFeeds hostile_feeds(const std::string& text);

}  // namespace syndic::test
