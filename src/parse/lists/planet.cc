// SPDX-License-Identifier: MIT
#include "parse/lists/planet.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/toml_text.h"
#include "base/url.h"
#include "base/utf8.h"
#include "parse/lists/ini.h"
#include "parse/lists/list.h"
#include "parse/lists/opml.h"
#include "parse/lists/rules.h"

namespace syndic::parse {
namespace {

using Keys = std::vector<std::string_view>;

constexpr std::string_view kSifter = "regexp_sifter.py";  // Venus's filter by expressions.

// Read, or said by the feed itself.
const std::set<std::string_view> kPlanetSourceKeys = {"name",   "title",   "link",
                                                      "filter", "exclude", "filters"};
const std::set<std::string_view> kPlutoSourceKeys = {
    "title",    "name",    "link",     "url",     "html_url",    "feed",
    "feed_url", "xml_url", "includes", "include", "filter",      "excludes",
    "exclude",  "meetup",  "rubygems", "github",  "googlegroups"};
const std::set<std::string_view> kWholeKeys = {"name",       "title",       "link",    "url",
                                               "owner_name", "owner_email", "owner",   "author",
                                               "email",      "filter",      "filters", "exclude"};

// What to write in place of a key of the whole, where there is something: before and after the
// value, and the table.
struct Counterpart {
  std::string_view key;
  std::string_view before;
  std::string_view after;
  std::string_view table;
};
constexpr auto kCounterparts = std::to_array<Counterpart>({
    {"items_per_page", "items = ", "", "a [[feed]]"},
    {"feed_timeout", "timeout = \"", "s\"", "[fetch]"},
    {"output_dir", "directory = \"", "\"", "[publish]"},
});

std::vector<std::string> split_at_blanks(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool is_address(const std::string& name) { return base::is_http_url(without_feed_scheme(name)); }

class PlanetReader {
 public:
  PlanetReader(std::string_view text, std::string name)
      : name_(std::move(name)), sections_(read_ini(text)) {}

  model::SourceList read() {
    for (const IniSection& section : sections_) {
      if (base::equals_ignoring_case(section.name, "planet")) planet_ = &section;
      if (section.name == "DEFAULT") defaults_ = &section;
    }
    if (planet_ == &nothing_) planet_ = &sections_.front();  // Pluto's, above all sections.
    for (const char* key : {"template_files", "filters"}) {
      for (std::string& word : split_at_blanks(whole(key))) not_feeds_.insert(std::move(word));
    }
    read_whole();
    for (const IniSection& section : sections_) {
      const bool is_read = &section == planet_ || &section == defaults_ || section.name.empty();
      if (!is_read) read_section(section);
    }
    return finished();
  }

 private:
  struct Note {
    std::size_t line;
    std::string words;
  };

  struct Rules {
    std::vector<std::string> include;
    std::vector<std::string> exclude;
  };

  [[nodiscard]] std::string whole(const std::string& key) const {
    return ini_value(*planet_, *defaults_, key);
  }

  // The section's, else that of all.
  [[nodiscard]] std::string value(const IniSection& section, const std::string& key) const {
    std::string text = ini_value(section, *defaults_, key);
    return text.empty() ? whole(key) : text;
  }

  [[nodiscard]] std::string own(const IniSection& section, const Keys& keys) const {
    for (const std::string_view key : keys) {
      std::string text = ini_value(section, *defaults_, std::string(key));
      if (!text.empty()) return text;
    }
    return {};
  }

  void read_whole() {
    const auto site = [&](const char* key, const Keys& keys) {
      std::string text = own(*planet_, keys);
      if (!text.empty()) list_.site.emplace_back(key, std::move(text));
    };
    list_.title = own(*planet_, {"name", "title"});
    site("title", {"name", "title"});
    site("url", {"link", "url"});
    site("owner.name", {"owner_name", "owner", "author"});
    site("owner.email", {"owner_email", "email"});
    for (const IniSection* section : {planet_, defaults_}) {
      for (const auto& [key, given] : section->values) {
        if (!kWholeKeys.contains(key)) note_of_whole(key, given);
      }
    }
  }

  void note_of_whole(const std::string& key, const IniValue& given) {
    std::string words = key + " has no counterpart";
    for (const Counterpart& each : kCounterparts) {
      if (each.key != key) continue;
      words = key + ": write ";
      words.append(each.before).append(given.text).append(each.after);
      words.append(" in ").append(each.table);
    }
    note(given.line, words);
  }

  void read_section(const IniSection& section) {
    const std::string kind = own(section, {"content_type"});
    const bool is_list = kind.find("opml") != std::string::npos;
    if (is_list || kind.find("foaf") != std::string::npos) {
      return leave_out(section, is_list
                                    ? "is a reading list; write it as [[subscribe]] with opml = " +
                                          base::toml_string(base::public_url(section.name))
                                    : "is a reading list in FOAF, which is not read");
    }
    if (is_address(section.name)) return read_planet_source(section);
    if (section.name == kSifter) return note_unread(section, {"require", "exclude"});
    if (not_feeds_.contains(section.name)) {
      return note(section.line,
                  "[" + section.name + "] is of a template or filter and has no counterpart");
    }
    read_pluto_source(section);
  }

  void read_planet_source(const IniSection& section) {
    model::ListedSource source;
    source.name = own(section, {"name", "title"});
    source.url = without_feed_scheme(section.name);
    Rules rules{.include = regexes({value(section, "filter")}),
                .exclude = regexes({value(section, "exclude")})};
    read_filters(section, rules);
    add_rules("include", rules.include, source);
    add_rules("exclude", rules.exclude, source);
    note_unread(section, kPlanetSourceKeys);
    add(section, std::move(source));
  }

  // Venus's filters are programs; that for regular expressions says what ours say. Without a query
  // of its own it has the rules of its section, and means those of filter and exclude otherwise.
  void read_filters(const IniSection& section, Rules& rules) {
    for (const std::string& filter : split_at_blanks(value(section, "filters"))) {
      Rules given = rules_of_filter(filter);
      const bool means_others =
          filter == kSifter && !(rules.include.empty() && rules.exclude.empty());
      if (given.include.empty() && given.exclude.empty() && !means_others) {
        note_filter(section, filter);
      }
      std::ranges::move(given.include, std::back_inserter(rules.include));
      std::ranges::move(given.exclude, std::back_inserter(rules.exclude));
    }
  }

  [[nodiscard]] Rules rules_of_filter(const std::string& filter) const {
    Rules rules;
    const std::size_t mark = std::min(filter.find('?'), filter.size());
    if (std::string_view(filter).substr(0, mark) != kSifter) return rules;
    const std::string_view query = std::string_view(filter).substr(mark);
    const auto own_section = std::ranges::find(sections_, kSifter, &IniSection::name);
    const auto rule = [&](const char* key) {
      if (!query.empty()) return regex_in(query.substr(1), key);
      return own_section == sections_.end() ? std::string()
                                            : ini_value(*own_section, nothing_, key);
    };
    rules.include = regexes({rule("require")});
    rules.exclude = regexes({rule("exclude")});
    return rules;
  }

  // A filter of the whole is told once.
  void note_filter(const IniSection& section, const std::string& filter) {
    if (const auto given = section.values.find("filters"); given != section.values.end()) {
      return note(given->second.line,
                  "the filter " + filter + " of " + shown(section) + " has no counterpart");
    }
    for (const IniSection* whole : {defaults_, planet_}) {
      const auto given = whole->values.find("filters");
      if (given == whole->values.end()) continue;
      if (told_filters_.insert(filter).second) {
        note(given->second.line, "the filter " + filter + " has no counterpart");
      }
      return;
    }
  }

  static std::string regex_in(std::string_view query, std::string_view parameter) {
    const std::string decoded = base::percent_decode(base::query_value(query, parameter));
    return base::fold_spaces(base::to_xml_text(decoded));
  }

  static std::vector<std::string> regexes(const std::vector<std::string>& given) {
    std::vector<std::string> rules;
    for (const std::string& regex : given) {
      if (!regex.empty()) rules.push_back(rule_of_regex(regex));
    }
    return rules;
  }

  void read_pluto_source(const IniSection& section) {
    model::ListedSource source;
    source.name = own(section, {"title", "name"});
    if (source.name.empty()) source.name = section.name;
    source.url = without_feed_scheme(own(section, {"feed", "feed_url", "xml_url"}));
    source.site = own(section, {"link", "url", "html_url"});
    complete_pluto_address(section, source);
    if (source.url.empty() && base::is_http_url(source.site)) {
      source.settings.emplace_back("site", source.site);
    } else if (!base::is_http_url(source.url)) {
      return leave_out(section, "has no http or https address of a feed");
    }
    std::vector<std::string> include = terms(own(section, {"includes", "include"}));
    for (std::string& rule : regexes({own(section, {"filter"})}))
      include.push_back(std::move(rule));
    add_rules("include", include, source);
    add_rules("exclude", terms(own(section, {"excludes", "exclude"})), source);
    note_unread(section, kPlutoSourceKeys);
    add(section, std::move(source));
  }

  // Pluto knows where the feeds of some services are.
  void complete_pluto_address(const IniSection& section, model::ListedSource& source) const {
    if (!source.url.empty()) return;
    const auto service = [&](const char* key) { return own(section, {key}); };
    if (const std::string name = service("github"); name.find('/') != std::string::npos) {
      source.url = "https://github.com/" + name + "/commits/master.atom";
    } else if (const std::string gem = service("rubygems"); !gem.empty() && source.site.empty()) {
      source.url = "https://rubygems.org/gems/" + gem + "/versions.atom";
    } else if (const std::string meetup = service("meetup"); !meetup.empty()) {
      source.url = "https://www.meetup.com/" + meetup + "/events/rss/" + meetup + "/";
    } else if (const std::string group = service("googlegroups"); !group.empty()) {
      source.url = "https://groups.google.com/forum/feed/" + group + "/topics/atom.xml?num=15";
    }
  }

  // Pluto's words, which are separated by commas or bars.
  static std::vector<std::string> terms(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of(",|"), text.size());
      const std::string_view word = base::trim(text.substr(0, end));
      if (!word.empty()) words.emplace_back(word);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
  }

  static void add_rules(const char* key, const std::vector<std::string>& rules,
                        model::ListedSource& source) {
    if (!rules.empty()) source.settings.emplace_back(key, base::toml_list(rules));
  }

  void note_unread(const IniSection& section, const std::set<std::string_view>& read_keys) {
    for (const auto& [key, given] : section.values) {
      if (!read_keys.contains(key)) {
        note(given.line, key + " of " + shown(section) + " has no counterpart");
      }
    }
  }

  void add(const IniSection& section, model::ListedSource source) {
    if (list_.sources.size() == kMostListed) {
      return leave_out(section, "is beyond the " + std::to_string(kMostListed) + " that are read");
    }
    if (source.url.size() > kLongestIniValue) return leave_out(section, "is too long");
    source.place = name_ + ":" + std::to_string(section.line);
    list_.sources.push_back(std::move(source));
  }

  static std::string shown(const IniSection& section) {
    return is_address(section.name) ? base::public_url(section.name) : "[" + section.name + "]";
  }

  void leave_out(const IniSection& section, const std::string& why) {
    ++list_.left_out;
    note(section.line, shown(section) + " " + why);
  }

  void note(std::size_t line, std::string words) {
    if (notes_.size() < kMostNotes) notes_.push_back({line, std::move(words)});
  }

  model::SourceList finished() {
    std::ranges::stable_sort(notes_, {}, &Note::line);
    for (const Note& each : notes_) {
      list_.notes.push_back(
          base::printable_line(name_ + ":" + std::to_string(each.line) + ": " + each.words));
    }
    return std::move(list_);
  }

  std::string name_;
  std::vector<IniSection> sections_;
  IniSection nothing_;
  const IniSection* planet_ = &nothing_;
  const IniSection* defaults_ = &nothing_;
  std::set<std::string> not_feeds_;  ///< Sections of templates and filters.
  std::set<std::string> told_filters_;
  model::SourceList list_;
  std::vector<Note> notes_;
};

}  // namespace

model::SourceList read_planet(std::string_view text, const std::string& name) {
  return PlanetReader(text, name).read();
}

}  // namespace syndic::parse
