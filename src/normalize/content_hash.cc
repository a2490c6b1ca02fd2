// SPDX-License-Identifier: MIT
#include "normalize/content_hash.h"

#include <optional>
#include <string_view>

#include "base/hash.h"

namespace syndic::normalize {
namespace {

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

std::string content_hash(const model::Item& item) {
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
  return fields.hash();
}

}  // namespace syndic::normalize
