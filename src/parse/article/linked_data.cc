// SPDX-License-Identifier: MIT
#include "parse/article/linked_data.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/ascii.h"
#include "base/url_resolve.h"
#include "base/utf8.h"
#include "parse/page/nodes.h"

namespace syndic::parse {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestScript = std::size_t{512} * 1024;
constexpr std::size_t kMostScripts = 50;
constexpr std::size_t kMostArticles = 1'000;
constexpr std::size_t kMostValues = 100'000;
constexpr int kDeepest = 20;

const json* member(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

// A text, the first of a list of texts, or what an object has under one of `names`.
std::string text_in(const json& object, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const json* value = member(object, name);
    if (value != nullptr && value->is_array() && !value->empty()) value = &value->front();
    if (value != nullptr && value->is_object()) {
      for (const char* inner : {"@id", "url", "contentUrl", "name"}) {
        const json* own = member(*value, inner);
        if (own != nullptr && own->is_string()) return own->get<std::string>();
      }
    }
    if (value != nullptr && value->is_string()) return value->get<std::string>();
  }
  return {};
}

bool is_article_type(std::string_view name) {
  constexpr std::array<std::string_view, 4> kEndings = {"Article", "Posting", "VideoObject",
                                                        "PodcastEpisode"};
  return name == "Report" || std::any_of(kEndings.begin(), kEndings.end(),
                                         [&](std::string_view end) { return name.ends_with(end); });
}

// Whether one of the object's types is one of those.
bool is_of(const json& object, bool (*is_type)(std::string_view)) {
  const json* type = member(object, "@type");
  const auto fits = [&](const json& each) {
    return each.is_string() && is_type(each.get_ref<const std::string&>());
  };
  if (type == nullptr) return false;
  return type->is_array() ? std::any_of(type->begin(), type->end(), fits) : fits(*type);
}

bool is_list_item_type(std::string_view name) { return name == "ListItem"; }

bool is_breadcrumbs_type(std::string_view name) { return name == "BreadcrumbList"; }

class LinkedDataReader {
 public:
  explicit LinkedDataReader(const std::string& base_url) : base_url_(base_url) {}

  void read(const json& value, int depth = 0) {
    if (depth > kDeepest || ++values_ > kMostValues || is_full()) return;
    if (value.is_object() && is_of(value, is_breadcrumbs_type)) return;
    if (value.is_object() && is_of(value, is_article_type)) {
      add(value, found_.articles);
    } else if (value.is_object() && is_of(value, is_list_item_type)) {
      if (member(value, "url") != nullptr && member(value, "name") != nullptr) {
        add(value, found_.listed);
      }
    } else if (value.is_object() && is_of(value, is_event_type)) {
      add_event(value);
    }
    if (!value.is_structured()) return;
    for (const json& inner : value) {
      if (inner.is_structured()) read(inner, depth + 1);
    }
  }

  LinkedData take() { return std::move(found_); }

 private:
  void add(const json& object, std::vector<LinkedArticle>& articles) {
    const auto line = [&](std::initializer_list<const char*> names) {
      return base::fold_spaces(base::to_xml_text(text_in(object, names)));
    };
    const auto url = [&](std::initializer_list<const char*> names) {
      const std::string given = line(names);
      return given.empty() ? given : base::resolve_url(given, base_url_).value_or("");
    };
    LinkedArticle article{.url = url({"url", "mainEntityOfPage", "@id"}),
                          .title = line({"headline", "name"}),
                          .date = line({"datePublished", "dateCreated", "uploadDate"}),
                          .summary = line({"description", "abstract"}),
                          .image = url({"image", "thumbnailUrl"})};
    if (const json* author = member(object, "author")) {
      const json& first = author->is_array() && !author->empty() ? author->front() : *author;
      if (first.is_object()) article.author = base::fold_spaces(text_in(first, {"name"}));
    }
    articles.push_back(std::move(article));
  }

  void add_event(const json& object) {
    LinkedEvent event = read_linked_event(object);
    for (std::string* url : {&event.url, &event.image}) {
      if (!url->empty()) *url = base::resolve_url(*url, base_url_).value_or("");
    }
    found_.events.push_back(std::move(event));
  }

  [[nodiscard]] bool is_full() const {
    return found_.articles.size() + found_.listed.size() + found_.events.size() >= kMostArticles;
  }

  const std::string& base_url_;
  std::size_t values_ = 0;
  LinkedData found_;
};

}  // namespace

LinkedData read_linked_data(pugi::xml_node page, const std::string& base_url) {
  LinkedDataReader reader(base_url);
  std::size_t scripts = 0;
  find_below(page, [&](pugi::xml_node node) {
    if (!is_named(node, "script")) return false;
    const std::string_view text = node.child_value();
    if (text.size() <= kLongestScript) reader.read(json::parse(text, nullptr, false, true));
    return ++scripts >= kMostScripts;
  });
  return reader.take();
}

}  // namespace syndic::parse
