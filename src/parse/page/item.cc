// SPDX-License-Identifier: MIT
#include "parse/page/item.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "base/utf8.h"
#include "parse/page/dates.h"
#include "parse/page/item_parts.h"
#include "parse/page/nodes.h"

namespace syndic::parse {
namespace {

using Nodes = ItemScope;

constexpr std::size_t kMostSiblings = 200;
constexpr std::size_t kMostEntries = 2'000;

// A larger element is no item but half the page: fields without a rule are not searched for in it,
// so that items inside each other take linear time.
constexpr std::size_t kLargestItem = 1'000;
constexpr std::size_t kLongestSummary = 20'000;

bool is_too_large(const Nodes& scope) {
  std::size_t nodes = 0;
  for (const pugi::xml_node each : scope) {
    find_below(each, [&](pugi::xml_node) { return ++nodes > kLargestItem; });
  }
  return nodes > kLargestItem;
}

template <class Visit>
pugi::xml_node find_in(const Nodes& scope, Visit visit) {
  for (const pugi::xml_node each : scope) {
    if (const pugi::xml_node found = find_below(each, visit)) return found;
  }
  return {};
}

std::string found_title(const Nodes& scope, std::string_view zone) {
  if (const auto heading = find_in(scope, is_heading)) return words(heading);
  const auto named = find_in(scope, [](pugi::xml_node node) {
    return has_class(node, "p-name") || has_class_like(node, "title") ||
           has_class_like(node, "headline");
  });
  if (named) return words(named);
  const auto link = find_in(scope, [&](pugi::xml_node node) {
    const std::string text = is_link(node) ? words(node) : std::string();
    return !text.empty() && !is_read_more(text) && !without_leading_date(text, zone).empty();
  });
  return link ? words(link) : std::string();
}

pugi::xml_node found_link(const Nodes& scope) {
  const auto heading = find_in(scope, is_heading);
  if (const auto link = heading ? find_below(heading, is_link) : pugi::xml_node()) return link;
  for (pugi::xml_node above = heading.parent(); above && above != scope.front().parent();
       above = above.parent()) {
    if (is_link(above)) return above;
  }
  const auto marked =
      find_in(scope, [](pugi::xml_node node) { return is_link(node) && has_class(node, "u-url"); });
  return marked ? marked : find_in(scope, is_link);
}

// Whether a text is more than a label: of three words, or as long in a script without blanks.
bool is_sentence(std::string_view text) {
  constexpr std::size_t kShortest = 12;
  const auto blanks = std::ranges::count(text, ' ');
  return blanks >= 2 || (!base::is_ascii(text) && text.size() >= kShortest);
}

// Who wrote it, when, and about what: no text of the item.
bool is_about_item(pugi::xml_node node) {
  for (const char* word : {"author", "byline", "date", "categor", "tags", "meta"}) {
    if (has_class_like(node, word)) return true;
  }
  return false;
}

// The text of a node as a summary, without a date at its beginning and READ MORE at its end; empty
// if it says nothing.
std::string summary_in(pugi::xml_node node, std::string_view title, std::string_view zone) {
  const std::string prose = prose_of(node);
  const std::string text =
      base::fold_spaces(without_leading_date(base::utf8_prefix(prose, kLongestSummary), zone));
  if (text == title || is_read_more(text) || !is_sentence(text)) return {};
  const auto link = find_below(node, is_link);
  return link && text_of(link) == text ? std::string() : text;
}

std::string found_summary(const Nodes& scope, std::string_view title, std::string_view zone) {
  std::string summary;
  const auto take = [&](pugi::xml_node node) {
    summary = summary_in(node, title, zone);
    return !summary.empty();
  };
  const auto marked = find_in(scope, [](pugi::xml_node node) {
    return has_class(node, "p-summary") || has_class_like(node, "excerpt") ||
           has_class_like(node, "summary");
  });
  if (marked && take(marked)) return summary;
  find_in(scope, [&](pugi::xml_node node) {
    return is_named(node, "p") && !is_about_item(node) && take(node);
  });
  return summary;
}

// The element of an event, if there is one alone.
pugi::xml_node only_event(const Nodes& scope) {
  pugi::xml_node found;
  for (const pugi::xml_node each : scope) {
    const pugi::xml_node event = event_element(each);
    if (event && found) return {};
    if (event) found = event;
  }
  return found;
}

// The outermost elements of a class, of microformats2 rather than of hAtom.
Nodes entries_in(pugi::xml_node page) {
  for (const std::string_view name : {"h-entry", "hentry"}) {
    Nodes entries;
    find_below(page.first_child(), [&](pugi::xml_node node) {
      if (!has_class(node, name)) return false;
      for (pugi::xml_node above = node.parent(); above; above = above.parent()) {
        if (has_class(above, name)) return false;
      }
      entries.push_back(node);
      return entries.size() == kMostEntries;
    });
    if (!entries.empty()) return entries;
  }
  return {};
}

Evaluations evaluations_at(const Nodes& elements) {
  const auto count = static_cast<double>(elements.size());
  const std::string_view name = elements.empty() ? "" : elements.front().name();
  const bool is_common =
      std::ranges::all_of(elements, [&](pugi::xml_node each) { return is_named(each, name); });
  return {.count = count, .name = is_common ? name : std::string_view()};
}

bool is_time_of_event(pugi::xml_node node) {
  constexpr const char* kNames[] = {"dt-start", "dt-end", "dtstart", "dtend"};
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](const char* name) { return has_class(node, name); });
}

