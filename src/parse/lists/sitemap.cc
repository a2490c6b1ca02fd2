// SPDX-License-Identifier: MIT
#include "parse/lists/sitemap.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/gzip.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "markup/xml/document.h"
#include "markup/xml/names.h"
#include "parse/date/date.h"
#include "parse/lists/list_xml.h"

namespace syndic::parse {
namespace {

constexpr int kDeepestSitemap = 20;
constexpr std::size_t kMostKeywords = 20;

markup::XmlRole sitemap_role(std::string_view name) {
  const std::string_view local = markup::local_part(name);
  return local == "url" || local == "sitemap" ? markup::XmlRole::record : markup::XmlRole::none;
}

/// A sitemap of an index, and when it changed.
struct Part {
  std::string url;
  std::optional<model::Timestamp> changed;
};

class SitemapReader {
 public:
  SitemapReader(markup::XmlDocument& document, const Hints& hints)
      : document_(document), hints_(hints) {}

  Result<Sitemap> read() {
    const pugi::xml_node pages = child_called(document_.root(), "urlset");
    const pugi::xml_node index = child_called(document_.root(), "sitemapindex");
    if (!pages && !index) return fail(Errc::unknown_format, "is no sitemap");
    if (index) return read_index(index);
    Sitemap sitemap;
    model::Feed& feed = sitemap.feed;
    feed.format = model::Format::jsonfeed11;
    feed.base_url = hints_.base_url;
    for (const pugi::xml_node url : pages.children()) {
      if (!is_called(url, "url")) continue;
      model::Item item = item_of(url);
      if (!item.url.empty() && (item.published || item.updated)) feed.items.push_back(item);
    }
    if (feed.items.empty()) {
      return fail(Errc::unknown_format,
                  "is a sitemap without dates (lastmod), so that nothing tells what is new");
    }
    keep_newest(feed.items);
    return sitemap;
  }

 private:
  Result<Sitemap> read_index(pugi::xml_node index) {
    std::vector<Part> parts;
    for (const pugi::xml_node each : index.children()) {
      Part part{.url = url_in(each, "loc"), .changed = date_in(each, "lastmod")};
      if (!part.url.empty()) parts.push_back(std::move(part));
    }
    if (parts.empty()) return fail(Errc::unknown_format, "is an index that names no sitemap");
    std::ranges::stable_sort(parts, std::greater<>(), &Part::changed);
    if (parts.size() > kMostSitemaps) parts.resize(kMostSitemaps);
    Sitemap sitemap;
    for (Part& part : parts) sitemap.sitemaps.push_back(std::move(part.url));
    return sitemap;
  }

  static void keep_newest(std::vector<model::Item>& items) {
    const auto date_of = [](const model::Item& item) {
      return std::max(item.published, item.updated);
    };
    std::ranges::stable_sort(items, std::greater<>(), date_of);
    if (items.size() > kMostSitemapItems) items.resize(kMostSitemapItems);
  }

  model::Item item_of(pugi::xml_node url) {
    model::Item item;
    item.url = url_in(url, "loc");
    item.updated = date_in(url, "lastmod");
    item.image = url_in(child_called(url, "image"), "loc");
    const pugi::xml_node video = child_called(url, "video");
    const pugi::xml_node news = child_called(url, "news");
    for (const pugi::xml_node told : {news, video}) {
      if (item.title.empty()) item.title.value = text_in(told, "title");
      if (!item.published) item.published = date_in(told, "publication_date");
    }
    item.summary.value = text_in(video, "description");
    if (item.image.empty()) item.image = url_in(video, "thumbnail_loc");
    item.language = text_in(child_called(news, "publication"), "language");
    add_keywords(text_in(news, "keywords"), item);
    if (item.published) item.lineage.date_element = "publication_date";
    return item;
  }

  static void add_keywords(std::string_view words, model::Item& item) {
    while (!words.empty() && item.categories.size() < kMostKeywords) {
      const std::size_t comma = std::min(words.find(','), words.size());
      std::string word = base::fold_spaces(words.substr(0, comma));
      words.remove_prefix(std::min(comma + 1, words.size()));
      if (!word.empty()) item.categories.push_back({.term = std::move(word)});
    }
  }

  std::string text_in(pugi::xml_node parent, std::string_view local) {
    const pugi::xml_node child = child_called(parent, local);
    return child ? base::fold_spaces(document_.text(child)) : std::string();
  }

  std::string url_in(pugi::xml_node parent, std::string_view local) {
    const std::string given = text_in(parent, local);
    if (given.empty()) return {};
    const auto url = base::resolve_url(given, hints_.base_url);
    return url && base::is_http_url(*url) ? *url : std::string();
  }

  std::optional<model::Timestamp> date_in(pugi::xml_node parent, std::string_view local) {
    const std::string text = text_in(parent, local);
    return text.empty() ? std::nullopt : parse_date(text, hints_.time_zone);
  }

  markup::XmlDocument& document_;
  const Hints& hints_;
};

}  // namespace

Result<Sitemap> read_sitemap(std::string_view bytes, const Hints& hints, const Limits& limits) {
  std::string inflated;
  if (base::is_gzip(bytes)) {
    auto whole = base::gunzip(bytes, limits.max_bytes);
    if (!whole) return fail(std::move(whole.error()));
    inflated = *std::move(whole);
    bytes = inflated;
  }
  if (bytes.size() > limits.max_bytes) {
    return fail(Errc::too_large, "is larger than " + std::to_string(limits.max_bytes) + " bytes");
  }
  const auto document =
      read_list_xml(bytes, hints.content_type, sitemap_role, kDeepestSitemap, limits.max_nodes);
  auto sitemap = SitemapReader(*document, hints).read();
  if (document->entities_overflowed()) {
    return fail(Errc::too_large, "has entities that grow without bound");
  }
  return sitemap;
}

}  // namespace syndic::parse
