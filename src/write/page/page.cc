// SPDX-License-Identifier: MIT
#include "write/page/page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/hash.h"
#include "base/url.h"
#include "markup/escape.h"
#include "text/excerpt.h"
#include "write/facts.h"
#include "write/page/files.h"
#include "write/page/structured_data.h"

namespace syndic::write {
namespace {

// 100 KB, less the largest frame around the items.
constexpr std::size_t kMostItemBytes = 60'000;
constexpr std::size_t kMostFeedsNamed = 16;
constexpr std::size_t kMostAlternates = 48;
constexpr std::size_t kMostEmbedded = 10;
constexpr std::size_t kMostSourcesNamed = 80;
constexpr std::size_t kLongestListTitle = 200;
constexpr std::size_t kLongestSubtitle = 500;

constexpr std::array kFormatLabels = {"RSS", "Atom", "JSON Feed"};
constexpr std::array kMediaTypes = {"application/rss+xml", "application/atom+xml",
                                    "application/feed+json"};

const char* format_label(Format format) {
  return kFormatLabels.at(static_cast<std::size_t>(format));
}

const char* media_type(Format format) { return kMediaTypes.at(static_cast<std::size_t>(format)); }

// A name that changes with the bytes, so that no browser uses an outdated copy.
std::string versioned(const std::string& name, const std::string& bytes) {
  return name + "?v=" + base::content_hash(bytes).substr(0, 8);
}

// As a string of CSS (Syntax Level 3 §4.3.5).
std::string css_string(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

// Which schemes the pictures or sound of a page have.
struct Schemes {
  bool https = false;
  bool http = false;

  void note(const View& url) {
    if (!url.is_string()) return;
    (base::url_scheme(url.get_ref<const std::string&>()) == "http" ? http : https) = true;
  }
  void add(const Schemes& others) {
    https = https || others.https;
    http = http || others.http;
  }
  [[nodiscard]] std::string words() const {
    return std::string(https ? " https:" : "") + (http ? " http:" : "");
  }
};

// CSP Level 3: only our stylesheet, script, icon and data, and, by the schemes that occur, pictures
// and sound of items.
std::string policy(const Schemes& pictures, const Schemes& sound) {
  const std::string media = sound.words();
  return "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
         "img-src 'self'" +
         pictures.words() + (media.empty() ? "" : "; media-src" + media) +
         "; base-uri 'none'; form-action 'none'";
}

std::string cut(const std::string& title) { return text::excerpt(title, kLongestListTitle); }

}  // namespace

// Items as they stand on a page.
struct PageWriter::Content {
  View days = View::array();
  Schemes pictures;
  Schemes sound;
  std::size_t count = 0;
  std::size_t bytes = 0;

