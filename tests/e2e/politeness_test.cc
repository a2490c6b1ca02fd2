// SPDX-License-Identifier: MIT
//
// Months of a cron job against real sockets: `syndic refresh` at simulated times, judged by what
// the servers logged. Each clause of politeness is listed with pass or fail.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/time_format.h"
#include "tests/e2e/network.h"

namespace politeness_test {

using namespace syndic;
using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr long kHour = 3'600;
constexpr long kDay = 24 * kHour;
const long kStart = base::to_unix_seconds(*base::parse_rfc3339_utc("2026-01-05T00:00:00Z"));

std::string clock_text(long time) { return base::format_rfc3339(*base::from_unix_seconds(time)); }

/// A request as a server logged it, at the simulated time.
struct Logged {
  long at = 0;
  SeenRequest request;
};

/// The network over months, and what its servers saw.
class Months {
 public:
  Months() {
    network_.one_at_a_time();
    network_.configure_fetch("user_agent = \"syndic/test (+https://www.example.org/)\"");
  }

  FaultServer& site() { return network_.server(); }
  FaultServer& busy() { return busy_; }
  FaultServer& elsewhere() { return elsewhere_; }
  Network& network() { return network_; }

  json run(const std::vector<std::string>& flags = {}) {
    const std::size_t before[] = {site().requests().size(), busy_.requests().size(),
                                  elsewhere_.requests().size()};
    const Finished finished = network_.refresh(flags, clock_text(now));
    INFO(finished.err);
    REQUIRE(finished.exit_code == 0);
    log(site(), before[0]);
    log(busy_, before[1]);
    log(elsewhere_, before[2]);
    json report = json::parse(finished.out);
    for (const json& source : report.at("sources")) {
      for (const json& note : source.value("notes", json::array())) {
        ++notes[source.at("id").get<std::string>() + ": " + note.get<std::string>()];
      }
    }
    return report;
  }

  /// A run each `step`, `count` times.
  void runs(int count, long step) {
    for (int i = 0; i < count; ++i, now += step) static_cast<void>(run());
  }

  [[nodiscard]] const std::vector<Logged>& of(const std::string& path) { return log_[path]; }

  /// The shortest and longest time between two requests for the path that came from `from` on.
  [[nodiscard]] std::pair<long, long> gaps(const std::string& path, long from = 0) {
    std::pair<long, long> found{365 * kDay, 0};
    const auto& all = log_[path];
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i - 1].at < from) continue;
      const long gap = all[i].at - all[i - 1].at;
      found = {std::min(found.first, gap), std::max(found.second, gap)};
    }
    return found;
  }

  [[nodiscard]] int noted(const std::string& words) const {
    int count = 0;
    for (const auto& [note, times] : notes) {
      if (note.find(words) != std::string::npos) count += times;
    }
    return count;
  }

  long now = kStart;
  std::map<std::string, int> notes;

 private:
  void log(FaultServer& server, std::size_t before) {
    const auto seen = server.requests();
    for (std::size_t i = before; i < seen.size(); ++i) log_[seen[i].path].push_back({now, seen[i]});
  }

  Network network_;
  FaultServer busy_{"127.0.0.2"};
  FaultServer elsewhere_{"127.0.0.3"};
  std::map<std::string, std::vector<Logged>> log_;
};

/// The clauses and what became of them.
class Verdicts {
 public:
  void say(const std::string& clause, bool holds) {
    lines_ += (holds ? "pass  " : "FAIL  ") + clause + "\n";
    CHECK(holds);
  }
  ~Verdicts() { std::cout << lines_; }

 private:
  std::string lines_ = "Politeness, clause by clause:\n";
};

std::string feed_of(const std::string& name, const std::string& head = {}) {
  std::string feed = rss_feed(name + ".example", {name + "-1", name + "-2"});
  return head.empty() ? feed : feed.insert(feed.find("<item>"), head);
}

void answer_once_then(Months& months, const std::string& path, const std::string& first,
                      const std::string& then) {
  months.site().script(path, [=, asked = std::make_shared<std::atomic<int>>(0)](Wire& wire) {
    wire.send((*asked)++ == 0 ? first : then);
  });
}

std::string message(const std::string& status, const std::string& fields, const std::string& body) {
  return "HTTP/1.1 " + status +
         "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         fields + "\r\n" + body;
}