void take_date(const std::optional<ReadDate>& date, const char* from, PageItem& read) {
  if (!date) return;
  read.date = date;
  read.item.published = date->date;
  read.item.lineage.date_element = from;
}

}  // namespace

Nodes scope_of(pugi::xml_node element) {
  Nodes scope = {element};
  const bool is_term = is_named(element, "dt");
  if (!is_term && !is_heading(element)) return scope;
  for (pugi::xml_node next = element.next_sibling(); next && scope.size() < kMostSiblings;
       next = next.next_sibling()) {
    if (is_term && is_named(next, "dt")) break;
    if (is_heading(next) && !is_term && std::string_view(next.name()) <= element.name()) break;
    if (next.type() == pugi::node_element) scope.push_back(next);
  }
  return scope;
}

Result<PageItems> PageItems::prepare(const PageRules& rules, pugi::xml_node page,
                                     std::string base_url, std::string_view zone) {
  PageItems items;
  items.page_ = page;
  items.base_url_ = std::move(base_url);
  items.zone_ = zone;
  items.date_format_ = rules.date_format;
  const std::pair<PageQuery*, std::pair<const char*, const std::string*>> queries[] = {
      {&items.item_, {"item", &rules.item}},
      {&items.title_, {"title", &rules.title}},
      {&items.link_, {"link", &rules.link}},
      {&items.date_, {"date", &rules.date}},
      {&items.summary_, {"summary", &rules.summary}},
      {&items.image_, {"image", &rules.image}},
      {&items.author_, {"author", &rules.author}},
      {&items.tags_, {"tags", &rules.tags}},
      {&items.id_, {"id", &rules.id}},
      {&items.enclosure_, {"enclosure", &rules.enclosure}},
      {&items.next_, {"next", &rules.next}}};
  for (const auto& [query, text] : queries) {
    auto read = PageQuery::read(*text.second, text.first);
    if (!read) return fail(std::move(read.error()));
    *query = *std::move(read);
  }
  const TreeShape shape = shape_of(page);
  if (auto checked = items.item_.check(shape, {}); !checked) return fail(checked.error());
  items.elements_ = items.item_.is_given() ? items.item_.elements(page) : entries_in(page);
  const Evaluations at_items = evaluations_at(items.elements_);
  for (const auto& [query, text] : queries) {
    const bool is_of_page = query == &items.item_ || query == &items.next_;
    auto checked = query->check(shape, is_of_page ? Evaluations() : at_items);
    if (!checked) return fail(std::move(checked.error()));
  }
  LinkedData linked = read_linked_data(page, items.base_url_);
  // Where no articles are described but that of the page itself, lists of names count.
  items.articles_ = std::move(linked.articles);
  if (items.articles_.size() < 2) {
    std::ranges::move(linked.listed, std::back_inserter(items.articles_));
  }
  for (std::size_t i = 0; i < items.articles_.size(); ++i) {
    const std::string& url = items.articles_[i].url;
    if (!url.empty()) items.article_of_url_.emplace(url, i);
  }
  items.events_ = std::move(linked.events);
  for (std::size_t i = 0; i < items.events_.size(); ++i) {
    if (!items.events_[i].url.empty()) items.event_of_url_.emplace(items.events_[i].url, i);
  }
  return items;
}

std::string PageItems::absolute(std::string_view reference) const {
  const std::string_view trimmed = base::trim(reference);
  if (trimmed.empty()) return {};
  const auto url = base::resolve_url(trimmed, base_url_);
  return url && base::is_http_url(*url) ? *url : std::string();
}

std::optional<ReadDate> PageItems::date_of(std::string_view text) const {
  if (text.empty()) return std::nullopt;
  if (!date_format_.empty()) {
    if (const auto date = find_date(text, date_format_, zone_)) return ReadDate{*date};
  }
  if (auto date = parse::read_date(base::trim(text), zone_)) return date;
  return find_date(text, zone_);
}

void PageItems::read_date(pugi::xml_node element, const Nodes& scope, PageItem& read) const {
  model::Item& item = read.item;
  const auto take = [&](const std::string& text, const char* from) {
    if (item.published) return;
    take_date(date_of(text), from, read);
  };
  if (date_.is_given()) {
    take(date_.value(element, {"datetime", "content"}), "source.page.date");
    return;
  }
  if (item.event) {  // The other dates are when it takes place.
    const auto marked =
        find_in(scope, [](pugi::xml_node node) { return has_class(node, "dt-published"); });
    take(attribute_of(marked, {"datetime"}), "dt-published");
    if (marked) take(words(marked), "dt-published");
    return;
  }
  find_in(scope, [&](pugi::xml_node node) {
    if (!is_named(node, "time") || is_time_of_event(node)) return false;
    take(node.attribute("datetime").value(), "time");
    take(words(node), "time");
    return item.published.has_value();
  });
  find_in(scope, [&](pugi::xml_node node) {
    if (!has_class(node, "dt-published") && !has_class_like(node, "date")) return false;
    take(words(node), "text");
    return item.published.has_value();
  });
  if (item.published) return;
  // A title may have a date in it that is not the item's.
  find_in(scope, [&](pugi::xml_node node) {
    if (is_heading(node) || find_below(node, is_heading)) return false;
    const bool is_title = node == scope.front() && scope.size() > 1 && find_below(node, is_link);
    if (!is_title) take(words(node), "text");
    return item.published.has_value();
  });
}

