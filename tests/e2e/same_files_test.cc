// SPDX-License-Identifier: MIT
//
// One history of ten runs, on either database: what is published is the same, byte for byte.
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/e2e/network.h"
#include "tests/support/files.h"

namespace same_files_test {

using namespace syndic::test;
namespace fs = std::filesystem;

namespace {

constexpr int kRuns = 10;

/// An item of an RSS feed.
struct Story {
  std::string id;
  std::string title;
  std::string date;       ///< Empty: it has none.
  std::string more = {};  ///< Elements; a link among them takes the place of its own.
};

std::string repeated(const std::string& text, std::size_t size) {
  std::string out;
  while (out.size() < size) out += text;
  out.resize(size);
  return out;
}

std::string item(const Story& story) {
  const std::string link = "https://news.example/" + story.id;
  const bool has_link = story.more.find("<link>") != std::string::npos;
  return "<item><title>" + story.title + "</title><guid isPermaLink=\"false\">" + story.id +
         "</guid>" + (has_link ? "" : "<link>" + link + "</link>") +
         (story.date.empty() ? "" : "<pubDate>" + story.date + "</pubDate>") + story.more +
         "</item>";
}

std::string day(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number) + " Jan 2026 12:00:00 GMT";
}

std::string feed(const std::string& home, const std::string& items) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>" + home +
         "</title><link>https://" + home + "/</link><description>News</description>" + items +
         "</channel></rss>";
}

// Twelve at a time of a series that goes on: what leaves the feed is for the archives. Every third
// changes its words later, and one in the middle vanishes.
std::string series(int run) {
  std::string items;
  for (int i = 3 * run + 11; i >= 3 * run; --i) {
    if (i == 14 && run >= 3) continue;
    const std::string number = std::to_string(i);
    const std::string words = i % 3 == 0 && run % 2 == 1 ? "Corrected" : "First";
    items += item({"series-" + number, "Part " + number + " of " + words, day(1 + i / 3),
                   "<category>" + std::string(i % 2 == 0 ? "Even" : "ODD") +
                       "</category><description>&lt;p&gt;" + words + " words of part " + number +
                       ", which are some more than few.&lt;/p&gt;</description>"});
  }
  return feed("series.example", items);
}

// The same stories as others have, by id, by link or by their words, some of them later; of one
// second are several.
std::string copies(const std::string& name, int run) {
  std::string items;
  for (int i = 0; i < run + 3; ++i) {
    const std::string number = std::to_string(i);
    items += item({name + number, "A story of ten schools, number " + number, day(1 + i),
                   "<link>https://shared.example/" + number + (name == "b" ? "?utm_source=b" : "") +
                       "</link><description>The same words of the same story, number " + number +
                       ", as all have it.</description><author>" + name + "@b.example (" + name +
                       ")</author>"});
    if (run >= 4) items += item({name + "x" + number, "Of one second", day(3)});
  }
  return feed(name + ".example", items);
}

// Many items of one guid and one link, told apart by their titles, of which some change in each
// run.
std::string alike(int run) {
  std::string items;
  for (int i = 70 + run; i > run; --i) {
    const std::string number = std::to_string(i);
    items +=
        item({"alike", "Number " + number + (i % 7 == run % 7 ? ", corrected" : ""), day(1 + i % 4),
              "<description>Words of " + number + " alone in run " +
                  std::to_string(i % 5 == 0 ? run : 0) + "</description>"});
  }
  return feed("alike.example", items);
}

