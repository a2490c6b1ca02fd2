// SPDX-License-Identifier: MIT
#include "tests/e2e/network.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <map>
#include <stdexcept>
#include <thread>

#include "base/error.h"
#include "base/time_format.h"
#include "store/store.h"
#include "tests/support/postgres_programs.h"

namespace syndic::test {

std::string rss_feed(const std::string& site, const std::vector<std::string>& titles) {
  constexpr long long kNewest = 1'652'659'200;  // 2022-05-16T00:00:00Z
  constexpr long long kDay = 86'400;
  std::string feed =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>" + site +
      "</title><link>https://" + site + "/</link><description>News</description>\n";
  long long date = kNewest;
  for (const std::string& title : titles) {
    feed += "<item><title>" + title + "</title><link>https://" + site + "/" + title +
            "</link><guid isPermaLink=\"false\">" + title + "</guid><pubDate>" +
            base::format_rfc822(*base::from_unix_seconds(date)) +
            "</pubDate><description>&lt;p&gt;About " + title + ".&lt;/p&gt;</description></item>\n";
    date -= kDay;
  }
  return feed + "</channel></rss>\n";
}

void Network::add_source(const std::string& id, const std::string& url) {
  sources_ += "[[source]]\nid = \"" + id + "\"\nname = \"" + id + "\"\nurl = \"" +
              (url.starts_with('/') ? server_.url(url) : url) + "\"\n\n";
}

void Network::add_page(const std::string& id, const std::string& path, const std::string& rules,
                       const std::string& lines) {
  sources_ += "[[source]]\nid = \"" + id + "\"\nname = \"" + id + "\"\n" + lines +
              "[source.page]\nurl = \"" + server_.url(path) + "\"\n" + rules + "\n";
}

std::vector<std::string> Network::refresh_command(const std::vector<std::string>& flags) {
  dir_.write("syndic.toml",
             "[site]\ntitle = \"All news\"\nurl = \"https://www.example.org/\"\n"
             "feeds_url = \"https://www.example.org/feeds/\"\n\n"
             "[fetch]\nallow_private = true\nhost_delay = \"0s\"\nper_host = " +
                 std::to_string(per_host_) + "\n" + fetch_ + "\n" + sources_ + more_ +
                 store_section(dir_.path()));
  std::vector<std::string> command = {syndic_binary(), "refresh", "--json", "-c",
                                      config_file().string()};
  command.insert(command.end(), flags.begin(), flags.end());
  return command;
}

void Network::await_items_of(const std::string& source_id) const {
  while (true) {
    try {
      const auto opened = store::open_read_only(store());
      const auto sources =
          opened ? opened->sources() : std::map<std::string, store::SourceRecord>();
      const auto found = sources.find(source_id);
      if (found != sources.end() && found->second.items > 0) return;
    } catch (const StoreFailure&) {
      // The run is making the store just now.
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

std::string Network::sql(const std::string& statement) const {
  if (const std::string place = place_of(dir_.path()); !place.empty()) {
    const Finished psql = run_psql(place, statement + ";");
    if (psql.exit_code != 0) throw std::runtime_error(psql.err);
    return psql.out;
  }
  SQLite::Database database(store_file().string(), SQLite::OPEN_READWRITE);
  SQLite::Statement query(database, statement);
  std::string rows;
  while (query.executeStep()) {
    for (int i = 0; i < query.getColumnCount(); ++i) {
      rows += (i == 0 ? "" : "|") + query.getColumn(i).getString();
    }
    rows += '\n';
  }
  return rows;
}

Finished Network::refresh(const std::vector<std::string>& flags, const std::string& now) {
  return Process(refresh_command(flags), {{"SYNDIC_NOW", now}}).wait();
}

}  // namespace syndic::test
