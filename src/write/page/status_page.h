// SPDX-License-Identifier: MIT
//
// How the sources do, for readers of the published folder: status.html and status.json. When a
// source was asked is written only as a day (GMT), and how fast it answers only of days that are
// over, so that an answer without news changes neither file, except for the first of a day; nothing
// is relative to now.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/fetch_day.h"
#include "model/timestamp.h"
#include "write/page/page.h"

namespace syndic::write {

/// One source. Its texts are not trusted: they are written escaped and in one line.
struct StatusRow {
  std::string id;
  std::string name;
  std::string home_page_url;  ///< Linked if it is http or https.
  std::string health;         ///< A word: "good", "waiting", "failing", "broken", "gone" …
  std::string problem;        ///< Of the last answer; empty: none.
  std::string problem_label;  ///< Of the words for it on the page; empty: `problem` as it is.
  int failures = 0;           ///< In a row.
  std::optional<model::Timestamp> failing_since;
  std::optional<model::Timestamp> last_success;  ///< Only its day is written.
  std::optional<model::Timestamp> last_change;
  std::size_t items = 0;
  /// Of days that are over; empty: unknown.
  std::optional<std::int64_t> answer_time;  ///< Milliseconds.
  std::optional<std::int64_t> news_delay;   ///< Seconds.
  std::optional<int> not_modified;          ///< Percent of its answers.
  std::vector<model::FetchDay> history;     ///< Oldest first.
};

struct StatusDocument {
  std::string title;       ///< The site's.
  bool has_pages = false;  ///< Whether there is an index.html to lead to.
  std::vector<StatusRow> rows;
};

inline constexpr std::string_view kStatusPage = "status.html";

/// The page, without a script. Its graphs show the 90 days up to the newest of any source.
[[nodiscard]] PageFile render_status_page(const PageWriter& writer, const Theme& theme,
                                          const StatusDocument& document);

/// {"title", "sources": [{"id", "name", "home_page_url"?, "health", "problem"?, "failures",
/// "failing_since"?, "last_success"?, "last_change"?, "items", "answer_ms"?,
/// "news_delay_seconds"?, "not_modified_share"?, "history": [{"day", "new", "failures"}]}]},
/// indented.
[[nodiscard]] std::string render_status_json(const StatusDocument& document);

/// A graph of the 90 days up to `last_day` as inline SVG: bars for new items, below them a strip of
/// the days on which the source was asked, failed ones marked; with a label in words.
[[nodiscard]] std::string sparkline(const std::vector<model::FetchDay>& history,
                                    std::int64_t last_day, const PageWriter& writer);

/// "0.4 s", "12 s"; of milliseconds.
[[nodiscard]] std::string answer_words(std::int64_t milliseconds, const Labels& labels);

/// "5 min", "2 h", "3 d": rounded up, of seconds.
[[nodiscard]] std::string delay_words(std::int64_t seconds, const Labels& labels);

}  // namespace syndic::write