std::optional<std::string> condition(const Logged& logged) {
  return logged.request.header("If-None-Match");
}

void set_validators(Months& months) {
  FaultServer& site = months.site();
  site.reply("/both", {.headers = {{"Set-Cookie", "a=b"}},
                       .body = feed_of("both"),
                       .etag = "W/odd tag",
                       .last_modified = "yesterday, half past ten"});
  const std::string whole = feed_of("cut");
  answer_once_then(months, "/cut", message("200 OK", "ETag: \"good\"\r\n", whole),
                   "HTTP/1.1 200 OK\r\nETag: \"evil\"\r\nContent-Length: 9999\r\n\r\n" + whole);
  answer_once_then(months, "/junk", message("200 OK", "ETag: \"good\"\r\n", feed_of("junk")),
                   message("200 OK", "ETag: \"evil\"\r\n", "<html>sorry</html>"));
  answer_once_then(months, "/clear", message("200 OK", "ETag: \"old\"\r\n", feed_of("clear")),
                   message("200 OK", "", rss_feed("clear.example", {"clear-3"})));
  answer_once_then(months, "/delta", message("200 OK", "ETag: \"1\"\r\n", feed_of("delta")),
                   message("226 IM Used", "IM: feed\r\nETag: \"2\"\r\n",
                           rss_feed("delta.example", {"delta-3"})));
  site.reply("/same", {.body = feed_of("same")});
  for (const char* name : {"both", "cut", "junk", "clear", "delta", "same"}) {
    months.network().add_source(name, std::string("/") + name);
  }
}

void set_times(Months& months) {
  FaultServer& site = months.site();
  const auto serve = [&](const std::string& name, const std::string& head,
                         const std::vector<std::pair<std::string, std::string>>& fields) {
    site.reply("/" + name,
               {.headers = fields, .body = feed_of(name, head), .etag = "\"" + name + "\""});
    months.network().add_source(name, "/" + name);
  };
  serve("plain", "", {});
  serve("aged", "", {{"Cache-Control", "max-age=14400"}, {"Age", "3600"}});
  serve("forever", "", {{"Cache-Control", "max-age=315360000"}});
  serve("ttl", "<ttl>360</ttl>", {});
  serve("period",
        "<sy:updatePeriod xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">daily"
        "</sy:updatePeriod>",
        {});
  std::string hours = "<skipHours>";
  for (int hour = 0; hour < 12; ++hour) hours += "<hour>" + std::to_string(hour) + "</hour>";
  serve("hours", hours + "</skipHours>", {});
  serve("days", "<skipDays><day>Saturday</day><day>Sunday</day></skipDays>", {});
  site.reply("/diary", {.body = rss_feed("diary.example", {"a", "b", "c", "d", "e", "f"})});
  months.network().add_source("diary", "/diary");
  months.network().configure("[[source]]\nid = \"twin\"\nurl = \"" + site.url("/plain") + "\"");
}

void set_refusals(Months& months) {
  FaultServer& site = months.site();
  months.busy().reply("/a", {.status = 429, .headers = {{"Retry-After", "172800"}}});
  months.busy().reply("/b", {.body = feed_of("b")});
  months.elsewhere().reply("/503", {.status = 503, .headers = {{"Retry-After", "soon"}}});
  months.network().add_source("busy-a", months.busy().url("/a"));
  months.network().add_source("busy-b", months.busy().url("/b"));
  for (const int status : {401, 403, 404, 410, 500}) {
    const std::string name = std::to_string(status);
    site.reply("/" + name, {.status = status});
    months.network().add_source("s" + name, "/" + name);
  }
}

void set_moves(Months& months) {
  FaultServer& site = months.site();
  const auto move = [&](const std::string& name, int status, const std::string& target) {
    site.reply("/" + name, {.status = status, .headers = {{"Location", target}}});
    months.network().add_source(name, "/" + name);
  };
  FaultServer& elsewhere = months.elsewhere();
  elsewhere.reply("/new", {.body = feed_of("new"), .etag = "\"new\""});
  elsewhere.reply("/temporary", {.body = feed_of("temporary")});
  elsewhere.reply("/page", {.body = "<html>no feed</html>"});
  elsewhere.reply("/private", {.body = feed_of("private")});
  move("moved", 301, elsewhere.url("/new"));
  move("away", 302, elsewhere.url("/temporary"));
  move("lost", 308, elsewhere.url("/page"));
  site.reply("/members", {.status = 302, .headers = {{"Location", elsewhere.url("/private")}}});
  months.network().configure("[[source]]\nid = \"members\"\nurl = \"" + site.url("/members") +
                             "\"\nuser = \"me\"\npassword = \"secret\"");
}

