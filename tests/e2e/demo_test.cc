// SPDX-License-Identifier: MIT
//
// The demonstration holds what the network's news list holds, and two more of a region's page:
// config/demo.toml as it is shipped, but for its ports and folders.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "markup/html/text.h"
#include "serve/preview_server.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace demo_test {

using namespace syndic;
using nlohmann::json;

namespace {

struct Row {
  std::string day;
  std::string title;
  std::string kind;
  std::string source;
  std::string also_in;
};

bool operator==(const Row& a, const Row& b) {
  return std::tie(a.day, a.title, a.kind, a.source, a.also_in) ==
         std::tie(b.day, b.title, b.kind, b.source, b.also_in);
}

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.day << " | " << row.title << " | " << row.kind << " | " << row.source << " | "
             << row.also_in;
}

const std::vector<Row> kNewsList = {
    {"2022-05-16", "Collaborating For Student Success", "watch", "nlmp", ""},
    {"2022-03-02", "Essential Work", "read", "network", ""},
    {"2022-01-21",
     "2011-2021 Ten years of SEL in US School Districts - Elements for Long-Term Sustainability of "
     "SEL",
     "read", "casel", ""},
    {"2021-11-23",
     "Grappling with CoVid's Impact on Education: Labor & Management Confront the Crisis!", "read",
     "calmi", ""},
    {"2021-11-22", "Foundations in Labor Management Collaboration: A Framework & Resources",
     "watch", "network", ""},
    {"2021-09-29", "“Leading Forward, Together” is a learning series for teams of principals and…",
     "read", "aft", "nassp"},
    {"2021-05-26",
     "2021 National LMC Symposium: Rethinking Our Schools - From Crisis to Opportunity!", "read",
     "cec", "nlmp"},
    {"2021-04-05", "National TURN Opening Session March 2, 2021", "watch", "national-turn", ""},
    {"2021-04-04", "Organizing Through the 3 Frames of Comprehensive Unionism 2022", "read",
     "national-turn", ""},
    {"2020-06-19", "Nick Wahl: Interest-Based Bargaining", "listen", "cec-podcast", ""},
    {"2020-06-05", "Rethinking our schools: Navigating Covid-19 and beyond!", "read", "network",
     ""},
    {"2019-11-20", "Carole Collins Ayanlaja: Equity", "listen", "cec-podcast", ""},
    {"2019-10-29",
     "New Case Study: Impact of the CEC Labor Management Partnership in Santa Clara California",
     "read", "cec", ""},
    {"2019-10-15", "After the Summer: What We Took Home", "read", "northeast-turn", ""},
    {"2019-05-20", "In Memory of Dal George Lawrence", "read", "network", ""},
    {"2019-05-01", "Ruth Cross and Gail Capps: Social Emotional Learning", "listen", "cec-podcast",
     "casel"},
    {"2019-04-11", "NEP Webinar: Implicit Bias, Structural Racialization, and Equity", "read",
     "nep", ""},
    {"2019-04-04", "Eugene Robinson, Jr.: Ensuring Postsecondary Success for All Students",
     "listen", "cec-podcast", ""},
    {"2019-03-12", "Two Summer Events: Who May Come", "read", "northeast-turn", ""},
    {"2019-02-04", "MASE TURN: Engaging Beginning Teachers", "read", "mase-turn", ""},
    {"2019-02-04", "Northeast TURN", "read", "northeast-turn", ""},
};

/// What the region's own pages say where its list of news is cut, the newest first.
const std::vector<std::string> kRegion = {
    "<p>Teachers and principals who came to the two summer events tell what became of shared "
    "leadership once school had begun, and what they would do differently.</p>\n<p>Most of them "
    "began small: one meeting a month that both sides prepare, and one decision that they make "
    "together and tell everybody about.</p>",
    "<p>The lists for the two summer events are open: up to six from each local, teachers and "
    "administrators of one district, who then stay together as a team.</p>\n<p>Whoever comes for "
    "the first time is asked to bring the agreement of the district, and a question that its "
    "schools have about shared leadership.</p>",
    "<p>Two dates for the summer: locals of the region meet to learn about shared leadership, "
    "first those who begin with it, then those who want to go on.</p>\n<p>Each local comes with "
    "its district, as a team of teachers and administrators, and goes home with a plan for the "
    "first hundred days of school.</p>"};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// The texts of a source's items, as HTML.
std::vector<std::string> texts_of(const json& feed, const std::string& source) {
  std::vector<std::string> texts;
  for (const json& item : feed.at("items")) {
    if (item.at("_syndic").at("source").at("id") != source) continue;
    texts.push_back(item.value("content_html", ""));
  }
  return texts;
}

