// SPDX-License-Identifier: MIT
#include "normalize/clean.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "normalize/html/plain_text.h"
#include "normalize/html/sanitize.h"
#include "normalize/item/enclosures.h"
#include "normalize/item/kind.h"
#include "normalize/link/links.h"
#include "normalize/link/private_hosts.h"
#include "text/excerpt.h"
#include "text/language.h"
#include "text/mail_address.h"

namespace syndic::normalize {
namespace {

using model::TextType;

// What is published in one line, in bytes: a post that is its own title fits, a book does not.
constexpr std::size_t kLongestLine = 2'048;

// As URLs, which many ids are.
constexpr std::size_t kLongestId = 8'192;

bool is_rss(model::Format format) {
  switch (format) {
    case model::Format::rss090:
    case model::Format::rss091:
    case model::Format::rss092:
    case model::Format::rss10:
    case model::Format::rss20:
      return true;
    default:
      return false;
  }
}

std::string clean_email(std::string_view text) { return to_line(text::mail_address(text)); }

// What a program that is lenient about schemes may take for one.
std::string_view scheme_of(std::string_view text) {
  const std::size_t end = text.find_first_of(":/?#");
  return end == std::string_view::npos || text[end] != ':' ? "" : text.substr(0, end);
}

// Whether it has no scheme, or one of those of names.
bool has_harmless_scheme(std::string_view text) {
  constexpr auto kOfNames = std::to_array<std::string_view>(
      {"", "http", "https", "urn", "tag", "doi", "hdl", "ark", "info", "oai"});
  const std::string scheme = base::lower(scheme_of(text));
  return std::find(kOfNames.begin(), kOfNames.end(), scheme) != kOfNames.end();
}

class Cleaner {
 public:
  Cleaner(const model::Feed& feed, const CleanOptions& options)
      : options_(options), rss_(is_rss(feed.format)) {
    for (const std::string* base : {&feed.base_url, &feed.feed_url, &feed.home_page_url}) {
      if (base_url_.empty()) base_url_ = absolute_url(*base, {}, Schemes::web);
    }
  }

  void clean_head(model::Feed& feed) const {
    feed.base_url = base_url_;
    feed.id = id_line(feed.id);
    clean_line(feed.title, TextRole::title);
    clean_line(feed.subtitle, TextRole::body);
    feed.subtitle.value = bounded(std::move(feed.subtitle.value));
    for (std::string* url : {&feed.home_page_url, &feed.feed_url, &feed.icon, &feed.favicon}) {
      clean_url(*url);
    }
    feed.language = text::language_tag(feed.language);
    feed.rights = name(feed.rights);
    clean_people(feed.authors);
    for (std::string& hub : feed.hubs) clean_url(hub);
    std::unordered_set<std::string> seen;
    std::erase_if(feed.hubs,
                  [&](const std::string& hub) { return hub.empty() || !seen.insert(hub).second; });
  }

  /// The first image in the item's content.
  std::string clean_item(model::Item& item) const {
    item.id = id_line(item.id);
    if (!item.url.empty() && !is_plainly_right(item.url)) {
      item.url = absolute_url(item.url, base_url_, Schemes::web);
    }
    for (std::string* url :
         {&item.external_url, &item.comments_url, &item.image, &item.banner_image}) {
      clean_url(*url);
    }
    if (options_.for_publishing) {
      for (std::string* link : {&item.url, &item.external_url, &item.comments_url}) {
        if (auto untracked = without_tracking(*link)) *link = *std::move(untracked);
      }
    }
    clean_line(item.title, TextRole::title);
    clean_line(item.summary, TextRole::body);
    Findings findings = clean_content(item.content);
    item.rights = name(item.rights);
    item.language = text::language_tag(item.language);
    clean_people(item.authors);
    clean_people(item.contributors);
    clean_categories(item.categories);
    const auto medium =
        clean_enclosures(item.enclosures, base_url_,
                         options_.for_publishing ? MediaFacts::settled : MediaFacts::as_given);
    std::erase_if(item.enclosures, [&](const auto& each) { return is_hidden(each.url); });
    item.origin.title = name(item.origin.title);
    item.origin.id = id_line(item.origin.id);
    if (!has_harmless_scheme(item.origin.id)) item.origin.id.clear();
    clean_url(item.origin.url);
    clean_extras(item.extras);
    clean_event(item.event);
    if (item.image.empty()) item.image = first_image(item.enclosures);
    item.kind = kind_of(item, findings, medium);
    return std::move(findings.first_image);
  }

 private:
  // Ids are compared, not read: only characters that no document can contain are removed, and one
  // that is too long becomes a name of itself.
  [[nodiscard]] std::string id_line(std::string_view id) const {
    std::string line =
        base::is_folded_ascii(id) ? std::string(id) : base::fold_spaces(base::to_xml_text(id));
    const bool is_too_long = options_.for_publishing && line.size() > kLongestId;
    return is_too_long ? base::name_based_urn(base_url_, line) : line;
  }

  [[nodiscard]] std::string bounded(std::string line) const {
    const bool is_too_long = options_.for_publishing && line.size() > kLongestLine;
    if (is_too_long) line = text::beginning(line, kLongestLine);
    return line;
  }

  void clean_url(std::string& url) const {
    if (url.empty()) return;
    if (!is_plainly_right(url)) url = absolute_url(url, base_url_, Schemes::web);
    if (is_hidden(url)) url.clear();
  }

