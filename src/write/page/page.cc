// SPDX-License-Identifier: MIT
#include "write/page/page.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/url.h"
#include "markup/escape.h"
#include "text/excerpt.h"
#include "write/facts.h"
#include "write/page/date.h"
#include "write/page/files.h"
#include "write/page/item.h"

namespace syndic::write {
namespace {

// 100 KB, less the largest frame around the items.
constexpr std::size_t kMostItemBytes = 56'000;
constexpr std::size_t kMostSourcesNamed = 80;
constexpr std::size_t kMostFeedsNamed = 24;
constexpr std::size_t kMostEmbedded = 10;
constexpr std::size_t kLongestSourceTitle = 200;
constexpr std::size_t kLongestSubtitle = 500;
constexpr std::array kKinds = {model::Kind::read, model::Kind::watch, model::Kind::listen};

// An item as rendered for any page: as the first one there.
struct RenderedItem {
  const Entry* entry;
  View view;
  Day day;
  std::string html;
};

// The item's view as the one at `place` on a page. A place among all items would change every page
// with each new item.
View view_at(const RenderedItem& item, std::size_t place) {
  View view = item.view;
  view["number"] = std::to_string(place);
  return view;
}

using RenderedItems = std::vector<const RenderedItem*>;

// Items that are shown together, on one or more pages.
struct PageList {
  std::string file;     ///< "source-casel", "kind-watch"; empty: everything.
  std::string heading;  ///< Of everything: the site's title.
  std::string home;     ///< A source's own site.
  RenderedItems items;
};

std::string format_label(Format format) {
  switch (format) {
    case Format::rss:
      return "RSS";
    case Format::atom:
      return "Atom";
    case Format::json:
      break;
  }
  return "JSON Feed";
}

std::string_view media_type(Format format) {
  switch (format) {
    case Format::rss:
      return "application/rss+xml";
    case Format::atom:
      return "application/atom+xml";
    case Format::json:
      break;
  }
  return "application/feed+json";
}

// CSP Level 3: only our stylesheet, our icon and, by the schemes that occur, pictures of items.
std::string policy(const RenderedItems& items, bool images) {
  std::string sources = "'self'";
  for (const std::string scheme : {"https:", "http:"}) {
    const bool needed =
        images && std::any_of(items.begin(), items.end(), [&](const RenderedItem* item) {
          const View& image = item->view.at("image");
          return image.is_string() &&
                 base::url_scheme(image.get_ref<const std::string&>()) + ":" == scheme;
        });
    if (needed) sources += " " + scheme;
  }
  return "default-src 'none'; style-src 'self'; img-src " + sources +
         "; base-uri 'none'; form-action 'none'";
}

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

class Pages {
 public:
  Pages(const Document& document, const PageOptions& options, const Theme& theme)
      : document_(document),
        options_(options),
        theme_(theme),
        language_(document.language.empty() ? "en" : document.language),
        labels_(theme.labels(language_)),
        days_(language_, options.time_zone) {}

  std::vector<PageFile> render() {
    add_assets();
    find_sources();
    render_items();
    const PageList everything = list_everything();
    const std::vector<PageList> kinds = list_kinds();
    const std::vector<PageList> sources = list_sources();
    name_lists(kinds, sources);
    for (const auto* lists : {&kinds, &sources}) {
      for (const PageList& list : *lists) add_pages(list);
    }
    add(std::string(kAboutPage), std::string(kPageMark) + theme_.file(kAboutPage));
    add_embed(everything);
    add_pages(everything);
    return std::move(files_);
  }

 private:
  void add_assets() {
    add("assets/style.css", theme_.file("style.css"));
    add("assets/icon.svg", theme_.file("icon.svg"));
    add(std::string(kFeedStylesheet),
        theme_.render("feed.css", {{"note_css_html", css_string(labels_.at("feed_note"))}}));
  }

  void add(std::string name, std::string bytes) {
    files_.push_back({std::move(name), std::move(bytes)});
  }

  // The ids of the sources that have an item.
  void find_sources() {
    for (const Entry& entry : document_.entries) {
      if (document_.sources.count(entry.source_id) != 0) shown_sources_.insert(entry.source_id);
      for (const AlsoIn& other : entry.also_in) {
        if (document_.sources.count(other.source_id) != 0) shown_sources_.insert(other.source_id);
      }
    }
  }

  void render_items() {
    const ItemFrame frame{.document = document_,
                          .labels = labels_,
                          .days = days_,
                          .language = language_,
                          .images = options_.images,
                          .has_source_pages = shown_sources_.size() > 1};
    rendered_.reserve(document_.entries.size());
    for (const Entry& entry : document_.entries) {
      View view = item_view(frame, entry, 1);
      std::string html = theme_.render("item.mustache", view);
      rendered_.push_back({&entry, std::move(view), item_day(frame, entry.item), std::move(html)});
    }
  }

