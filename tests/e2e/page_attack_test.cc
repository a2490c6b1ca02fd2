// SPDX-License-Identifier: MIT
//
// Every attack vector in every field of a page that is read as a feed, in what its linked data and
// microformats say, in its items' own pages, and in a list of sources: nothing that a run publishes
// of it is live.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "markup/escape.h"
#include "tests/e2e/network.h"
#include "tests/normalize/attack_vectors.h"
#include "tests/normalize/feed_judge.h"
#include "tests/normalize/html_judge.h"

namespace page_attack_test {

using namespace syndic;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

using Texts = std::vector<std::string>;
using Shapes = std::set<std::string>;

constexpr std::size_t kOnPage = 50;
/// Of one source, as many as are asked for in one run.
constexpr std::size_t kOwnPages = 20;
/// Of a list: each of its sources has a page that names them all.
constexpr std::size_t kListed = 60;
/// So that the list is not too long to be read.
constexpr std::size_t kLongestName = 10'000;

const std::string kHead = "<!doctype html><html><head><meta charset=utf-8>";

std::vector<Texts> parts(const Texts& all, std::size_t size) {
  std::vector<Texts> parts;
  for (const std::string& text : all) {
    if (parts.empty() || parts.back().size() == size) parts.emplace_back();
    parts.back().push_back(text);
  }
  return parts;
}

/// `pattern` with `text` for each "$", escaped, and as it is for each "~".
std::string filled(std::string_view pattern, const std::string& text) {
  std::string escaped;
  markup::append_escaped_attribute(text, escaped);
  std::string out;
  for (const char c : pattern) {
    if (c == '$') {
      out += escaped;
    } else if (c == '~') {
      out += text;
    } else {
      out += c;
    }
  }
  return out;
}

/// An article of linked data with `text` in every field.
json article(const std::string& text, const std::string& url) {
  const json person = {{"@type", "Person"}, {"name", text}, {"url", text}};
  return {{"@context", "https://schema.org"},
          {"@type", "NewsArticle"},
          {"url", url},
          {"headline", text},
          {"datePublished", text},
          {"description", text},
          {"image", text},
          {"author", person}};
}

/// A script of linked data that nothing in it ends.
std::string script(const json& data) {
  std::string out = "<script type=application/ld+json>";
  for (const char c : data.dump(-1, ' ', false, json::error_handler_t::replace)) {
    c == '<' ? out += "\\u003c" : out += c;
  }
  return out + "</script>\n";
}

constexpr const char* kRules =
    "item = \"//div[@class='post']\"\ntitle = \"./h2\"\nlink = \"./a/@href\"\ndate = \"./i\"\n"
    "summary = \"./p\"\nimage = \"./img/@src\"\nauthor = \"./b\"\ntags = \"./u\"\n"
    "id = \"@data-id\"\nenclosure = \"./audio/@src\"\nnext = \"//a[@rel='next']\"\n";
constexpr std::string_view kPost =
    "<div class=post data-id=\"$\"><h2>$</h2><a href=\"$\">x</a><i>$</i><p>$</p><img src=\"$\">"
    "<b>$</b><u>$</u><audio src=\"$\"></audio><div class=e-content>$</div></div>\n";

constexpr std::string_view kEntry =
    "<div class=h-entry lang=\"$\"><h3 class=p-name>$</h3><a class=u-url href=\"$\">$</a>"
    "<a class=u-uid href=\"$\">$</a><time class=dt-published datetime=\"$\">$</time>"
    "<p class=p-summary>$</p><img src=\"$\" alt=\"$\"><b class=p-author>$</b>"
    "<a rel=tag class=p-category href=\"$\">$</a><video><source src=\"$\" type=\"$\"></video>"
    "<div class=e-content><p>$</p><p title=\"$\"><a href=\"$\">x</a></p></div></div>\n";

/// An item's own page: what its head says, and its text, with the vector as it is.
constexpr std::string_view kGraph =
    "<title>$</title><meta property=og:title content=\"$\">"
    "<meta property=og:description content=\"$\"><meta property=og:image content=\"$\">"
    "<meta property=og:audio content=\"$\"><meta property=og:url content=\"$\">"
    "<meta name=author content=\"$\"><meta property=article:published_time content=\"$\">"
    "<link rel=canonical href=\"$\">";
constexpr std::string_view kText =
    "<body><article><h1>$</h1><time datetime=\"$\">$</time><div class=entry-content>"
    "<p>The locals of the region met, and this is what they brought home.</p>~</div></article>";

/// A network whose pages have the vectors.
class Pages {
 public:
  explicit Pages(const Texts& vectors) {
    network.configure(
        "[publish]\nprecompress = []\n[[feed]]\nname = \"all\"\nitems = 10000\narchive = false\n"
        "[[feed]]\nname = \"by\"\neach = \"source\"\nitems = 10000\narchive = false\n");
    for (const Texts& some : parts(vectors, kOnPage)) add_lists(some);
    for (const Texts& some : parts(vectors, kOwnPages)) add_own_pages(some);
  }

