// SPDX-License-Identifier: MIT
#include "tests/normalize/feed_judge.h"

#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>
#include <string_view>

#include "base/ascii.h"
#include "tests/normalize/html_judge.h"

namespace syndic::test {
namespace {

// What a URL may start with wherever a reader could follow or fetch it.
bool is_harmless_url(std::string_view url) {
  return url.empty() || url.starts_with("https://") || url.starts_with("http://") ||
         url.starts_with("mailto:") || url.starts_with("tel:") || url.starts_with("ftp://");
}

// An id is no link, but some readers make one of it.
bool is_harmless_id(std::string_view id) {
  for (const char* const scheme : {"javascript:", "data:", "vbscript:", "file:", "blob:"}) {
    if (base::starts_with_ignoring_case(base::trim(id), scheme)) return false;
  }
  return true;
}

const std::set<std::string> kUrlNames = {
    "href",          "src",    "url",     "uri",      "link",         "comments", "icon",
    "logo",          "docs",   "avatar",  "favicon",  "external_url", "feed_url", "image",
    "home_page_url", "xmlUrl", "htmlUrl", "next_url", "banner_image"};
const std::set<std::string> kHtmlNames = {"title",   "description",  "content:encoded", "content",
                                          "summary", "content_html", "subtitle"};

std::string local_name(const char* name) {
  const std::string_view whole = name;
  return std::string(whole.substr(whole.find(':') == whole.npos ? 0 : whole.find(':') + 1));
}

std::string fault_of_value(const std::string& name, const std::string& value, bool html) {
  if (kUrlNames.count(name) > 0 && !is_harmless_url(value)) return name + ": " + value + "\n";
  if ((name == "id" || name == "guid") && !is_harmless_id(value)) return name + ": " + value + "\n";
  if (!html || !judge_can_read(value)) return {};
  const std::string active = active_in(value);
  return active.empty() ? active : name + " with " + active;
}

// In RSS all texts may be taken for HTML; Atom says by `type`.
bool reads_as_html(const pugi::xml_node& node, bool rss) {
  if (kHtmlNames.count(node.name()) == 0) return false;
  return rss || std::string_view(node.attribute("type").value()) == "html";
}

struct XmlJudge : pugi::xml_tree_walker {
  bool rss = false;
  std::string faults;

  bool for_each(pugi::xml_node& node) override {
    if (node.type() != pugi::node_element && node.type() != pugi::node_pcdata) {
      faults += "a node that is neither element nor text\n";
    }
    if (node.type() != pugi::node_element) return true;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      if (std::string_view(attribute.name()).starts_with("xmlns")) continue;
      faults += fault_of_value(local_name(attribute.name()), attribute.value(), false);
    }
    if (node.child("url") || node.child("atom:name") || node.child("name")) return true;
    faults += fault_of_value(local_name(node.name()), node.child_value(), reads_as_html(node, rss));
    return true;
  }
};

}  // namespace

std::string faults_of_xml(const std::string& bytes, bool rss) {
  pugi::xml_document document;
  const auto result = document.load_buffer(
      bytes.data(), bytes.size(),
      pugi::parse_default | pugi::parse_pi | pugi::parse_comments | pugi::parse_doctype);
  if (!result) return result.description();
  XmlJudge judge;
  judge.rss = rss;
  document.document_element().traverse(judge);
  return judge.faults;
}

std::string faults_of_json(const nlohmann::json& value) {
  std::string faults;
  for (const auto& [key, each] : value.items()) {
    if (each.is_structured()) {
      faults += faults_of_json(each);
    } else if (each.is_string()) {
      faults += fault_of_value(key, each.get<std::string>(), key == "content_html");
    }
  }
  return faults;
}

}  // namespace syndic::test
