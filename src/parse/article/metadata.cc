// SPDX-License-Identifier: MIT
#include "parse/article/metadata.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "parse/article/linked_data.h"
#include "parse/date/date.h"
#include "parse/page/dates.h"
#include "parse/page/nodes.h"
#include "parse/page/page.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostFields = 500;

/// meta elements by property or name, in lower case; the first of a name counts.
std::map<std::string, std::string> meta_fields(pugi::xml_node page) {
  std::map<std::string, std::string> fields;
  find_below(page.first_child(), [&](pugi::xml_node node) {
    if (!is_named(node, "meta")) return false;
    for (const char* key : {"property", "name", "itemprop"}) {
      const std::string name = base::lower(base::trim(node.attribute(key).value()));
      const std::string value = base::fold_spaces(node.attribute("content").value());
      if (!name.empty() && !value.empty()) fields.emplace(name, value);
    }
    return fields.size() >= kMostFields;
  });
  return fields;
}

class Metadata {
 public:
  Metadata(pugi::xml_node page, const Hints& hints)
      : page_(page),
        hints_(hints),
        base_url_(base_of_page(page, hints.base_url)),
        fields_(meta_fields(page)) {
    LinkedData linked = read_linked_data(page, base_url_);
    for (LinkedArticle& each : linked.articles) {
      if (article_.title.empty()) article_ = std::move(each);
    }
    choose_event(linked.events);
  }

  PageMetadata read() {
    PageMetadata found;
    found.title =
        first({field({"og:title", "twitter:title"}), article_.title, event_.title,
               text_of_first("h1"), text_of(page_.child("html").child("head").child("title"))});
    found.summary = first({field({"og:description", "twitter:description"}), article_.summary,
                           event_.summary, field({"description"})});
    found.image =
        url_of(first({field({"og:image:secure_url", "og:image", "og:image:url", "twitter:image"}),
                      article_.image, event_.image}));
    found.author = first({article_.author, event_.organizer, field({"author", "article:author"})});
    if (base::is_http_url(found.author)) found.author.clear();
    found.site_name = field({"og:site_name"});
    found.media_url = url_of(field({"og:video:secure_url", "og:video:url", "og:video",
                                    "og:audio:secure_url", "og:audio:url", "og:audio"}));
    found.kind = kind();
    found.url = address();
    found.published = date();
    found.event = event();
    return found;
  }

 private:
  // The page's own one, or the only one.
  void choose_event(std::vector<LinkedEvent>& events) {
    const std::string own = address();
    const auto is_own = [&](const LinkedEvent& each) { return !own.empty() && each.url == own; };
    const auto found = std::find_if(events.begin(), events.end(), is_own);
    if (found != events.end()) {
      event_ = std::move(*found);
    } else if (events.size() == 1) {
      event_ = std::move(events.front());
    }
    has_several_ = event_.start.empty() && events.size() > 1;
  }

  [[nodiscard]] std::optional<model::Event> event() const {
    if (event_.is_cancelled || has_several_) return std::nullopt;
    if (auto linked = event_of(event_, hints_.time_zone)) return linked;
    const auto element = event_element(page_.first_child());
    return element ? event_in(element, hints_.time_zone) : std::nullopt;
  }

  static std::string first(const std::vector<std::string>& candidates) {
    for (const std::string& each : candidates) {
      if (!each.empty()) return each;
    }
    return {};
  }