bool is_first_plain(const std::vector<Logged>& all) {
  return !all.empty() && !condition(all.front());
}

void judge_validators(Months& months, Verdicts& verdicts) {
  const auto all_later = [&](const std::string& path, auto holds) {
    const auto& all = months.of(path);
    return all.size() > 2 && is_first_plain(all) && std::all_of(all.begin() + 1, all.end(), holds);
  };
  verdicts.say("1 both validators go back byte for byte, with A-IM",
               all_later("/both", [](const Logged& l) {
                 return condition(l) == "W/odd tag" && l.request.header("A-IM") == "feed" &&
                        l.request.header("If-Modified-Since") == "yesterday, half past ten";
               }));
  verdicts.say("1 a cut body leaves the validators",
               all_later("/cut", [](const Logged& l) { return condition(l) == "\"good\""; }));
  verdicts.say("1 an unreadable body leaves the validators",
               all_later("/junk", [](const auto& l) { return condition(l) == "\"good\""; }));
  const auto& clear = months.of("/clear");
  verdicts.say("1 a 200 without validators clears them",
               clear.size() > 2 && condition(clear[1]) == "\"old\"" && !condition(clear[2]));
  const auto& delta = months.of("/delta");
  verdicts.say("1 a 226's ETag is the next validator", delta.size() > 2 &&
                                                           condition(delta[1]) == "\"1\"" &&
                                                           condition(delta[2]) == "\"2\"");
}

bool none_at(const std::vector<Logged>& all, const std::function<bool(long)>& forbidden) {
  return std::none_of(all.begin() + 1, all.end(), [&](const Logged& l) { return forbidden(l.at); });
}

}  // namespace