  template <class Wanted>
  RenderedItems items_where(Wanted wanted) const {
    RenderedItems chosen;
    for (const RenderedItem& item : rendered_) {
      if (wanted(*item.entry)) chosen.push_back(&item);
    }
    return chosen;
  }

  PageList list_everything() const {
    return {.heading = document_.title, .items = items_where([](const Entry&) { return true; })};
  }

  // A list for each kind; none if all items are of one kind.
  std::vector<PageList> list_kinds() const {
    std::vector<PageList> lists;
    for (const model::Kind kind : kKinds) {
      RenderedItems of_kind =
          items_where([&](const Entry& entry) { return entry.item.kind == kind; });
      if (of_kind.empty()) continue;
      const std::string name(kind_name(kind));
      lists.push_back({.file = "kind-" + name,
                       .heading = labels_.at("kind_" + name),
                       .items = std::move(of_kind)});
    }
    if (lists.size() < 2) lists.clear();
    return lists;
  }

  // A list for each source, sorted by name; none if there is only one source.
  std::vector<PageList> list_sources() const {
    std::map<std::string, RenderedItems> of_source;
    for (const RenderedItem& item : rendered_) {
      std::set<std::string> ids = {item.entry->source_id};
      for (const AlsoIn& other : item.entry->also_in) ids.insert(other.source_id);
      for (const std::string& id : ids) of_source[id].push_back(&item);
    }
    std::vector<PageList> lists;
    if (shown_sources_.size() < 2) return lists;
    for (const std::string& id : shown_sources_) {
      const model::Source& source = document_.sources.at(id);
      lists.push_back({.file = "source-" + id,
                       .heading = text::excerpt(source.name, kLongestSourceTitle),
                       .home = source.home_page_url,
                       .items = std::move(of_source[id])});
    }
    std::stable_sort(lists.begin(), lists.end(), [](const PageList& a, const PageList& b) {
      return base::lower(a.heading) < base::lower(b.heading);
    });
    return lists;
  }

  // The lists in the filter on each page: at most kMostSourcesNamed sources, those with the most
  // items.
  void name_lists(const std::vector<PageList>& kinds, const std::vector<PageList>& sources) {
    for (const PageList& kind : kinds) named_kinds_.push_back(&kind);
    for (const PageList& source : sources) named_sources_.push_back(&source);
    if (named_sources_.size() <= kMostSourcesNamed) return;
    std::vector<std::size_t> sizes;
    sizes.reserve(sources.size());
    for (const PageList& source : sources) sizes.push_back(source.items.size());
    std::nth_element(sizes.begin(), sizes.begin() + kMostSourcesNamed, sizes.end(),
                     std::greater<>());
    const std::size_t least = sizes[kMostSourcesNamed];
    std::erase_if(named_sources_,
                  [&](const PageList* source) { return source->items.size() < least; });
    named_sources_.resize(std::min(named_sources_.size(), kMostSourcesNamed));
  }

  // The items by page, bounded in number and bytes; an empty list has one page.
  std::vector<RenderedItems> by_page(const RenderedItems& items) const {
    std::vector<RenderedItems> pages(1);
    std::size_t bytes = 0;
    for (const RenderedItem* item : items) {
      const bool is_full =
          pages.back().size() >= options_.items || bytes + item->html.size() > kMostItemBytes;
      if (is_full && !pages.back().empty()) {
        pages.emplace_back();
        bytes = 0;
      }
      pages.back().push_back(item);
      bytes += item->html.size();
    }
    return pages;
  }

  // The first page last, as it links to the others.
  void add_pages(const PageList& list) {
    const std::vector<RenderedItems> pages = by_page(list.items);
    for (std::size_t number = pages.size(); number > 0; --number) {
      const View view = page_view(list, pages[number - 1], number, pages.size());
      add(page_name(list.file, number),
          std::string(kPageMark) + theme_.render("page.mustache", view));
    }
  }

  View page_view(const PageList& list, const RenderedItems& items, std::size_t number,
                 std::size_t count) const {
    View view = site_view(items);
    const bool is_main = list.file.empty();
    const std::string page_of =
        filled(filled(labels_.at("page_of"), "page", number), "pages", count);
    std::string title = is_main ? document_.title : list.heading + " – " + document_.title;
    if (number > 1) title = page_of + " – " + title;
    view["document_title"] = std::move(title);
    view["is_main"] = is_main;
    view["is_source"] = list.file.starts_with("source-");
    view["heading"] = list.heading;
    view["heading_href"] = link_or_none(list.home);
    view["heading_host"] = base::url_host(list.home);
    view["kinds"] = filter_view(named_kinds_, list);
    view["sources"] = filter_view(named_sources_, list);
    view["has_sources"] = !named_sources_.empty();
    view["has_filter"] = !named_kinds_.empty() || !named_sources_.empty();
    view["days"] = days_view(items);
    view["has_pages"] = count > 1;
    view["page_of"] = page_of;
    view["newer_href"] = number > 1 ? View(page_name(list.file, number - 1)) : View(false);
    view["older_href"] = number < count ? View(page_name(list.file, number + 1)) : View(false);
    add_feeds(view);
    return view;
  }

