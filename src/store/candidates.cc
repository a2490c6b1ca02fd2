// SPDX-License-Identifier: MIT
#include "store/candidates.h"

#include <SQLiteCpp/Column.h>

#include "base/time_format.h"
#include "store/item_record.h"

namespace syndic::store {
namespace {

constexpr int kMostOfOneTitle = 200;

model::Found read_found(const SQLite::Statement& row) {
  return {.key = row.getColumn(0).getInt64(),
          .source = row.getColumn(1).getInt64(),
          .fingerprint = static_cast<std::uint64_t>(row.getColumn(2).getInt64()),
          .words = row.getColumn(3).getUInt()};
}

}  // namespace

StoredCandidates::StoredCandidates(const SQLite::Database& database, const Selection& selection,
                                   const SourceIds& sources)
    : selection_(selection),
      sources_(sources),
      item_(database,
            "SELECT source_key, first_seen, published, id, canonical_url, title_key, fingerprint, "
            "words, url, (SELECT by_source FROM withdrawal WHERE item_key = item.key) "
            "FROM item WHERE key = $1 AND dropped_by = ''"),
      with_id_(database, "SELECT key, source_key, 0, 0 FROM item WHERE id = $1"),
      // The first item of the next source that has the link: one search in the index for each
      // source, however many items of it share the link.
      with_link_(database,
                 "SELECT key, source_key, 0, 0 FROM item WHERE canonical_url = $1 AND "
                 "canonical_url <> '' AND source_key > $2 AND dropped_by = '' "
                 "ORDER BY source_key, first_seen, published, key LIMIT 1"),
      with_title_(database,
                  "SELECT key, source_key, fingerprint, words FROM item WHERE title_key = $1 AND "
                  "title_key <> '' AND published BETWEEN $2 AND $3 AND dropped_by = '' "
                  "ORDER BY published, key LIMIT $4"),
      extras_(database, std::string("SELECT ") + kExtraColumns + " FROM item WHERE key = $1"),
      source_(database, "SELECT home_page_url, feed_url, fetched_url FROM source WHERE key = $1") {}

std::optional<model::Candidate> StoredCandidates::item(model::ItemKey key) {
  item_.reset();
  item_.bind(1, key);
  if (!item_.executeStep()) return std::nullopt;
  const SQLite::Column withdrawn_by_source = item_.getColumn(9);
  const bool is_withdrawn = !withdrawn_by_source.isNull();
  if (is_withdrawn && withdrawn_by_source.getInt() != 0) return std::nullopt;
  const model::SourceKey source = item_.getColumn(0).getInt64();
  const auto name = sources_.find(source);
  model::Candidate item{
      .key = key,
      .source = source,
      .source_id = name == sources_.end() ? std::string() : name->second,
      .first_seen = item_.getColumn(1).getInt64(),
      .published = item_.getColumn(2).getInt64(),
      .id = item_.getColumn(3).getString(),
      .canonical_url = item_.getColumn(4).getString(),
      .url = item_.getColumn(8).getString(),
      .title_key = item_.getColumn(5).getString(),
      .fingerprint = static_cast<std::uint64_t>(item_.getColumn(6).getInt64()),
      .words = item_.getColumn(7).getUInt(),
      .withdrawn = is_withdrawn,
  };
  if (is_too_new(item)) return std::nullopt;
  return item;
}

bool StoredCandidates::is_too_new(const model::Candidate& item) const {
  const auto limit = selection_.not_after.find(item.source_id);
  return limit != selection_.not_after.end() &&
         item.published > base::to_unix_seconds(limit->second);
}

std::vector<model::Found> StoredCandidates::like(const model::Likeness& likeness) {
  if (likeness.match == model::Match::link) return with_link(likeness.text);
  SQLite::Statement& rows = likeness.match == model::Match::id ? with_id_ : with_title_;
  rows.reset();
  rows.bindNoCopy(1, likeness.text);
  if (likeness.match == model::Match::words) {
    rows.bind(2, likeness.not_before);
    rows.bind(3, likeness.not_after);
    rows.bind(4, kMostOfOneTitle);
  }
  std::vector<model::Found> found;
  while (rows.executeStep()) {
    const model::Found each = read_found(rows);
    if (sources_.contains(each.source)) found.push_back(each);
  }
  return found;
}

// A link that several items of one source share stands for the first of them alone, so that a feed
// whose items all link to one page is not swallowed by another source's single item about it.
std::vector<model::Found> StoredCandidates::with_link(const std::string& link) {
  std::vector<model::Found> found;
  for (model::SourceKey after = 0;;) {
    with_link_.reset();
    with_link_.bindNoCopy(1, link);
    with_link_.bind(2, after);
    if (!with_link_.executeStep()) return found;
    const model::Found each = read_found(with_link_);
    after = each.source;
    if (sources_.contains(each.source)) found.push_back(each);
  }
}

model::Origin StoredCandidates::origin(model::ItemKey key) {
  extras_.reset();
  extras_.bind(1, key);
  return extras_.executeStep() ? read_extras(extras_, 0).origin : model::Origin();
}

model::SourceHome StoredCandidates::home(model::SourceKey source) {
  source_.reset();
  source_.bind(1, source);
  if (!source_.executeStep()) return {};
  return {.home_page_url = source_.getColumn(0).getString(),
          .feed_url = source_.getColumn(1).getString(),
          .fetched_url = source_.getColumn(2).getString()};
}

model::Judge judge_of(const Selection& selection, model::Candidates& candidates) {
  if (selection.same_story) return selection.same_story(candidates);
  return [&candidates](model::ItemKey key) {
    const auto item = candidates.item(key);
    return model::Verdict{.withdrawn = !item || item->withdrawn};
  };
}

}  // namespace syndic::store
