// SPDX-License-Identifier: MIT
//
// What visitors find on the page, and where.
#include "write/page/page.h"

#include <catch2/catch.hpp>

#include "base/error.h"
#include "tests/support/temp_dir.h"
#include "tests/write/page/page_sample.h"

namespace page_test {

using namespace syndic;
using namespace syndic::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

std::vector<std::string> names_of(const std::map<std::string, std::string>& files) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) names.push_back(name);
  return names;
}

write::Entry of_kind(model::Kind kind, const char* date) {
  write::Entry made = page_entry("Item", date);
  made.item.kind = kind;
  return made;
}

}  // namespace

TEST_CASE("Items stand by day, newest first, with the day as people read it") {
  const std::string page = index_of(page_document({
      page_entry("First", "2022-05-16T13:30:00Z"),
      page_entry("Second", "2022-05-16T12:00:00Z"),
      page_entry("Third", "2022-03-02T15:00:00Z"),
  }));
  CHECK(times(page, "<h2 id=\"d") == 2);
  CHECK_THAT(page,
             Contains("<h2 id=\"d1\"><time datetime=\"2022-05-16\">May 16, 2022</time></h2>"));
  CHECK_THAT(page,
             Contains("<h2 id=\"d2\"><time datetime=\"2022-03-02\">March 2, 2022</time></h2>"));
  CHECK(page.find(">First</a>") < page.find(">Second</a>"));
  CHECK(page.find(">Second</a>") < page.find("id=\"d2\""));
  CHECK(page.find("id=\"d2\"") < page.find(">Third</a>"));
}

TEST_CASE("A day is one of the site's zone, in the site's language") {
  auto document = page_document({page_entry("Late", "2022-05-17T02:00:00Z")});
  CHECK_THAT(index_of(document), Contains("<time datetime=\"2022-05-16\">May 16, 2022</time>"));
  auto options = page_options();
  options.time_zone = "Asia/Tokyo";
  CHECK_THAT(index_of(document, options), Contains("datetime=\"2022-05-17\">May 17, 2022<"));
  document.language = "es";
  CHECK_THAT(index_of(document), Contains("datetime=\"2022-05-16\">16 de mayo de 2022<"));
  document.language = "de-AT";
  CHECK_THAT(index_of(document), Contains("datetime=\"2022-05-16\">16. Mai 2022<"));
}

TEST_CASE("Each kind of item has its words, in the language of the site") {
  const struct {
    const char* language;
    const char* read;
    const char* watch;
    const char* listen;
  } kWords[] = {{"en-US", "READ MORE", "WATCH NOW", "LISTEN NOW"},
                {"es-MX", "LEER MÁS", "VER AHORA", "ESCUCHAR AHORA"},
                {"fr", "LIRE LA SUITE", "REGARDER", "ÉCOUTER"},
                {"de", "WEITERLESEN", "JETZT ANSEHEN", "JETZT ANHÖREN"},
                {"it", "READ MORE", "WATCH NOW", "LISTEN NOW"}};
  auto document = page_document({of_kind(model::Kind::read, "2022-05-16T12:00:00Z"),
                                 of_kind(model::Kind::watch, "2022-05-15T12:00:00Z"),
                                 of_kind(model::Kind::listen, "2022-05-14T12:00:00Z")});
  for (const auto& words : kWords) {
    document.language = words.language;
    const std::string page = index_of(document);
    CAPTURE(words.language);
    CHECK(times(page, ">" + std::string(words.read) + "</a>") == 1);
    CHECK(times(page, ">" + std::string(words.watch) + "</a>") == 1);
    CHECK(times(page, ">" + std::string(words.listen) + "</a>") == 1);
    CHECK_THAT(page, Contains("<html lang=\"" + std::string(words.language) + "\" dir=\"ltr\">"));
  }
}