  // Adds the item below the heading of its day.
  void add(const Day& day, const std::string& html, const View& item) {
    if (days.empty() || days.back().at("name") != day.name) {
      days.push_back({{"number", std::to_string(days.size() + 1)},
                      {"iso", text_or_none(day.iso)},
                      {"name", day.name},
                      {"items_html", ""}});
    }
    pictures.note(item.at("image"));
    sound.note(item.at("audio"));
    ++count;
    bytes += html.size();
    days.back()["items_html"].get_ref<std::string&>() += html;
  }
};

PageWriter::PageWriter(const Document& site, const PageOptions& options, const Theme& theme)
    : site_(site),
      options_(options),
      theme_(theme),
      language_(site.language.empty() ? "en" : site.language),
      labels_(theme.labels(language_)),
      days_(language_, options.time_zone),
      style_href_(versioned("assets/style.css", theme.file("style.css"))),
      icon_href_(versioned("assets/icon.svg", theme.file("icon.svg"))),
      script_href_(versioned("assets/site.js", theme.file("site.js"))) {}

std::vector<PageFile> PageWriter::assets() const {
  return {{"assets/style.css", theme_.file("style.css")},
          {"assets/icon.svg", theme_.file("icon.svg")},
          {"assets/site.js", theme_.file("site.js")},
          {std::string(kFeedStylesheet),
           theme_.render("feed.css", {{"note_css_html", css_string(labels_.at("feed_note"))}})},
          {std::string(kAboutPage), std::string(kPageMark) + theme_.file(kAboutPage)}};
}

ItemFrame PageWriter::frame_of(const Document& items) const {
  return {.document = items,
          .labels = labels_,
          .days = days_,
          .language = language_,
          .images = options_.images,
          .has_source_pages = options_.has_source_pages};
}

// The first of the entries: at most `most_items`, and no more than a page has room for.
PageWriter::Content PageWriter::content_of(const Document& items, std::span<const Entry> entries,
                                           std::size_t most_items) const {
  const ItemFrame frame = frame_of(items);
  Content content;
  for (const Entry& entry : entries) {
    if (content.count == most_items) break;
    const View item = item_view(frame, entry);
    const std::string html = theme_.render("item.mustache", item);
    if (content.count > 0 && content.bytes + html.size() > kMostItemBytes) break;
    content.add(item_day(frame, entry.item), html, item);
  }
  return content;
}

std::vector<PageFile> PageWriter::latest(const Document& items, const Document& pinned,
                                         const std::string& oldest_leads_to) const {
  std::vector<Content> pages;
  const ItemFrame frame = frame_of(pinned);
  Content on_top;
  for (const Entry& entry : pinned.entries) {
    const View item = item_view(frame, entry, true);
    on_top.add({.iso = "", .name = labels_.at("pinned")}, theme_.render("item.mustache", item),
               item);
  }
  std::span<const Entry> rest(items.entries);
  do {
    pages.push_back(content_of(items, rest, options_.items));
    rest = rest.subspan(pages.back().count);
  } while (!rest.empty());

  std::vector<PageFile> files;
  for (std::size_t number = pages.size(); number > 0; --number) {
    Content& content = pages[number - 1];
    const bool is_index = number == 1;
    const std::string older =
        number < pages.size() ? latest_page_name(number + 1) : oldest_leads_to;
    View view = {{"is_index", is_index}, {"older_href", text_or_none(older)}};
    if (is_index) {
      view["structured_html"] = text_or_none(structured_data(items, labels_.at("latest")));
      view["pinned"] = on_top.days;
      content.pictures.add(on_top.pictures);
      content.sound.add(on_top.sound);
    } else {
      view["newer_href"] = latest_page_name(number - 1);
      view["number_label"] = labels_.at("latest") + " – " +
                             filled(labels_.at("page_number"), "page", std::to_string(number));
    }
    const PageList list{.file = latest_page_name(number), .embed = embed_page_name(kIndexPage)};
    files.push_back({list.file, render(list, content, view)});
  }
  return files;
}

PageFile PageWriter::list(const Document& items, const PageList& list,
                          const OlderPage& older) const {
  const Content content = content_of(items, items.entries, options_.items);
  const std::string next = older ? older(content.count) : std::string();
  return {list.file, render(list, content, {{"older_href", text_or_none(next)}})};
}

PageFile PageWriter::history(const Document& items, std::span<const Entry> entries,
                             const HistoryPage& page) const {
  const ItemFrame frame = frame_of(items);
  Content content;
  for (const Entry& entry : entries) {
    const View item = item_view(frame, entry);
    content.add(item_day(frame, entry.item), theme_.render("item.mustache", item), item);
  }
  const std::string number = std::to_string(page.number);
  std::string label = filled(labels_.at("page_number"), "page", number);
  if (!content.days.empty()) {
    label = filled(labels_.at("history"), "page", number);
    label = filled(std::move(label), "from", content.days.back().at("name"));
    label = filled(std::move(label), "to", content.days.front().at("name"));
  }
  PageList list = page.list;
  list.file = history_page_name(page.number, page.list.file);
  const std::string newer =
      page.is_newest ? page.list.file : history_page_name(page.number + 1, page.list.file);
  const std::string older =
      page.number > 1 ? history_page_name(page.number - 1, page.list.file) : std::string();
  View view = {{"number_label", std::move(label)},
               {"newer_href", newer},
               {"older_href", text_or_none(older)}};
  return {list.file, render(list, content, view)};
}

// The page of a list of `content`; `own` has what only some pages show.
std::string PageWriter::render(const PageList& list, const Content& content,
                               const View& own) const {
  View view = {{"is_index", false},   {"number_label", false},    {"newer_href", false},
               {"older_href", false}, {"structured_html", false}, {"pinned", View::array()}};
  view.update(own);
  view.update(site_view());
  const bool is_history = is_history_page_name(list.file);
  std::string title = list.heading.empty() ? site_.title : list.heading + " – " + site_.title;
  if (const View& number = view.at("number_label"); number.is_string()) {
    title = number.get<std::string>() + " – " + title;
  }
  view["document_title"] = std::move(title);
  view["is_main"] = list.heading.empty();
  view["is_history"] = is_history;
  view["csp"] = policy(content.pictures, content.sound);
  view["heading"] = list.heading.empty() ? site_.title : cut(list.heading);
  view["heading_href"] = link_or_none(list.home);
  view["heading_host"] = base::url_host(list.home);
  const std::string address = list.file == kIndexPage ? std::string() : list.file;
  view["page_url"] = options_.feeds_url.empty() ? View(false) : View(options_.feeds_url + address);
  view["days"] = content.days;
  view["is_empty"] = content.count == 0 && view.at("pinned").empty();
  view["has_pages"] = view.at("newer_href").is_string() || view.at("older_href").is_string();
  add_filter(list, view);
  add_feeds(list, view);
  view["embed_code"] = options_.feeds_url.empty() || list.embed.empty()
                           ? View(false)
                           : View(embed_code(list.embed, described(list)));
  return std::string(kPageMark) + theme_.render("page.mustache", view);
}

std::string PageWriter::described(const PageList& list) const {
  return list.heading.empty() ? site_.title : cut(list.heading) + " – " + site_.title;
}

View PageWriter::site_view() const {
  View label = View::object();
  for (const auto& [name, text] : labels_) label[name] = text;
  return {{"lang", language_},
          {"dir", is_right_to_left(language_) ? "rtl" : "ltr"},
          {"csp", policy({}, {})},
          {"generator", site_.generator},
          {"style_href", style_href_},
          {"icon_href", icon_href_},
          {"script_href", script_href_},
          {"site_title", site_.title},
          {"subtitle", text_or_none(text::excerpt(site_.subtitle, kLongestSubtitle))},
          {"site_href", link_or_none(site_.home_page_url)},
          {"site_host", base::url_host(site_.home_page_url)},
          {"logo", link_or_none(site_.icon)},
          {"rights", text_or_none(text::excerpt(site_.rights, kLongestSubtitle))},
          {"zone", options_.time_zone},
          {"is_indexed", options_.is_indexed},
          {"sources_href", text_or_none(options_.sources_page)},
          {"health_href", text_or_none(options_.health)},
          {"search_href", text_or_none(options_.search)},
          {"label", std::move(label)}};
}

void PageWriter::add_filter(const PageList& list, View& view) const {
  const auto links = [&](const std::vector<PageLink>& pages) {
    View all = View::array();
    for (const PageLink& page : pages) {
      if (all.size() == kMostSourcesNamed) break;
      all.push_back(
          {{"name", cut(page.name)}, {"href", page.file}, {"current", page.file == list.file}});
    }
    return all;
  };
  const bool is_history = view.at("is_history").get<bool>();
  // Which kinds, tags and sources there are changes with the items, so only pages that are made
  // whenever any item changes have them.
  const bool is_of_source = list.file.starts_with("source-");
  view["kinds"] = is_history || is_of_source ? View::array() : links(options_.kinds);
  view["groups"] = is_history ? View::array() : links(options_.groups);
  const bool is_index = view.at("is_index").get<bool>();
  view["tags"] = is_index ? links(options_.tags) : View::array();
  view["sources"] = is_index ? links(options_.sources) : View::array();
  view["has_groups"] = !view["groups"].empty();
  view["has_tags"] = !view["tags"].empty();
  view["has_sources"] = !view["sources"].empty();
  view["has_filter"] = !view["kinds"].empty() || !view["groups"].empty() || !view["tags"].empty() ||
                       !view["sources"].empty();
}

// Adds the subscription box and the links by which readers find the feeds: first those of the list.
void PageWriter::add_feeds(const PageList& list, View& view) const {
  std::vector<PageFeed> offered = list.feeds;
  for (const PageFeed& feed : options_.feeds) {
    if (std::ranges::find(offered, feed) == offered.end()) offered.push_back(feed);
  }
  View feeds = View::array();
  View podcasts = View::array();
  View alternates = View::array();
  for (const PageFeed& feed : offered) {
    const std::string title = cut(feed.title);
    View files = View::array();
    for (const Format format : options_.formats) {
      const std::string href = feed.name + "." + std::string(extension(format));
      files.push_back({{"format", format_label(format)},
                       {"type_name", extension(format)},
                       {"href", href},
                       {"address", options_.feeds_url + href}});
      if (alternates.size() == kMostAlternates) continue;
      alternates.push_back({{"type", media_type(format)},
                            {"title", title + " (" + format_label(format) + ")"},
                            {"href", href}});
    }
    if (files.empty() || feeds.size() == kMostFeedsNamed) continue;
    // Without its site an address is of no use elsewhere.
    const View address = options_.feeds_url.empty() ? View(false) : files.front().at("address");
    View shown = {{"number", std::to_string(feeds.size() + 1)},
                  {"title", title},
                  {"address", address},
                  {"files", std::move(files)}};
    if (feed.is_podcast) podcasts.push_back(shown);
    feeds.push_back(std::move(shown));
  }
  view["feeds"] = std::move(feeds);
  view["has_podcasts"] = !podcasts.empty();
  view["podcasts"] = std::move(podcasts);
  view["alternates"] = std::move(alternates);
  view["events_href"] = text_or_none(options_.events);
  view["events_address"] = options_.feeds_url.empty() || options_.events.empty()
                               ? View(false)
                               : View(options_.feeds_url + options_.events);
  view["opml_href"] = text_or_none(options_.opml);
}

std::string PageWriter::embed_code(const std::string& file, const std::string& title) const {
  std::string escaped;
  markup::append_escaped_attribute(title, escaped);
  return "<iframe src=\"" + options_.feeds_url + file + "\" title=\"" + escaped +
         "\" width=\"100%\" height=\"480\" loading=\"lazy\"></iframe>";
}

PageFile PageWriter::embed(const Document& items, const std::string& file, const std::string& title,
                           const std::string& more) const {
  const ItemFrame frame = frame_of(items);
  View shown = View::array();
  for (const Entry& entry : items.entries) {
    if (shown.size() == std::min(kMostEmbedded, options_.items)) break;
    shown.push_back(item_view(frame, entry));
  }
  View view = site_view();
  view["title"] = cut(title);
  view["more_href"] = more;
  view["is_empty"] = shown.empty();
  view["items"] = std::move(shown);
  return {file, std::string(kPageMark) + theme_.render("embed.mustache", view)};
}

}  // namespace syndic::write
