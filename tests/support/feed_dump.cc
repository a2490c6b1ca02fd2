// SPDX-License-Identifier: MIT
#include "tests/support/feed_dump.h"

#include <array>
#include <bitset>
#include <string_view>

#include "base/time_format.h"

namespace syndic::test {
namespace {

class Dump {
 public:
  void line(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out_.append(indent_).append(name).append(": ");
    for (const char c : value) {
      if (c == '\n') {
        out_.append("\\n");
      } else {
        out_.push_back(c);
      }
    }
    out_.push_back('\n');
  }

  void heading(std::string_view name) { out_.append(name).push_back('\n'); }
  void indent(std::string_view indent) { indent_ = indent; }

  void text(std::string_view name, const model::Text& text) {
    constexpr std::array<std::string_view, 3> kTypes = {"plain", "html", "unknown"};
    const std::string type(kTypes.at(static_cast<std::size_t>(text.type)));
    line(std::string(name) + " (" + type + ")", text.value);
    line(std::string(name) + " base", text.base_url);
  }

  void date(std::string_view name, const std::optional<model::Timestamp>& date) {
    if (date) line(name, base::format_rfc3339(*date));
  }

  // The places of its members, "0 3 23".
  template <std::size_t size>
  void set(std::string_view name, const std::bitset<size>& members) {
    std::string places;
    for (std::size_t i = 0; i < size; ++i) {
      if (members.test(i)) places += (places.empty() ? "" : " ") + std::to_string(i);
    }
    line(name, places);
  }

  void number(std::string_view name, const std::optional<std::uint64_t>& value) {
    if (value) line(name, std::to_string(*value));
  }

  void persons(std::string_view name, const std::vector<model::Person>& persons) {
    for (const model::Person& person : persons) {
      line(name, joined({person.name, person.email, person.url}));
    }
  }

  // The values between " | ", so that a missing one shows.
  static std::string joined(std::initializer_list<std::string_view> values) {
    std::string out;
    for (const std::string_view value : values) {
      if (!out.empty() || value.data() != values.begin()->data()) out.append(" | ");
      out.append(value);
    }
    while (out.ends_with(" | ")) out.erase(out.size() - 3);
    return out;
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::string_view indent_;
};

void dump_enclosure(const model::Enclosure& enclosure, Dump& out) {
  out.line("enclosure", enclosure.url);
  out.line("  type", enclosure.media_type);
  out.line("  title", enclosure.title);
  out.number("  length", enclosure.length);
  out.number("  duration", enclosure.duration_seconds);
}

std::string number_text(const std::optional<std::uint64_t>& number) {
  return number ? std::to_string(*number) : std::string();
}

void dump_episode(const model::Episode& episode, Dump& out) {
  out.number("season", episode.season);
  out.number("episode", episode.number);
  out.line("episode_type", episode.type);
  if (episode.is_explicit) out.line("explicit", *episode.is_explicit ? "yes" : "no");
  out.line("chapters", Dump::joined({episode.chapters_url, episode.chapters_type}));
  for (const model::Transcript& each : episode.transcripts) {
    out.line("transcript", Dump::joined({each.url, each.media_type, each.language, each.rel}));
  }
  for (const model::Voice& each : episode.voices) {
    out.line("voice", Dump::joined({each.name, each.role, each.group, each.image, each.url}));
  }
}

void dump_extras(const model::Extras& extras, Dump& out) {
  out.line("license", extras.license);
  out.line("comments_feed_url", extras.comments_feed_url);
  out.number("comments", extras.comments);
  for (const model::InReplyTo& each : extras.in_reply_to) {
    out.line("in_reply_to", Dump::joined({each.ref, each.url, each.source}));
  }
  for (const model::Picture& each : extras.pictures) {
    out.line("picture",
             Dump::joined({each.url, number_text(each.width), number_text(each.height)}));
  }
  for (const model::Credit& each : extras.credits) {
    out.line("credit", Dump::joined({each.name, each.role, each.scheme}));
  }
  for (const model::Place& each : extras.places) {
    constexpr std::array<std::string_view, 3> kShapes = {"point", "line", "polygon"};
    out.line(kShapes.at(static_cast<std::size_t>(each.shape)), each.coordinates);
  }
  out.line("place_name", extras.place_name);
  dump_episode(extras.episode, out);
}

void dump_event(const model::Event& event, Dump& out) {
  const auto moment = [&](model::Timestamp time) {
    const std::string text = base::format_rfc3339(time);
    return event.all_day ? text.substr(0, text.find('T')) : text;
  };
  out.line("start", moment(event.start));
  if (event.end) out.line("end", moment(*event.end));
  out.line("place", event.place);
}

void dump_item(const model::Item& item, Dump& out) {
  out.indent({});
  out.heading("item");
  out.indent("  ");
  out.line("id", item.id);
  if (item.guid_is_permalink) out.line("permalink", *item.guid_is_permalink ? "yes" : "no");
  out.line("url", item.url);
  out.line("external_url", item.external_url);
  out.line("comments_url", item.comments_url);
  out.text("title", item.title);
  out.text("content", item.content);
  out.text("summary", item.summary);
  out.line("rights", item.rights);
  out.line("language", item.language);
  out.date("published", item.published);
  out.date("updated", item.updated);
  out.persons("author", item.authors);
  out.persons("contributor", item.contributors);
  for (const model::Category& category : item.categories) {
    out.line("category", Dump::joined({category.term, category.scheme, category.label}));
  }
  for (const model::Enclosure& enclosure : item.enclosures) dump_enclosure(enclosure, out);
  out.line("image", item.image);
  out.line("banner_image", item.banner_image);
  out.line("origin", Dump::joined({item.origin.title, item.origin.url, item.origin.id}));
  dump_extras(item.extras, out);
  if (item.event) dump_event(*item.event, out);
}

}  // namespace

std::string dump(const model::Feed& feed) {
  constexpr std::array<std::string_view, 10> kFormats = {
      "rss0.90", "rss0.91", "rss0.92",     "rss1.0",      "rss2.0",
      "atom0.3", "atom1.0", "jsonfeed1.0", "jsonfeed1.1", "icalendar2.0"};
  Dump out;
  out.line("format", kFormats.at(static_cast<std::size_t>(feed.format)));
  out.line("encoding", feed.encoding);
  for (const std::string& warning : feed.warnings) out.line("warning", warning);
  out.line("id", feed.id);
  out.text("title", feed.title);
  out.text("subtitle", feed.subtitle);
  out.line("home_page_url", feed.home_page_url);
  out.line("feed_url", feed.feed_url);
  out.line("base_url", feed.base_url);
  out.line("language", feed.language);
  out.line("rights", feed.rights);
  out.line("icon", feed.icon);
  out.line("favicon", feed.favicon);
  out.persons("author", feed.authors);
  for (const std::string& hub : feed.hubs) out.line("hub", hub);
  out.date("updated", feed.updated);
  if (feed.minimum_interval) {
    out.line("minimum_interval", std::to_string(feed.minimum_interval->total_seconds()) + " s");
  }
  out.set("skip_hours", feed.skip_hours);
  out.set("skip_days", feed.skip_days);
  for (const model::Tombstone& each : feed.deleted) {
    out.line("deleted", each.id);
    out.date("  when", each.when);
    out.line("  comment", each.comment);
  }
  for (const model::Item& item : feed.items) dump_item(item, out);
  return out.take();
}

}  // namespace syndic::test
