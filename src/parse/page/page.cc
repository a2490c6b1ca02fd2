// SPDX-License-Identifier: MIT
#include "parse/page/page.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "markup/charset/encoding.h"
#include "parse/date/feed_dates.h"
#include "parse/double_encoded.h"
#include "parse/page/item.h"
#include "parse/page/nodes.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostItems = 1'000;
constexpr std::size_t kMostNamed = 3;
constexpr std::size_t kShownSelector = 40;

/// The words of an expression, of names and classes alike.
std::vector<std::string> xpath_words(std::string_view xpath) {
  std::vector<std::string> words(1);
  for (const char c : xpath) {
    if (base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '_') {
      words.back().push_back(base::to_lower(c));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  std::erase_if(words, [](const std::string& word) { return word.size() < 2; });
  return words;
}

// 0: hardly an item; 2: an element that usually holds one, with a class.
std::size_t likeness_to_item(std::string_view selector) {
  constexpr std::string_view kNames[] = {"article", "section", "li", "tr", "h2", "h3", "h4", "dt"};
  const std::string_view name = selector.substr(0, selector.find('.'));
  const bool has_class = selector.size() > name.size();
  if (name == "div") return has_class ? 1 : 0;
  if (std::find(std::begin(kNames), std::end(kNames), name) == std::end(kNames)) return 0;
  return has_class ? 2 : 1;
}

// Whether the word is in a selector, or one of its names but for a letter.
bool is_like(std::string_view selector, std::string_view word) {
  if (selector.find(word) != std::string_view::npos) return true;
  constexpr std::size_t kShortest = 4;
  for (std::string_view rest = selector; !rest.empty();) {
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    const std::string_view name = rest.substr(0, dot);
    rest.remove_prefix(std::min(dot + 1, rest.size()));
    if (name.size() < kShortest || word.size() < kShortest) continue;
    const auto [a, b] = std::ranges::mismatch(name, word);
    const std::string_view left(a, name.end());
    const std::string_view right(b, word.end());
    if (left.size() > right.size()   ? left.substr(1) == right
        : left.size() < right.size() ? right.substr(1) == left
                                     : left.substr(1) == right.substr(1)) {
      return true;
    }
  }
  return false;
}

/// "12 div.post, 12 h2": the repeated elements that are most similar to the expression.
std::string repeated_elements(pugi::xml_node page, std::string_view xpath) {
  std::map<std::string, std::size_t> counts;
  find_below(page.first_child(), [&](pugi::xml_node node) {
    const std::string name = node.name();
    const auto classes = classes_of(node);
    if (classes.empty()) ++counts[name];
    for (const std::string_view each : classes) ++counts[name + '.' + std::string(each)];
    return false;
  });
  struct Repeated {
    std::string selector;
    std::size_t count = 0;
    std::size_t nearness = 0;
  };
  std::vector<Repeated> all;
  const auto words = xpath_words(xpath);
  for (const auto& each : counts) {
    const std::string& selector = each.first;
    if (each.second < 2) continue;
    const bool is_near = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return is_like(base::lower(selector), word);
    });
    const std::size_t nearness = (is_near ? 4U : 0U) + likeness_to_item(selector);
    all.push_back({selector, each.second, nearness});
  }
  std::stable_sort(all.begin(), all.end(), [](const Repeated& x, const Repeated& y) {
    return std::pair(x.nearness, x.count) > std::pair(y.nearness, y.count);
  });
  std::string said;
  for (std::size_t i = 0; i < std::min(all.size(), kMostNamed); ++i) {
    said += (i == 0 ? "" : ", ") + std::to_string(all[i].count) + " " +
            base::printable_line(all[i].selector, kShownSelector);
  }
  return said.empty() ? "nothing more than once" : said;
}

Error nothing_matches(pugi::xml_node page, const std::string& xpath) {
  if (xpath.empty()) {
    return {Errc::unknown_format,
            "has neither h-entry elements nor a list of articles in linked data; name its items by "
            "source.page.item; the page has " +
                repeated_elements(page, xpath)};
  }
  if (page.select_node(xpath.c_str())) {
    return {Errc::unknown_format, base::printable_line(xpath, 100) +
                                      " selects attributes or texts; name the elements that hold "
                                      "an item each; the page has " +
                                      repeated_elements(page, xpath)};
  }
  return {Errc::unknown_format, "no element matches " + base::printable_line(xpath, 100) +
                                    "; the page has " + repeated_elements(page, xpath)};
}

void add_item(PageItem found, FeedDates& dates, model::Feed& feed) {
  if (found.date) {
    dates.count(*found.date);
    dates.keep(feed.items.size(), &model::Item::published, found.date->month_first);
  }
  feed.items.push_back(std::move(found.item));
}

