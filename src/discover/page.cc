// SPDX-License-Identifier: MIT
#include "discover/page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "discover/address.h"
#include "markup/charset/encoding.h"
#include "markup/html/character_references.h"
#include "markup/html/tokenizer.h"

namespace syndic::discover {
namespace {

using markup::HtmlTag;
using markup::HtmlToken;

constexpr std::size_t kLongestLink = 2'048;   // No server accepts longer ones.
constexpr std::size_t kLongestWords = 1'024;  // Of an attribute or a link's text, in bytes.
constexpr std::size_t kLongestTitle = 200;    // In characters.
constexpr std::size_t kMostTries = 2'000;     // Links that are resolved, with or without success.
constexpr std::string_view kAnyUrl = "https://any.invalid/";
constexpr std::size_t kPrescan = 4'096;  // Where a charset may be declared.

constexpr std::array<std::string_view, 5> kFeedTypes = {
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/x-rss+xml",
    "application/rdf+xml"};
constexpr std::array<std::string_view, 5> kVagueTypes = {
    "text/xml", "application/xml", "application/json", "text/rss+xml", "text/rss"};
// In types that nobody registered.
constexpr std::array<std::string_view, 3> kFeedWords = {"rss", "atom", "feed"};

// The value of an attribute with its references decoded, cut to `most` bytes; empty if absent.
std::string attribute(const HtmlToken& token, std::string_view name,
                      std::size_t most = kLongestWords) {
  for (const markup::HtmlAttribute& each : token.attributes) {
    if (!base::equals_ignoring_case(each.name, name)) continue;
    return markup::decoded(each.value.substr(0, most), markup::ReferenceContext::attribute);
  }
  return {};
}

// A URL that is too long is dropped, as a cut one would be another URL.
std::string address(const HtmlToken& token) {
  std::string href = attribute(token, "href", kLongestLink + 1);
  return href.size() > kLongestLink ? std::string() : href;
}

bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    list = base::trim(list);
    const std::size_t end = std::min(list.find_first_of(" \t\r\n\f"), list.size());
    if (base::equals_ignoring_case(list.substr(0, end), word)) return true;
    list.remove_prefix(end);
  }
  return false;
}

