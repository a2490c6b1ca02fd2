// SPDX-License-Identifier: MIT
#include "parse/lists/reader_settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <system_error>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/printable.h"
#include "base/toml_text.h"
#include "base/url.h"
#include "parse/lists/rules.h"
#include "parse/page/rules.h"

namespace syndic::parse {
namespace {

using NamePair = std::pair<std::string_view, std::string_view>;

constexpr long long kShortestListedInterval = 600;  // Seconds; that of the configuration.

// Those that people set, and that no source can.
constexpr auto kFieldsOfTransport =
    std::to_array<std::string_view>({"user-agent", "host", "accept-encoding", "connection"});

constexpr auto kFreshRssPageKeys = std::to_array<NamePair>({
    {"xPathItem", "page.item"},
    {"xPathItemTitle", "page.title"},
    {"xPathItemContent", "page.summary"},
    {"xPathItemUri", "page.link"},
    {"xPathItemAuthor", "page.author"},
    {"xPathItemTimestamp", "page.date"},
    {"xPathItemThumbnail", "page.image"},
    {"xPathItemCategories", "page.tags"},
    {"xPathItemUid", "page.id"},
});

constexpr auto kMinifluxFields = std::to_array<NamePair>({
    {"EntryTitle", "title"},
    {"EntryURL", "link"},
    {"EntryContent", "text"},
    {"EntryAuthor", "author"},
    {"EntryTag", "tag"},
});

// All that its exports have beside OPML's own attributes.
constexpr auto kMinifluxSettings = std::to_array<std::string_view>(
    {"scraperRules", "rewriteRules", "urlRewriteRules", "blocklistRules", "keeplistRules",
     "blockFilterEntryRules", "keepFilterEntryRules", "userAgent", "cookie", "proxyUrl", "crawler",
     "disabled", "noMediaPlayer", "hideGlobally", "ignoreHTTPCache", "fetchViaProxy",
     "allowSelfSignedCertificates", "disableHTTP2", "ignoreEntryUpdates"});

std::string_view counterpart_of(std::string_view name, std::span<const NamePair> pairs) {
  const auto found = std::ranges::find(pairs, name, &NamePair::first);
  return found == pairs.end() ? std::string_view() : found->second;
}

// Header fields in TOML's notation, as they are added.
class Headers {
 public:
  void add(std::string_view name, std::string_view value) {
    name = base::trim(name);
    value = base::trim(value);
    if (name.empty() || value.empty()) return;
    fields_ += fields_.empty() ? "{ " : ", ";
    fields_ += base::toml_string(name) + " = " + base::toml_string(base::fold_spaces(value));
  }
  void put_into(model::ListedSource& source) const {
    if (!fields_.empty()) source.settings.emplace_back("headers", fields_ + " }");
  }

 private:
  std::string fields_;
};

std::string without_counterpart(const std::string& name, std::string_view program) {
  return name + " of " + std::string(program) + " has no counterpart";
}

class FreshRssReader {
 public:
  FreshRssReader(std::string_view type, model::ListedSource& source)
      : type_(type), source_(source) {}

  ReaderNotes read(const ReaderSettings& given) {
    is_page_ = type_ == "HTML+XPath";
    if (!is_page_ && (type_.find("XPath") != std::string_view::npos ||
                      type_.find("JSON+") != std::string_view::npos)) {
      notes_.is_source = false;
      notes_.lines.push_back("is read by FreshRSS as " + std::string(type_) +
                             ", for which there is no counterpart");
      return std::move(notes_);
    }
    if (is_page_) {
      source_.settings.emplace_back("page.url", source_.url);
      source_.url.clear();
    }
    for (const auto& [name, value] : given) read(name, value);
    headers_.put_into(source_);
    return std::move(notes_);
  }

 private:
  void read(const std::string& name, const std::string& value) {
    if (value.empty()) return;
    const std::string_view page_key = counterpart_of(name, kFreshRssPageKeys);
    if (!page_key.empty() && is_page_) {
      source_.settings.emplace_back(page_key, base::fold_spaces(value));
    } else if (name == "xPathItemTimeFormat" && is_page_) {
      read_date_format(value);
    } else if (name == "cssFullContent" && is_page_) {
      source_.settings.emplace_back("page.detail", "true");
      notes_.lines.push_back(
          "cssFullContent of FreshRSS becomes detail, which finds the text without a selector");
    } else if (name == "ttl") {
      read_interval(value);
    } else if (name == "CURLOPT_COOKIE") {
      headers_.add("Cookie", value);
    } else if (name == "CURLOPT_HTTPHEADER") {
      read_headers(value);
    } else if (name == "CURLOPT_PROXY") {
      const bool has_scheme = value.find("://") != std::string::npos;
      source_.settings.emplace_back("proxy",
                                    (has_scheme ? "" : "http://") + base::fold_spaces(value));
    } else if (name != "priority" || value != "main") {
      lacks(name);
    }
  }

  void read_date_format(const std::string& value) {
    const std::string format = strptime_format(value);
    if (format.empty() || !check_date_format(format)) return lacks("xPathItemTimeFormat " + value);
    source_.settings.emplace_back("page.date_format", format);
  }

