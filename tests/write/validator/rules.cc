// SPDX-License-Identifier: MIT
#include "tests/write/validator/rules.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <map>
#include <regex>
#include <sstream>

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::test {
namespace {

bool matches(const std::string& text, const char* pattern) {
  return std::regex_match(text, std::regex(pattern));
}

// "lat long lat long": both within what there is on Earth.
bool are_coordinates(const std::string& text, std::size_t least) {
  std::istringstream stream(text);
  std::string number;
  std::size_t count = 0;
  for (; stream >> number; ++count) {
    if (!matches(number, R"([-+]?\d*\.?\d+([eE][-+]?\d+)?|[-+]?\d+\.)")) return false;
    if (std::abs(std::strtod(number.c_str(), nullptr)) > (count % 2 == 0 ? 90 : 180)) return false;
  }
  return count >= least && count % 2 == 0;
}

void judge_url(Judge& judge, pugi::xml_node node, const char* attribute, bool required) {
  const std::string url = node.attribute(attribute).value();
  if (url.empty() && !required) return;
  judge.expect(is_full_url(url), "W3C InvalidFullLink: an absolute URL", url);
}

void judge_media(Judge& judge, pugi::xml_node node) {
  const std::string name = node.name();
  if (name == "media:content" || name == "media:thumbnail") {
    judge_url(judge, node, "url", true);
    for (const char* size : {"width", "height", "fileSize"}) {
      const std::string value = node.attribute(size).value();
      judge.expect(value.empty() || is_positive_number(value),
                   "Media RSS 1.5.1, media:content: width, height, fileSize are positive", node);
    }
    const std::string type = node.attribute("type").value();
    judge.expect(type.empty() || is_mime_type(type), "Media RSS 1.5.1: type", type);
    const std::string medium = node.attribute("medium").value();
    judge.expect(matches(medium, "|image|audio|video|document|executable"),
                 "Media RSS 1.5.1: medium", medium);
    const std::string duration = node.attribute("duration").value();
    judge.expect(duration.empty() || is_whole_number(duration), "Media RSS 1.5.1: duration", node);
    judge.expect(!holds_html(node.child("media:title").text().get()),
                 "W3C ContainsUndeclaredHTML: media:title", node);
  } else if (name == "media:credit") {
    const std::string role = node.attribute("role").value();
    judge.expect(matches(role, "[^A-Z]*"), "W3C InvalidCreditRole: lower case", role);
    const std::string scheme = node.attribute("scheme").value();
    judge.expect(scheme.empty() || is_full_iri(scheme), "Media RSS 1.5.1: scheme", scheme);
  } else if (name == "media:rating") {
    judge.expect(matches(node.text().get(), "adult|nonadult"), "W3C InvalidMediaRating", node);
  }
}

void judge_itunes(Judge& judge, pugi::xml_node node) {
  const std::string name = node.name();
  const std::string text = node.text().get();
  if (name == "itunes:season" || name == "itunes:episode" || name == "podcast:season" ||
      name == "podcast:episode") {
    judge.expect(is_positive_number(text), "Apple, itunes:episode: a number from 1 on", node);
  } else if (name == "itunes:episodeType") {
    judge.expect(matches(text, "full|trailer|bonus"), "W3C InvalidItunesEpisodeType", node);
  } else if (name == "itunes:explicit") {
    judge.expect(matches(text, "true|false"), "W3C InvalidTrueFalse: itunes:explicit", node);
  } else if (name == "itunes:duration") {
    judge.expect(is_whole_number(text), "W3C InvalidDuration", node);
  } else if (name == "itunes:image") {
    judge_url(judge, node, "href", true);
  } else if (name == "podcast:transcript" || name == "podcast:chapters") {
    judge_url(judge, node, "url", true);
    judge.expect(is_mime_type(node.attribute("type").value()),
                 "Podcasting 2.0: type is required, of transcript and chapters", node);
  } else if (name == "podcast:person") {
    judge.expect(!text.empty(), "Podcasting 2.0: a person has a name", node);
    judge_url(judge, node, "img", false);
    judge_url(judge, node, "href", false);
  }
}

void judge_other(Judge& judge, pugi::xml_node node) {
  const std::string name = node.name();
  const std::string text = node.text().get();
  if (name == "georss:point") {
    judge.expect(are_coordinates(text, 2), "W3C InvalidCoord: georss:point", node);
  } else if (name == "georss:line") {
    judge.expect(are_coordinates(text, 4), "W3C InvalidCoordList: georss:line", node);
  } else if (name == "georss:polygon") {
    judge.expect(are_coordinates(text, 8), "W3C InvalidCoordList: georss:polygon", node);
  } else if (name == "thr:in-reply-to") {
    judge.expect(!std::string(node.attribute("ref").value()).empty(),
                 "RFC 4685 §3: ref is required", node);
    judge_url(judge, node, "href", false);
    judge_url(judge, node, "source", false);
  } else if (name == "slash:comments" || name == "thr:total") {
    judge.expect(is_whole_number(text), "W3C InvalidNonNegativeInteger", node);
  } else if (name == "wfw:commentRss" || name == "creativeCommons:license") {
    judge.expect(is_full_url(text), "W3C InvalidFullLink: an absolute URL", node);
  } else if (name == "dcterms:modified") {
    judge.expect(is_rfc3339_date(text), "W3C InvalidW3CDTFDate", node);
  } else if (name == "ev:startdate" || name == "ev:enddate") {
    judge.expect(is_rfc3339_date(text) || is_rfc3339_date(text + "T00:00:00Z"),
                 "W3C InvalidISO8601Date", node);
  } else if (name == "dc:language") {
    judge.expect(is_language(text), "W3C InvalidLanguage", node);
  }
}

}  // namespace

// Without a regular expression: addresses may be long, and the library's recurse a character.
bool is_full_url(std::string_view url) {
  const bool is_web = base::starts_with_ignoring_case(url, "http://") ||
                      base::starts_with_ignoring_case(url, "https://");
  const std::string_view rest = url.substr(std::min(url.size(), url.find("//") + 2));
  return is_web && !rest.empty() && std::string_view("/?#").find(rest.front()) == rest.npos &&
         std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7F; }) &&
         url.find_first_of("\"<>\\^`{|}") == std::string_view::npos;
}

