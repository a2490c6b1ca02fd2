// SPDX-License-Identifier: MIT
#include "parse/not_a_feed.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/html/tags.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kWindow = 1024;
constexpr std::size_t kMaxNameShown = 40;

constexpr std::string_view kOther = "; give the address of an RSS, Atom or JSON feed";

struct Description {
  std::string_view mark;
  std::string_view text;
};

// By the root element's local name.
constexpr std::array kRoots = {
    Description{"html", "an HTML page"},
    Description{"opml", "an OPML list of feeds"},
    Description{"urlset", "a sitemap"},
    Description{"sitemapindex", "a sitemap index"},
    Description{"kml", "a KML map"},
    Description{"OpenSearchDescription", "an OpenSearch description"},
    Description{"service", "an Atom service document"},
    Description{"channel", "a channel in Microsoft's CDF"},
    Description{"RDF", "RDF without RSS in it"},
    Description{"XRD", "an XRD document"},
    Description{"svg", "an SVG picture"},
    Description{"Error", "a server's error message in XML"},
};

// JSON by a key at its top.
constexpr std::array kJsonKeys = {
    Description{"rss", "RSS turned into JSON"},
    Description{"orderedItems", "an ActivityStreams collection"},
    Description{"@context", "linked data (JSON-LD)"},
    Description{"date_gmt", "WordPress' own JSON"},
    Description{"openapi", "the description of an interface (OpenAPI)"},
    Description{"swagger", "the description of an interface (OpenAPI)"},
    Description{"start_url", "the manifest of a web application"},
    Description{"error", "a server's error message in JSON"},
    Description{"errors", "a server's error message in JSON"},
};

// JSON by the type that it calls itself.
constexpr std::array kJsonTypes = {
    Description{"FeatureCollection", "a GeoJSON map"},
    Description{"Feature", "a GeoJSON map"},
    Description{"OrderedCollection", "an ActivityStreams collection"},
    Description{"OrderedCollectionPage", "an ActivityStreams collection"},
    Description{"Collection", "an ActivityStreams collection"},
    Description{"CollectionPage", "an ActivityStreams collection"},
};

// By the first bytes.
constexpr std::array kMagic = {
    Description{"\x1F\x8B", "compressed data (gzip)"},
    Description{"\x28\xB5\x2F\xFD", "compressed data (zstd)"},
    Description{"PK\x03\x04", "a ZIP archive"},
    Description{"%PDF-", "a PDF document"},
    Description{"\x89PNG", "a PNG picture"},
    Description{"\xFF\xD8\xFF", "a JPEG picture"},
    Description{"GIF8", "a GIF picture"},
    Description{"{\\rtf", "an RTF document"},
};

std::string sentence(std::string_view what) {
  return "is " + std::string(what) + ", not a feed" + std::string(kOther);
}

// `text` is not empty and has no blanks around it.
bool begins_like_an_object(std::string_view text) {
  return text.front() == '{' && base::trim(text.substr(1)).substr(0, 1) == "\"";
}

// A page too broken to have its own root element still says so at its beginning. Titles and links
// are in other XML too.
bool looks_like_html(std::string_view head, std::string_view root) {
  constexpr std::array<std::string_view, 7> kMarks = {"<!doctype html", "<html",  "<head",  "<body",
                                                      "<meta",          "<title", "<script"};
  const bool is_other_xml = !root.empty() && markup::html_tag(root) == markup::HtmlTag::unknown;
  const std::string text = base::lower(head);
  return std::any_of(kMarks.begin(), is_other_xml ? kMarks.begin() + 2 : kMarks.end(),
                     [&](std::string_view mark) { return text.find(mark) != std::string::npos; });
}

bool is_binary(std::string_view head) {
  return std::any_of(head.begin(), head.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && !base::is_space(c);
  });
}

std::string printable(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, kMaxNameShown)) {
    out.push_back(
        static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F ? c : '?');
  }
  return out;
}

}  // namespace

std::string_view kind_by_first_bytes(std::string_view bytes) {
  for (const Description& magic : kMagic) {
    if (bytes.starts_with(magic.mark)) return magic.text;
  }
  return {};
}

std::string describe_no_feed(std::string_view bytes, std::string_view root) {
  bytes = base::without_byte_order_mark(bytes);
  const std::string_view kind = kind_by_first_bytes(bytes);
  if (!kind.empty()) return sentence(kind);
  const std::string_view text = base::trim(bytes);
  if (text.empty()) return "is empty, not a feed" + std::string(kOther);
  if (begins_like_an_object(text)) return sentence("broken JSON");
  if (base::equals_ignoring_case(root, "html")) return std::string(kHtmlPage);
  for (const Description& known : kRoots) {
    if (base::equals_ignoring_case(root, known.mark)) return sentence(known.text);
  }
  const std::string_view head = text.substr(0, kWindow);
  if (looks_like_html(head, root)) return std::string(kHtmlPage);
  if (is_binary(head)) return sentence("binary data");
  if (!root.empty()) return sentence("XML with the root element \"" + printable(root) + "\"");
  return sentence(text.front() == '<' ? "broken XML without a root element" : "plain text");
}

std::string describe_no_feed(const JsonOutline& json) {
  for (const Description& known : kJsonTypes) {
    if (json.type == known.mark) return sentence(known.text);
  }
  for (const Description& known : kJsonKeys) {
    const auto& keys = json.keys;
    if (std::find(keys.begin(), keys.end(), known.mark) != keys.end()) return sentence(known.text);
  }
  return sentence("JSON that is no JSON Feed");
}

}  // namespace syndic::parse