  // Seconds; less than none: the feed is muted.
  void read_interval(const std::string& value) {
    long long seconds = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (error != std::errc() || end != value.data() + value.size()) return lacks("ttl");
    if (seconds < 0) source_.settings.emplace_back("enabled", "false");
    if (seconds <= 0) return;
    constexpr long long kYear = 365LL * 24 * 3600;
    const long long interval = std::clamp(seconds, kShortestListedInterval, kYear);
    source_.settings.emplace_back("interval", std::to_string(interval) + "s");
  }

  void read_headers(std::string_view lines) {
    while (!lines.empty()) {
      const std::string_view line = base::take_line(lines);
      const std::size_t colon = line.find(':');
      const std::string name = base::lower(base::trim(line.substr(0, colon)));
      if (std::ranges::find(kFieldsOfTransport, name) != kFieldsOfTransport.end()) {
        lacks("the field " + name + " in CURLOPT_HTTPHEADER");
        continue;
      }
      if (colon != std::string_view::npos)
        headers_.add(line.substr(0, colon), line.substr(colon + 1));
    }
  }

  void lacks(const std::string& name) {
    notes_.lines.push_back(without_counterpart(name, "FreshRSS"));
  }

  std::string_view type_;
  model::ListedSource& source_;
  bool is_page_ = false;
  Headers headers_;
  ReaderNotes notes_;
};

class MinifluxReader {
 public:
  explicit MinifluxReader(model::ListedSource& source) : source_(source) {}

  ReaderNotes read(const ReaderSettings& given) {
    for (const auto& [name, value] : given) read(name, value);
    headers_.put_into(source_);
    if (!include_.empty()) source_.settings.emplace_back("include", base::toml_list(include_));
    if (!exclude_.empty()) source_.settings.emplace_back("exclude", base::toml_list(exclude_));
    return std::move(notes_);
  }

 private:
  void read(const std::string& name, const std::string& value) {
    if (value.empty() || value == "false") return;
    if (name == "blocklistRules") {
      read_regex(value, exclude_);
    } else if (name == "keeplistRules") {
      read_regex(value, include_);
    } else if (name == "blockFilterEntryRules") {
      read_entry_rules(name, value, exclude_);
    } else if (name == "keepFilterEntryRules") {
      read_entry_rules(name, value, include_);
    } else if (name == "disabled") {
      source_.settings.emplace_back("enabled", "false");
    } else if (name == "proxyUrl") {
      source_.settings.emplace_back("proxy", base::fold_spaces(value));
    } else if (name == "cookie") {
      headers_.add("Cookie", value);
    } else {
      lacks(name);
    }
  }

  // Looked for where Miniflux looks.
  static void read_regex(const std::string& value, std::vector<std::string>& rules) {
    const std::string regex = base::fold_spaces(value);
    for (const char* field : {"title", "link", "tag", "author"}) {
      rules.push_back(rule_of_regex(regex, field));
    }
  }

  // A line for each, "EntryTitle=regex".
  void read_entry_rules(const std::string& name, std::string_view lines,
                        std::vector<std::string>& rules) {
    while (!lines.empty()) {
      const std::string_view line = base::trim(base::take_line(lines));
      const std::size_t mark = std::min(line.find('='), line.size());
      const std::string_view field = counterpart_of(line.substr(0, mark), kMinifluxFields);
      if (line.empty()) continue;
      if (field.empty() || mark + 1 >= line.size()) {
        lacks(name + " \"" + std::string(line) + "\"");
      } else {
        rules.push_back(rule_of_regex(line.substr(mark + 1), field));
      }
    }
  }

  void lacks(const std::string& name) {
    notes_.lines.push_back(without_counterpart(name, "Miniflux"));
  }

  model::ListedSource& source_;
  std::vector<std::string> include_;
  std::vector<std::string> exclude_;
  Headers headers_;
  ReaderNotes notes_;
};

}  // namespace

ReaderNotes read_freshrss(std::string_view type, const ReaderSettings& given,
                          model::ListedSource& source) {
  return FreshRssReader(type, source).read(given);
}

ReaderNotes read_miniflux(const ReaderSettings& given, model::ListedSource& source) {
  return MinifluxReader(source).read(given);
}

bool is_miniflux_setting(std::string_view name) {
  return std::ranges::find(kMinifluxSettings, name) != kMinifluxSettings.end();
}

std::string strptime_format(std::string_view php) {
  constexpr auto kLetters = std::to_array<std::pair<char, std::string_view>>(
      {{'d', "%d"}, {'j', "%d"}, {'m', "%m"}, {'n', "%m"}, {'Y', "%Y"}, {'y', "%y"},
       {'H', "%H"}, {'G', "%H"}, {'h', "%I"}, {'g', "%I"}, {'i', "%M"}, {'s', "%S"},
       {'A', "%p"}, {'a', "%p"}, {'D', "%a"}, {'l', "%A"}, {'M', "%b"}, {'F', "%B"},
       {'O', "%z"}, {'P', "%z"}, {'%', "%%"}, {'!', ""},   {'|', ""}});
  std::string format;
  for (std::size_t at = 0; at < php.size(); ++at) {
    const char letter = php[at];
    if (letter == '\\' && at + 1 < php.size()) {
      format += php[++at];
      continue;
    }
    const auto* known =
        std::ranges::find(kLetters, letter, &std::pair<char, std::string_view>::first);
    if (known != kLetters.end()) {
      format += known->second;
    } else if (base::is_alpha(letter) || letter == '?' || letter == '*' || letter == '+') {
      return {};
    } else {
      format += letter;
    }
  }
  return format;
}

}  // namespace syndic::parse