  [[nodiscard]] std::string field(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      if (const auto found = fields_.find(name); found != fields_.end()) return found->second;
    }
    return {};
  }

  [[nodiscard]] std::string text_of_first(std::string_view name) const {
    const auto element =
        find_below(page_.first_child(), [&](pugi::xml_node node) { return is_named(node, name); });
    return element ? text_of(element) : std::string();
  }

  [[nodiscard]] std::string url_of(const std::string& reference) const {
    if (reference.empty()) return {};
    const auto url = base::resolve_url(reference, base_url_);
    return url && base::is_http_url(*url) ? *url : std::string();
  }

  // The types of the Open Graph protocol: "video.movie", "music.song".
  [[nodiscard]] std::optional<model::Kind> kind() const {
    const std::string type = base::lower(field({"og:type"}));
    if (type.starts_with("video")) return model::Kind::watch;
    if (type.starts_with("music")) return model::Kind::listen;
    if (!field({"og:video:secure_url", "og:video:url", "og:video"}).empty()) {
      return model::Kind::watch;
    }
    if (!field({"og:audio:secure_url", "og:audio:url", "og:audio"}).empty()) {
      return model::Kind::listen;
    }
    return std::nullopt;
  }

  // A canonical address counts only if it is on the page's own site.
  [[nodiscard]] std::string address() const {
    const auto canonical = find_below(page_.first_child(), [](pugi::xml_node node) {
      return is_named(node, "link") &&
             base::equals_ignoring_case(base::trim(node.attribute("rel").value()), "canonical");
    });
    std::string own(hints_.base_url);
    for (const std::string& given :
         {std::string(canonical.attribute("href").value()), field({"og:url"})}) {
      std::string url = url_of(given);
      if (!url.empty() && (own.empty() || base::url_host(url) == base::url_host(own))) return url;
    }
    return own;
  }

  [[nodiscard]] std::optional<model::Timestamp> date() const {
    for (const std::string& text :
         {field({"article:published_time", "og:published_time", "datepublished", "date", "dc.date",
                 "dcterms.issued", "dc.date.issued", "parsely-pub-date"}),
          article_.date}) {
      if (const auto date = parse_date(text, hints_.time_zone)) return date;
    }
    std::optional<model::Timestamp> date;
    find_below(page_.first_child(), [&](pugi::xml_node node) {
      if (!is_named(node, "time")) return false;
      date = parse_date(base::trim(node.attribute("datetime").value()), hints_.time_zone);
      if (!date) {
        const auto found = find_date(text_of(node), hints_.time_zone);
        if (found) date = settled_alone(*found, hints_.time_zone);
      }
      return date.has_value();
    });
    return date ? date : shown_date();
  }

  // As an item of a list has it: in an element that is named so, else before a paragraph's words.
  [[nodiscard]] std::optional<model::Timestamp> shown_date() const {
    constexpr std::size_t kLongestShown = 120;
    std::optional<model::Timestamp> date;
    const auto take = [&](const std::string& text) {
      const auto found = find_date(text, hints_.time_zone);
      if (found) date = settled_alone(*found, hints_.time_zone);
      return date.has_value();
    };
    find_below(page_.first_child(), [&](pugi::xml_node node) {
      const bool is_named_so =
          std::ranges::any_of(std::to_array({"date", "publish", "posted", "fecha", "datum"}),
                              [&](const char* word) { return has_class_like(node, word); });
      if (!is_named_so) return false;
      const std::string text = words(node);
      return text.size() <= kLongestShown && take(text);
    });
    if (date) return date;
    find_below(page_.first_child(), [&](pugi::xml_node node) {
      if (!is_named(node, "p")) return false;
      const std::string text = words(node);
      return without_leading_date(text, hints_.time_zone).size() < base::trim(text).size() &&
             take(text);
    });
    return date;
  }

  pugi::xml_node page_;
  const Hints& hints_;
  std::string base_url_;
  std::map<std::string, std::string> fields_;
  LinkedArticle article_;
  LinkedEvent event_;
  bool has_several_ = false;
};

}  // namespace

Result<PageMetadata> read_page_metadata(std::string_view bytes, const Hints& hints) {
  const auto tree = read_page_tree(bytes, hints);
  if (!tree) return fail(tree.error());
  return metadata_of(tree->root(), hints);
}

PageMetadata metadata_of(pugi::xml_node page, const Hints& hints) {
  return Metadata(page, hints).read();
}

}  // namespace syndic::parse