TEST_CASE("A summary is cut at a word, and is no second title") {
  write::Entry with_words = page_entry("Title", "2022-05-16T12:00:00Z");
  std::string words;
  for (int i = 0; i < 100; ++i) words += "bargaining ";
  with_words.item.content = html("<p>" + words + "</p>");
  CHECK_THAT(index_of(page_document({with_words})), Contains("bargaining bargaining…</p>"));
  with_words.item.content = {};
  with_words.item.summary = plain("Title");
  CHECK_THAT(index_of(page_document({with_words})), !Contains("class=\"summary"));
}

TEST_CASE("An item without a title is read from its first words on") {
  write::Entry untitled = page_entry("", "2021-09-29T12:00:00Z");
  untitled.item.summary = plain("Leading Forward, Together is a learning series");
  const std::string page = index_of(page_document({untitled}));
  CHECK_THAT(page,
             Contains("class=\"unseen\">Leading Forward, Together is a learning series</h3>"));
  CHECK_THAT(page, Contains("<p class=\"summary lead\" dir=\"auto\">Leading Forward, Together"));
  CHECK_THAT(page, Contains("READ MORE"));

  untitled.item.summary = {};
  untitled.item.id = "tag:x";
  CHECK_THAT(index_of(page_document({untitled})), Contains(">https://casel.example/item</a></h3>"));
}

TEST_CASE("An item without a page of its own leads to what can be played") {
  write::Entry podcast = of_kind(model::Kind::listen, "2022-05-16T12:00:00Z");
  podcast.item.url.clear();
  podcast.item.enclosures = {{"https://casel.example/notes.pdf", "application/pdf", "", {}, {}},
                             {"https://casel.example/9.mp3", "audio/mpeg", "", {}, 1941}};
  const std::string page = index_of(page_document({podcast}));
  CHECK(times(page, "href=\"https://casel.example/9.mp3\"") == 2);
  CHECK_THAT(page, Contains("<span class=\"length\">32 min</span>"));
}

TEST_CASE("Text of an item is text, whatever it holds, and no link runs a script") {
  write::Entry hostile = page_entry("</h3><script>x</script>\"'&", "2022-05-16T12:00:00Z");
  hostile.item.summary = plain("<img src=x onerror=alert(1)>");
  hostile.item.url = "javascript:alert(1)";
  hostile.item.image = "data:text/html,x";
  hostile.item.language = "fr\" onclick=\"x";
  auto document = page_document({hostile});
  document.sources["casel"].name = "<b>CASEL</b>";
  document.sources["casel"].home_page_url = "javascript:alert(2)";
  document.title = "{{label.read}}<i>";
  auto files = pages_of(document);
  for (const auto& [name, bytes] : files) {
    CAPTURE(name);
    for (const char* bad : {"<script", "<img", "<b>", "<i>", "javascript:", "data:", "onclick"}) {
      CHECK_THAT(bytes, !Contains(bad));
    }
  }
  CHECK_THAT(files.at("index.html"),
             Contains("&lt;/h3&gt;&lt;script&gt;x&lt;/script&gt;&quot;&#39;&amp;</h3>"));
  CHECK_THAT(files.at("index.html"), Contains("<title>{{label.read}}&lt;i&gt;</title>"));
}

TEST_CASE("An item in another language than the page's says so; our own words in it do not") {
  write::Entry spanish = page_entry("Hola", "2022-05-16T12:00:00Z");
  spanish.item.language = "es-MX";
  const std::string page = index_of(page_document({spanish}));
  CHECK_THAT(page, Contains("aria-labelledby=\"t1\" lang=\"es-MX\">"));
  CHECK_THAT(page, Contains("<p class=\"go\" lang=\"en-US\">"));
  spanish.item.language = "en-GB";
  CHECK_THAT(index_of(page_document({spanish})), !Contains("lang=\"en-GB\""));
}

TEST_CASE("The whole page turns round for a language from right to left") {
  auto document = page_document({});
  document.language = "ar";
  CHECK_THAT(index_of(document), Contains("<html lang=\"ar\" dir=\"rtl\">"));
}