/// What a visitor sees of an item on index.html.
struct Shown {
  std::string day;  ///< "2022-05-16 May 16, 2022": for machines, and as people read it.
  std::string kind;
  std::string name;
  std::string source;  ///< With the words around it.
  std::string button;
  friend bool operator==(const Shown&, const Shown&) = default;
};

std::ostream& operator<<(std::ostream& out, const Shown& shown) {
  return out << shown.day << " | " << shown.kind << " | " << shown.name << " | " << shown.source
             << " | " << shown.button;
}

const std::vector<Shown> kPage = {
    {"2022-05-16 May 16, 2022", "watch pictured", "Collaborating For Student Success",
     "National Labor Management Partnership · by The partnership's staff", "WATCH 6 min"},
    {"2022-03-02 March 2, 2022", "read", "Essential Work", "Collaborating For Student Success",
     "READ MORE"},
    {"2022-01-21 January 21, 2022", "read",
     "2011-2021 Ten years of SEL in US School Districts - Elements for Long-Term Sustainability of "
     "SEL",
     "CASEL", "READ MORE"},
    {"2021-11-23 November 23, 2021", "read",
     "Grappling with CoVid's Impact on Education: Labor & Management Confront the Crisis!",
     "California Labor Management Initiative · by CA LMI", "READ MORE"},
    {"2021-09-29 September 29, 2021", "read",
     "“Leading Forward, Together” is a learning series for teams of principals and…",
     "first told by AFT, also by NASSP", "READ MORE"},
    {"2021-05-26 May 26, 2021", "read",
     "2021 National LMC Symposium: Rethinking Our Schools - From Crisis to Opportunity!",
     "first told by CEC, also by National Labor Management Partnership", "READ MORE"},
    {"2021-04-05 April 5, 2021", "watch pictured", "National TURN Opening Session March 2, 2021",
     "National TURN", "WATCH 58 min"},
    {"2021-04-04 April 4, 2021", "read pictured",
     "Organizing Through the 3 Frames of Comprehensive Unionism 2022", "National TURN",
     "READ MORE"},
    {"2020-06-19 June 19, 2020", "listen", "Nick Wahl: Interest-Based Bargaining", "CEC Interviews",
     "LISTEN 33 min"},
    {"2020-06-05 June 5, 2020", "read", "Rethinking our schools: Navigating Covid-19 and beyond!",
     "Collaborating For Student Success", "READ MORE"},
    {"2019-11-20 November 20, 2019", "listen", "Carole Collins Ayanlaja: Equity", "CEC Interviews",
     "LISTEN 31 min"},
    {"2019-10-29 October 29, 2019", "read",
     "New Case Study: Impact of the CEC Labor Management Partnership in Santa Clara California",
     "CEC", "READ MORE"},
    {"2019-10-15 October 15, 2019", "read", "After the Summer: What We Took Home", "Northeast TURN",
     "READ MORE"},
    {"2019-05-20 May 20, 2019", "read pictured", "In Memory of Dal George Lawrence",
     "Collaborating For Student Success", "READ MORE"},
    {"2019-05-01 May 1, 2019", "listen", "Ruth Cross and Gail Capps: Social Emotional Learning",
     "first told by CEC Interviews, also by CASEL", "LISTEN 28 min"},
    {"2019-04-11 April 11, 2019", "read",
     "NEP Webinar: Implicit Bias, Structural Racialization, and Equity", "National Equity Project",
     "READ MORE"},
    {"2019-04-04 April 4, 2019", "listen",
     "Eugene Robinson, Jr.: Ensuring Postsecondary Success for All Students", "CEC Interviews",
     "LISTEN 35 min"},
    {"2019-03-12 March 12, 2019", "read", "Two Summer Events: Who May Come", "Northeast TURN",
     "READ MORE"},
    {"2019-02-04 February 4, 2019", "read pictured", "MASE TURN: Engaging Beginning Teachers",
     "MASE TURN · by Mid-Atlantic and South-East TURN", "READ MORE"},
    {"2019-02-04 February 4, 2019", "read pictured", "Northeast TURN", "Northeast TURN",
     "READ MORE"},
};

/// What stands between the first `from` and the next `to`; empty if there is no such thing.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string::npos) return {};
  const std::size_t start = begin + from.size();
  return text.substr(start, text.find(to, start) - start);
}

/// The pieces that begin with `mark`, without it.
std::vector<std::string> pieces(const std::string& text, const std::string& mark) {
  std::vector<std::string> all;
  for (std::size_t at = text.find(mark); at != std::string::npos;) {
    const std::size_t next = text.find(mark, at + 1);
    all.push_back(text.substr(at + mark.size(), next - at - mark.size()));
    at = next;
  }
  return all;
}

