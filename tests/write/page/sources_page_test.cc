// SPDX-License-Identifier: MIT
#include "write/page/sources_page.h"

#include <catch2/catch.hpp>

#include "tests/write/page/page_sample.h"

namespace sources_page_test {

using namespace syndic;
using namespace syndic::test;
using Catch::Matchers::Contains;
using write::SourceState;

namespace {

write::SourceRow casel_row() {
  return {.name = "CASEL",
          .page = "source-casel.html",
          .home_page_url = "https://casel.example/",
          .feed_url = "https://casel.example/feed/",
          .last = at("2022-05-17T02:00:00Z"),
          .posts = 39,
          .state = SourceState::fine,
          .again = at("2022-05-17T18:00:00Z")};
}

std::string page_of(const write::SourcesDocument& document,
                    const write::PageOptions& options = page_options(),
                    const std::string& language = "en-US") {
  auto site = page_document({});
  site.language = language;
  const write::Theme theme;
  const write::PageWriter writer(site, options, theme);
  const write::PageFile file = write::render_sources_page(writer, theme, options, document);
  CHECK(file.name == "sources.html");
  return file.bytes;
}

std::string page_of(write::SourceRow row) {
  write::SourcesDocument document;
  document.rows = {std::move(row)};
  return page_of(document);
}

}  // namespace

TEST_CASE("A source is told of with its site, its feed, its last post and how often it posts") {
  const std::string page = page_of(casel_row());
  CHECK_THAT(page, Contains("<a href=\"source-casel.html\">CASEL</a></h3>"));
  CHECK_THAT(page, Contains("<a href=\"https://casel.example/\">casel.example</a>"));
  CHECK_THAT(page, Contains("<a href=\"https://casel.example/feed/\">Feed</a>"));
  CHECK_THAT(page, Contains("Last post: <time datetime=\"2022-05-16\">May 16, 2022</time> · "
                            "3 a week · <span class=\"state fine\">fine</span>"));
}

TEST_CASE("How often a source posts is told in the shortest time that brings a post") {
  const struct {
    std::int64_t posts;
    const char* words;
  } kHabits[] = {{0, "less than once a month"},
                 {2, "less than once a month"},
                 {3, "1 a month"},
                 {8, "3 a month"},
                 {13, "1 a week"},
                 {60, "5 a week"},
                 {90, "1 a day"},
                 {450, "5 a day"}};
  for (const auto& habit : kHabits) {
    write::SourceRow row = casel_row();
    row.posts = habit.posts;
    CAPTURE(habit.posts);
    CHECK_THAT(page_of(row), Contains("</time> · " + std::string(habit.words) + " · "));
  }
  write::SourceRow unknown = casel_row();
  unknown.posts.reset();
  CHECK_THAT(page_of(unknown), Contains("</time> · <span class=\"state fine\">"));
}

TEST_CASE("A source's state is in words, with the time of the next look in the site's zone") {
  const struct {
    SourceState state;
    const char* html;
  } kStates[] = {{SourceState::waiting, "<span class=\"state waiting\">not looked at yet</span>"},
                 {SourceState::trouble,
                  "<span class=\"state trouble\">having trouble, we look again at May 17, 2022, "
                  "2:00\u202FPM</span>"},
                 {SourceState::person, "<span class=\"state person\">needs a person</span>"}};
  for (const auto& each : kStates) {
    write::SourceRow row = casel_row();
    row.state = each.state;
    CHECK_THAT(page_of(row), Contains(each.html));
  }
}

TEST_CASE("What is not public of a source is not there") {
  write::SourceRow row{.name = "Quiet"};
  const std::string page = page_of(row);
  CHECK_THAT(page, Contains("<h3 dir=\"auto\">Quiet</h3>") && Contains("Last post: never"));
  CHECK_THAT(page, !Contains("Feed</a>") && !Contains("casel"));
}

TEST_CASE("Partners find lines to copy, those without their own items too") {
  write::SourcesDocument document;
  document.partners = {{.name = "CASEL",
                        .feed = "without-casel.rss",
                        .embed = "embed-without-casel.html",
                        .title = "All but \"CASEL\""}};
  const std::string page = page_of(document);
  CHECK_THAT(page, Contains(">&lt;iframe src=&quot;https://turn.example/feeds/embed.html&quot; "));
  CHECK_THAT(page, Contains("<summary dir=\"auto\">CASEL</summary>"));
  CHECK_THAT(page, Contains(">https://turn.example/feeds/without-casel.rss</code>"));
  CHECK_THAT(page, Contains("/embed-without-casel.html&quot; title=&quot;All but "
                            "&amp;quot;CASEL&amp;quot;&quot;"));
  auto options = page_options();
  options.feeds_url.clear();
  CHECK_THAT(page_of(document, options), !Contains("iframe"));
}

TEST_CASE("Who wants to join is told whom to write to") {
  write::SourcesDocument document;
  CHECK_THAT(page_of(document), !Contains("How to join"));
  document.owner = {.name = "TURN", .email = "news@turn.example", .url = ""};
  CHECK_THAT(page_of(document),
             Contains("Send the address of your site or feed to "
                      "<a href=\"mailto:news@turn.example\"><bdi>TURN</bdi></a>.</p>"));
  document.owner.email.clear();
  CHECK_THAT(page_of(document), Contains("feed to <bdi>TURN</bdi>.</p>"));
}

TEST_CASE("Names and addresses of sources stay text") {
  write::SourceRow row = casel_row();
  row.name = "<img src=x>\"'";
  row.home_page_url = "javascript:alert(1)";
  row.feed_url = "data:text/html,x";
  const std::string page = page_of(row);
  CHECK_THAT(page, !Contains("<img") && !Contains("javascript:") && !Contains("data:text"));
  CHECK_THAT(page, Contains("&lt;img src=x&gt;&quot;&#39;"));
}

TEST_CASE("A page of a hundred and fifty sources has less than 100 KB") {
  write::SourcesDocument document;
  for (int i = 0; i < 150; ++i) {
    write::SourceRow row = casel_row();
    row.name = "A union of teachers and of others, number " + std::to_string(i);
    document.rows.push_back(row);
  }
  CHECK(page_of(document).size() < 100'000);
}

}  // namespace sources_page_test