void PageItems::fill(const LinkedArticle& article, PageItem& read) const {
  model::Item& item = read.item;
  if (item.title.empty()) item.title.value = article.title;
  if (item.url.empty()) item.url = absolute(article.url);
  if (item.summary.empty()) item.summary.value = article.summary;
  if (item.image.empty()) item.image = absolute(article.image);
  if (item.authors.empty() && !article.author.empty()) {
    item.authors.push_back({.name = article.author, .email = {}, .url = {}});
  }
  if (!item.published) take_date(parse::read_date(article.date, zone_), "datePublished", read);
}

void PageItems::complete(PageItem& read) const {
  const auto found = article_of_url_.find(read.item.url);
  if (read.item.url.empty() || found == article_of_url_.end()) return;
  fill(articles_[found->second], read);
}

std::vector<PageItem> PageItems::linked_articles(std::string_view page_url) const {
  std::vector<PageItem> items;
  for (const LinkedArticle& article : articles_) {
    if (article.url.empty() || article.url == page_url || article.title.empty()) continue;
    PageItem read;
    fill(article, read);
    items.push_back(std::move(read));
  }
  return items;
}

void PageItems::fill(const LinkedEvent& event, PageItem& read) const {
  model::Item& item = read.item;
  if (item.title.empty()) item.title.value = event.title;
  if (item.url.empty()) item.url = absolute(event.url);
  if (item.summary.empty()) item.summary.value = event.summary;
  if (item.image.empty()) item.image = absolute(event.image);
  if (item.authors.empty() && !event.organizer.empty()) {
    item.authors.push_back({.name = event.organizer});
  }
  if (auto found = event_of(event, zone_)) item.event = std::move(found);
  read.is_cancelled = event.is_cancelled;
}

// A date that no rule gives is when the event takes place.
void PageItems::complete_event(PageItem& read) const {
  const auto found = event_of_url_.find(read.item.url);
  if (read.item.url.empty() || found == event_of_url_.end()) return;
  if (!date_.is_given() && !article_of_url_.contains(read.item.url) && !read.item.event) {
    read.date.reset();
    read.item.published.reset();
    read.item.lineage.date_element.clear();
  }
  fill(events_[found->second], read);
}

std::vector<PageItem> PageItems::linked_events() const {
  std::vector<PageItem> items;
  for (const LinkedEvent& event : events_) {
    PageItem read;
    fill(event, read);
    if (read.item.event && !read.is_cancelled) items.push_back(std::move(read));
  }
  return items;
}

PageItem PageItems::read(pugi::xml_node element) const {
  Nodes scope = scope_of(element);
  if (is_too_large(scope)) scope.clear();
  PageItem read;
  model::Item& item = read.item;
  const pugi::xml_node event = only_event(scope);
  if (event) item.event = event_in(event, zone_);
  item.title.value = title_.is_given() ? title_.value(element, {}) : title_of_event(event);
  if (item.title.empty() && !title_.is_given()) item.title.value = found_title(scope, zone_);
  item.url = absolute(link_.is_given() ? link_.value(element, {"href"})
                                       : found_link(scope).attribute("href").value());
  read_date(element, scope, read);
  item.summary.value = summary_.is_given() ? summary_.value(element, {})
                                           : found_summary(scope, item.title.value, zone_);
  const auto found_image = [&] {
    const auto image = find_in(scope, [](pugi::xml_node node) {
      return is_named(node, "img") && !attribute_of(node, {"src", "data-src"}).empty();
    });
    const std::string source = attribute_of(image, {"src"});
    return source.starts_with("data:") || source.empty() ? attribute_of(image, {"data-src"})
                                                         : source;
  };
  item.image = absolute(image_.is_given() ? image_.value(element, {"src", "data-src", "content"})
                                          : found_image());
  const auto to_absolute = [&](std::string_view reference) { return absolute(reference); };
  item.authors = authors_of(author_, element, scope);
  item.categories = tags_of(tags_, element, scope);
  item.enclosures = enclosures_of(enclosure_, element, scope, to_absolute);
  item.id = id_of(id_, element, scope);
  item.content = {.value = content_of(scope), .type = model::TextType::html};
  complete(read);
  complete_event(read);
  return read;
}

std::string PageItems::next_url() const {
  return next_.is_given() ? absolute(next_.value(page_, {"href"})) : std::string();
}

}  // namespace syndic::parse
