// SPDX-License-Identifier: MIT
//
// How the sources do, for readers of the published folder: status.html and status.json. When a
// source was asked is written only as a day (GMT), so that an answer without news changes neither
// file, except for the first of a day; nothing is relative to now.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/fetch_day.h"
#include "model/timestamp.h"

namespace syndic::write {

/// One source. Its texts are not trusted: they are written escaped and in one line.
struct StatusRow {
  std::string id;
  std::string name;
  std::string home_page_url;  ///< Linked if it is http or https.
  std::string health;         ///< A word: "good", "waiting", "failing", "broken", "gone" …
  std::string problem;        ///< Of the last answer; empty: none.
  int failures = 0;           ///< In a row.
  std::optional<model::Timestamp> failing_since;
  std::optional<model::Timestamp> last_success;  ///< Only its day is written.
  std::optional<model::Timestamp> last_change;
  std::size_t items = 0;
  std::vector<model::FetchDay> history;  ///< Oldest first.
};

struct StatusDocument {
  std::string title;  ///< The site's.
  std::string home_page_url;
  std::string time_zone;  ///< IANA zone of the dates that people read.
  std::vector<StatusRow> rows;
};

/// The page, self-contained (no script, nothing loaded), for light and dark, for 320 pixels and for
/// screen readers. Its graphs show the 90 days up to the newest of any source.
[[nodiscard]] std::string render_status_page(const StatusDocument& document);

/// {"title", "sources": [{"id", "name", "home_page_url"?, "health", "problem"?, "failures",
/// "failing_since"?, "last_success"?, "last_change"?, "items", "history": [{"day", "new",
/// "failures"}]}]}, indented.
[[nodiscard]] std::string render_status_json(const StatusDocument& document);

/// A graph of the 90 days up to `last_day` as inline SVG: bars for new items, below them a strip of
/// the days on which the source was asked, failed ones marked; with a label in words.
[[nodiscard]] std::string sparkline(const std::vector<model::FetchDay>& history,
                                    std::int64_t last_day);

}  // namespace syndic::write