TEST_CASE("over months of simulated time every clause of politeness is kept") {
  Months months;
  Verdicts verdicts;
  set_validators(months);
  set_times(months);
  set_refusals(months);
  set_moves(months);

  // Four days, hour by hour.
  const json first = months.run();
  const auto item_count = [](const json& report, const std::string& id) {
    for (const json& source : report.at("sources")) {
      if (source.at("id") == id) return source.at("items").get<int>();
    }
    return -1;
  };
  const std::size_t after_first = months.site().requests().size();
  const auto written = std::filesystem::last_write_time(months.network().published("all.atom"));
  months.now += 600;
  static_cast<void>(months.run());
  verdicts.say("2 a run before anything is due makes no request",
               months.site().requests().size() == after_first);
  verdicts.say("2 and touches no file",
               std::filesystem::last_write_time(months.network().published("all.atom")) == written);
  months.now += kHour - 600;
  const json second = months.run();
  verdicts.say("1 a 226 is merged, not taken as the whole", item_count(second, "delta") == 3);
  for (const json& source : second.at("sources")) {
    if (source.at("id") != "same") continue;
    verdicts.say("1 the same bytes with a 200 are unchanged", source.at("outcome") == "unchanged");
  }
  months.now += kHour;
  static_cast<void>(months.run({"--force"}));
  const bool spared = months.of("/b").empty() && months.of("/a").size() == 1;
  months.now += kHour;
  months.runs(93, kHour);
  judge_validators(months, verdicts);

  verdicts.say("2 an hourly job asks an hourly source each hour",
               months.gaps("/plain") == std::pair(kHour, kHour));
  verdicts.say("5 the same URL of two sources is one request", months.of("/plain").size() == 96);
  verdicts.say("2 max-age less Age is kept, on 304 too",
               months.gaps("/aged", kStart + 3 * kHour) == std::pair(3 * kHour, 3 * kHour));
  verdicts.say("2 a max-age of years counts for a day",
               months.gaps("/forever", kStart + 2 * kHour) == std::pair(kDay, kDay));
  verdicts.say("2 ttl is kept, though 304s do not repeat it",
               months.gaps("/ttl", kStart + 2 * kHour).first == 6 * kHour);
  verdicts.say("2 sy:updatePeriod is kept",
               months.gaps("/period", kStart + 2 * kHour).first == kDay);
  const auto unforced = [](long time) { return time != kStart + 2 * kHour; };
  verdicts.say("2 skipHours are skipped", none_at(months.of("/hours"), [&](long time) {
                 return unforced(time) && time % kDay < 12 * kHour;
               }));

  verdicts.say("3 after a 429 the host's other source is not asked, in that run or by force",
               spared);
  verdicts.say("3 Retry-After is kept to its end",
               months.gaps("/a").first >= 2 * kDay && months.gaps("/a").first <= 2 * kDay + kHour);
  verdicts.say("3 401 and 403 slow down",
               months.gaps("/403", kStart + 2 * kHour).first >= 4 * kHour &&
                   months.gaps("/401", kStart + 2 * kHour).first >= 4 * kHour);
  verdicts.say("3 a 404 is asked once a day",
               months.gaps("/404", kStart + 2 * kHour).first >= kDay);
  verdicts.say("3 a 410 is never asked again", months.of("/410").size() == 1);
  verdicts.say("3 failures back off", months.gaps("/500", kStart + 3 * kHour).first >= 2 * kHour &&
                                          months.of("/500").size() <= 10);
  verdicts.say("3 the report says for how long a source has been failing",
               months.noted("s500: failing for 3 days") > 0);
  verdicts.say("3 a 403 never changes the User-Agent",
               std::ranges::all_of(months.of("/403"), [](const Logged& l) {
                 return l.request.header("User-Agent") == "syndic/test (+https://www.example.org/)";
               }));

  const auto& moved = months.of("/moved");
  verdicts.say("4 a 301 is adopted on the third day, not before",
               !moved.empty() && moved.back().at == kStart + 2 * kDay);
  verdicts.say("4 and the new address is asked from then on",
               months.of("/new").back().at > moved.back().at + kDay / 2);
  verdicts.say("4 the adoption is said once", months.noted("moved: moved for good") == 1);
  verdicts.say("4 a 302 is never adopted",
               months.of("/away").back().at == months.of("/temporary").back().at);
  verdicts.say("4 what is no feed is never adopted",
               months.of("/lost").size() == months.of("/page").size());
  verdicts.say(
      "4 credentials go to their origin alone",
      months.of("/members").back().request.header("Authorization") == "Basic bWU6c2VjcmV0" &&
          !months.of("/private").back().request.header("Authorization"));
  verdicts.say("6 feed types and codings are accepted; no cookie, no Referer",
               std::ranges::all_of(months.site().requests(), [](const SeenRequest& request) {
                 return request.header("Accept").value_or("").find("application/atom+xml") == 0 &&
                        request.header("Accept-Encoding") && !request.header("Cookie") &&
                        !request.header("Referer");
               }));

  // Three months, twice a day; then news, hour by hour.
  months.site().reply("/500", {.body = feed_of("500")});
  months.runs(180, kDay / 2);
  verdicts.say("2 skipDays are skipped", none_at(months.of("/days"), [&](long time) {
                 const auto day = base::from_unix_seconds(time)->date().day_of_week().as_number();
                 return day == 0 || day == 6;
               }));
  verdicts.say("3 a server that recovers is asked as before", months.of("/500").size() > 90);
  verdicts.say("3 a source silent beyond its habit is named",
               months.noted("it used to post every day") > 0);
  months.site().reply(
      "/plain", {.body = rss_feed("plain.example", {"plain-3", "plain-1"}), .etag = "\"news\""});
  const long quiet_from = months.now;
  months.runs(26, kHour);
  const auto& plain = months.of("/plain");
  const auto woken =
      std::ranges::find_if(plain, [&](const Logged& l) { return l.at >= quiet_from; });
  verdicts.say("2 a silent source is asked once a day",
               woken != plain.end() && std::prev(woken)->at - std::prev(woken, 2)->at >= kDay / 2);
  verdicts.say(
      "2 and each hour again after a new item",
      plain.end() - woken >= 2 && months.gaps("/plain", woken->at) == std::pair(kHour, kHour));
}

}  // namespace politeness_test