bool is_full_iri(std::string_view iri) {
  const std::size_t colon = iri.find(':');
  const bool has_scheme = colon != std::string_view::npos &&
                          matches(std::string(iri.substr(0, std::min<std::size_t>(colon, 40))),
                                  R"([A-Za-z][A-Za-z0-9+.\-]*)");
  return has_scheme && colon + 1 < iri.size() &&
         std::all_of(iri.begin(), iri.end(), [](char c) { return c < 0 || c > ' '; }) &&
         iri.find_first_of("\"<>\\^`{|}") == std::string_view::npos;
}

bool is_rfc822_date(const std::string& date) {
  static const std::regex kDate(
      "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (0[1-9]|[12]\\d|3[01]) "
      "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\\d{4}) "
      "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d \\+0000");
  std::smatch parts;
  if (!std::regex_match(date, parts, kDate)) return false;
  std::tm time{};
  if (::strptime(date.c_str(), "%a, %d %b %Y", &time) == nullptr) return false;
  const int said = time.tm_wday;
  time.tm_hour = 12;
  ::timegm(&time);
  return time.tm_wday == said;  // W3C IncorrectDOW
}

bool is_rfc3339_date(const std::string& date) {
  return matches(date,
                 R"(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ)");
}

bool is_mime_type(const std::string& type) {
  return matches(type, R"([A-Za-z0-9!#$&^_.+\-]+/[A-Za-z0-9!#$&^_.+\-]+)");
}

bool is_language(const std::string& tag) {
  return matches(tag, "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|[xi](-[A-Za-z0-9]{1,8})+");
}

bool is_mail_address(const std::string& mail) {
  return matches(mail, R"([^\s@()<>]+@[^\s@()<>]+)");
}

bool is_whole_number(const std::string& number) { return matches(number, R"(\d{1,19})"); }

bool is_positive_number(const std::string& number) { return matches(number, R"([1-9]\d{0,18})"); }