TEST_CASE("A page forbids all but its stylesheet, its icon and pictures of items") {
  const std::string kNothing =
      "content=\"default-src &#39;none&#39;; style-src &#39;self&#39;; img-src &#39;self&#39;";
  const std::string kRest = "; base-uri &#39;none&#39;; form-action &#39;none&#39;\"";
  write::Entry pictured = page_entry("Item", "2022-05-16T12:00:00Z");
  CHECK_THAT(index_of(page_document({pictured})), Contains(kNothing + kRest));
  pictured.item.image = "https://casel.example/a.png?b&c";
  const std::string page = index_of(page_document({pictured}));
  CHECK_THAT(page, Contains(kNothing + " https:" + kRest));
  CHECK_THAT(page, Contains("<img src=\"https://casel.example/a.png?b&amp;c\" alt=\"\" "
                            "loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\">"));
  pictured.item.image = "http://casel.example/a.png";
  CHECK_THAT(index_of(page_document({pictured})), Contains(kNothing + " http:" + kRest));

  auto options = page_options();
  options.images = false;
  const std::string without = index_of(page_document({pictured}), options);
  CHECK_THAT(without, Contains(kNothing + kRest));
  CHECK_THAT(without, !Contains("<img"));
}

TEST_CASE("Older items are on further pages, which lead to each other") {
  auto options = page_options();
  options.items = 1;
  const auto files = pages_of(page_document({page_entry("One", "2022-05-16T12:00:00Z"),
                                             page_entry("Two", "2022-05-15T12:00:00Z"),
                                             page_entry("Three", "2022-05-14T12:00:00Z")}),
                              options);
  CHECK(names_of(files) == std::vector<std::string>{"assets/feed.css", "assets/icon.svg",
                                                    "assets/style.css", "embed.html",
                                                    "formats.html", "index.html", "page-2.html",
                                                    "page-3.html"});
  CHECK_THAT(files.at("index.html"), Contains("rel=\"next\" href=\"page-2.html\""));
  CHECK_THAT(files.at("index.html"), !Contains("rel=\"prev\""));
  CHECK_THAT(files.at("page-2.html"), Contains("rel=\"prev\" href=\"index.html\""));
  CHECK_THAT(files.at("page-2.html"), Contains("rel=\"next\" href=\"page-3.html\""));
  CHECK_THAT(files.at("page-2.html"), Contains("<title>Page 2 of 3 – News</title>"));
  CHECK_THAT(files.at("page-3.html"), Contains(">Three</a>"));
  CHECK_THAT(files.at("page-3.html"), !Contains("rel=\"next\""));
}

TEST_CASE("Each source and each kind has pages of its own, which the filter names") {
  write::Entry shared = page_entry("Shared", "2022-05-16T12:00:00Z", "casel");
  shared.also_in = {{"nlmp", ""}};
  write::Entry video = page_entry("Video", "2022-05-15T12:00:00Z", "casel");
  video.item.kind = model::Kind::watch;
  auto options = page_options();
  options.items = 1;
  const auto files = pages_of(page_document({shared, video}), options);
  for (const char* name : {"kind-read.html", "kind-watch.html", "source-casel.html",
                           "source-casel.page-2.html", "source-nlmp.html"}) {
    CAPTURE(name);
    CHECK(files.count(name) == 1);
  }
  CHECK(files.count("kind-listen.html") == 0);
  CHECK_THAT(files.at("kind-watch.html"), Contains(">Video</a>") && !Contains(">Shared</a>"));
  CHECK_THAT(files.at("source-nlmp.html"), Contains(">Shared</a>") && !Contains(">Video</a>"));
  CHECK_THAT(files.at("source-nlmp.html"),
             Contains("<a href=\"source-nlmp.html\" aria-current=\"true\"><bdi>NLMP</bdi></a>"));
  CHECK_THAT(files.at("source-casel.html"), Contains("<h1 dir=\"auto\">CASEL</h1>"));
  CHECK_THAT(files.at("index.html"), Contains("<a href=\"kind-watch.html\">To watch</a>"));
  CHECK_THAT(files.at("index.html"),
             Contains("<a href=\"source-casel.html\"><bdi>CASEL</bdi></a>, "
                      "<a href=\"source-nlmp.html\"><bdi>NLMP</bdi></a></p>"));
}

