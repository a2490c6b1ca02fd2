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
  CHECK_THAT(page, Contains(">LISTEN 32 min</a>"));
}

TEST_CASE("A button tells the minutes that it takes, where they are known") {
  write::Entry video = of_kind(model::Kind::watch, "2022-05-16T12:00:00Z");
  video.item.enclosures = {{"https://casel.example/9.mp4", "video/mp4", "", {}, 20}};
  write::Entry text = of_kind(model::Kind::read, "2022-05-16T12:00:00Z");
  std::string words;
  for (int i = 0; i < 230 * 4; ++i) words += "word ";
  text.item.content = html("<p>" + words + "</p>");
  auto document = page_document({video, text});
  CHECK_THAT(index_of(document), Contains(">WATCH 1 min</a>") && Contains(">READ 4 min</a>"));
  document.language = "de";
  CHECK_THAT(index_of(document), Contains(">LESEN 4 Min.</a>"));
  document.entries[1].item.content = html("<p>Only the beginning of a page.</p>");
  document.entries[0].item.enclosures[0].duration_seconds.reset();
  document.language = "en";
  CHECK_THAT(index_of(document), Contains(">WATCH NOW</a>") && Contains(">READ MORE</a>"));
}

TEST_CASE("Sound is played on the page, and asks for nothing before it is") {
  write::Entry podcast = of_kind(model::Kind::listen, "2022-05-16T12:00:00Z");
  podcast.item.enclosures = {{"https://casel.example/9.mp3", "audio/mpeg", "", {}, 1941}};
  podcast.item.extras.episode.transcripts = {
      {"https://casel.example/9.vtt", "text/vtt", "en", "captions"},
      {"https://casel.example/9.html", "text/html", "en", ""}};
  const std::string page = index_of(page_document({podcast}));
  CHECK_THAT(page,
             Contains("<audio controls preload=\"none\" src=\"https://casel.example/9.mp3\""));
  CHECK_THAT(page, Contains("; media-src https:; base-uri"));
  CHECK_THAT(page, Contains("<span class=\"note\">captions</span>"));
  CHECK_THAT(page,
             Contains("href=\"https://casel.example/9.html\"") && Contains(">transcript</a>"));
  podcast.item.kind = model::Kind::watch;
  CHECK_THAT(index_of(page_document({podcast})), !Contains("<audio") && !Contains("media-src"));
}

TEST_CASE("A video's picture leads to the video") {
  write::Entry video = of_kind(model::Kind::watch, "2022-05-16T12:00:00Z");
  video.item.image = "https://casel.example/poster.jpg";
  CHECK_THAT(index_of(page_document({video})),
             Contains("<a class=\"poster\" href=\"https://casel.example/item\" tabindex=\"-1\" "
                      "aria-hidden=\"true\"><img src=\"https://casel.example/poster.jpg\""));
}

TEST_CASE("What came late, was corrected, or was told by several says so") {
  write::Entry told = page_entry("Told", "2022-05-16T12:00:00Z");
  CHECK_THAT(index_of(page_document({told})),
             !Contains("first told") && !Contains("came in late") && !Contains("corrected"));
  told.also_in = {{"nlmp", ""}};
  told.came_late = true;
  told.corrected = at("2022-12-04T03:00:00Z");
  told.item.authors = {{"Ann", "", ""}, {"CASEL", "", ""}, {"Bob", "", ""}};
  const std::string page = index_of(page_document({told}));
  CHECK_THAT(page, Contains("first told by <a href=\"source-casel.html\"><bdi>CASEL</bdi></a>, "
                            "also by <a href=\"source-nlmp.html\"><bdi>NLMP</bdi></a>"));
  CHECK_THAT(page, Contains("<bdi class=\"authors\">by Ann, Bob</bdi>"));
  CHECK_THAT(page, Contains("<span class=\"late\">came in late</span>"));
  CHECK_THAT(page, Contains("<span class=\"note\">corrected December 3, 2022</span>"));
}

