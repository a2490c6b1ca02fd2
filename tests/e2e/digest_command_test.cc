// SPDX-License-Identifier: MIT
//
// A digest of a real store, and how Python's email library reads it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "base/file_lock.h"
#include "base/lines.h"
#include "store/host_turns.h"
#include "tests/support/postgres_programs.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace digest_command_test {

using namespace syndic::test;
using Json = nlohmann::json;

namespace {

const char* const kPython = "/usr/bin/python3";

/// Prints what the message on standard input is, by the default policy of Python's email library.
const char* const kReader = R"(
import email, email.policy, json, sys
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
parts = {p.get_content_type(): p.get_content() for p in m.walk() if not p.is_multipart()}
print(json.dumps({
    "defects": [str(d) for p in m.walk() for d in p.defects]
               + [str(d) for h in m.values() for d in getattr(h, "defects", ())],
    "fields": [[name, str(value)] for name, value in m.items()],
    "from": [[a.display_name, a.addr_spec] for a in m["from"].addresses],
    "to": [a.addr_spec for a in m["to"].addresses] if m["to"] else [],
    "date": m["date"].datetime.isoformat(),
    "type": m.get_content_type(), "parts": parts,
    "preferred": m.get_body().get_content_type()}))
)";

std::string item(const std::string& id, const std::string& date, const std::string& title,
                 const std::string& more = "") {
  return "<item><title>" + title + "</title><link>https://casel.example/" + id +
         "</link><guid isPermaLink=\"false\">" + id + "</guid><pubDate>" + date + "</pubDate>" +
         more + "</item>";
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A site whose one source has these items.
struct Site {
  TempDir dir;

  Site() { configure(); }

  void configure(const std::string& more_of_source = "",
                 const std::string& owner =
                     "owner = { name = \"Ann Lee, Editor\", email = \"ann@t.example\" }\n") const {
    dir.write("syndic.toml",
              "[site]\ntitle = \"Nëws of all\"\nurl = \"https://t.example/\"\n"
              "feeds_url = \"https://t.example/feeds/\"\ntimezone = \"Europe/Berlin\"\n" +
                  owner + store_section(dir.path(), "s.db") +
                  "[[source]]\nid = \"casel\"\nname = \"CASEL\"\npath = \"casel.xml\"\n" +
                  more_of_source + "[[feed]]\nname = \"all\"\n[[feed]]\nname = \"turn\"\n");
  }

  [[nodiscard]] Finished run(std::vector<std::string> words, const std::string& now) const {
    words.insert(words.end(), {"-c", (dir.path() / "syndic.toml").string()});
    return run_syndic(words, {{"SYNDIC_NOW", now}});
  }

  void refresh(const std::string& items, const std::string& now) const {
    dir.write("casel.xml",
              "<rss version=\"2.0\" xmlns:ev=\"http://purl.org/rss/1.0/modules/event/\"><channel>"
              "<title>T</title><link>https://casel.example/</link><description/>" +
                  items + "</channel></rss>");
    REQUIRE(run({"refresh", "--force"}, now).exit_code == 0);
  }

  /// What is mailed at that time; empty: nothing.
  [[nodiscard]] std::string mail(const std::string& now,
                                 std::vector<std::string> options = {}) const {
    options.insert(options.begin(), "digest");
    const Finished finished = run(options, now);
    CHECK(finished.exit_code == 0);
    CHECK(finished.err.empty());
    return finished.out;
  }
};

bool is_python_missing() {
  if (std::filesystem::exists(kPython)) return false;
  WARN("skipped: there is no " << kPython << " (Debian package python3) here");
  return true;
}

Json read_by_python(const std::string& message) {
  Process python({kPython, "-c", kReader}, {{"PYTHONIOENCODING", "utf-8"}}, message);
  const Finished finished = python.wait();
  CAPTURE(finished.err);
  REQUIRE(finished.exit_code == 0);
  return Json::parse(finished.out);
}

std::size_t longest_line(std::string_view message) {
  std::size_t longest = 0;
  while (!message.empty()) longest = std::max(longest, syndic::base::take_line(message).size());
  return longest;
}

const std::string kHostile = item(
    "evil", "Thu, 26 Nov 2026 09:00:00 GMT",
    "x\n\nBcc: v@x.example &amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; &#x202E;turned",
    "<description>&lt;img src=\"https://x.example/a.png\"&gt;From me&lt;script&gt;a&lt;/script"
    "&gt;</description>");

}  // namespace

