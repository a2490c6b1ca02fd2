// SPDX-License-Identifier: MIT
#include "parse/json/feed.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "markup/json_reader.h"
#include "parse/json/visitor.h"
#include "parse/not_a_feed.h"

namespace syndic::parse {
namespace {

std::string described(const markup::JsonDamage& damage) {
  const std::string place = " at byte " + std::to_string(damage.offset);
  if (damage.after_end) return "left out what follows the JSON's end" + place;
  return (damage.at_end ? "the JSON breaks off" : "the JSON is broken") + place;
}

// What was read of a document, perhaps after a repair.
struct Reading {
  std::optional<JsonFeedVisitor> visitor;
  std::optional<markup::JsonDamage> damage;
  bool repaired = false;
  std::vector<std::string> warnings;
};

// Most documents are right, and only what is not is worth a second look.
void read(const markup::DecodedText& document, const Hints& hints, const Limits& limits,
          Reading& reading) {
  const std::string_view text = document.text;
  reading.warnings = document.warnings;
  std::optional<markup::JsonDamage>& damage = reading.damage;
  damage = markup::read_json(text, limits.max_depth, reading.visitor.emplace(limits, hints));
  if (damage && !damage->at_end && !damage->after_end) {
    if (const auto repaired = markup::repair_json(text); repaired.text != text) {
      reading.repaired = true;
      reading.warnings.push_back("repaired the JSON from byte " +
                                 std::to_string(damage->offset + document.skipped) + " on");
      damage = markup::read_json(repaired.text, limits.max_depth,
                                 reading.visitor.emplace(limits, hints));
      if (damage) damage->offset = repaired.offset_before(damage->offset);
    }
  }
  if (damage) damage->offset += document.skipped;
}

std::string describe(const Reading& reading, std::string_view text) {
  const JsonOutline& outline = reading.visitor->outline();
  const bool is_json = !outline.keys.empty() || (!reading.damage && !reading.repaired);
  return is_json ? describe_no_feed(outline) : describe_no_feed(text, {});
}

}  // namespace

Result<model::Feed> read_json_feed(const markup::DecodedText& document, const Hints& hints,
                                   const Limits& limits) {
  Reading reading;
  read(document, hints, limits, reading);
  JsonFeedVisitor& visitor = *reading.visitor;
  if (!visitor.is_feed()) return fail(Errc::unknown_format, describe(reading, document.text));
  const std::optional<markup::JsonDamage>& damage = reading.damage;
  const bool broken = damage && !damage->after_end;
  if (broken && visitor.says_nothing()) {
    return fail(Errc::malformed, described(*damage) + " before it says anything", damage->offset);
  }
  const bool cuts_item = broken && visitor.is_inside_item();
  model::Feed feed = visitor.finish(hints.base_url);
  feed.encoding = document.encoding;
  feed.warnings.insert(feed.warnings.begin(), reading.warnings.begin(), reading.warnings.end());
  feed.is_cut = broken && damage->at_end;
  feed.ends_in_item = cuts_item && feed.is_cut;
  if (cuts_item) feed.warnings.emplace_back("left out the item that the document breaks off in");
  if (damage) {
    feed.warnings.push_back(described(*damage) + (broken ? "; what is before it was read" : ""));
  }
  return feed;
}

}  // namespace syndic::parse