// What is long, wrong or of no kind; with bytes that are no UTF-8 under a declaration that says so.
std::string odd(int run) {
  std::string items = item({repeated("id-of-5000-", 5'000), "A long id", day(2)}) +
                      item({"title", repeated("a title that does not end ", 20'000), day(3)}) +
                      item({"link", "A long link", day(4),
                            "<link>https://odd.example/" + repeated("path/", 6'000) + "</link>"}) +
                      item({"bytes-\xff\xfe", "Bytes \xff\xc3( that are \xed\xa0\x80 none", day(5),
                            "<description>\xf4\x8f\xbc\x80 and \xf0\x9f\x8e\x93 and "
                            "&#0; and \xc0\x80</description>"}) +
                      item({"ümlaut", "Ünder the Äpple: ß, İ, ı", day(6)}) +
                      item({"undated", "Without a date", ""}) +
                      item({"Undated", "Without a date, too", ""}) +
                      item({"_", "% and _ and \\ and ' and \"", day(7)}) +
                      item({"quoted", "$1 ? :a ; DROP TABLE item; --", day(7)});
  if (run >= 5) items += item({"late", "What comes late", day(1)});
  if (run >= 6) items += item({"later", "What comes late, too", day(1)});
  if (run >= 7) items += item({"future", "Of the future", "01 Jan 2027 12:00:00 GMT"});
  return feed("odd.example", items);
}

std::string events(int run) {
  const std::string last = run % 2 == 0 ? "Gym" : "Hall";
  std::string calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n";
  for (int i = 0; i < 4 && i <= run; ++i) {
    calendar += "BEGIN:VEVENT\r\nUID:e" + std::to_string(i) + "\r\nDTSTAMP:20260101T000000Z\r\n" +
                "DTSTART:2026030" + std::to_string(1 + i % 2) + "T120000Z\r\nSUMMARY:Meeting\r\n" +
                "LOCATION:" + last + "\r\nURL:https://e.example/" + std::to_string(i) +
                "\r\nEND:VEVENT\r\n";
  }
  return calendar + "END:VCALENDAR\r\n";
}

std::string atom(int run) {
  std::string feed =
      "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'>"
      "<id>urn:x:atom</id><title>Atom</title><updated>2026-01-01T00:00:00Z</updated>";
  for (int i = 0; i < 6; ++i) {
    const std::string number = std::to_string(i);
    if (i == 2 && run >= 4 && run < 8) {  // Taken back, and published again.
      feed += "<at:deleted-entry ref='urn:x:2' when='2026-01-14T00:00:00Z'/>";
      continue;
    }
    if (i == 3 && run >= 5) continue;
    feed += "<entry><id>urn:x:" + number + "</id><title>Entry " + number +
            "</title><link href='https://atom.example/" + number + "'/><updated>2026-01-0" +
            std::to_string(i + 1) +
            "T00:00:00Z</updated><category term='even'/><link "
            "rel='enclosure' type='audio/mpeg' href='https://atom.example/" +
            number +
            ".mp3'/>"
            "<content type='html'>&lt;p&gt;Sound " +
            number + "&lt;/p&gt;</content></entry>";
  }
  return feed + "</feed>";
}

void serve(FaultServer& server, int run) {
  server.reply("/series", {.body = series(run), .etag = "\"" + std::to_string(run) + "\""});
  server.reply("/a", {.body = copies("a", run)});
  server.reply("/b", {.body = copies("b", run / 2 + 1)});
  server.reply("/alike", {.body = alike(run)});
  server.reply("/odd", {.body = odd(run)});
  server.reply("/events", {.headers = {{"Content-Type", "text/calendar"}}, .body = events(run)});
  server.reply("/atom", {.body = atom(run)});
  if (run == 3) server.reply("/a", {.status = 500});
}

std::string source(const FaultServer& server, const std::string& name, const std::string& more) {
  return "[[source]]\nid = \"" + name + "\"\nname = \"The " + name + "\"\nurl = \"" +
         server.url("/" + name) + "\"\ngroups = [\"" + (name < "c" ? "short" : "long") + "\"]\n" +
         more;
}

// Without [store]. Rules come, change and go; a source leaves and is back.
std::string configuration(const FaultServer& server, int run) {
  const std::string rules = run < 3   ? ""
                            : run < 6 ? "exclude = [\"part 2\"]\n"
                                      : "include = [\"part\"]\nexclude = [\"part 1\"]\n";
  std::string text =
      "[site]\ntitle = \"All news\"\nurl = \"https://www.example.org/\"\n"
      "feeds_url = \"https://www.example.org/feeds/\"\n"
      "[fetch]\nallow_private = true\nhost_delay = \"0s\"\n[publish]\nverify = false\n"
      "max_vanish = 1.0\n" +
      source(server, "series", rules) +
      source(server, "b", run >= 8 ? "content = \"link\"\n" : "") +
      source(server, "a", "embargo = \"3d\"\ncredit = \"By A\"\n") + source(server, "odd", "") +
      source(server, "events", "") + source(server, "alike", "");
  if (run < 5 || run > 6) text += source(server, "atom", "");
  text +=
      "[[feed]]\nname = \"all\"\nitems = 10\n"
      "[[feed]]\nname = \"few\"\nitems = 5\nmax_per_source = 2\nmax_age = \"20d\"\n"
      "[[feed]]\nname = \"listen\"\nkinds = [\"listen\"]\n"
      "[[feed]]\nname = \"each\"\neach = \"all-but\"\nitems = 4\n"
      "[[feed]]\nname = \"of\"\neach = \"source\"\nitems = 3\n"
      "[[feed]]\nname = \"group\"\neach = \"group\"\ndedupe = false\nitems = 7\n"
      "[[feed]]\nname = \"tag\"\neach = \"tag\"\ntags = [\"even\", \"odd\"]\nitems = 2\n";
  if (run >= 4) text += "[[feed]]\nname = \"more\"\nexclude = [\"part\"]\nitems = 6\n";
  return text;
}

/// A folder with a configuration and its store, and what syndic says in it.
class Site {
 public:
  explicit Site(std::string store) : store_(std::move(store)) {}

  void configure(const std::string& text) const {
    dir_.write("syndic.toml", text + "[store]\nurl = \"" + store_ + "\"\n");
  }

  /// What a command writes to stdout and stderr, with the folder's path as DIR.
  [[nodiscard]] std::string run(std::vector<std::string> words, const std::string& now) const {
    words.insert(words.end(), {"-c", (dir_ / "syndic.toml").string()});
    const Finished finished = run_syndic(words, {{"SYNDIC_NOW", now}});
    std::string said = std::to_string(finished.exit_code) + "\n" + finished.out + finished.err;
    const std::string path = dir_.path().string();
    for (std::size_t at = said.find(path); at != std::string::npos; at = said.find(path)) {
      said.replace(at, path.size(), "DIR");
    }
    return said;
  }

  /// Of each published file its bytes, but not how long servers took to answer.
  [[nodiscard]] std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(dir_ / "public")) {
      const std::string name = fs::relative(entry.path(), dir_ / "public").string();
      if (entry.is_regular_file()) files[name] = bytes_of(entry.path());
    }
    files.erase("status.json.gz");
    std::string& status = files.at("status.json");
    status = std::regex_replace(status, std::regex("\"answer_ms\": [0-9]+"), "");
    return files;
  }

 private:
  TempDir dir_;
  std::string store_;
};

std::string time_of(int run) { return "2026-01-" + std::to_string(10 + 2 * run) + "T12:00:00Z"; }

// The names of files that are not the same, with how they begin to differ.
std::vector<std::string> differences(const std::map<std::string, std::string>& one,
                                     const std::map<std::string, std::string>& other) {
  std::vector<std::string> found;
  std::set<std::string> names;
  for (const auto* files : {&one, &other}) {
    for (const auto& [name, bytes] : *files) names.insert(name);
  }
  for (const std::string& name : names) {
    if (!one.contains(name) || !other.contains(name)) {
      found.push_back(name + ": only on " + (one.contains(name) ? "SQLite" : "PostgreSQL"));
      continue;
    }
    const std::string& a = one.at(name);
    const std::string& b = other.at(name);
    if (a == b) continue;
    std::size_t at = 0;
    while (at < std::min(a.size(), b.size()) && a[at] == b[at]) ++at;
    const std::size_t from = at < 60 ? 0 : at - 60;
    found.push_back(name + ": " + a.substr(from, 160) + "\n  and " + b.substr(from, 160));
  }
  return found;
}

}  // namespace

TEST_CASE("either database has syndic publish the same bytes, in run after run") {
  if (!is_on_postgres()) {
    WARN("skipped: not run for PostgreSQL, or there is none here");
    return;
  }
  FaultServer server;
  const Site sqlite("sqlite:s.db");
  const Site postgres(new_place(shared_postgres()));
  const auto both = [&](const std::vector<std::string>& words, const std::string& now) {
    const std::string said = sqlite.run(words, now);
    CHECK(postgres.run(words, now) == said);
    return said;
  };
  for (int run = 0; run < kRuns; ++run) {
    CAPTURE(run);
    serve(server, run);
    for (const Site* site : {&sqlite, &postgres}) site->configure(configuration(server, run));
    CHECK(both({"refresh", "--force", "--quiet"}, time_of(run)).starts_with("0\n"));
    if (run == 2) CHECK(both({"withdraw", "series-5", "--why", "Wrong"}, time_of(run))[0] == '0');
    if (run == 6) CHECK(both({"restore", "series-5"}, time_of(run))[0] == '0');
    if (run == 7) CHECK(both({"withdraw", "https://shared.example/1"}, time_of(run))[0] == '0');
    CHECK(differences(sqlite.files(), postgres.files()) == std::vector<std::string>{});
  }
  for (const char* asked : {"ten schools", "part 1", "undated", "series", "atom"}) {
    both({"why", asked}, time_of(kRuns));
  }
  const auto files = sqlite.files();
  for (const char* name : {"all-archive-1.atom", "tag-even.rss", "each-a.json", "events.ics",
                           "page-1.html", "why/index.json", "status.json"}) {
    CAPTURE(name);
    CHECK(files.contains(name));
  }
  CHECK(files.at("of-odd-archive-1.json").find(repeated("path/", 6'000)) != std::string::npos);
  CHECK(files.at("group-short.json").find("https://shared.example/") != std::string::npos);
  CHECK(files.at("group-short.html").find("also by") != std::string::npos);
}

}  // namespace same_files_test