TEST_CASE("Pinned items are on top of the first page alone") {
  auto options = page_options();
  options.items = 1;
  const auto pinned = page_document({page_entry("Held", "2019-05-16T12:00:00Z")});
  const auto files = pages_of(page_document({page_entry("One", "2022-05-16T12:00:00Z"),
                                             page_entry("Two", "2022-05-15T12:00:00Z")}),
                              options, write::Theme(), pinned);
  const std::string& page = files.at("index.html");
  CHECK_THAT(page, Contains("<h2 id=\"pinned\">Pinned</h2>"));
  CHECK(page.find(">Held</a>") < page.find(">One</a>"));
  CHECK_THAT(page, Contains("<time datetime=\"2019-05-16T12:00:00Z\">May 16, 2019</time>"));
  CHECK(times(page, ">Held</a>") == 1);
  CHECK_THAT(files.at("latest-2.html"), !Contains(">Held</a>"));
}

TEST_CASE("An item that leads nowhere is read where it stands") {
  write::Entry own = page_entry("Own", "2022-05-16T12:00:00Z");
  own.item.url.clear();
  own.item.content =
      html("<p>First <b>words</b>. " + std::string(300, 'x') +
           "</p><p>The deadline is Friday.<img src=\"https://a.example/p.png\"></p>");
  const std::string page = index_of(page_document({own}));
  CHECK_THAT(page, Contains("<details class=\"whole\">") && Contains(">READ MORE</summary>"));
  CHECK_THAT(page, Contains("<p>The deadline is Friday.</p>") && !Contains("p.png"));
  own.item.content = html("<p>All of it.</p>");
  CHECK_THAT(index_of(page_document({own})), !Contains("class=\"whole\""));
  own.item.content =
      html("<p>&lt;script&gt;alert(1)&lt;/script&gt; " + std::string(300, 'x') + "</p>");
  CHECK_THAT(index_of(page_document({own})), !Contains("<script>alert"));
}

TEST_CASE("An event says when and where it is, in the site's zone and language") {
  write::Entry event = page_entry("Meeting", "2022-05-16T12:00:00Z");
  event.item.event = {.start = at("2022-06-15T20:00:00Z"),
                      .end = at("2022-06-15T21:30:00Z"),
                      .all_day = false,
                      .place = "Hall <2>"};
  auto document = page_document({event});
  CHECK_THAT(
      with_usual_blanks(index_of(document)),
      Contains("<p class=\"when\"><time datetime=\"2022-06-15T20:00:00Z\">Wed, Jun 15, 2022, "
               "4:00 – 5:30 PM</time> · <bdi>Hall &lt;2&gt;</bdi></p>"));
  CHECK_THAT(with_usual_blanks(index_of(document)),
             Contains("{\"@type\":\"Event\",\"name\":\"Meeting\",\"startDate\":"
                      "\"2022-06-15T20:00:00Z\",\"endDate\":\"2022-06-15T21:30:00Z\","
                      "\"location\":\"Hall \\u003c2>\""));
  document.entries[0].item.event = {.start = at("2022-06-15T00:00:00Z"),
                                    .end = at("2022-06-17T00:00:00Z"),
                                    .all_day = true,
                                    .place = ""};
  CHECK_THAT(
      with_usual_blanks(index_of(document)),
      Contains(
          "<p class=\"when\"><time datetime=\"2022-06-15\">Wednesday, June 15 – Friday, June 17, "
          "2022</time></p>"));
  document.language = "de";
  CHECK_THAT(with_usual_blanks(index_of(document)),
             Contains(">Mittwoch, 15. – Freitag, 17. Juni 2022</time>"));
}