  // What pages and the embedded list have in common.
  View site_view(const RenderedItems& items) const {
    View label = View::object();
    for (const auto& [name, text] : labels_) label[name] = text;
    return {{"lang", language_},
            {"dir", is_right_to_left(language_) ? "rtl" : "ltr"},
            {"csp", policy(items, options_.images)},
            {"generator", document_.generator},
            {"style_href", versioned("assets/style.css", theme_.file("style.css"))},
            {"icon_href", versioned("assets/icon.svg", theme_.file("icon.svg"))},
            {"site_title", document_.title},
            {"subtitle", text_or_none(text::excerpt(document_.subtitle, kLongestSubtitle))},
            {"site_href", link_or_none(document_.home_page_url)},
            {"site_host", base::url_host(document_.home_page_url)},
            {"rights", text_or_none(text::excerpt(document_.rights, kLongestSubtitle))},
            {"is_empty", items.empty()},
            {"label", std::move(label)}};
  }

  static View filter_view(const std::vector<const PageList*>& lists, const PageList& current) {
    View view = View::array();
    for (const PageList* list : lists) {
      view.push_back({{"name", list->heading},
                      {"href", page_name(list->file, 1)},
                      {"current", list->file == current.file}});
    }
    return view;
  }

  std::string html_at(const RenderedItem& item, std::size_t place) const {
    return place == 1 ? item.html : theme_.render("item.mustache", view_at(item, place));
  }

  View days_view(const RenderedItems& items) const {
    View days = View::array();
    std::size_t place = 0;
    for (const RenderedItem* item : items) {
      if (days.empty() || days.back().at("name") != item->day.name) {
        days.push_back({{"number", std::to_string(days.size() + 1)},
                        {"iso", text_or_none(item->day.iso)},
                        {"name", item->day.name},
                        {"items_html", ""}});
      }
      days.back()["items_html"].get_ref<std::string&>() += html_at(*item, ++place);
    }
    return days;
  }

  // Adds the subscription box and the links by which readers find the feeds.
  void add_feeds(View& view) const {
    View feeds = View::array();
    View alternates = View::array();
    for (const PageFeed& feed : options_.feeds) {
      if (feeds.size() == kMostFeedsNamed) break;
      const std::string title = text::excerpt(feed.title, kLongestSourceTitle);
      View files = View::array();
      for (const Format format : options_.formats) {
        const std::string href = feed.name + "." + std::string(extension(format));
        files.push_back(
            {{"format", format_label(format)}, {"type_name", extension(format)}, {"href", href}});
        alternates.push_back({{"type", media_type(format)},
                              {"title", title + " (" + format_label(format) + ")"},
                              {"href", href}});
      }
      feeds.push_back({{"number", std::to_string(feeds.size() + 1)},
                       {"title", title},
                       {"files", std::move(files)}});
    }
    view["feeds"] = std::move(feeds);
    view["alternates"] = std::move(alternates);
    view["opml_href"] = text_or_none(options_.opml);
    view["embed_code"] = options_.feeds_url.empty() ? View(false) : View(embed_code());
  }

  std::string embed_code() const {
    std::string title;
    markup::append_escaped_attribute(document_.title, title);
    return "<iframe src=\"" + options_.feeds_url + "embed.html\" title=\"" + title +
           "\" width=\"100%\" height=\"480\" loading=\"lazy\"></iframe>";
  }

  void add_embed(const PageList& everything) {
    View items = View::array();
    for (const RenderedItem* item : everything.items) {
      if (items.size() == std::min(kMostEmbedded, options_.items)) break;
      items.push_back(view_at(*item, items.size() + 1));
    }
    View view = site_view({});
    view["is_empty"] = items.empty();
    view["items"] = std::move(items);
    add("embed.html", std::string(kPageMark) + theme_.render("embed.mustache", view));
  }

  const Document& document_;
  const PageOptions& options_;
  const Theme& theme_;
  std::string language_;
  const Labels& labels_;
  DayNames days_;
  std::set<std::string> shown_sources_;  ///< Ids.
  std::vector<RenderedItem> rendered_;
  std::vector<const PageList*> named_kinds_;
  std::vector<const PageList*> named_sources_;
  std::vector<PageFile> files_;
};

}  // namespace

std::vector<PageFile> render_pages(const Document& document, const PageOptions& options,
                                   const Theme& theme) {
  return Pages(document, options, theme).render();
}

}  // namespace syndic::write