bool is_one_of(std::string_view word, const auto& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::optional<std::string> absolute(std::string_view href, std::string_view base_url) {
  auto url = base::resolve_url(without_feed_scheme(href, base_url), base_url);
  if (!url || url->size() > kLongestLink || !base::is_http_url(*url)) return std::nullopt;
  return base::without_credentials(base::without_fragment(*url));
}

// WordPress declares its programming interface as JSON, and oEmbed is declared like a feed.
bool is_interface(std::string_view href) {
  return href.find("wp-json") != std::string_view::npos ||
         href.find("oembed") != std::string_view::npos;
}

// The page's charset by its meta elements, as a Content-Type (WHATWG HTML §13.2.3.2).
std::string declared_content_type(std::string_view page) {
  markup::HtmlTokenizer tokens(page.substr(0, kPrescan));
  for (HtmlToken token; tokens.next(token);) {
    if (token.kind != HtmlToken::Kind::start_tag || token.tag != HtmlTag::meta) continue;
    if (const std::string charset = attribute(token, "charset"); !charset.empty()) {
      return "text/html; charset=" + charset;
    }
    if (base::equals_ignoring_case(attribute(token, "http-equiv"), "content-type")) {
      return attribute(token, "content");
    }
  }
  return {};
}

std::string text_of_page(std::string_view bytes, std::string_view content_type) {
  bytes = bytes.substr(0, kLongestPage);
  const bool says_charset = base::lower(content_type).find("charset") != std::string::npos;
  const std::string declared = says_charset ? std::string() : declared_content_type(bytes);
  return markup::decode_text(bytes, declared.empty() ? content_type : declared).text;
}

/// A link as an element of a page has it, references decoded.
struct LinkFields {
  std::string_view rel;  ///< Relations, blanks between them.
  std::string_view type;
  std::string_view href;
  std::string_view title;
};

std::string type_of(const LinkFields& link) {
  const std::string_view type = base::trim(link.type);
  return base::lower(type.substr(0, type.find_first_of("; \t\r\n\f")));
}

enum class Declares { nothing, feed, feed_in_other_words };

// XML that may be a feed as well as anything else, a type that is not registered but says what is
// meant, or no type where the title or the URL say it.
bool is_in_other_words(const LinkFields& link, const std::string& type) {
  if (base::lower(link.href).find("sitemap") != std::string::npos) return false;
  if (type.empty()) {
    return mentions_feed(link.title) || looks_like_feed_address(link.href);
  }
  return type == "text/xml" || type == "application/xml" ||
         std::any_of(kFeedWords.begin(), kFeedWords.end(),
                     [&](std::string_view word) { return type.find(word) != std::string::npos; });
}

// Whether a link declares a feed (WHATWG HTML §4.6.7.1 and the RSS Advisory Board's and RFC 5005's
// kin). XML and JSON without a feed's type count if their title or URL look like a feed's.
Declares declaration_of(const LinkFields& link) {
  const std::string type = type_of(link);
  const bool is_alternate = has_word(link.rel, "alternate");
  const bool is_rel_feed = has_word(link.rel, "feed");
  if (!is_alternate && !is_rel_feed) return Declares::nothing;
  // A style sheet may be an alternate one (§4.6.7.1).
  if (has_word(link.rel, "stylesheet") || is_interface(link.href)) return Declares::nothing;
  if (!absolute(link.href, kAnyUrl)) return Declares::nothing;
  const bool is_vague = is_one_of(type, kVagueTypes);
  // rel=feed says so itself, unless its type says otherwise.
  if (is_one_of(type, kFeedTypes) || (is_rel_feed && (type.empty() || is_vague))) {
    return Declares::feed;
  }
  if (is_vague && (type.starts_with("text/rss") || looks_like_feed_address(link.href) ||
                   names_feed(link.title) || has_word(link.title, "feed"))) {
    return Declares::feed;
  }
  return is_in_other_words(link, type) ? Declares::feed_in_other_words : Declares::nothing;
}

// Whether it is a feed of comments, which is listed last.
bool is_of_comments(const FeedLink& feed) {
  const std::string title = base::lower(feed.title);
  const std::string url = base::lower(feed.url);
  return title.find("comment") != std::string::npos || url.find("/comments") != std::string::npos ||
         url.find("feed=comments") != std::string::npos;
}

// Adds `feed`, unless it is there or `most` are; before feeds of comments, unless it is one.
void add_feed(std::vector<FeedLink>& feeds, FeedLink feed, std::size_t most) {
  const bool there = std::any_of(feeds.begin(), feeds.end(),
                                 [&](const FeedLink& each) { return each.url == feed.url; });
  if (there || feeds.size() >= most) return;
  const auto at =
      is_of_comments(feed) ? feeds.end() : std::find_if(feeds.begin(), feeds.end(), is_of_comments);
  feeds.insert(at, std::move(feed));
}

class PageReader {
 public:
  PageReader(std::string_view page_url, Relative relative)
      : page_url_(page_url), base_url_(page_url), relative_(relative) {}

  PageFeeds read(std::string_view html) {
    markup::HtmlTokenizer tokens(html);
    for (HtmlToken token; tokens.next(token);) {
      switch (token.kind) {
        case HtmlToken::Kind::start_tag:
          if (!token.foreign) read_tag(token);
          break;
        case HtmlToken::Kind::end_tag:
          if (token.tag == HtmlTag::a) end_link();
          break;
        case HtmlToken::Kind::text:
          if (in_link_)
            add_words(markup::decoded(token.text.substr(0, kLongestWords),
                                      markup::ReferenceContext::text));
          break;
        case HtmlToken::Kind::comment:
          if (token.text.find("This is Squarespace") != std::string_view::npos) {
            system_ = "squarespace";
          }
          break;
        default:
          break;
      }
    }
    end_link();
    return finish();
  }

 private:
  struct Link {
    std::string type;
    std::string href;
    std::string title;
    bool by_address = false;
  };

  void read_tag(const HtmlToken& token) {
    switch (token.tag) {
      case HtmlTag::base:
        read_base(token);
        break;
      case HtmlTag::link:
        read_link(token);
        break;
      case HtmlTag::meta:
        read_meta(token);
        break;
      case HtmlTag::a:
      case HtmlTag::area:
        end_link();
        begin_link(token);
        break;
      case HtmlTag::img:
        if (in_link_) add_words(attribute(token, "alt") + " " + attribute(token, "title"));
        break;
      default:
        break;
    }
  }

  // The first one counts, for all links of the page (§4.2.3).
  void read_base(const HtmlToken& token) {
    const std::string href = address(token);
    if (has_base_ || href.empty()) return;
    has_base_ = true;
    auto url = base::resolve_url(href, page_url_);
    if (url && url->size() <= base::kLongestBaseUrl && base::is_http_url(*url)) {
      base_url_ = *std::move(url);
    }
  }

  void read_link(const HtmlToken& token) {
    const std::string rel = attribute(token, "rel");
    const std::string href = address(token);
    if (href.empty() || ++tries_ > kMostTries) return;
    if (has_word(rel, "canonical")) read_canonical(href);
    const std::string type = attribute(token, "type");
    const std::string title = attribute(token, "title");
    // Resolved in the end, as a base may be after its links.
    const LinkFields fields{.rel = rel, .type = type, .href = href, .title = title};
    const Declares declares = declaration_of(fields);
    if (declares == Declares::nothing) return;
    auto& list = declares == Declares::feed ? declared_ : declared_otherwise_;
    if (list.size() >= kMostDeclaredFeeds) return;
    list.push_back({type_of(fields), href, base::printable_line(title, kLongestTitle)});
  }

  // The base of a page of unknown URL: its canonical link.
  void read_canonical(const std::string& href) {
    if (page_url_.empty() && base::is_http_url(href)) page_url_ = base::without_credentials(href);
    add_youtube(youtube_feed(href));
  }

  void read_meta(const HtmlToken& token) {
    const std::string item = attribute(token, "itemprop");
    const std::string content = attribute(token, "content");
    if (item == "channelId" || item == "identifier") add_youtube(youtube_channel_feed(content));
    if (attribute(token, "property") == "og:url") add_youtube(youtube_feed(content));
    if (system_.empty() && base::equals_ignoring_case(attribute(token, "name"), "generator")) {
      system_ = content;
    }
  }

  // The first URL that names a channel; later ones may be of other channels.
  void add_youtube(std::optional<std::string> feed) {
    if (youtube_.empty() && feed && is_youtube(page_url_)) youtube_ = *std::move(feed);
  }

  void begin_link(const HtmlToken& token) {
    href_ = address(token);
    if (href_.empty() || href_.starts_with('#') || linked_.size() >= 2 * kMostLinkedFeeds) return;
    // A link with a feed's type counts as declared.
    type_ = base::lower(base::trim(attribute(token, "type")));
    in_link_ = true;
    words_.clear();
    add_words(attribute(token, "title") + " " + attribute(token, "aria-label"));
  }

  void add_words(std::string_view words) {
    if (words_.size() + words.size() < kLongestWords) words_.append(" ").append(words);
  }

  void end_link() {
    if (!std::exchange(in_link_, false) || tries_ > kMostTries) return;
    if (is_interface(href_)) return;
    const bool by_address = looks_like_feed_address(href_) || is_one_of(type_, kFeedTypes);
    if (!by_address && !names_feed(words_)) return;
    ++tries_;
    linked_.push_back({type_, href_, base::printable_line(words_, kLongestTitle), by_address});
  }

  PageFeeds finish() {
    PageFeeds feeds;
    if (base_url_.empty()) base_url_ = page_url_;
    add_declared(declared_, feeds);
    if (youtube_.empty()) youtube_ = youtube_feed(page_url_).value_or("");
    if (!youtube_.empty()) {
      add_feed(feeds.declared, {.url = youtube_, .media_type = "application/atom+xml"},
               kMostDeclaredFeeds);
    }
    add_declared(declared_otherwise_, feeds);
    // The URL counts more than words.
    std::stable_partition(linked_.begin(), linked_.end(),
                          [](const Link& link) { return link.by_address; });
    for (Link& link : linked_) {
      auto url = place_of(link.href);
      if (!url || *url == page_url_ || is_there(feeds.declared, *url)) continue;
      add_feed(feeds.linked,
               {.url = *std::move(url),
                .media_type = is_one_of(link.type, kFeedTypes) ? link.type : std::string(),
                .title = std::move(link.title)},
               kMostLinkedFeeds);
    }
    for (std::string& place : usual_feed_places(page_url_, system_)) {
      if (place == page_url_ || is_there(feeds.declared, place) || is_there(feeds.linked, place)) {
        continue;
      }
      feeds.usual.push_back(std::move(place));
    }
    return feeds;
  }

  void add_declared(std::vector<Link>& links, PageFeeds& feeds) const {
    for (Link& link : links) {
      auto url = place_of(link.href);
      if (!url) continue;
      add_feed(feeds.declared,
               {.url = *std::move(url),
                .media_type = std::move(link.type),
                .title = std::move(link.title)},
               kMostDeclaredFeeds);
    }
  }

  // The URL of a link of the page; empty if it is not valid.
  [[nodiscard]] std::optional<std::string> place_of(const std::string& href) const {
    auto url = absolute(href, base_url_);
    const bool is_kept = relative_ == Relative::kept && base_url_.empty();
    if (url || !is_kept || !absolute(href, kAnyUrl)) return url;
    return base::printable_line(href, kLongestLink);
  }

  static bool is_there(const std::vector<FeedLink>& feeds, std::string_view url) {
    return std::any_of(feeds.begin(), feeds.end(),
                       [&](const FeedLink& feed) { return feed.url == url; });
  }

  std::string page_url_;
  std::string base_url_;
  Relative relative_;
  bool has_base_ = false;
  std::size_t tries_ = 0;
  std::vector<Link> declared_;
  std::vector<Link> declared_otherwise_;
  std::vector<Link> linked_;
  std::string youtube_;
  std::string system_;
  bool in_link_ = false;  ///< Between <a> and </a>, where these are of it:
  std::string href_;
  std::string type_;
  std::string words_;
};

}  // namespace

PageFeeds read_page_feeds(std::string_view page, const parse::Hints& hints, Relative relative) {
  const std::string_view url = base::without_fragment(hints.base_url);
  return PageReader(url, relative).read(text_of_page(page, hints.content_type));
}

}  // namespace syndic::discover
