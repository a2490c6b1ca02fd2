// SPDX-License-Identifier: MIT
#include "normalize/item/content_hash.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/url.h"

namespace syndic::normalize {
namespace {

// To be raised whenever the result of clean_feed() or describe() for the same input changes. Items
// of other versions are stored anew, once, and do not count as changed.
constexpr std::string_view kRulesVersion = "3";

// What of an item is hashed.
enum class Scope { message, all };

// What of HTML people read: no tags, and no blanks, which may be anywhere between them.
std::string read_text(std::string_view html) {
  std::string text;
  bool is_tag = false;
  for (const char c : html) {
    if (c == '<') is_tag = true;
    if (!is_tag && !base::is_space(c)) text.push_back(c);
    if (c == '>') is_tag = false;
  }
  return text;
}

// Sanitised HTML with the tags of pictures, but without what is in them.
std::string without_addresses_of_pictures(std::string_view html) {
  constexpr std::string_view kPicture = "<img ";
  std::string text;
  for (std::size_t at = 0;;) {
    const std::size_t picture = std::min(html.find(kPicture, at), html.size());
    text.append(html.substr(at, picture - at));
    if (picture == html.size()) return text;
    text.append(kPicture);
    at = std::min(html.find('>', picture), html.size());
  }
}

// The last segment of its path.
std::string_view file_name(std::string_view url) {
  const std::string_view path = base::split_url(url).path;
  return path.substr(path.rfind('/') + 1);
}

// All fields in a row, each with its length before it, so that none can run into the next.
class Fields {
 public:
  explicit Fields(Scope scope) : scope_(scope) {}

  void add(std::string_view text) {
    bytes_.append(std::to_string(text.size())).append(":").append(text);
  }
  void add(std::size_t number) { add(std::to_string(number)); }
  void add(const std::optional<std::uint64_t>& number) {
    add(number ? std::to_string(*number) : std::string());
  }
  void add(const model::Text& text) {
    const bool has_pictures = text.type == model::TextType::html && scope_ == Scope::message;
    add(has_pictures ? without_addresses_of_pictures(text.value) : text.value);
    add(static_cast<std::size_t>(text.type));
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
  void add_picture(std::string_view url) { add(scope_ == Scope::all ? url : std::string_view()); }
  void add_file(std::string_view url) { add(scope_ == Scope::all ? url : file_name(url)); }
  void add_flag(const std::optional<bool>& flag) {
    add(!flag ? std::string_view() : *flag ? std::string_view("yes") : std::string_view("no"));
  }
  void add(const model::InReplyTo& reply) {
    add(reply.ref);
    add(reply.url);
    add(reply.source);
  }
  void add(const model::Picture& picture) {
    if (scope_ == Scope::message) return;
    add(picture.url);
    add(picture.width);
    add(picture.height);
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
    add_picture(voice.image);
    add(voice.url);
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
    add(all.size());
    for (const Each& each : all) add(each);
  }

  [[nodiscard]] std::string hash() const { return base::content_hash(bytes_); }

 private:
  Scope scope_;
  std::string bytes_;
};

std::string hash_of_words(const model::Item& item) {
  const auto read = [](const model::Text& text) {
    return text.type == model::TextType::html ? read_text(text.value) : text.value;
  };
  Fields fields(Scope::message);
  fields.add(item.title.value);
  fields.add(read(item.content));
  fields.add(read(item.summary));
  fields.add(item.url);
  return fields.hash();
}

std::string hash_of(Scope scope, const model::Item& item) {
  Fields fields(scope);
  fields.add(item.url);
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
  fields.add_picture(item.image);
  fields.add_picture(item.banner_image);
  fields.add(item.origin.title);
  fields.add(item.origin.url);
  fields.add(item.origin.id);
  fields.add(static_cast<std::size_t>(item.kind));
  if (item.extras != model::Extras{}) fields.add(item.extras);
  if (item.pinned) fields.add(std::string_view("pinned"));
  return fields.hash();
}

}  // namespace

std::string content_hash(const model::Item& item, std::size_t max_item) {
  std::string version(kRulesVersion);
  if (max_item > 0) version += " cut to " + std::to_string(max_item);
  return version + ":" + hash_of_words(item) + ":" + hash_of(Scope::message, item) + ":" +
         hash_of(Scope::all, item);
}

}  // namespace syndic::normalize
