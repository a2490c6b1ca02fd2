// SPDX-License-Identifier: MIT
//
// Pages without a feed, as sources and through `syndic page`.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/e2e/network.h"

namespace page_command_test {

using namespace syndic;
using nlohmann::json;

namespace {

std::string post(int number) {
  const std::string n = std::to_string(number);
  return "<div class=post><h2><a href=/" + n + ">A title of number " + n + "</a></h2><p>May " + n +
         ", 2022</p></div>";
}

const std::string kMenu = "<nav><ul><li><a href=/>Home</a><li><a href=/x>More</a></ul></nav>";

void serve(test::FaultServer& server, const std::string& path, const std::string& body) {
  server.reply(path, {.headers = {{"Content-Type", "text/html"}}, .body = kMenu + body});
}

void add_page(test::Network& network, const std::string& more = {}) {
  network.configure("[[source]]\nid = \"page\"\nname = \"Page\"\n[source.page]\nurl = \"" +
                    network.server().url("/news") + "\"\nitem = \"//div[@class='post']\"\n" + more);
}

json row(const test::Finished& run) {
  INFO(run.err);
  json row = json::parse(run.out).at("sources").at(0);
  REQUIRE(run.exit_code == (row.at("outcome") == "failed" ? 1 : 0));  // It is the only source.
  return row;
}

std::vector<std::string> paths(test::Network& network) {
  std::vector<std::string> paths;
  for (const auto& request : network.server().requests()) paths.push_back(request.path);
  return paths;
}
using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("a page is a source: robots.txt first, then the page, read only where it changed") {
  test::Network network;
  serve(network.server(), "/news", post(1) + post(2));
  add_page(network);
  const json first = row(network.refresh());
  CHECK(first.at("outcome") == "updated");
  CHECK(first.at("new") == 2);
  CHECK(paths(network) == Paths{"/robots.txt", "/news"});
  const json all = json::parse(test::bytes_of(network.published("all.json")));
  CHECK(all.at("items").at(0).at("title") == "A title of number 2");
  CHECK(all.at("items").at(0).at("date_published") == "2022-05-02T00:00:00Z");
  CHECK(all.at("items").at(0).at("url") == network.server().url("/2"));
  CHECK(row(network.refresh({"--force"}, "2026-01-31T13:00:00Z")).at("outcome") == "unchanged");
  serve(network.server(), "/news", post(1) + post(2) + post(3));
  const json third = row(network.refresh({"--force"}, "2026-01-31T14:00:00Z"));
  CHECK(third.at("new") == 1);
  CHECK(third.at("items") == 3);
}

TEST_CASE("what robots.txt keeps syndic off is not asked for") {
  test::Network network;
  serve(network.server(), "/news", post(1));
  network.server().reply("/robots.txt", {.body = "User-agent: *\nDisallow: /news\n"});
  add_page(network);
  const json source = row(network.refresh());
  CHECK(source.at("outcome") == "failed");
  CHECK(source.at("error").get<std::string>().find("keeps syndic off this page") !=
        std::string::npos);
  CHECK(paths(network) == Paths{"/robots.txt"});
}

TEST_CASE("an item that matches nothing is a failure, and what was published stays") {
  test::Network network;
  serve(network.server(), "/news", post(1) + post(2));
  add_page(network);
  REQUIRE(row(network.refresh()).at("outcome") == "updated");
  serve(network.server(), "/news",
        "<section class=item><h2>A</h2></section><section class=item><h2>B</h2></section>");
  const json source = row(network.refresh({"--force"}, "2026-01-31T13:00:00Z"));
  INFO(source);
  CHECK(source.at("outcome") == "failed");
  CHECK(source.at("error").get<std::string>().find(
            "no element matches //div[@class='post']; the page has 2 section.item, 2 h2") !=
        std::string::npos);
  CHECK(json::parse(test::bytes_of(network.published("all.json"))).at("items").size() == 2);
}

TEST_CASE("the pages behind the first are read up to ten, of the same site, until what is known") {
  test::Network network;
  const auto page = [&](int number) {
    return post(number) + "<a rel=next href='/news" + std::to_string(number + 1) + "'>Older</a>";
  };
  serve(network.server(), "/news", page(1));
  for (int i = 2; i <= 12; ++i) serve(network.server(), "/news" + std::to_string(i), page(i));
  add_page(network, "next = \"//a[@rel='next']\"\n");
  const json first = row(network.refresh());
  CHECK(first.at("items") == 10);
  CHECK(paths(network) == Paths{"/robots.txt", "/news", "/news2", "/news3", "/news4", "/news5",
                                "/news6", "/news7", "/news8", "/news9", "/news10"});
  // A new item on the first page: the second is known.
  serve(network.server(), "/news", post(20) + page(1));
  CHECK(row(network.refresh({"--force"}, "2026-01-31T13:00:00Z")).at("new") == 1);
  CHECK(paths(network).size() == 13);
  CHECK(paths(network).back() == "/news");
}

TEST_CASE("a next page elsewhere, or one that comes round again, is not followed") {
  test::Network network;
  test::FaultServer elsewhere("127.0.0.2");
  serve(network.server(), "/news", post(1) + "<a rel=next href='/news'>x</a>");
  serve(network.server(), "/other",
        post(2) + "<a rel=next href='" + elsewhere.url("/news") + "'>x</a>");
  add_page(network, "next = \"//a[@rel='next']\"\n");
  network.configure("[[source]]\nid = \"other\"\n[source.page]\nurl = \"" +
                    network.server().url("/other") +
                    "\"\nitem = \"//div[@class='post']\"\nnext = \"//a[@rel='next']\"\n");
  REQUIRE(row(network.refresh()).at("outcome") == "updated");
  CHECK(network.server().requests("/news").size() == 1);
  CHECK(elsewhere.requests().empty());
}

TEST_CASE("page proposes a source that can be pasted, and shows what it gives") {
  test::Network network;
  serve(network.server(), "/news",
        "<title>Their news</title>" + post(1) + post(2) + post(3) + "<link rel=next href=/n2>");
  const auto run = test::run_syndic({"page", network.server().url("/news"), "--allow-private"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(run.out == "# 2022-05-01  A title of number 1  " + network.server().url("/1") +
                       "\n# 2022-05-02  A title of number 2  " + network.server().url("/2") +
                       "\n# 2022-05-03  A title of number 3  " + network.server().url("/3") +
                       "\n# 3 items\n\n[[source]]\nid     = \"their-news\"\nname   = \"Their "
                       "news\"\n\n[source.page]\nurl    = \"" +
                       network.server().url("/news") +
                       "\"\nitem   = \"//div[@class='post']\"\n"
                       "next   = \"//link[@rel='next']/@href\"\n");
  network.configure(run.out);
  CHECK(row(network.refresh()).at("new") == 3);
  serve(network.server(), "/empty", "<p>Nothing here");
  const auto none = test::run_syndic({"page", network.server().url("/empty"), "--allow-private"});
  CHECK(none.exit_code == 1);
  CHECK(none.err.find("the page has no list of news: ") != std::string::npos);
}

TEST_CASE("page --write appends the source, which is then checked, read and published") {
  test::Network network;
  serve(network.server(), "/news",
        "<title>Their \"news\"</title>" + post(1) + post(2) + post(3) + post(4));
  network.configure("# Kept.\n");
  const std::string file = network.config_file().string();
  (void)network.refresh_command();  // Writes the file.
  const std::string url = network.server().url("/news");
  const std::vector<std::string> command = {"page", url,       "--allow-private", "--write", "--id",
                                            "them", "--group", "partners",        "-c",      file};
  const auto run = test::run_syndic(command);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const std::string table =
      "[[source]]\nid     = \"them\"\nname   = \"Their \\\"news\\\"\"\ngroups = "
      "[\"partners\"]\n\n[source.page]\nurl    = \"" +
      url + "\"\nitem   = \"//div[@class='post']\"\n";
  CHECK(run.out.starts_with("# 2022-05-01  A title of number 1  "));
  CHECK(run.out.ends_with("# 4 items\n\n" + table + "\n# added to " + file + "\n"));
  const std::string written = test::bytes_of(file);
  CHECK(written.find("# Kept.\n") != std::string::npos);
  CHECK(written.ends_with("\n" + table));
  CHECK(test::run_syndic({"check", "-c", file}).exit_code == 0);
  CHECK(row(test::run_syndic({"refresh", "--json", "-c", file})).at("new") == 4);
  CHECK(json::parse(test::bytes_of(network.published("all.json"))).at("items").size() == 4);

  const auto again = test::run_syndic(command);
  CHECK(again.exit_code == 0);
  CHECK(again.err.find("source them has " + url + " already") != std::string::npos);
  CHECK(test::bytes_of(file) == written);
  serve(network.server(), "/other", post(7) + post(8) + post(9));
  const auto taken = test::run_syndic({"page", network.server().url("/other"), "--allow-private",
                                       "--write", "--id", "them", "-c", file});
  CHECK(taken.exit_code == 1);
  CHECK(taken.err.find("the id them is taken") != std::string::npos);
  CHECK(test::bytes_of(file) == written);
}

TEST_CASE("page --write of an address that a source asks as its feed's says what to do first") {
  test::Network network;
  network.server().reply("/news",
                         {.headers = {{"Content-Type", "text/html"}},
                          .body = "<!DOCTYPE html><title>N</title>" + post(1) + post(2) + post(3)});
  network.add_source("them", "/news");
  const std::string file = network.config_file().string();
  const std::string url = network.server().url("/news");
  const auto refused = network.refresh();
  CHECK(refused.out.find("or read it as a page: syndic page " + url +
                         " --write, in place of this source") != std::string::npos);
  const std::string before = test::bytes_of(file);
  const auto run = test::run_syndic({"page", url, "--allow-private", "--write", "-c", file});
  CHECK(run.exit_code == 1);
  CHECK(run.err == "error: source them has " + url +
                       " already, as the address of a feed or site; remove that source from " +
                       file + " first, and run this again\n");
  CHECK(test::bytes_of(file) == before);
}

TEST_CASE("page says that robots.txt forbids a page, and --write does not write it") {
  test::Network network;
  serve(network.server(), "/news", post(1) + post(2) + post(3) + post(4));
  network.server().reply("/robots.txt", {.body = "User-agent: *\nDisallow: /news\n"});
  network.configure("");
  (void)network.refresh_command();  // Writes the file.
  const std::string file = network.config_file().string();
  const std::string before = test::bytes_of(file);
  const std::string url = network.server().url("/news");
  const auto shown = test::run_syndic({"page", url, "--allow-private", "-c", file});
  CHECK(shown.exit_code == 0);
  CHECK(
      shown.err ==
      "error: the robots.txt of 127.0.0.1 keeps syndic off this page; ask its owner to let it in, "
      "or for a feed\n");
  CHECK(test::run_syndic({"page", url, "--allow-private", "--write", "-c", file}).exit_code == 1);
  CHECK(test::bytes_of(file) == before);
}

TEST_CASE("page says what the address answers in place of a page") {
  test::Network network;
  const auto error_of = [&](const std::string& path) {
    return test::run_syndic({"page", network.server().url(path), "--allow-private"}).err;
  };
  network.server().reply("/broken", {.status = 500, .body = "oops"});
  const std::string broken = network.server().url("/broken");
  CHECK(error_of("/broken") ==
        "error: HTTP 500 from " + broken + ": the server failed; try again later\n");
  network.server().reply("/blank", {.headers = {{"Content-Type", "text/html"}}, .body = ""});
  CHECK(error_of("/blank") ==
        "error: " + network.server().url("/blank") + " is empty; check the address\n");
}

TEST_CASE("page reads a file as the page of --base, and else says that its address is missing") {
  const test::TempDir dir;
  const std::string file = dir.write("news.html", post(1) + post(2) + post(3)).string();
  const std::string items =
      "# 2022-05-01  A title of number 1  https://site.example/1\n"
      "# 2022-05-02  A title of number 2  https://site.example/2\n"
      "# 2022-05-03  A title of number 3  https://site.example/3\n# 3 items\n\n";
  const auto based = test::run_syndic({"page", file, "--base", "https://site.example/news"});
  CHECK(based.out == items +
                         "[[source]]\nid     = \"site-example\"\nname   = \"site.example\"\n\n"
                         "[source.page]\nurl    = \"https://site.example/news\"\n"
                         "item   = \"//div[@class='post']\"\n");
  const auto bare = test::run_syndic({"page", file});
  CHECK(bare.out.find("# 3 items\n\n# put the page's address in url\n[[source]]\n") !=
        std::string::npos);
  const auto wrong =
      test::run_syndic({"page", "https://site.example/", "--base", "https://a.example/"});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err ==
        "error: --base is for a file or standard input; https://site.example/ says "
        "itself where it is\n");
}

TEST_CASE("page --write writes the secrets of the address and does not show them") {
  test::Network network;
  serve(network.server(), "/news?key=geheim", post(1) + post(2) + post(3) + post(4));
  network.configure("");
  const std::string file = network.config_file().string();
  (void)network.refresh_command();  // Writes the file.
  std::string url = network.server().url("/news?key=geheim");
  url.insert(url.find("//") + 2, "me:passwort@");
  const auto run = test::run_syndic({"page", url, "--allow-private", "--write", "-c", file});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(run.out.find("# Its url has a secret, which is written and not shown.\n") !=
        std::string::npos);
  CHECK((run.out + run.err).find("geheim") == std::string::npos);
  CHECK((run.out + run.err).find("passwort") == std::string::npos);
  CHECK(test::bytes_of(file).find("url    = \"" + url + "\"\n") != std::string::npos);
  CHECK(row(test::run_syndic({"refresh", "--json", "-c", file})).at("new") == 4);
}

TEST_CASE("check finds an XPath that is none at its line and column") {
  const test::TempDir dir;
  const auto file = dir.write(
      "syndic.toml",
      "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n[[source]]\nid = \"p\"\n[source.page]\n"
      "url = \"https://p.example/\"\nitem = \"//article[\"\n"
      "title = \"string(.//h2)\"\ndate_format = \"%d.%m\"\n");
  const auto run = test::run_syndic({"check", "-c", file.string()});
  CHECK(run.exit_code == 78);
  CHECK(run.out.find(file.string() + ":8:19: source.page.item is no XPath 1.0: ") !=
        std::string::npos);
  CHECK(run.out.find(file.string() + ":10:15: source.page.date_format must name the day") !=
        std::string::npos);
  CHECK(run.out.find(":9:") == std::string::npos);
}

TEST_CASE("page takes a host's name for its https address") {
  // Nothing is asked: the address that it makes is a private one.
  const auto host = test::run_syndic({"page", "127.0.0.1/news"});
  CHECK(host.exit_code == 1);
  CHECK(host.err ==
        "error: https://127.0.0.1/news: 127.0.0.1 is a private address; give --allow-private to "
        "allow it\n");
}

}  // namespace page_command_test