bool holds_html(const std::string& text) {
  static const std::regex kHtml(
      "</(a|b|i|u|p|em|strong|div|span|script|style|h[1-6]|ul|ol|li|table|tr|td|body|html)\\s*>|"
      "&(#\\d+|#x[0-9a-f]+|amp|lt|gt|quot|apos|nbsp|hellip|mdash|ndash|rsquo|lsquo);",
      std::regex::icase);
  return std::regex_search(text, kHtml);
}

void judge_html(Judge& judge, const std::string& html) {
  static const std::regex kReference("\\s(?:href|src|poster|cite)=\"([^\"]*)\"");
  for (std::sregex_iterator it(html.begin(), html.end(), kReference), end; it != end; ++it) {
    const std::string url = (*it)[1];
    const bool is_absolute = url.starts_with("http://") || url.starts_with("https://") ||
                             url.starts_with("ftp://") || url.starts_with("mailto:") ||
                             url.starts_with("tel:") || url.starts_with("#");
    judge.expect(is_absolute, "W3C ContainsRelRef: an absolute reference", url);
  }
  static const std::regex kRisk(
      "<(script|style|object|embed|form|meta|link|base)[\\s>/]|\\son\\w+=", std::regex::icase);
  // Attribute values may hold anything escaped; they have no '<'.
  std::smatch risk;
  const bool risks = std::regex_search(html, risk, kRisk) && risk.str().front() == '<';
  judge.expect(!risks, "W3C SecurityRisk", html.substr(0, 80));
}

void judge_extensions(Judge& judge, pugi::xml_node item) {
  for (const pugi::xml_node node : item.children()) {
    const std::string name = node.name();
    if (name.starts_with("media:")) judge_media(judge, node);
    if (name.starts_with("itunes:") || name.starts_with("podcast:")) judge_itunes(judge, node);
    judge_other(judge, node);
  }
  expect_once(judge, item,
              {"slash:comments", "thr:total", "wfw:commentRss", "creativeCommons:license",
               "dc:language", "dc:rights", "dcterms:modified", "itunes:duration", "itunes:image",
               "itunes:season", "itunes:episode", "itunes:episodeType", "itunes:explicit"});
}

bool read_xml(Judge& judge, const std::string& bytes, pugi::xml_document& tree) {
  judge.expect(base::is_xml_text(bytes), "XML 1.0 §2.2: characters", "");
  const bool declared = bytes.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  judge.expect(declared, "XML 1.0 §2.8: a declaration, of UTF-8", bytes.substr(0, 60));
  const auto result = tree.load_buffer(bytes.data(), bytes.size(), pugi::parse_default);
  judge.expect(static_cast<bool>(result), "XML 1.0: well-formed", result.description());
  if (!result) return false;
  static const std::map<std::string, std::string> kKnown = {
      {"xmlns", "http://www.w3.org/2005/Atom"},
      {"xmlns:atom", "http://www.w3.org/2005/Atom"},
      {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"},
      {"xmlns:creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"},
      {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
      {"xmlns:dcterms", "http://purl.org/dc/terms/"},
      {"xmlns:ev", "http://purl.org/rss/1.0/modules/event/"},
      {"xmlns:georss", "http://www.georss.org/georss"},
      {"xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
      {"xmlns:media", "http://search.yahoo.com/mrss/"},
      {"xmlns:podcast", "https://podcastindex.org/namespace/1.0"},
      {"xmlns:slash", "http://purl.org/rss/1.0/modules/slash/"},
      {"xmlns:thr", "http://purl.org/syndication/thread/1.0"},
      {"xmlns:wfw", "http://wellformedweb.org/CommentAPI/"},
  };
  for (const pugi::xml_attribute attribute : tree.document_element().attributes()) {
    const std::string name = attribute.name();
    if (!name.starts_with("xmlns")) continue;
    const auto known = kKnown.find(name);
    judge.expect(known != kKnown.end() && known->second == attribute.value(),
                 "W3C UnknownNamespace, ReservedPrefix", name);
  }
  return true;
}

void expect_once(Judge& judge, pugi::xml_node parent, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const pugi::xml_node first = parent.child(name);
    judge.expect(!first || !first.next_sibling(name), "W3C DuplicateElement", first);
  }
}

}  // namespace syndic::test
