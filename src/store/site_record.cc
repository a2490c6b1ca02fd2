// SPDX-License-Identifier: MIT
#include "store/site_record.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include "store/item_record.h"

namespace syndic::store {

std::map<std::string, model::SiteFeed> read_site_feeds(const SQLite::Database& database) {
  std::map<std::string, model::SiteFeed> feeds;
  SQLite::Statement rows(database,
                         "SELECT source.id, site, site_feed.feed_url, searched FROM site_feed "
                         "JOIN source ON source.key = source_key");
  while (rows.executeStep()) {
    feeds.emplace(rows.getColumn(0).getString(),
                  model::SiteFeed{.site = rows.getColumn(1).getString(),
                                  .feed_url = rows.getColumn(2).getString(),
                                  .searched = read_time(rows, 3)});
  }
  return feeds;
}

void write_site_feed(const SQLite::Database& database, std::int64_t source,
                     const model::SiteFeed& feed) {
  SQLite::Statement row(
      database,
      "INSERT INTO site_feed (source_key, site, feed_url, searched) "
      "VALUES (?,?,?,?) ON CONFLICT (source_key) DO UPDATE SET site = excluded.site, "
      "feed_url = excluded.feed_url, searched = excluded.searched");
  row.bind(1, source);
  row.bindNoCopy(2, feed.site);
  row.bindNoCopy(3, feed.feed_url);
  bind_time(row, 4, feed.searched);
  row.exec();
}

}  // namespace syndic::store