TEST_CASE("A calendar of events is offered if there is one") {
  auto options = page_options();
  CHECK_THAT(index_of(page_document({}), options), !Contains("events.ics"));
  options.events = "events.ics";
  CHECK_THAT(index_of(page_document({}), options),
             Contains("<h3>In your calendar</h3>") && Contains("<a href=\"events.ics\">") &&
                 Contains(">https://turn.example/feeds/events.ics</code>"));
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
    for (const char* bad : {"<script>x", "<img", "<b>", "<i>", "javascript:", "data:", "onclick"}) {
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
  CHECK_THAT(page, Contains("t\" lang=\"es-MX\">"));
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
      "content=\"default-src &#39;none&#39;; style-src &#39;self&#39;; script-src &#39;self&#39;; "
      "connect-src &#39;self&#39;; img-src &#39;self&#39;";
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

TEST_CASE("What does not fit on the first page is on further ones, which lead to each other") {
  auto options = page_options();
  options.items = 1;
  const auto files = pages_of(page_document({page_entry("One", "2022-05-16T12:00:00Z"),
                                             page_entry("Two", "2022-05-15T12:00:00Z"),
                                             page_entry("Three", "2022-05-14T12:00:00Z")}),
                              options);
  CHECK(names_of(files) == std::vector<std::string>{"assets/feed.css", "assets/icon.svg",
                                                    "assets/site.js", "assets/style.css",
                                                    "embed.html", "formats.html", "index.html",
                                                    "latest-2.html", "latest-3.html"});
  CHECK_THAT(files.at("index.html"), Contains("rel=\"next\" href=\"latest-2.html\""));
  CHECK_THAT(files.at("index.html"), !Contains("rel=\"prev\""));
  CHECK_THAT(files.at("latest-2.html"), Contains("rel=\"prev\" href=\"index.html\""));
  CHECK_THAT(files.at("latest-2.html"), Contains("rel=\"next\" href=\"latest-3.html\""));
  CHECK_THAT(files.at("latest-2.html"), Contains("<title>Latest – Page 2 – News</title>"));
  CHECK_THAT(files.at("latest-3.html"), Contains(">Three</a>"));
  CHECK_THAT(files.at("latest-3.html"), !Contains("rel=\"next\""));
}

TEST_CASE("A page of the history names its days, and leads to older and newer ones") {
  const auto items = page_document(
      {page_entry("One", "2022-05-16T12:00:00Z"), page_entry("Two", "2022-05-14T12:00:00Z")});
  const auto options = page_options();
  const write::Theme theme;
  const write::PageWriter writer(items, options, theme);
  const auto middle = writer.history(items, items.entries, {.number = 2});
  CHECK(middle.name == "page-2.html");
  CHECK_THAT(middle.bytes, Contains("<h1>Page 2: from May 14, 2022 to May 16, 2022</h1>"));
  CHECK_THAT(middle.bytes, Contains("rel=\"prev\" href=\"page-3.html\""));
  CHECK_THAT(middle.bytes, Contains("rel=\"next\" href=\"page-1.html\""));
  CHECK_THAT(middle.bytes, !Contains("class=\"filter\"") && !Contains("application/ld+json"));
  const auto newest = writer.history(items, items.entries, {.number = 1, .is_newest = true});
  CHECK_THAT(newest.bytes,
             Contains("rel=\"prev\" href=\"index.html\"") && !Contains("rel=\"next\""));
}

TEST_CASE("The filter leads to the pages of kinds, groups, tags and sources") {
  auto options = page_options();
  options.kinds = {{"kind-read.html", "To read"}, {"kind-watch.html", "To watch"}};
  options.groups = {{"group-turn.html", "turn"}};
  options.tags = {{"tag-sel.html", "SEL"}};
  options.sources = {{"source-casel.html", "CASEL"}};
  const auto items = page_document({page_entry("One", "2022-05-16T12:00:00Z")});
  const write::Theme theme;
  const write::PageWriter writer(items, options, theme);
  const std::string index = index_of(items, options);
  for (const char* link :
       {"<a href=\"index.html\" aria-current=\"true\">Everything</a>",
        "<a href=\"kind-watch.html\">To watch</a>", "<a href=\"group-turn.html\"><bdi>turn</bdi>",
        "<a href=\"tag-sel.html\"><bdi>SEL</bdi>",
        "<a href=\"source-casel.html\"><bdi>CASEL</bdi>"}) {
    CHECK_THAT(index, Contains(link));
  }
  const std::string kind =
      writer.list(items, {.file = "kind-watch.html", .heading = "To watch"}).bytes;
  CHECK_THAT(kind, Contains("<h1 dir=\"auto\">To watch</h1>"));
  CHECK_THAT(kind, Contains("<a href=\"kind-watch.html\" aria-current=\"true\">To watch</a>"));
  CHECK_THAT(kind, Contains("<title>To watch – News</title>") && !Contains("tag-sel.html"));
  CHECK_THAT(index_of(items), !Contains("class=\"filter\""));
}

TEST_CASE("A list's own feeds are offered first") {
  const auto items = page_document({page_entry("One", "2022-05-16T12:00:00Z")});
  const auto options = page_options();
  const write::Theme theme;
  const write::PageWriter writer(items, options, theme);
  const std::string page = writer
                               .list(items, {.file = "group-turn.html",
                                             .heading = "turn",
                                             .feeds = {{"turn", "The regions"}},
                                             .embed = "embed-group-turn.html"})
                               .bytes;
  CHECK(page.find("href=\"turn.rss\"") < page.find("href=\"all.rss\""));
  CHECK(times(page, "title=\"The regions (RSS)\"") == 1);
  CHECK_THAT(page, Contains("https://turn.example/feeds/embed-group-turn.html&quot; "
                            "title=&quot;turn – News&quot;"));
  CHECK_THAT(page, Contains("<code dir=\"ltr\" data-copy=\"Copy\" data-copied=\"Copied\">"
                            "https://turn.example/feeds/turn.rss</code>"));
}

TEST_CASE("Machines are told what the page is and lists") {
  write::Entry video = of_kind(model::Kind::watch, "2022-05-16T12:00:00Z");
  video.item.title = plain("</script><script>alert(1)");
  const std::string page = index_of(page_document({video}));
  CHECK_THAT(page, Contains("<meta property=\"og:title\" content=\"News\">"));
  CHECK_THAT(page, Contains("<link rel=\"canonical\" href=\"https://turn.example/feeds/\">"));
  CHECK_THAT(page, Contains("\"@type\":\"ListItem\",\"position\":1,\"item\":{\"@type\":"
                            "\"VideoObject\",\"name\":\"\\u003c/script>\\u003cscript>alert(1)\","
                            "\"uploadDate\":\"2022-05-16T12:00:00Z\""));
  CHECK_THAT(page, Contains("\"publisher\":{\"@type\":\"Organization\",\"name\":\"CASEL\"}"));
  CHECK_THAT(page, !Contains("noindex"));
  auto options = page_options();
  options.is_indexed = false;
  CHECK_THAT(index_of(page_document({video}), options),
             Contains("<meta name=\"robots\" content=\"noindex\">"));
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
             Contains("Copied\">&lt;iframe src=&quot;https://turn.example/feeds/embed.html&quot; "
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
  for (const char* name : {"index.html"}) {
    const std::string& page = files.at(name);
    CHECK(times(page, "<h1") == 1);
    CHECK(page.find("<h1") < page.find("<h2"));
    CHECK(page.find("<h2") < page.find("<h3"));
    CHECK(times(page, "<main id=\"items\"") == 1);
    CHECK_THAT(page, Contains("<a class=\"skip\" href=\"#items\">Skip to the content</a>"));
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
  CHECK(files.count("latest-2.html") == 1);
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
  CHECK(files.count("latest-2.html") == 0);
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

}  // namespace page_test