  [[nodiscard]] bool is_hidden(std::string_view url) const {
    return options_.without_private && is_private_url(url);
  }

  // Of the texts that are bodies a summary is the only long one, and has a bound of its own.
  void clean_line(model::Text& text, TextRole role) const {
    if (!is_plainly_line(text.value, text.type)) text.value = to_line(text, role);
    if (role == TextRole::title) text.value = bounded(std::move(text.value));
    text.type = TextType::plain;
    text.base_url.clear();
  }

  // RSS does not say whether names are HTML; Atom and JSON Feed say that they are not.
  [[nodiscard]] std::string name(std::string_view text) const {
    if (text.empty()) return {};
    return bounded(to_line(text, rss_ ? TextType::unknown : TextType::plain, TextRole::title));
  }

  Findings clean_content(model::Text& content) const {
    Findings findings;
    if (is_html(content, TextRole::body)) {
      std::string clean;
      std::string resolved;
      std::string_view base = content.base_url;
      if (!is_plainly_right(base)) base = resolved = absolute_url(base, base_url_, Schemes::web);
      if (base.empty()) base = base_url_;
      findings =
          sanitize(content.value, {base, options_.for_publishing, options_.without_private}, clean);
      content.value = std::move(clean);
      content.type = TextType::html;
    } else {
      content.value = to_plain_body(content.value);
      content.type = TextType::plain;
    }
    content.base_url.clear();
    return findings;
  }

  void clean_people(std::vector<model::Person>& people) const {
    for (model::Person& person : people) {
      person.name = name(person.name);
      if (!person.email.empty()) person.email = clean_email(person.email);
      if (person.email.empty() && base::starts_with_ignoring_case(person.url, "mailto:")) {
        person.email = clean_email(person.url);
        if (person.name.empty()) person.name = person.email;
      }
      if (!person.url.empty()) {
        person.url = absolute_url(person.url, base_url_, Schemes::contact);
      }
      if (is_hidden(person.url)) person.url.clear();
    }
    std::erase_if(people, [](const model::Person& each) { return each == model::Person{}; });
  }

  // Drops repetitions. Some differ only in what people do not see: the scheme, or the term.
  void clean_categories(std::vector<model::Category>& categories) const {
    std::unordered_set<std::string> seen;
    for (model::Category& each : categories) {
      each.term = name(each.term);
      each.label = name(each.label);
      if (each.term.empty()) each.term = each.label;
      each.scheme = name(each.scheme);
      if (!has_harmless_scheme(each.scheme)) each.scheme.clear();
    }
    std::erase_if(categories, [&](const model::Category& each) {
      const std::string& shown = each.label.empty() ? each.term : each.label;
      // A line of text has no line breaks.
      const std::string all = each.term + '\n' + each.scheme + '\n' + shown;
      return shown.empty() || !seen.insert(all).second;
    });
  }

  void clean_extras(model::Extras& extras) const {
    model::for_each_url(extras, [&](std::string& url) { clean_url(url); });
    for (model::InReplyTo& each : extras.in_reply_to) {
      each.ref = id_line(each.ref);
      if (!has_harmless_scheme(each.ref)) each.ref.clear();
    }
    for (model::Credit& each : extras.credits) {
      each = {name(each.name), name(each.role), name(each.scheme)};
      if (!has_harmless_scheme(each.scheme)) each.scheme.clear();
    }
    model::Episode& episode = extras.episode;
    episode.chapters_type = declared_media_type(episode.chapters_type, episode.chapters_url);
    for (model::Transcript& each : episode.transcripts) {
      each.media_type = declared_media_type(each.media_type, each.url);
      each.language = text::language_tag(each.language);
      if (each.rel != "captions") each.rel.clear();
    }
    for (model::Voice& each : episode.voices) {
      each.name = name(each.name);
      each.role = name(each.role);
      each.group = name(each.group);
    }
    extras.place_name = name(extras.place_name);
    std::erase_if(extras.pictures, [](const auto& each) { return each.url.empty(); });
    std::erase_if(extras.credits, [](const auto& each) { return each.name.empty(); });
    std::erase_if(extras.in_reply_to, [](const auto& each) { return each.ref.empty(); });
    std::erase_if(episode.transcripts, [](const auto& each) { return each.url.empty(); });
    std::erase_if(episode.voices, [](const auto& each) { return each.name.empty(); });
    if (episode.chapters_url.empty()) episode.chapters_type.clear();
  }

  // One that ends before it begins has no end that anybody could make sense of.
  void clean_event(std::optional<model::Event>& event) const {
    if (!event) return;
    event->place = name(event->place);
    if (event->end && *event->end < event->start) event->end.reset();
  }

  static std::string first_image(const std::vector<model::Enclosure>& enclosures) {
    const auto image = std::find_if(
        enclosures.begin(), enclosures.end(),
        [](const model::Enclosure& each) { return each.media_type.starts_with("image/"); });
    return image == enclosures.end() ? std::string() : image->url;
  }

  CleanOptions options_;
  bool rss_;
  std::string base_url_;
};

}  // namespace

std::vector<std::string> clean_feed(model::Feed& feed, const CleanOptions& options) {
  const Cleaner cleaner(feed, options);
  cleaner.clean_head(feed);
  std::vector<std::string> images;
  images.reserve(feed.items.size());
  for (model::Item& item : feed.items) images.push_back(cleaner.clean_item(item));
  return images;
}

}  // namespace syndic::normalize