TEST_CASE("a digest is a message that Python reads without a defect") {
  const Site site;
  site.refresh(item("one", "Tue, 24 Nov 2026 09:00:00 GMT", "日本語のタイトル 🎉",
                    "<description>" + repeated("Schöne Worte. ", 60) + "</description>") +
                   item("talk", "Wed, 25 Nov 2026 23:30:00 GMT", repeated("W", 250),
                        "<ev:startdate>2026-12-05T18:00:00Z</ev:startdate>"
                        "<ev:location>Plaza</ev:location>") +
                   kHostile,
               "2026-11-26T12:00:00Z");
  const std::string message =
      site.mail("2026-11-30T06:00:01Z", {"--to", "list@t.example", "--to", "b@t.example"});
  CHECK(longest_line(message) <= 78);
  CHECK(message.find('\r') == std::string::npos);
  CHECK(std::ranges::all_of(message, [](char c) { return c == '\n' || (c >= ' ' && c < 0x7F); }));
  if (is_python_missing()) return;
  const Json read = read_by_python(message);
  CHECK(read["defects"] == Json::array());
  CHECK(read["from"].dump() == R"([["Ann Lee, Editor","ann@t.example"]])");
  CHECK(read["to"] == Json{"list@t.example", "b@t.example"});
  CHECK(read["date"] == "2026-11-30T07:00:01+01:00");
  CHECK(read["type"] == "multipart/alternative");
  CHECK(read["preferred"] == "text/html");
  Json fields = read["fields"];
  const auto field = [&](const std::string& name) {
    for (const Json& each : fields) {
      if (each[0] == name) return each[1].get<std::string>();
    }
    return std::string();
  };
  CHECK(fields.size() == 11);
  CHECK(field("Subject") == "Nëws of all: November 23 – 30, 2026");
  CHECK(field("List-Id") == "Nëws of all <all.t.example>");
  CHECK(field("List-Archive") == "<https://t.example/feeds/index.html>");
  CHECK(field("Auto-Submitted") == "auto-generated");
  CHECK(field("MIME-Version") == "1.0");
  CHECK(field("Message-ID").ends_with("@t.example>"));
  const std::string text = read["parts"]["text/plain"];
  CHECK(text.starts_with(
      "Nëws of all\nNovember 23 – 30, 2026\n\n\nNovember 26, 2026\n-----------------\n\n"
      "x Bcc: v@x.example <script>alert(1)</script>"));
  // Half past eleven in the evening of the 25th is the 26th in Berlin.
  CHECK(has(text, "\n\n" + repeated("W", 250) +
                      "\n  CASEL\n  Sat, Dec 5, 2026, 7:00 PM · Plaza\n"
                      "  READ MORE: https://casel.example/talk\n"));
  CHECK(has(text,
            "\n\nNovember 24, 2026\n-----------------\n\n日本語のタイトル 🎉\n  CASEL\n"
            "  Schöne Worte. Schöne Worte. Schöne Worte. Schöne Worte. Schöne Worte.\n"));
  const std::string page = read["parts"]["text/html"];
  CHECK(has(page, "<a href=\"https://casel.example/one\">日本語のタイトル 🎉</a>"));
  CHECK(has(page, "x Bcc: v@x.example &lt;script&gt;alert(1)&lt;/script&gt;"));
  for (const char* part :
       {"<img", "<script", "src=", "<link", "url(", "href=\"/", "href=\"index"}) {
    CHECK_FALSE(has(page, part));
  }
}