  test::Network network;

 private:
  void add_lists(const Texts& some) {
    std::string posts, entries, articles;
    for (const std::string& text : some) {
      posts += filled(kPost, text);
      entries += filled(kEntry, text);
      articles += script({article(text, text), article(text, "/article/" + text)});
    }
    // What comes last may be as broken as it likes.
    entries += filled("<div class=h-entry><h3>Raw</h3><div class=e-content>~", some.back());
    const std::string next = filled("<a rel=next href=\"$\">x</a>", some.back());
    serve("rules", next + posts, kRules);
    serve("entries", entries, "");
    serve("linked", articles, "");
  }

  void add_own_pages(const Texts& some) {
    std::string list;
    for (const std::string& text : some) {
      const std::string path = "/own/" + std::to_string(++owned_);
      const std::string head = filled(owned_ % 2 == 0 ? kGraph : "<title>$</title>", text);
      network.server().reply(path, {.body = kHead + head + script(article(text, path)) + "</head>" +
                                            filled(kText, text)});
      list += "<li><a href=" + path + ">READ MORE</a></li>\n";
    }
    serve("own", list, "item = \"//li\"\ndetail = true\n");
  }

  void serve(const std::string& kind, const std::string& page, const std::string& rules) {
    const std::string id = kind + "-" + std::to_string(++number_);
    network.server().reply("/" + id, {.body = kHead + "<body>" + page});
    network.configure("[[source]]\nid = \"" + id + "\"\nname = \"" + id +
                      "\"\n[source.page]\nurl = \"" + network.server().url("/" + id) + "\"\n" +
                      rules);
  }

  std::size_t number_ = 0;
  std::size_t owned_ = 0;
};

Texts vectors() {
  Texts texts;
  for (const test::AttackVector& vector : test::attack_vectors()) texts.push_back(vector.text);
  return texts;
}

/// What shows all that pages can have, harmlessly.
Texts harmless() {
  Texts texts;
  for (int i = 0; i < 10; ++i) {
    const std::string number = std::to_string(i);
    const std::string url = "https://w.example/" + number;
    texts.insert(texts.end(), {"Word " + number, "שלום " + number, url, url + ".mp4"});
  }
  std::string text;
  for (int i = 0; i < 100; ++i) text += "<p>Many <b>words</b>, and a line.<br>";
  texts.push_back(text);
  return texts;
}

/// What is live in a file that programs read; empty for pages, which are judged by their shapes.
std::string faults_of_file(const fs::path& path) {
  const std::string name = path.extension().string();
  if (name == ".json") return test::faults_of_json(json::parse(test::bytes_of(path)));
  if (name == ".rss") return test::faults_of_xml(test::bytes_of(path), true);
  if (name == ".atom" || name == ".opml") return test::faults_of_xml(test::bytes_of(path), false);
  return {};
}

/// A list whose names, folders and addresses are the vectors, and a network that follows it.
class Listed {
 public:
  explicit Listed(const Texts& vectors) {
    network.configure(
        "[publish]\nprecompress = []\n[[feed]]\nname = \"all\"\nitems = 10000\n"
        "[[subscribe]]\nopml = \"" +
        network.server().url("/list") + "\"\n");
    std::string outlines;
    for (const std::string& text : vectors) outlines += folder(text);
    network.server().reply(
        "/list", {.body = "<?xml version=\"1.0\"?><opml version=\"2.0\" "
                          "xmlns:s=\"urn:syndic:source\"><head><title>x</title></head><body>" +
                          outlines + "</body></opml>"});
  }

  test::Network network;

