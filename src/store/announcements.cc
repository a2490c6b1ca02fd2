// SPDX-License-Identifier: MIT
//
// What was published and is to be announced: tables unannounced_file, ping and failing_hub.
#include <algorithm>

#include "store/database.h"
#include "store/ledger.h"

namespace syndic::store {

void Ledger::will_announce(const std::vector<std::string>& files, const std::vector<Ping>& pings,
                           model::Timestamp now) {
  database_.atomically([&] {
    for (const std::string& name : files) {
      database_.run("INSERT INTO unannounced_file (name) VALUES ($1) ON CONFLICT DO NOTHING", name);
    }
    for (const Ping& ping : pings) {
      database_.run(
          "INSERT INTO ping (hub, topic, since) VALUES ($1, $2, $3) "
          "ON CONFLICT (hub, topic) DO UPDATE SET since = excluded.since",
          ping.hub, ping.topic, now);
    }
  });
}

std::vector<std::string> Ledger::unannounced_files() {
  return database_.reading([&] {
    std::vector<std::string> names;
    Query rows = database_.query("SELECT name FROM unannounced_file ORDER BY name");
    while (rows.next()) names.push_back(rows.text(0));
    return names;
  });
}

void Ledger::forget_unannounced_files() {
  database_.atomically([&] { database_.run("DELETE FROM unannounced_file"); });
}

std::vector<Ping> Ledger::pings(const std::vector<std::string>& hubs, model::Timestamp not_before) {
  return database_.atomically([&] {
    database_.run("DELETE FROM ping WHERE since < $1", not_before);
    std::vector<Ping> pings;
    std::vector<std::string> left;  // Hubs that are configured no more.
    {
      Query rows = database_.query(
          "SELECT hub, topic FROM ping UNION ALL SELECT hub, '' FROM failing_hub ORDER BY 1, 2");
      while (rows.next()) {
        Ping ping{.hub = rows.text(0), .topic = rows.text(1)};
        if (std::ranges::find(hubs, ping.hub) == hubs.end()) {
          left.push_back(std::move(ping.hub));
        } else if (!ping.topic.empty()) {
          pings.push_back(std::move(ping));
        }
      }
    }
    for (const std::string& hub : left) {
      database_.run("DELETE FROM ping WHERE hub = $1", hub);
      database_.run("DELETE FROM failing_hub WHERE hub = $1", hub);
    }
    return pings;
  });
}

void Ledger::pinged(const Ping& ping) {
  database_.atomically([&] {
    database_.run("DELETE FROM ping WHERE hub = $1 AND topic = $2", ping.hub, ping.topic);
  });
}

std::optional<model::Timestamp> Ledger::note_hub(const std::string& hub, bool fails,
                                                 model::Timestamp now) {
  return database_.atomically([&]() -> std::optional<model::Timestamp> {
    if (!fails) {
      database_.run("DELETE FROM failing_hub WHERE hub = $1", hub);
      return std::nullopt;
    }
    database_.run("INSERT INTO failing_hub (hub, since) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                  hub, now);
    Query row = database_.query("SELECT since FROM failing_hub WHERE hub = $1", hub);
    return row.next() ? row.time(0) : std::nullopt;
  });
}

bool Ledger::told_of_hub(const std::string& hub) {
  return database_.atomically([&] {
    return database_.change("UPDATE failing_hub SET is_told = 1 WHERE hub = $1 AND is_told = 0",
                            hub) > 0;
  });
}

}  // namespace syndic::store