TEST_CASE("nothing new, or no store yet, is no output and no failure") {
  const Site site;
  CHECK(site.mail("2026-11-30T06:00:01Z").empty());
  CHECK_FALSE(std::filesystem::exists(site.dir / "s.db"));
  site.refresh(item("one", "Tue, 24 Nov 2026 09:00:00 GMT", "One"), "2026-11-24T12:00:00Z");
  CHECK(has(site.mail("2026-11-30T06:00:01Z"), "\nOne\n"));
  CHECK(site.mail("2026-12-07T06:00:01Z").empty());
  CHECK(site.mail("2026-11-30T06:00:01Z", {"--since", "2d"}).empty());
}

TEST_CASE("a mail each week has every item, and none twice") {
  const Site site;
  const std::string first = item("one", "Sun, 22 Nov 2026 09:00:00 GMT", "One");
  const std::string old = item("old", "Thu, 01 Oct 2026 09:00:00 GMT", "Old");
  site.refresh(first + old, "2026-11-22T12:00:00Z");
  // It comes a second after the mail's minute, which is of the next week.
  const std::string second = item("two", "Mon, 23 Nov 2026 05:59:00 GMT", "Two");
  site.refresh(first + old + second, "2026-11-23T06:00:00Z");
  // It comes nine days late, and another one two months.
  const std::string late = item("late", "Mon, 16 Nov 2026 09:00:00 GMT", "Late");
  const std::string archive = item("archive", "Tue, 01 Sep 2026 09:00:00 GMT", "Archive");
  site.refresh(first + old + second + late + archive, "2026-11-25T12:00:00Z");
  const std::string monday = site.mail("2026-11-23T06:00:02Z");
  const std::string next = site.mail("2026-11-30T06:00:40Z");
  CHECK(has(monday, "\nOne\n"));
  for (const char* title : {"\nOld\n", "\nTwo\n", "\nLate\n", "\nArchive\n"})
    CHECK_FALSE(has(monday, title));
  for (const char* title : {"\nTwo\n", "\nLate\n"}) CHECK(has(next, title));
  for (const char* title : {"\nOne\n", "\nOld\n", "\nArchive\n"}) CHECK_FALSE(has(next, title));
  CHECK(has(next, "came in late"));
  CHECK(site.mail("2026-12-07T06:00:02Z").empty());
}

TEST_CASE("an item under an embargo is news when that ends, and terms are kept") {
  const Site site;
  site.configure("embargo = \"5d\"\ncontent = \"link\"\n");
  site.refresh(item("one", "Sat, 21 Nov 2026 09:00:00 GMT", "One",
                    "<description>The words of it.</description>"),
               "2026-11-21T12:00:00Z");
  CHECK(site.mail("2026-11-23T06:00:00Z").empty());
  const std::string next = site.mail("2026-11-30T06:00:00Z");
  CHECK(has(next, "\nOne\n  CASEL\n  READ MORE: https://casel.example/one\n"));
  CHECK_FALSE(has(next, "The words"));
}

TEST_CASE("a story that one source told last week is no news from another this week") {
  const Site site;
  site.configure("embargo = \"5d\"\n[[source]]\nid = \"copy\"\npath = \"copy.xml\"\n");
  const std::string story = item("one", "Sat, 21 Nov 2026 09:00:00 GMT", "One story of two");
  const std::string head =
      "<rss version=\"2.0\"><channel><title>Copy</title><link>"
      "https://copy.example/</link><description/>";
  site.dir.write("copy.xml", head + "</channel></rss>");
  site.refresh(story, "2026-11-21T12:00:00Z");
  site.dir.write("copy.xml", head + story + "</channel></rss>");
  site.refresh(story, "2026-11-22T12:00:00Z");
  CHECK(has(site.mail("2026-11-23T06:00:00Z"), "\nOne story of two\n  Copy\n"));
  site.refresh(story, "2026-11-27T12:00:00Z");
  CHECK(site.mail("2026-11-30T06:00:00Z").empty());
}