TEST_CASE("Where there is one source and one kind, nothing is offered to choose from") {
  const auto files = pages_of(page_document({page_entry("One", "2022-05-16T12:00:00Z")}));
  CHECK(files.count("source-casel.html") == 0);
  CHECK(files.count("kind-read.html") == 0);
  CHECK_THAT(files.at("index.html"), !Contains("class=\"filter\""));
}

TEST_CASE("Every feed in every format is offered to people and to their programs") {
  const std::string page = index_of(page_document({}));
  for (const char* link :
       {"<link rel=\"alternate\" type=\"application/rss+xml\" title=\"News (RSS)\" "
        "href=\"all.rss\">",
        "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"The regions (Atom)\" "
        "href=\"turn.atom\">",
        "<link rel=\"alternate\" type=\"application/feed+json\" title=\"News (JSON Feed)\" "
        "href=\"all.json\">"}) {
    CHECK_THAT(page, Contains(link));
  }
  CHECK(times(page, "<link rel=\"alternate\"") == 6);
  CHECK_THAT(page, Contains("href=\"turn.json\" aria-labelledby=\"f2json f2\">JSON Feed</a>"));
  CHECK_THAT(page, !Contains("OPML"));
  auto options = page_options();
  options.opml = "sources.opml";
  CHECK_THAT(index_of(page_document({}), options), Contains("<a href=\"sources.opml\">"));
}

TEST_CASE("Partners are given the line that shows the latest items on their own pages") {
  auto document = page_document({});
  document.title = "News \"today\"";
  CHECK_THAT(index_of(document),
             Contains("<code>&lt;iframe src=&quot;https://turn.example/feeds/embed.html&quot; "
                      "title=&quot;News &amp;quot;today&amp;quot;&quot;"));
  for (int i = 0; i < 12; ++i) {
    document.entries.push_back(page_entry("Item", "2022-05-16T12:00:00Z"));
  }
  const std::string embed = pages_of(document).at("embed.html");
  CHECK(times(embed, "<li>") == 10);
  CHECK_THAT(embed, Contains("<base target=\"_blank\">"));
  CHECK(times(embed, "<a href=") == times(embed, "rel=\"noopener\""));
  CHECK_THAT(embed, Contains("<time datetime=\"2022-05-16T12:00:00Z\">May 16, 2022</time>"));
}

TEST_CASE("A page has one h1, and its headings leave no level out") {
  const auto files = pages_of(page_document(
      {page_entry("A", "2022-05-16T12:00:00Z"), page_entry("B", "2022-05-16T12:00:00Z", "nlmp")}));
  for (const char* name : {"index.html", "source-nlmp.html"}) {
    const std::string& page = files.at(name);
    CHECK(times(page, "<h1") == 1);
    CHECK(page.find("<h1") < page.find("<h2"));
    CHECK(page.find("<h2") < page.find("<h3"));
    CHECK(times(page, "<main id=\"items\"") == 1);
    CHECK_THAT(page, Contains("<a class=\"skip\" href=\"#items\">Skip to the items</a>"));
  }
}

TEST_CASE("A page without items says so") {
  CHECK_THAT(index_of(page_document({})), Contains("Nothing has been published yet."));
}