// Warns of rules by which no item of several has anything: they are likely wrong.
void warn_of_unused(const PageRules& rules, model::Feed& feed) {
  constexpr std::size_t kFewest = 2;
  if (feed.items.size() < kFewest) return;
  const auto check = [&](const char* key, const std::string& rule, auto has_it) {
    if (rule.empty() || std::ranges::any_of(feed.items, has_it)) return;
    feed.warnings.push_back("source.page." + std::string(key) + " " +
                            base::printable_line(rule, 100) + " selects nothing in any of its " +
                            std::to_string(feed.items.size()) + " items");
  };
  using model::Item;
  check("title", rules.title, [](const Item& each) { return !each.title.empty(); });
  check("link", rules.link, [](const Item& each) { return !each.url.empty(); });
  check("date", rules.date, [](const Item& each) { return each.published.has_value(); });
  check("summary", rules.summary, [](const Item& each) { return !each.summary.empty(); });
  check("image", rules.image, [](const Item& each) { return !each.image.empty(); });
  check("author", rules.author, [](const Item& each) { return !each.authors.empty(); });
  check("tags", rules.tags, [](const Item& each) { return !each.categories.empty(); });
  check("id", rules.id, [](const Item& each) { return !each.id.empty(); });
  const std::string& title = feed.items.front().title.value;
  const bool all_alike =
      std::ranges::all_of(feed.items, [&](const Item& each) { return each.title.value == title; });
  if (rules.title.starts_with("//") && all_alike && !title.empty()) {
    feed.warnings.push_back("source.page.title " + base::printable_line(rules.title, 100) +
                            " gives all items the same title; begin it with a dot, as ." +
                            base::printable_line(rules.title, 100));
  }
  check("enclosure", rules.enclosure, [](const Item& each) { return !each.enclosures.empty(); });
}

}  // namespace

Result<markup::HtmlTree> read_page_tree(std::string_view bytes, const Hints& hints) {
  if (bytes.size() > markup::kLongestHtmlPage) return markup::read_html_tree(bytes);
  return markup::read_html_tree(markup::decode_text(bytes, hints.content_type).text);
}

std::string base_of_page(pugi::xml_node page, std::string_view base_url) {
  const auto element = find_below(page.first_child(), [](pugi::xml_node node) {
    return is_named(node, "base") && node.attribute("href");
  });
  const std::string_view href = base::trim(element.attribute("href").value());
  if (href.empty()) return std::string(base_url);
  const auto url = base::resolve_url(href, base_url);
  return url && base::is_http_url(*url) ? *url : std::string(base_url);
}

Result<ReadPage> read_page(std::string_view bytes, const Hints& hints, const PageRules& rules,
                           const Limits& limits) {
  const auto tree = read_page_tree(bytes, hints);
  if (!tree) return fail(tree.error());
  const pugi::xml_node page = tree->root();
  ReadPage read;
  read.feed.format = model::Format::jsonfeed11;
  read.feed.base_url = base_of_page(page, hints.base_url);
  const auto items = PageItems::prepare(rules, page, read.feed.base_url, hints.time_zone);
  if (!items) return fail(items.error());

  const std::vector<pugi::xml_node>& elements = items->elements();
  std::vector<PageItem> linked;
  if (elements.empty() && rules.item.empty()) linked = items->linked_articles(hints.base_url);
  if (elements.empty() && linked.empty()) linked = items->linked_events();
  if (elements.empty() && linked.empty()) return fail(nothing_matches(page, rules.item));
  const std::size_t most = std::min(limits.max_items, kMostItems);
  FeedDates dates(hints.time_zone, hints.fetched);
  std::size_t cancelled = 0;
  for (const pugi::xml_node element : elements) {
    if (read.feed.items.size() == most) {
      read.feed.warnings.push_back("the page has more than " + std::to_string(most) +
                                   " items; those after them were left out");
      break;
    }
    PageItem found = items->read(element);
    const model::Item& item = found.item;
    if (found.is_cancelled) {
      ++cancelled;
      continue;
    }
    if (item.title.empty() && item.url.empty() && item.summary.empty()) continue;
    add_item(std::move(found), dates, read.feed);
  }
  for (PageItem& each : linked) {
    if (read.feed.items.size() < most) add_item(std::move(each), dates, read.feed);
  }
  if (read.feed.items.empty() && cancelled > 0) {
    return fail(Errc::unknown_format, "all events that the page has are cancelled");
  }
  if (read.feed.items.empty()) {
    return fail(Errc::unknown_format,
                std::to_string(elements.size()) + " elements match " +
                    base::printable_line(rules.item, 100) +
                    ", but none has a title, a link or a text; the page has " +
                    repeated_elements(page, rules.item));
  }
  const pugi::xml_node html = page.child("html");
  read.feed.title.value = text_of(html.select_node("//title[not(ancestor::svg)]").node());
  read.feed.language = html.attribute("lang").value();
  dates.settle(read.feed);
  read.feed.home_page_url = hints.base_url;
  mend_double_encoding(read.feed);
  warn_of_unused(rules, read.feed);
  read.next_url = items->next_url();
  read.items_hash = items_hash(read.feed.items);
  return read;
}

std::string items_hash(const std::vector<model::Item>& items) {
  std::string all;
  const auto add = [&](std::string_view text) { all.append(text).push_back('\0'); };
  for (const model::Item& item : items) {
    for (const std::string* text : {&item.id, &item.url, &item.title.value, &item.summary.value,
                                    &item.content.value, &item.image}) {
      add(*text);
    }
    for (const auto& date : {item.published, item.updated}) {
      if (date) add(base::format_rfc3339(*date));
    }
    if (item.event) {
      add(base::format_rfc3339(item.event->start) + item.event->place);
      if (item.event->end) add(base::format_rfc3339(*item.event->end));
      add(item.event->all_day ? "all day" : "");
    }
    for (const model::Person& each : item.authors) add(each.name);
    for (const model::Category& each : item.categories) add(each.term);
    for (const model::Enclosure& each : item.enclosures) add(each.url);
    add("\n");
  }
  return base::content_hash(all);
}

}  // namespace syndic::parse
