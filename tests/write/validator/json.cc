// SPDX-License-Identifier: MIT
//
// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); rules name its sections.
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "tests/write/validator/rules.h"

namespace syndic::test {
namespace {

using Json = nlohmann::json;

bool is_text(const Json& object, const char* name) {
  return !object.contains(name) || object.at(name).is_string();
}

void judge_urls(Judge& judge, const Json& object, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (!object.contains(name)) continue;
    const bool is_string = object.at(name).is_string();
    judge.expect(is_string && is_full_url(object.at(name).get<std::string>()), "an absolute URL",
                 name + object.at(name).dump());
  }
}

// "Extensions": what the specification does not name begins with an underscore.
void judge_names(Judge& judge, const Json& object, const std::set<std::string>& known) {
  for (const auto& [name, value] : object.items()) {
    const bool is_extension = name.starts_with("_") && value.is_object();
    judge.expect(known.count(name) > 0 || is_extension, "Extensions: unknown name", name);
    const bool may_be_empty = name == "content_text" || name == "items" || name == "title";
    judge.expect(may_be_empty || !value.empty(), "a member says something or is left out", name);
  }
}

void judge_authors(Judge& judge, const Json& object) {
  if (!object.contains("authors")) return;
  for (const Json& author : object.at("authors")) {
    judge_names(judge, author, {"name", "url", "avatar"});
    judge.expect(author.contains("name") || author.contains("url"), "authors: name or url", "");
    const std::string url = author.value("url", "");
    judge.expect(url.empty() || is_full_iri(url), "authors: url", url);
  }
}

void judge_attachments(Judge& judge, const Json& item) {
  if (!item.contains("attachments")) return;
  for (const Json& file : item.at("attachments")) {
    judge_names(judge, file, {"url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"});
    judge.expect(file.contains("url"), "attachments: url is required", "");
    judge_urls(judge, file, {"url"});
    judge.expect(is_mime_type(file.value("mime_type", "")), "attachments: mime_type is required",
                 file.dump());
  }
}

void judge_item(Judge& judge, const Json& item, std::set<std::string>& ids) {
  judge_names(judge, item,
              {"id", "url", "external_url", "title", "content_html", "content_text", "summary",
               "image", "banner_image", "date_published", "date_modified", "authors", "tags",
               "language", "attachments"});
  judge.expect(item.contains("id") && item.at("id").is_string() && item.at("id") != "",
               "Items: id is required, a string", item.dump().substr(0, 80));
  if (!item.contains("id") || !item.at("id").is_string()) return;
  judge.expect(ids.insert(item.value("id", "")).second, "Items: id is unique",
               item.value("id", ""));
  judge.expect(item.contains("content_html") || item.contains("content_text"),
               "Items: content_html or content_text is required", item.value("id", ""));
  for (const char* name : {"title", "content_html", "content_text", "summary"}) {
    judge.expect(is_text(item, name), "Items: a string", name);
  }
  judge_html(judge, item.value("content_html", ""));
  judge_urls(judge, item, {"url", "external_url", "image", "banner_image"});
  for (const char* name : {"date_published", "date_modified"}) {
    if (!item.contains(name)) continue;
    judge.expect(is_rfc3339_date(item.at(name).get<std::string>()), "Items: dates are RFC 3339",
                 name);
  }
  const std::string language = item.value("language", "");
  judge.expect(language.empty() || is_language(language), "Items: language", language);
  judge_authors(judge, item);
  judge_attachments(judge, item);
}

}  // namespace

Findings validate_json(const std::string& bytes, std::string_view self_url) {
  Judge judge;
  judge.expect(base::is_xml_text(bytes), "RFC 8259 §8.1: UTF-8", "");
  const Json feed = Json::parse(bytes, nullptr, false);
  judge.expect(feed.is_object(), "RFC 8259: an object", "");
  if (!feed.is_object()) return judge.take();
  judge_names(judge, feed,
              {"version", "title", "home_page_url", "feed_url", "description", "user_comment",
               "next_url", "icon", "favicon", "authors", "language", "expired", "hubs", "items"});
  judge.expect(feed.value("version", "") == "https://jsonfeed.org/version/1.1",
               "Top-level: version", feed.value("version", ""));
  judge.expect(feed.contains("title") && feed.at("title").is_string(), "Top-level: title", "");
  judge.expect(feed.value("feed_url", "") == self_url, "Top-level: feed_url",
               feed.value("feed_url", ""));
  judge_urls(judge, feed, {"home_page_url", "icon", "favicon", "next_url"});
  judge_authors(judge, feed);
  judge.expect(feed.contains("items") && feed.at("items").is_array(), "Top-level: items", "");
  std::set<std::string> ids;
  for (const Json& item : feed.value("items", Json::array())) judge_item(judge, item, ids);
  return judge.take();
}

}  // namespace syndic::test