std::vector<Shown> shown_on(const std::string& page) {
  const auto text = [](const std::string& html) { return markup::html_to_text(html); };
  std::vector<Shown> shown;
  for (const std::string& day : pieces(page, "<section class=\"day\"")) {
    const std::string date = between(day, "<time datetime=\"", "\"") + " " +
                             between(between(day, "<time ", "/time>"), ">", "<");
    for (const std::string& item : pieces(day, "<article ")) {
      const std::string link = between(item, "<a class=\"action\"", "</a>");
      shown.push_back({date, between(item, "class=\"item ", "\""),
                       text("<h3" + between(item, "<h3", "</h3>") + "</h3>"),
                       text(between(item, "<p class=\"source\">", "</p>")),
                       text("<a" + link + "</a>")});
    }
  }
  return shown;
}

/// Links of the published pages, and files that they ask for, that lead to nothing in the folder.
std::vector<std::string> dead_links(const std::filesystem::path& folder) {
  std::vector<std::string> dead;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".html") continue;
    const std::string page = test::bytes_of(entry.path());
    for (const char* const attribute : {" href=\"", " src=\"", " data-src=\""}) {
      for (const std::string& rest : pieces(page, attribute)) {
        const std::string link = rest.substr(0, rest.find('"'));
        const std::size_t mark = link.find('#');
        const std::string file = link.substr(0, std::min(mark, link.find('?')));
        const bool is_ours = file.find(':') == std::string::npos;
        const bool leads_on =
            file.empty() ? page.find(" id=\"" + link.substr(mark + 1) + "\"") != std::string::npos
                         : std::filesystem::exists(folder / file);
        if (is_ours && !leads_on) dead.push_back(entry.path().filename().string() + ": " + link);
      }
    }
  }
  return dead;
}

/// The samples, served as the demonstration serves them, but for the port that their list names.
class Samples {
 public:
  explicit Samples(const std::filesystem::path& folder) : server_({dir_.path(), {"127.0.0.1", 0}}) {
    std::filesystem::copy(folder, dir_.path(), std::filesystem::copy_options::recursive);
    server_.bind();
    const std::string list = test::bytes_of(folder / "partners.opml");
    dir_.write("partners.opml", on_port(list));
    thread_ = std::thread([this] { server_.run(); });
  }
  Samples(const Samples&) = delete;
  Samples& operator=(const Samples&) = delete;
  ~Samples() {
    server_.stop();
    thread_.join();
  }
  /// What names the demonstration's port, with that of this server.
  [[nodiscard]] std::string on_port(const std::string& text) const {
    return replaced(text, "127.0.0.1:8807", "127.0.0.1:" + std::to_string(server_.port()));
  }

 private:
  test::TempDir dir_;
  serve::PreviewServer server_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("the demonstration publishes the network's news list, and a second run changes nothing") {
  const std::filesystem::path project = test::source_dir();
  const Samples samples(project / "feeds/partners");
  const test::TempDir dir;
  std::string config = samples.on_port(test::bytes_of(project / "config/demo.toml"));
  config = replaced(config, "../feeds/news", (project / "feeds/news").string());
  config = replaced(config, "../feeds/public", "public");
  const std::string file = dir.write("demo.toml", config).string();

  const auto run = test::run_syndic({"refresh", "--json", "--strict", "-c", file});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);

  std::vector<Row> rows;
  const json all = json::parse(test::bytes_of(dir / "public/all.json"));
  for (const json& item : all.at("items")) {
    const json& facts = item.at("_syndic");
    rows.push_back({item.at("date_published").get<std::string>().substr(0, 10),
                    item.value("title", ""), facts.at("kind"), facts.at("source").at("id"),
                    facts.contains("also_in") ? facts.at("also_in").at(0) : json("")});
    CHECK(item.at("url").get<std::string>().find("utm_") == std::string::npos);
  }
  CHECK(rows == kNewsList);
  CHECK(texts_of(all, "northeast-turn") == kRegion);

  CHECK(shown_on(test::bytes_of(dir / "public/index.html")) == kPage);
  CHECK_THAT(test::bytes_of(dir / "public/index.html"),
             Catch::Contains("<h2 id=\"pinned\">Pinned</h2>") &&
                 Catch::Contains(">November 22, 2021</time></p>"));
  CHECK(dead_links(dir / "public") == std::vector<std::string>());

  const auto again = test::run_syndic({"refresh", "--json", "--strict", "--force", "-c", file});
  REQUIRE(again.exit_code == 0);
  const json second = json::parse(again.out);
  for (const json& source : second.at("sources")) CHECK(source.at("outcome") == "unchanged");
  for (const json& feed : second.at("feeds")) CHECK(feed.at("written") == false);
}

}  // namespace demo_test
