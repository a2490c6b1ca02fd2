// SPDX-License-Identifier: MIT
#include "parse/lists/newsboat.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/printable.h"
#include "base/url.h"
#include "parse/lists/groups.h"
#include "parse/lists/list.h"
#include "parse/lists/opml.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kLongestWord = 2'000;
constexpr std::size_t kMostWordsOfLine = 100;

// A word, or what stands between quotation marks, where a backslash keeps its next character.
std::string take_word(std::string_view& line) {
  line = base::trim(line);
  std::string word;
  if (!line.starts_with('"')) {
    const auto* end = std::ranges::find_if(line, base::is_space);
    const auto length = static_cast<std::size_t>(end - line.begin());
    word = line.substr(0, length);
    line.remove_prefix(length);
    return word;
  }
  std::size_t at = 1;
  for (; at < line.size() && line[at] != '"'; ++at) {
    if (line[at] == '\\' && at + 1 < line.size()) ++at;
    word += line[at];
  }
  line.remove_prefix(std::min(at + 1, line.size()));
  return word;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  while (!(line = base::trim(line)).empty() && words.size() < kMostWordsOfLine) {
    words.push_back(take_word(line));
  }
  return words;
}

class NewsboatReader {
 public:
  explicit NewsboatReader(std::string name) : name_(std::move(name)) {}

  model::SourceList read(std::string_view text) {
    while (!text.empty()) {
      ++line_;
      const std::string_view line = base::trim(base::take_line(text));
      if (!line.empty() && !line.starts_with('#')) read_line(words_of(line));
    }
    return std::move(list_);
  }

 private:
  void read_line(const std::vector<std::string>& words) {
    constexpr std::string_view kFile = "file://";
    const std::string& place = words.front();
    model::ListedSource source;
    source.place = here();
    if (place.size() > kLongestWord) return leave_out("an address of more than 2000 bytes");
    if (place.starts_with(kFile)) {
      source.settings.emplace_back("path", base::fold_spaces(place.substr(kFile.size())));
    } else if (base::is_http_url(place)) {
      source.url = place;
    } else {
      for (const char* kind : {"query:", "exec:", "filter:"}) {
        if (place.starts_with(kind)) return leave_out(std::string(kind) + " has no counterpart");
      }
      return leave_out(base::public_url(place) + " is no http or https address");
    }
    is_hidden_ = false;
    for (auto word = words.begin() + 1; word != words.end(); ++word) read_tag(*word, source);
    add(place, std::move(source));
  }

  void read_tag(const std::string& word, model::ListedSource& source) {
    const std::string text = base::fold_spaces(word);
    if (text.size() > kLongestWord) return note("a tag of more than 2000 bytes is left out");
    if (text.starts_with('~')) {
      source.name = base::trim(std::string_view(text).substr(1));
    } else if (text.starts_with('!')) {
      if (!std::exchange(is_hidden_, true)) {
        note("\"" + text + "\", by which newsboat hides a feed, has no counterpart");
      }
    } else if (!text.empty() && std::ranges::find(source.groups, text) == source.groups.end()) {
      source.groups.push_back(text);
    }
  }

  void add(const std::string& place, model::ListedSource source) {
    if (list_.sources.size() == kMostListed) {
      return leave_out("names more than " + std::to_string(kMostListed) + " sources");
    }
    const auto [known, is_new] = place_of_.emplace(place, list_.sources.size());
    if (is_new) {
      list_.sources.push_back(std::move(source));
      return;
    }
    add_groups(std::move(source.groups), list_.sources[known->second].groups);
  }

  void leave_out(const std::string& why) {
    ++list_.left_out;
    note(why);
  }

  [[nodiscard]] std::string here() const { return name_ + ":" + std::to_string(line_); }

  void note(const std::string& words) {
    if (list_.notes.size() == kMostNotes) return;
    list_.notes.push_back(base::printable_line(here() + ": " + words));
  }

  std::string name_;
  std::size_t line_ = 0;
  bool is_hidden_ = false;  ///< The line has a tag that says so.
  model::SourceList list_;
  std::map<std::string, std::size_t> place_of_;  ///< In list_.sources, by address.
};

}  // namespace

model::SourceList read_newsboat(std::string_view text, const std::string& name) {
  return NewsboatReader(name).read(text);
}

}  // namespace syndic::parse
