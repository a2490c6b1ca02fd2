// SPDX-License-Identifier: MIT
#include "parse/double_encoded.h"

#include <cstddef>
#include <string>
#include <vector>

#include "markup/charset/double_encoding.h"

namespace syndic::parse {
namespace {

class Mender {
 public:
  void mend(std::string& text) {
    if (auto mended = markup::undo_double_encoding(text)) {
      text = *std::move(mended);
      ++count_;
    }
  }

  void mend(std::vector<model::Person>& persons) {
    for (model::Person& person : persons) mend(person.name);
  }

  void mend(model::Item& item) {
    for (model::Text* text : {&item.title, &item.content, &item.summary}) mend(text->value);
    mend(item.rights);
    mend(item.authors);
    mend(item.contributors);
    for (model::Category& category : item.categories) {
      mend(category.term);
      mend(category.label);
    }
    for (model::Enclosure& enclosure : item.enclosures) mend(enclosure.title);
    mend(item.origin.title);
  }

  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::size_t count_ = 0;
};

}  // namespace

void mend_double_encoding(model::Feed& feed) {
  Mender mender;
  mender.mend(feed.title.value);
  mender.mend(feed.subtitle.value);
  mender.mend(feed.rights);
  mender.mend(feed.authors);
  for (model::Item& item : feed.items) mender.mend(item);
  if (const std::size_t count = mender.count()) {
    feed.warnings.push_back("mended " + std::to_string(count) +
                            (count == 1 ? " text that was" : " texts that were") +
                            " encoded twice");
  }
}

void mend_double_encoding(model::ItemPage& page) {
  Mender mender;
  for (std::string* text : {&page.title, &page.summary, &page.content, &page.author}) {
    mender.mend(*text);
  }
}

}  // namespace syndic::parse