 private:
  std::string folder(const std::string& text) {
    const std::string path = "/feed?" + std::to_string(++number_);
    network.server().reply(path, {.body = test::rss_feed("f" + std::to_string(number_) + ".example",
                                                         {"T" + std::to_string(number_)})});
    const std::string address = network.server().url(path);
    std::string outlines = filled(
        "<outline text=\"$\" title=\"$\"><outline type=\"$\" text=\"$\" title=\"$\" "
        "description=\"$\" language=\"$\" htmlUrl=\"$\" xmlUrl=\"" +
            address + "\"/>",
        text);
    if (number_ % 5 == 0) {
      outlines += filled("<outline text=\"x\" xmlUrl=\"" + network.server().url("/none?") +
                             "$\"/><outline text=\"$\" s:timezone=\"$\" s:include=\"$\" "
                             "s:page.item=\"$\" s:site=\"$\" xmlUrl=\"" +
                             address + "&amp;\"/>",
                         text);
    }
    if (!names_host(text)) outlines += filled("<outline text=\"$\" xmlUrl=\"$\"/>", text);
    return outlines + "</outline>\n";
  }

  /// Whether somebody may be asked whose address it is.
  static bool names_host(const std::string& text) {
    return text.find("//") != std::string::npos || text.find("http") != std::string::npos;
  }

  int number_ = 0;
};

struct Published {
  Shapes shapes;                             ///< Of all pages.
  Texts faults;                              ///< Of all other files.
  std::map<std::string, std::size_t> items;  ///< By kind: of "rules-1" and so on.
};

Published published(const test::Network& network) {
  Published all;
  for (const auto& entry : fs::directory_iterator(network.published(""))) {
    const fs::path& path = entry.path();
    const std::string name = path.filename().string();
    if (path.extension() == ".html") all.shapes.merge(test::shapes_of(test::bytes_of(path)));
    const std::string fault = faults_of_file(path);
    if (!fault.empty()) all.faults.push_back(name + ": " + fault);
    if (!name.starts_with("by-") || path.extension() != ".json") continue;
    const std::size_t items = json::parse(test::bytes_of(path)).at("items").size();
    all.items[name.substr(3, name.find('-', 3) - 3)] += items;
  }
  return all;
}

Texts without(const Shapes& some, const Shapes& known) {
  Texts rest;
  std::ranges::set_difference(some, known, std::back_inserter(rest));
  return rest;
}

void refresh(test::Network& network) {
  const auto run = network.refresh();
  INFO(run.err.substr(0, 5'000));
  REQUIRE(run.exit_code == 0);
}

}  // namespace

TEST_CASE("nothing live comes of a page that is read as a feed, nor of its items' own pages") {
  Pages known(harmless());
  refresh(known.network);
  const Published usual = published(known.network);
  CHECK(usual.faults == Texts());

  const Texts attacks = vectors();
  Pages hostile(attacks);
  refresh(hostile.network);
  Published all = published(hostile.network);
  CHECK(all.faults == Texts());
  CHECK(without(all.shapes, usual.shapes) == Texts());
  // Not one is left out, but where linked data has an address that is none.
  CHECK(all.items["rules"] == attacks.size());
  CHECK(all.items["entries"] == attacks.size() + parts(attacks, kOnPage).size());
  CHECK(all.items["linked"] > attacks.size());
  CHECK(all.items["own"] == attacks.size());
}

TEST_CASE("nothing live comes of a list's names, folders and addresses") {
  Listed known(harmless());
  refresh(known.network);
  const Shapes usual = published(known.network).shapes;
  Texts names = vectors();
  std::erase_if(names, [](const std::string& text) { return text.size() > kLongestName; });
  for (const Texts& some : parts(names, kListed)) {
    Listed hostile(some);
    refresh(hostile.network);
    const Published all = published(hostile.network);
    CHECK(all.faults == Texts());
    CHECK(without(all.shapes, usual) == Texts());
    const json feed = json::parse(test::bytes_of(hostile.network.published("all.json")));
    CHECK(feed.at("items").size() == some.size());
  }
}

TEST_CASE("what is live on a page is seen") {
  const Shapes seen = test::shapes_of(
      "<!doctype html><title>x</title><svg><g onload=probe(1)></g></svg><x-y z=1></x-y>"
      "<a href=' javascript:probe(2)'>x</a><a href='a:b/c'>x</a><a href='a/b:c'>x</a>");
  CHECK(without(seen, {"html", "head", "body", "title", "svg", "a", "a.href"}) ==
        Texts{"g", "g.onload", "link  javascript:probe(2)", "link a:b/c", "x-y", "x-y.z"});
}

}  // namespace page_attack_test