TEST_CASE("Long items and many sources leave a page under 100 KB") {
  auto document = page_document({});
  auto options = page_options();
  options.feeds.assign(60, {"a-feed-with-a-rather-long-name", std::string(150, 'T')});
  for (int i = 0; i < 120; ++i) {
    const std::string id = "source-number-" + std::to_string(i);
    document.sources[id].id = id;
    document.sources[id].name = std::string(100, 'N') + std::to_string(i);
    write::Entry made = page_entry(std::string(400, '<'), "2022-05-16T12:00:00Z", id);
    made.item.url = "https://partner.example/" + std::string(1'000, 'u');
    made.item.image = "https://partner.example/" + std::string(1'000, 'i');
    made.item.content = plain(std::string(20'000, '&'));
    document.entries.push_back(made);
  }
  const auto files = pages_of(document, options);
  CHECK(files.count("page-2.html") == 1);
  for (const auto& [name, bytes] : files) {
    CAPTURE(name);
    CHECK(bytes.size() < 100'000);
  }
}

TEST_CASE("Fifty items of the usual length are one page of well under 100 KB") {
  auto document = page_document({});
  std::string words;
  for (int i = 0; i < 200; ++i) words += "Labor and management. ";
  for (int i = 0; i < 50; ++i) {
    write::Entry made = page_entry(words.substr(0, 120), "2022-05-16T12:00:00Z");
    made.item.url = "https://partner.example/" + std::string(80, 'u');
    made.item.image = "https://partner.example/" + std::string(80, 'i');
    made.item.content = plain(words);
    document.entries.push_back(made);
  }
  const auto files = pages_of(document);
  CHECK(files.count("page-2.html") == 0);
  CHECK(files.at("index.html").size() < 80'000);
}

TEST_CASE("The stylesheet is asked for anew where it changed") {
  const TempDir dir;
  dir.write("style.css", "body { color: black }");
  const auto ours = pages_of(page_document({}));
  const auto theirs = pages_of(page_document({}), page_options(), write::Theme(dir.path()));
  const auto href = [](const std::string& page) {
    const std::size_t at = page.find("assets/style.css?v=");
    return page.substr(at, page.find('"', at) - at);
  };
  CHECK(href(ours.at("index.html")).size() == std::string("assets/style.css?v=12345678").size());
  CHECK(href(ours.at("index.html")) != href(theirs.at("index.html")));
  CHECK(theirs.at("assets/style.css") == "body { color: black }");
}

TEST_CASE("Feeds that are opened in a browser are dressed, with a note in the site's language") {
  auto document = page_document({});
  document.language = "fr";
  CHECK_THAT(pages_of(document).at("assets/feed.css"),
             Contains("content: \"Ceci est un flux. Copiez son adresse"));
}

TEST_CASE("A new item changes no page of another source") {
  std::vector<write::Entry> entries = {page_entry("Own", "2022-05-15T13:30:00Z", "nlmp"),
                                       page_entry("Casel1", "2022-05-14T13:30:00Z"),
                                       page_entry("Casel2", "2022-05-13T13:30:00Z")};
  const auto before = pages_of(page_document(entries));
  entries.insert(entries.begin(), page_entry("New", "2022-05-16T13:30:00Z", "nlmp"));
  const auto after = pages_of(page_document(entries));
  CHECK(before.at("source-nlmp.html") != after.at("source-nlmp.html"));
  CHECK(before.at("source-casel.html") == after.at("source-casel.html"));
  const std::string& page = after.at("source-casel.html");
  CHECK(page.find("<h3 id=\"t1\"") < page.find("<h3 id=\"t2\""));
  CHECK_THAT(page, Contains("aria-labelledby=\"a2 t2\""));
  CHECK(times(page, "<h3 id=") == 2);
}

TEST_CASE("Where a source's pages end depends on its own items alone") {
  std::vector<write::Entry> entries;
  for (int i = 0; i < 4; ++i) entries.push_back(page_entry("Casel", "2022-05-14T13:30:00Z"));
  auto options = page_options();
  options.items = 2;
  entries.push_back(page_entry("Own", "2022-05-13T13:30:00Z", "nlmp"));
  const auto before = pages_of(page_document(entries), options);
  CHECK_THAT(before.at("source-casel.page-2.html"), Contains("<h3 id=\"t1\""));
  entries.insert(entries.begin(), 12, page_entry("New", "2022-05-16T13:30:00Z", "nlmp"));
  const auto after = pages_of(page_document(entries), options);
  CHECK(before.at("source-casel.html") == after.at("source-casel.html"));
  CHECK(before.at("source-casel.page-2.html") == after.at("source-casel.page-2.html"));
}

}  // namespace page_test
