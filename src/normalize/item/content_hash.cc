// SPDX-License-Identifier: MIT
#include "normalize/item/content_hash.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "base/url.h"
#include "normalize/link/canonical_url.h"

namespace syndic::normalize {
namespace {

// To be raised whenever the result of clean_feed() or describe_title() for the same input changes.
// Items of other versions are stored anew, once, and do not count as changed.
constexpr std::string_view kRulesVersion = "4";

const model::Extras kNoExtras;

// The host that a tag links to; empty if it is no link.
std::string_view host_in_link(std::string_view tag) {
  constexpr std::string_view kLink = "<a href=\"";
  if (!tag.starts_with(kLink)) return {};
  tag.remove_prefix(kLink.size());
  return base::split_url(tag.substr(0, tag.find('"'))).host;
}

// Appends what people read of sanitised HTML: no tags, no blanks, which may be anywhere between
// them, and no host that names its own link, as that of a player without a title.
void append_words(std::string_view html, std::string& out) {
  std::string_view host;
  const std::size_t before = out.size();
  out.resize(before + html.size());
  char* to = out.data() + before;
  for (std::size_t at = 0; at < html.size();) {
    const std::string_view text = html.substr(at, html.find('<', at) - at);
    if (text != host) {
      for (const char c : text) {  // The next character takes the place of a blank.
        *to = c;
        to += base::is_space(c) ? 0 : 1;
      }
    }
    at += text.size();
    const std::string_view tag = html.substr(at, html.find('>', at) - at);
    host = host_in_link(tag);
    at += tag.size() + 1;
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
}

// Where the URL leads: one spelling for all that lead there.
std::string place_of(std::string_view url) {
  const bool has_brackets = base::find_any<'[', ']'>(url) != base::kNotFound;
  std::string place = has_brackets ? canonical_url(base::escape_brackets(url)) : canonical_url(url);
  if (place.empty()) return std::string(url);
  const std::string_view fragment = url.substr(std::min(url.find('#'), url.size()));
  return place.ends_with(fragment) ? place : place.append(fragment);
}

// The last segment of its path.
std::string_view file_name(std::string_view url) {
  const std::string_view path = base::split_url(url).path;
  return path.substr(path.rfind('/') + 1);
}

// Fields, each with its length before it, so that none can run into the next.
class Row {
 public:
  explicit Row(std::size_t length) { bytes_.reserve(length); }

  void add(std::string_view text) {
    write(text.size());
    bytes_.append(":").append(text);
  }
  void add(const std::optional<std::uint64_t>& number) {
    bytes_.push_back(number ? '#' : '-');
    if (number) write(*number);
  }
  void append_hash(std::string& out) const { base::append_content_hash(bytes_, out); }

 private:
  void write(std::uint64_t number) {
    std::array<char, std::numeric_limits<std::uint64_t>::digits10 + 1> digits;
    const auto written = std::to_chars(digits.begin(), digits.end(), number);
    bytes_.append(digits.begin(), written.ptr);
  }

  std::string bytes_;
};

// What an item's message is made of, and the addresses beside it.
class Fields {
 public:
  explicit Fields(std::size_t length) : message_(length), addresses_(0) {}

  void add(std::string_view text) { message_.add(text); }
  void add(std::optional<std::uint64_t> number) { message_.add(number); }
  void add(const model::Text& text) {
    text.type == model::TextType::html ? add_html(text.value) : add(text.value);
    add(static_cast<std::uint64_t>(text.type));
  }
  void add(const model::Person& person) {
    add(person.name);
    add(person.email);
    add(person.url);
  }
  void add(const model::Category& category) {
    add(category.term);
    add(category.scheme);
    add(category.label);
  }
  void add(const model::Enclosure& enclosure) {
    add_file(enclosure.url);
    add(enclosure.media_type);
    add(enclosure.title);
    add(enclosure.length);
    add(enclosure.duration_seconds);
  }
  void add_address(std::string_view url) { addresses_.add(url); }
  void add_file(std::string_view url) {
    add(file_name(url));
    add_address(url);
  }
  void add_flag(const std::optional<bool>& flag) {
    add(!flag ? std::string_view() : *flag ? std::string_view("yes") : std::string_view("no"));
  }
  void add(const model::InReplyTo& reply) {
    add(reply.ref);
    add(reply.url);
    add(reply.source);
  }
  void add(const model::Picture& picture) {
    add_address(picture.url);
    addresses_.add(picture.width);
    addresses_.add(picture.height);
  }
  void add(const model::Credit& credit) {
    add(credit.name);
    add(credit.role);
    add(credit.scheme);
  }
  void add(const model::Place& place) { add(place.coordinates); }
  void add(const model::Transcript& transcript) {
    add_file(transcript.url);
    add(transcript.media_type);
    add(transcript.language);
    add(transcript.rel);
  }
  void add(const model::Voice& voice) {
    add(voice.name);
    add(voice.role);
    add(voice.group);
    add_address(voice.image);
    add(voice.url);
  }
  void add(const model::Event& event) {
    add(base::format_rfc3339(event.start));
    add(event.end ? base::format_rfc3339(*event.end) : std::string());
    add(std::uint64_t{event.all_day});
    add(event.place);
  }
  // The number of comments is no change: it grows every day.
  void add(const model::Extras& extras) {
    add(extras.license);
    add(extras.comments_feed_url);
    add(extras.in_reply_to);
    add(extras.pictures);
    add(extras.credits);
    add(extras.places);
    add(extras.place_name);
    const model::Episode& episode = extras.episode;
    add(episode.season);
    add(episode.number);
    add(episode.type);
    add_flag(episode.is_explicit);
    add_file(episode.chapters_url);
    add(episode.chapters_type);
    add(episode.transcripts);
    add(episode.voices);
  }
  template <class Each>
  void add(const std::vector<Each>& all) {
    add(std::uint64_t{all.size()});
    for (const Each& each : all) add(each);
  }

  void append_hashes(std::string& out) const {
    message_.append_hash(out.append(1, ':'));
    addresses_.append_hash(out.append(1, ':'));
  }

 private:
  // What is in the tag of a picture is its address, more or less.
  void add_html(std::string_view html) {
    constexpr std::string_view kPicture = "<img ";
    for (std::size_t at = 0;;) {
      const std::size_t picture = std::min(html.find(kPicture, at), html.size());
      add(html.substr(at, picture - at));
      if (picture == html.size()) return;
      at = std::min(html.find('>', picture), html.size());
      add_address(html.substr(picture, at - picture));
    }
  }

  Row message_;
  Row addresses_;
};

// About as long as what is hashed of an item.
std::size_t length_of_texts(const model::Item& item) {
  constexpr std::size_t kOther = 1'024;
  return item.title.value.size() + item.content.value.size() + item.summary.value.size() + kOther;
}

// When and where it is, which subscribers must hear of when it changes.
std::string words_of_event(const model::Event& event) {
  std::string words = base::format_rfc3339(event.start) + ' ';
  if (event.end) words += base::format_rfc3339(*event.end);
  return words + ' ' + event.place;
}

std::string hash_of_words(const model::Item& item) {
  constexpr char kEnd = '\0';  // No text has one.
  std::string words = item.title.value + kEnd;
  words.reserve(length_of_texts(item));
  for (const model::Text* text : {&item.content, &item.summary}) {
    const bool is_html = text->type == model::TextType::html;
    is_html ? append_words(text->value, words) : void(words.append(text->value));
    words.push_back(kEnd);
  }
  words.append(place_of(item.url));
  if (item.event) words.append(1, kEnd).append(words_of_event(*item.event));
  return base::content_hash(words);
}

void append_hashes_of_fields(const model::Item& item, std::string& out) {
  Fields fields(length_of_texts(item));
  fields.add(place_of(item.url));
  fields.add_address(item.url);
  fields.add(item.external_url);
  fields.add(item.comments_url);
  fields.add(item.title);
  fields.add(item.content);
  fields.add(item.summary);
  fields.add(item.rights);
  fields.add(item.language);
  fields.add(item.authors);
  fields.add(item.contributors);
  fields.add(item.categories);
  fields.add(item.enclosures);
  fields.add_address(item.image);
  fields.add_address(item.banner_image);
  fields.add(item.origin.title);
  fields.add(item.origin.url);
  fields.add(item.origin.id);
  fields.add(static_cast<std::uint64_t>(item.kind));
  if (item.extras != kNoExtras) fields.add(item.extras);
  if (item.event) fields.add(*item.event);
  if (item.pinned) fields.add(std::string_view("pinned"));
  fields.append_hashes(out);
}

}  // namespace

std::string content_hash(const model::Item& item, std::size_t max_item) {
  constexpr std::size_t kUsual = 80;
  std::string out;
  out.reserve(kUsual);
  out.append(kRulesVersion);
  if (max_item > 0) out += " cut to " + std::to_string(max_item);
  append_hashes_of_fields(item, out);
  return out;
}

void add_hash_of_words(model::Item& item) {
  item.content_hash.append(":").append(hash_of_words(item));
}

}  // namespace syndic::normalize