TEST_CASE("a digest waits for a run that is under way, whose items it must not miss") {
  const Site site;
  site.refresh(item("one", "Tue, 24 Nov 2026 09:00:00 GMT", "One"), "2026-11-24T12:00:00Z");
  const auto options = options_of(site.dir.path(), "s.db");
  std::optional<syndic::base::FileLock> lock;
  std::optional<syndic::store::HostTurns> at_work;
  if (is_on_postgres()) {
    at_work.emplace(options);
    CHECK(at_work->report_at_work() == 1);
  } else {
    std::filesystem::rename(site.dir / "s.db", site.dir / "later.db");
    lock = syndic::base::FileLock::try_acquire(site.dir / "s.db.lock");
    REQUIRE(lock);
  }
  Process digest({syndic_binary(), "digest", "-c", (site.dir / "syndic.toml").string()},
                 {{"SYNDIC_NOW", "2026-11-30T06:00:01Z"}});
  // One that did not wait would be done meanwhile, most probably.
  CHECK(site.run({"check"}, "2026-11-30T06:00:01Z").exit_code == 0);
  CHECK(site.run({"check"}, "2026-11-30T06:00:01Z").exit_code == 0);
  CHECK_FALSE(digest.has_ended());
  at_work.reset();
  if (lock) {
    std::filesystem::rename(site.dir / "later.db", site.dir / "s.db");
    lock.reset();
  }
  const Finished finished = digest.wait();
  CHECK(finished.exit_code == 0);
  CHECK(has(finished.out, "\nOne\n"));
}

TEST_CASE("a withdrawn item is in no digest") {
  const Site site;
  site.refresh(item("one", "Tue, 24 Nov 2026 09:00:00 GMT", "One"), "2026-11-24T12:00:00Z");
  REQUIRE(site.run({"withdraw", "https://casel.example/one"}, "2026-11-25T12:00:00Z").exit_code ==
          0);
  CHECK(site.mail("2026-11-30T06:00:01Z").empty());
}

TEST_CASE("a hundred items are shown, and how many more there are") {
  const Site site;
  std::string items;
  for (int i = 0; i < 120; ++i) {
    items += item(std::to_string(i), "Tue, 24 Nov 2026 09:00:00 GMT", "Item " + std::to_string(i));
  }
  site.configure("max_new_per_day = 1000\n");
  site.refresh(items, "2026-11-24T12:00:00Z");
  const std::string message = site.mail("2026-11-30T06:00:01Z");
  CHECK(has(message, "\n20 more:\nhttps://t.example/feeds/index.html\n"));
  std::size_t shown = 0;
  for (std::size_t at = 0; (at = message.find("\nItem ", at)) != std::string::npos; ++at) ++shown;
  CHECK(shown == 100);
}

TEST_CASE("a feed that is not there, or nobody to be from, is said in one line") {
  const Site site;
  const std::string file = (site.dir / "syndic.toml").string();
  const Finished feed = site.run({"digest", "--feed", "tern"}, "2026-11-30T06:00:00Z");
  CHECK(feed.exit_code == 1);
  CHECK(feed.out.empty());
  CHECK(feed.err ==
        "error: --feed tern: " + file + " has no feed of that name; did you mean turn?\n");
  site.configure("", "");
  const Finished sender = site.run({"digest"}, "2026-11-30T06:00:00Z");
  CHECK(sender.exit_code == 78);
  CHECK(sender.out.empty());
  CHECK(sender.err ==
        "error: nobody would have sent the mail: give an email in [site.owner] of " + file + "\n");
}

}  // namespace digest_command_test
