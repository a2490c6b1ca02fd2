// SPDX-License-Identifier: MIT
//
// The page about the sources: who publishes here, what became of a post, how to join, and what
// partners may copy into pages of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/timestamp.h"
#include "write/page/page.h"

namespace syndic::write {

inline constexpr std::string_view kSourcesPage = "sources.html";

/// In how many days a source's posts are counted.
inline constexpr std::int64_t kDaysCounted = 90;

/// How a source does, for its partner.
enum class SourceState {
  fine,
  waiting,  ///< It was not asked yet.
  trouble,  ///< It fails, which usually ends by itself.
  person,   ///< Somebody must look after it.
};

/// One source. What is not public is empty.
struct SourceRow {
  std::string name;
  std::string page;  ///< File name of the page with its items; or empty.
  std::string home_page_url;
  std::string feed_url;
  std::optional<model::Timestamp> last;  ///< When its newest item was published.
  std::optional<std::int64_t> posts;     ///< In kDaysCounted days; empty: unknown.
  SourceState state = SourceState::fine;
  std::optional<model::Timestamp> again;  ///< trouble: when it is asked again.
};

/// The list without what a partner has itself.
struct PartnerList {
  std::string name;   ///< The partner's.
  std::string feed;   ///< File name of the feed.
  std::string embed;  ///< File name of the list to embed.
  std::string title;
};

struct SourcesDocument {
  std::vector<SourceRow> rows;
  std::vector<PartnerList> partners;
  model::Person owner;      ///< To whom one writes who wants to join.
  std::string status_page;  ///< File name of the page with the history of the sources; or empty.
};

/// The page. It has less than 100 KB with fewer than 150 sources.
[[nodiscard]] PageFile render_sources_page(const PageWriter& writer, const Theme& theme,
                                           const PageOptions& options,
                                           const SourcesDocument& document);

}  // namespace syndic::write
