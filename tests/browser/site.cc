// SPDX-License-Identifier: MIT
#include "tests/browser/site.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "normalize/link/tracking.h"
#include "serve/folder.h"
#include "write/page/files.h"
#include "write/page/health.h"
#include "write/page/lint_page.h"
#include "write/page/search_index.h"

namespace syndic::test {
namespace {

const std::string kPicture =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><path d='M0 0h4v3H0z'/></svg>";

constexpr const char* kLongWord =
    "Averyveryveryverylongwordthatfitsinnowindowofthreehundredpixels"
    "Averyveryveryverylongwordthatfitsinnowindowofthreehundredpixels";

std::vector<write::Entry> varied_entries(const FaultServer& server) {
  std::vector<write::Entry> entries;
  for (const char* title :
       {"Plain", "<b>Markup</b> & \"quotes\"", "مرحبا بالعالم", kLongWord, "", "Undated"}) {
    const std::size_t number = entries.size();
    const auto date = "2022-05-" + std::to_string(20 - number / 2) + "T12:00:00Z";
    write::Entry made = page_entry(title, date.c_str(), number % 2 ? "nlmp" : "casel");
    made.item.id = "https://casel.example/" + std::to_string(number);
    made.item.canonical_url = made.item.id;
    made.item.url = "https://partner.example/" + std::string(200, 'u');
    made.item.summary = plain("What the item is about, in a sentence or two.");
    made.item.kind = static_cast<model::Kind>(number % 3);
    made.item.image = server.url("/picture.svg");
    made.item.authors = {{"Ann Author", "", ""}};
    made.item.language = number == 2 ? "ar" : "en";
    made.item.enclosures = {{server.url("/sound.mp3"), "audio/mpeg", "", 100, 2'040}};
    made.item.extras.episode.transcripts = {{"https://partner.example/t", "text/html", "", ""},
                                            {"https://partner.example/c", "", "", "captions"}};
    made.also_in = {{number % 2 ? "casel" : "nlmp", ""}};
    made.came_late = number == 1;
    if (number == 3) made.corrected = at("2022-06-01T12:00:00Z");
    entries.push_back(std::move(made));
  }
  entries.back().item.published.reset();
  entries.back().item.url.clear();
  entries.back().item.enclosures.clear();
  // Longer than its summary, so that it is read in place.
  entries.back().item.content = plain(std::string(300, 'x') + " All\nof it.\n\nTo the end.");
  return entries;
}

write::SourcesDocument varied_sources() {
  using enum write::SourceState;
  write::SourcesDocument made;
  for (const auto state : {fine, waiting, trouble, person}) {
    made.rows.push_back({.name = "Source " + std::to_string(made.rows.size()),
                         .page = "source-casel.html",
                         .home_page_url = "https://casel.example/",
                         .feed_url = "https://casel.example/feed?a=1&b=2",
                         .last = at("2022-05-16T12:00:00Z"),
                         .posts = 30,
                         .state = state,
                         .again = at("2022-05-17T12:00:00Z")});
  }
  made.rows.push_back({.name = kLongWord, .state = waiting});
  made.rows.push_back({.name = "مرحبا بالعالم", .state = fine});
  made.partners = {{"CASEL & \"partners\"", "for-casel.rss", "embed-for-casel.html", "For CASEL"}};
  made.owner = {"The editor", "editor@turn.example", ""};
  return made;
}

write::StatusDocument varied_status() {
  write::StatusDocument made{.title = "News", .has_pages = true, .rows = {}};
  for (const char* const health : {"good", "waiting", "failing", "broken", "gone", "disabled"}) {
    made.rows.push_back({.id = health,
                         .name = std::string("Source <") + health + ">",
                         .home_page_url = "https://casel.example/?a=1&b=2",
                         .health = health,
                         .problem = "no readable feed",
                         .problem_label = "problem_feed",
                         .failures = 3,
                         .failing_since = at("2022-05-16T12:00:00Z"),
                         .last_success = at("2022-05-16T12:00:00Z"),
                         .last_change = at("2022-05-16T12:00:00Z"),
                         .items = 12'345,
                         .answer_time = 412,
                         .news_delay = 7'200,
                         .not_modified = 85,
                         .history = {{.day = 19'050, .fetches = 4, .failures = 1, .added = 2},
                                     {.day = 19'128, .fetches = 4, .added = 200},
                                     {.day = 19'129, .fetches = 1}}});
  }
  made.rows.push_back({.id = "long", .name = kLongWord, .health = "good"});
  made.rows.push_back({.id = "arabic", .name = "مرحبا بالعالم", .health = "good"});
  return made;
}

// The pages whose items are those of the site.
std::vector<write::PageFile> list_pages(const Site& site, const write::PageWriter& writer) {
  const write::Document& items = site.document;
  std::vector<write::PageFile> files = writer.latest(items, site.pinned, "page-1.html");
  files.push_back(writer.history(items, items.entries, {.number = 1, .is_newest = true}));
  files.push_back(writer.embed(items, "embed.html", site.document.title, "index.html"));
  std::set<std::string> made;
  for (const auto& links : {site.options.kinds, site.options.groups}) {
    for (const write::PageLink& link : links) {
      if (!made.insert(link.file).second) continue;
      const std::string embed = write::embed_page_name(link.file);
      files.push_back(writer.list(
          items,
          {.file = link.file, .heading = link.name, .home = "", .feeds = {}, .embed = embed}));
      files.push_back(writer.embed(items, embed, link.name, link.file));
    }
  }
  const model::Source& source = items.sources.at("casel");
  files.push_back(writer.list(items, {.file = "source-casel.html",
                                      .heading = source.name,
                                      .home = source.home_page_url,
                                      .feeds = {{"for-casel", source.name}},
                                      .embed = "embed-source-casel.html"}));
  return files;
}

// What the pages' script asks for.
std::vector<write::PageFile> answers(const Site& site) {
  std::map<std::string, std::vector<write::LinkRow>> rows;  // By the beginnings of their keys.
  for (const write::LinkRow& row : site.rows) rows[row.key.substr(0, 2)].push_back(row);
  const normalize::TrackingNames tracking = normalize::tracking_names();
  write::LinkIndex index{.days = 90,
                         .have = {},
                         .sources = site.hosts,
                         .tracking_names = tracking.names,
                         .tracking_prefixes = tracking.prefixes};
  std::vector<write::PageFile> files;
  for (const auto& [beginning, some] : rows) {
    index.have.push_back(beginning);
    files.push_back({"why/" + beginning + ".json", write::render_link_rows(some)});
  }
  files.push_back({"why/index.json", write::render_link_index(index)});
  files.push_back({std::string(write::kSearchIndexFile),
                   write::render_search_index(site.document, site.options.time_zone)});
  files.push_back({std::string(write::kHealthFile),
                   write::render_health({.checked = at("2099-01-01T12:00:00Z"),
                                         .next = at("2099-01-01T13:00:00Z"),
                                         .due = {{"casel", at("2099-01-01T13:00:00Z")}},
                                         .failing = {}})});
  return files;
}

// "assets/style.css?v=12345678", in quotes, of all pages.
std::set<std::string> versioned_assets(const std::map<std::string, std::string>& files) {
  std::set<std::string> found;
  for (const auto& [name, bytes] : files) {
    if (!name.ends_with(".html")) continue;
    for (std::size_t at = 0; (at = bytes.find("\"assets/", at)) != std::string::npos; ++at) {
      found.insert(bytes.substr(at + 1, bytes.find('"', at + 1) - at - 1));
    }
  }
  return found;
}

}  // namespace

Site varied_site(const FaultServer& server) {
  Site site;
  site.document = page_document(varied_entries(server));
  site.document.subtitle = "What the <network> says & does";
  site.document.rights = "© the network";
  site.document.icon = "https://turn.example/logo.png";
  site.pinned = site.document;
  site.pinned.entries.resize(1);
  site.options = page_options();
  site.options.items = 4;
  site.options.opml = "sources.opml";
  site.options.feeds.push_back({"podcast", "To listen to", true});
  site.options.kinds = {{"kind-read.html", "To read"}, {"kind-watch.html", "To watch"}};
  site.options.groups = {{"group-regions.html", "The regions"}};
  site.options.tags = {{"tag-sel.html", "SEL"}};
  site.options.sources = {{"source-casel.html", "CASEL"}};
  site.options.sources_page = write::kSourcesPage;
  site.options.search = write::kSearchIndexFile;
  site.options.health = write::kHealthFile;
  site.sources = varied_sources();
  site.sources.status_page = write::kStatusPage;
  site.status = varied_status();
  site.hosts = {{"casel", "CASEL", {"casel.example"}}};
  for (const write::Entry& entry : site.document.entries) {
    site.rows.push_back({.key = write::page_key(entry.item.canonical_url),
                         .is = "shown",
                         .seen = at("2022-05-16T12:00:00Z"),
                         .source = "CASEL",
                         .by = "",
                         .until = {}});
  }
  std::ranges::sort(site.rows, {}, &write::LinkRow::key);
  return site;
}

std::string varied_lint_page() {
  write::LintDocument made{.name = "The teachers' & parents' newsletter",
                           .url = "https://casel.example/feed?a=1&b=" + std::string(100, '2'),
                           .day = "2022-05-17",
                           .from = "News <of> the \"network\"",
                           .rows = {}};
  for (const char* const severity : {"error", "warning", "advice"}) {
    made.rows.push_back({.rule = "date-unreadable",
                         .severity = severity,
                         .fault = "a date cannot be read",
                         .example = "<script>alert(1)</script> on the last day of the school year",
                         .count = 3,
                         .line = 12,
                         .effect = "the item is dated by when it was first seen",
                         .remedy = "write <pubDate>Mon, 16 May 2022 09:00:00 GMT</pubDate>"});
  }
  return write::render_lint_page(made);
}

std::map<std::string, std::string> site_files(const Site& site, const write::Theme& theme) {
  const write::PageWriter writer(site.document, site.options, theme);
  std::vector<write::PageFile> all = writer.assets();
  for (const auto& some : {list_pages(site, writer), answers(site)}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  all.push_back(write::render_sources_page(writer, theme, site.options, site.sources));
  all.push_back(write::render_status_page(writer, theme, site.status));
  std::map<std::string, std::string> files;
  for (write::PageFile& file : all) {
    REQUIRE(files.emplace(file.name, std::move(file.bytes)).second);
  }
  return files;
}

void serve_files(const std::map<std::string, std::string>& files, FaultServer& server) {
  const auto reply = [&](const std::string& address, const std::string& name,
                         const std::string& bytes) {
    server.reply("/" + address, {.headers = {{"Content-Type", std::string(serve::media_type(name))},
                                             {"Cache-Control", "no-store"}},
                                 .body = bytes});
  };
  for (const auto& [name, bytes] : files) reply(name, name, bytes);
  for (const std::string& address : versioned_assets(files)) {
    const std::string name = address.substr(0, address.find('?'));
    reply(address, name, files.at(name));
  }
  reply("picture.svg", "picture.svg", kPicture);
}

bool is_without_browser() {
  if (chromium()) return false;
  WARN("skipped: there is no Chromium (Debian package chromium) here");
  return true;
}

bool is_missing(const std::string& what, const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) return false;
  WARN("skipped: there is no " + what + " here");
  return true;
}

}  // namespace syndic::test
