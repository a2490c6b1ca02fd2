// SPDX-License-Identifier: MIT
#include "normalize/item/content_hash.h"

#include <optional>
#include <string_view>

#include "base/hash.h"

namespace syndic::normalize {
namespace {

// To be raised whenever the result of clean_feed() or describe() for the same input changes. Items
// of other versions are stored anew, once, and do not count as changed.
constexpr std::string_view kRulesVersion = "1";

// All fields in a row, each with its length before it, so that none can run into the next.
class Fields {
 public:
  void add(std::string_view text) {
    bytes_.append(std::to_string(text.size())).append(":").append(text);
  }
  void add(std::size_t number) { add(std::to_string(number)); }
  void add(const std::optional<std::uint64_t>& number) {
    add(number ? std::to_string(*number) : std::string());
  }
  void add(const model::Text& text) {
    add(text.value);
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
    add(enclosure.url);
    add(enclosure.media_type);
    add(enclosure.title);
    add(enclosure.length);
    add(enclosure.duration_seconds);
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
    add(transcript.url);
    add(transcript.media_type);
    add(transcript.language);
    add(transcript.rel);
  }
  void add(const model::Voice& voice) {
    add(voice.name);
    add(voice.role);
    add(voice.group);
    add(voice.image);
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
    add(episode.chapters_url);
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
  std::string bytes_;
};

}  // namespace

std::string content_hash(const model::Item& item, std::size_t max_item) {
  Fields fields;
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
  fields.add(item.image);
  fields.add(item.banner_image);
  fields.add(item.origin.title);
  fields.add(item.origin.url);
  fields.add(item.origin.id);
  fields.add(static_cast<std::size_t>(item.kind));
  // Items without extras keep the hash that they had before extras were read.
  if (item.extras != model::Extras{}) fields.add(item.extras);
  if (item.pinned) fields.add(std::string_view("pinned"));
  std::string version(kRulesVersion);
  if (max_item > 0) version += " cut to " + std::to_string(max_item);
  return version + ":" + fields.hash();
}

}  // namespace syndic::normalize
