// SPDX-License-Identifier: MIT
#include "config/reader.h"

#include <array>
#include <functional>
#include <span>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/time_zone.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "base/utf8.h"
#include "config/nearest_name.h"
#include "config/podcast_categories.h"
#include "config/values.h"
#include "fetch/options.h"

namespace syndic::config {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::string_view kQuotedText = "a text in quotes";
constexpr std::size_t kLongestWord = 40;

std::string_view type_of(const Value& value) {
  constexpr std::array<std::string_view, 7> kNames = {
      "a date or time", "a text", "an integer", "a decimal number",
      "true or false",  "a list", "a table"};
  return kNames[value.data.index()];
}

// The text of a value that must be one, of one line and of characters that feeds can carry.
const std::string* line_of(const GivenValue& in, std::string_view expected) {
  const auto* text = as<std::string>(&in.value);
  if (text == nullptr) {
    in.wrong_type(expected);
    return nullptr;
  }
  if (text->find_first_of("\r\n\t") != std::string::npos || !base::is_xml_text(*text)) {
    in.wrong("must be one line without control characters");
    return nullptr;
  }
  return text;
}

// The text if `is_right` accepts it; else reports what is `expected`.
template <class IsRight>
MaybeText read_checked(const GivenValue& in, std::string_view expected, IsRight is_right) {
  const std::string* text = line_of(in, expected);
  if (text == nullptr) return std::nullopt;
  if (is_right(*text)) return *text;
  in.wrong("must be " + std::string(expected) + ", not " + in_quotes(*text));
  return std::nullopt;
}

// Another word for a name, as other programs have it.
struct Synonym {
  std::string_view word;
  std::string_view name;
};

// The index of the text in `names`; if it is not among them, reports the one that is likely meant.
std::optional<std::size_t> read_choice(const GivenValue& in,
                                       std::span<const std::string_view> names,
                                       std::string_view expected,
                                       std::span<const Synonym> synonyms = {}) {
  const std::string* text = line_of(in, expected);
  if (text == nullptr) return std::nullopt;
  const auto found = std::find(names.begin(), names.end(), *text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  const auto synonym = std::ranges::find(synonyms, base::lower(*text), &Synonym::word);
  in.wrong("knows " + std::string(expected) + ", not " + in_quotes(*text) +
           suggestion(synonym == synonyms.end() ? likely_name(*text, names) : synonym->name));
  return std::nullopt;
}

// Advice for a duration in months or years, whose lengths vary.
std::string_view in_days(std::string_view duration) {
  const std::size_t digits = std::min(duration.find_first_not_of("0123456789 "), duration.size());
  const std::string unit = base::lower(duration.substr(digits));
  if (unit == "y" || unit.starts_with("year")) return "; a year is \"365d\"";
  if (unit.starts_with("mo")) return "; a month is \"30d\"";
  return {};
}

std::filesystem::path below(const std::filesystem::path& folder,
                            const std::filesystem::path& path) {
  return (folder / path).lexically_normal();  // An absolute path replaces the folder.
}

/// The URL of what `meant` makes of the text.
template <class Meant>
MaybeText read_url_as(const GivenValue& in, Meant meant) {
  constexpr std::string_view kExpected = "an http or https URL, such as \"https://example.org/\"";
  const auto* text = as<std::string>(&in.value);
  if (text == nullptr) {
    in.wrong_type(kExpected);
    return std::nullopt;
  }
  if (base::trim(*text).find(' ') != std::string_view::npos) {
    in.wrong("has a blank in it; write %20 for it, or take it out");
    return std::nullopt;
  }
  auto url = base::resolve_url(meant(base::trim(*text)), "");
  if (url && base::is_http_url(*url)) return url;
  in.wrong("must be " + std::string(kExpected));
  return std::nullopt;
}

}  // namespace

void GivenValue::wrong_at(Position at, std::string_view complaint) const {
  context.errors.add(at, name().append(" ").append(complaint));
}

void GivenValue::wrong_type(std::string_view expected) const {
  wrong("must be " + std::string(expected) + ", not " + std::string(type_of(value)));
}

void report_no_list(const GivenValue& in, bool is_shown) {
  const auto* text = as<std::string>(&in.value);
  const bool is_word = is_shown && text != nullptr && !text->empty() &&
                       text->size() <= kLongestWord && base::is_xml_text(*text) &&
                       text->find_first_of("\"\\,\r\n\t") == std::string::npos &&
                       text->find("://") == std::string::npos;
  in.wrong_type("a list in brackets, such as [" + (is_word ? in_quotes(*text) : "\"…\"") + "]");
}

MaybeText read_text(const GivenValue& in) {
  const std::string* text = line_of(in, kQuotedText);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

MaybeText read_words(const GivenValue& in) {
  const std::string* text = line_of(in, kQuotedText);
  if (text == nullptr) return std::nullopt;
  if (!base::trim(*text).empty()) return *text;
  in.wrong("must not be empty; write it out or leave the key away");
  return std::nullopt;
}

MaybeText read_header_words(const GivenValue& in) {
  return read_checked(in, "a text of printable ASCII characters", [](const std::string& text) {
    return !base::trim(text).empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  });
}

MaybeText read_url(const GivenValue& in) { return read_url_as(in, std::identity()); }

MaybeText read_feed_url(const GivenValue& in) {
  return read_url_as(in, base::without_calendar_scheme);
}

MaybeText read_cover(const GivenValue& in) {
  auto url = read_url(in);
  if (!url || is_cover(*url)) return url;
  in.wrong("must be a JPEG or PNG, a URL that ends in .jpg, .jpeg or .png");
  return std::nullopt;
}

MaybeText read_podcast_category(const GivenValue& in) {
  auto name = read_words(in);
  if (!name || is_podcast_category(*name)) return name;
  in.wrong("must be one of Apple's categories, not " + in_quotes(*name) +
           suggestion(nearest_podcast_category(*name)));
  return std::nullopt;
}

MaybeText read_folder_url(const GivenValue& in) {
  auto url = read_url(in);
  if (!url) return std::nullopt;
  if (url->find_first_of("?#") != std::string::npos) {
    in.wrong("must be the URL of a folder, without ? and #");
    return std::nullopt;
  }
  if (!url->ends_with('/')) url->push_back('/');
  return url;
}

MaybeText read_email(const GivenValue& in) {
  return read_checked(in, "an e-mail address, such as \"news@example.org\"", is_email);
}

MaybeText read_language(const GivenValue& in) {
  return read_checked(in, "a language tag, such as \"en-US\"", is_language_tag);
}

MaybeText read_zone(const GivenValue& in) {
  constexpr std::string_view kExpected = "an IANA time zone, such as \"America/New_York\"";
  const std::string* text = line_of(in, kExpected);
  if (text == nullptr) return std::nullopt;
  if (base::is_time_zone(*text)) return *text;
  const std::string nearest = nearest_zone(*text);
  in.wrong(nearest.empty() ? "must be " + std::string(kExpected) + ", not " + in_quotes(*text)
                           : "must be an IANA time zone, not " + in_quotes(*text) +
                                 "; did you mean " + in_quotes(nearest) + "?");
  return std::nullopt;
}

MaybeText read_source_id(const GivenValue& in) {
  return read_checked(in, "up to 64 of the characters a-z, 0-9 and -", is_source_id);
}

MaybeText read_feed_name(const GivenValue& in) {
  return read_checked(in, "a file name of up to 64 letters, digits, '.', '_' and '-'",
                      is_feed_name);
}

MaybeText read_set_name(const GivenValue& in) {
  constexpr std::size_t kLongest = 24;  // A part of the name of a schema of PostgreSQL.
  return read_checked(in, "up to 24 of the characters a-z, 0-9 and -", [](std::string_view name) {
    return name.size() <= kLongest && is_source_id(name);
  });
}

MaybeText read_secret(const GivenValue& in) {
  constexpr std::string_view kEnvironment = "env:";
  auto text = read_words(in);
  if (!text || !text->starts_with(kEnvironment)) return text;
  const std::string_view name = std::string_view(*text).substr(kEnvironment.size());
  const bool is_name = !name.empty() && !base::is_digit(name.front()) &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                         return base::is_alpha(c) || base::is_digit(c) || c == '_';
                       });
  if (is_name) return text;
  in.wrong("must name a variable of the environment after env:, as \"env:NAME\"");
  return std::nullopt;
}

MaybeText read_proxy(const GivenValue& in) {
  constexpr std::array<std::string_view, 4> kSchemes = {"http", "https", "socks5", "socks5h"};
  auto text = read_secret(in);
  if (!text || text->starts_with("env:")) return text;
  const bool known =
      std::find(kSchemes.begin(), kSchemes.end(), base::url_scheme(*text)) != kSchemes.end();
  if (known && base::split_url(*text).has_authority) return text;
  in.wrong(
      "must be the URL of a proxy, such as \"http://proxy.example:3128\" or "
      "\"socks5h://127.0.0.1:1080\"");
  return std::nullopt;
}

std::optional<std::map<std::string, std::string>> read_headers(const GivenValue& in) {
  // Framing, caching and connections are the transport's.
  constexpr auto kOurs = std::to_array<std::string_view>(
      {"host", "connection", "content-length", "transfer-encoding", "te", "upgrade", "expect",
       "accept-encoding", "if-none-match", "a-im", "if-modified-since", "range",
       "proxy-authorization", "user-agent"});
  const auto* table = as<Table>(&in.value);
  if (table == nullptr) {
    in.wrong_type("a table, such as { X-Key = \"env:FEED_KEY\" }");
    return std::nullopt;
  }
  std::map<std::string, std::string> headers;
  for (const TomlMember& member : *table) {
    const bool is_token =
        !member.key.empty() && std::all_of(member.key.begin(), member.key.end(), [](char c) {
          return base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '_';
        });
    if (!is_token ||
        std::find(kOurs.begin(), kOurs.end(), base::lower(member.key)) != kOurs.end()) {
      in.wrong_at(member.at, "cannot set the header field " + in_quotes(member.key));
    } else if (auto text = read_secret(in.inner(member.value))) {
      headers.insert_or_assign(member.key, *std::move(text));
    }
  }
  return headers;
}

std::optional<std::filesystem::path> read_path(const GivenValue& in) {
  const auto* written = as<std::string>(&in.value);
  // "C:\new" in double quotes contains a line break: the path of a Windows file, not escaped.
  if (written != nullptr && written->find_first_of("\b\f\n\r\t") != std::string::npos) {
    in.wrong("must be one line; write each backslash as \\\\, or the path between '…'");
    return std::nullopt;
  }
  const auto text = read_words(in);
  return text ? std::optional(below(in.context.folder, *text)) : std::nullopt;
}

std::optional<std::vector<std::string>> read_command(const GivenValue& in) {
  const auto* list = as<List>(&in.value);
  if (list == nullptr) {
    report_no_list(in, false);
    return std::nullopt;
  }
  std::vector<std::string> command;  // Arguments may be equal, so this is no read_list().
  for (const Value& part : *list) {
    auto word = command.empty() ? read_words(in.inner(part)) : read_text(in.inner(part));
    if (!word) return std::nullopt;
    command.push_back(*std::move(word));
  }
  if (!command.empty() && command.front().find('/') != std::string::npos) {
    command.front() = std::filesystem::absolute(below(in.context.folder, command.front()));
  }
  return command;
}

void read_store_url(const GivenValue& in, store::Options& options) {
  constexpr std::string_view kExpected =
      "\"sqlite:PATH\", such as \"sqlite:var/syndic.db\", or \"postgresql://HOST/DATABASE\"";
  constexpr std::string_view kSqlite = "sqlite:";
  const std::string* text = line_of(in, kExpected);
  if (text == nullptr) return;
  if (text->starts_with(kSqlite) && text->size() > kSqlite.size()) {
    options.sqlite_file = below(in.context.folder, text->substr(kSqlite.size()));
  } else if (text->starts_with("postgresql://") || text->starts_with("postgres://")) {
    options.postgres_url = *text;
  } else if (text->starts_with("env:")) {
    if (auto url = read_secret(in)) options.postgres_url = *std::move(url);
  } else {
    in.wrong("must be " + std::string(kExpected));
  }
}

std::optional<bool> read_flag(const GivenValue& in) {
  if (const auto* flag = as<bool>(&in.value)) return *flag;
  in.wrong_type("true or false, without quotes");
  return std::nullopt;
}

std::optional<double> read_share(const GivenValue& in) {
  const auto* whole = as<std::int64_t>(&in.value);
  const auto* part = as<double>(&in.value);
  const double share = part != nullptr    ? *part
                       : whole != nullptr ? static_cast<double>(*whole)
                                          : -1;
  if (share >= 0 && share <= 1) return share;
  constexpr std::string_view kExpected = "a number from 0 to 1, such as 0.5";
  if (whole == nullptr && part == nullptr) {
    in.wrong_type(kExpected);
  } else {
    in.wrong("must be " + std::string(kExpected));
  }
  return std::nullopt;
}

std::optional<std::uint64_t> read_size(const GivenValue& in, std::uint64_t least,
                                       std::uint64_t most) {
  const std::string expected = "a size from " + base::size_text(least) + " to " +
                               base::size_text(most) + ", such as \"16MiB\", \"500kB\" or 4096";
  std::optional<std::uint64_t> size;
  if (const auto* text = as<std::string>(&in.value)) {
    size = parse_size(*text);
  } else if (const auto* number = as<std::int64_t>(&in.value)) {
    size = *number < 0 ? 0 : static_cast<std::uint64_t>(*number);
  } else {
    in.wrong_type(expected);
    return std::nullopt;
  }
  if (size && *size >= least && *size <= most) return size;
  in.wrong("must be " + expected);
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const GivenValue& in, std::int64_t least,
                                         std::int64_t most) {
  const std::string expected =
      "an integer from " + std::to_string(least) + " to " + std::to_string(most);
  const auto* number = as<std::int64_t>(&in.value);
  if (number == nullptr) {
    in.wrong_type(expected);
    return std::nullopt;
  }
  if (*number >= least && *number <= most) return *number;
  in.wrong("must be " + expected + ", not " + std::to_string(*number));
  return std::nullopt;
}

std::optional<milliseconds> read_duration(const GivenValue& in, milliseconds least) {
  constexpr std::string_view kExpected =
      "a duration in quotes, such as \"90s\", \"10m\", \"6h\", \"7d\" or \"1h30m\"";
  const std::string* text = line_of(in, kExpected);
  if (text == nullptr) return std::nullopt;
  const auto time = parse_duration(*text);
  if (!time) {
    in.wrong("must be " + std::string(kExpected) + ", not " + in_quotes(*text) +
             std::string(in_days(*text)));
    return std::nullopt;
  }
  if (*time >= least) return time;
  in.wrong("must be at least " +
           (least < seconds(1) ? std::to_string(least.count()) + "ms"
                               : std::to_string(std::chrono::floor<seconds>(least).count()) + "s") +
           ", not " + in_quotes(*text));
  return std::nullopt;
}

std::optional<seconds> read_seconds(const GivenValue& in, seconds least) {
  const auto time = read_duration(in, least);
  return time ? std::optional(std::chrono::floor<seconds>(*time)) : std::nullopt;
}

std::optional<seconds> read_interval(const GivenValue& in) {
  const auto time = read_seconds(in, seconds(0));
  if (time && *time < fetch::kShortestInterval) {
    in.context.notes.add(in.value.at, in.name() +
                                          " is less than ten minutes and counts as \"10m\": no "
                                          "server is asked more often");
  }
  return time ? std::optional(std::max(*time, fetch::kShortestInterval)) : std::nullopt;
}

std::optional<write::Format> read_format(const GivenValue& in) {
  constexpr std::array<std::string_view, 3> kNames = {"rss", "atom", "json"};
  constexpr std::array kFormats = {write::Format::rss, write::Format::atom, write::Format::json};
  const auto choice = read_choice(in, kNames, "\"rss\", \"atom\" and \"json\"");
  return choice ? std::optional(kFormats[*choice]) : std::nullopt;
}

std::optional<normalize::Rule> read_rule(const GivenValue& in) {
  const auto text = read_words(in);
  if (!text) return std::nullopt;
  auto rule = normalize::Rule::read(*text);
  if (rule) return *std::move(rule);
  in.context.errors.add(in.value.at,
                        in.name() + ": " + in_quotes(*text) + " " + rule.error().message);
  return std::nullopt;
}

std::optional<Passing> read_passing(const GivenValue& in) {
  constexpr std::array<std::string_view, 4> kNames = {"full", "summary", "link", "none"};
  constexpr std::array kPassing = {Passing::full, Passing::summary, Passing::link, Passing::none};
  const auto choice = read_choice(in, kNames, "\"full\", \"summary\", \"link\" and \"none\"");
  return choice ? std::optional(kPassing[*choice]) : std::nullopt;
}

std::optional<model::Kind> read_kind(const GivenValue& in) {
  constexpr std::array<std::string_view, 3> kNames = {"read", "watch", "listen"};
  constexpr std::array kKinds = {model::Kind::read, model::Kind::watch, model::Kind::listen};
  constexpr auto kSynonyms = std::to_array<Synonym>({{"article", "read"},
                                                     {"articles", "read"},
                                                     {"text", "read"},
                                                     {"video", "watch"},
                                                     {"videos", "watch"},
                                                     {"audio", "listen"},
                                                     {"podcast", "listen"},
                                                     {"podcasts", "listen"}});
  const auto choice = read_choice(in, kNames, "\"read\", \"watch\" and \"listen\"", kSynonyms);
  return choice ? std::optional(kKinds[*choice]) : std::nullopt;
}

std::optional<Each> read_each_of(const GivenValue& in) {
  constexpr std::array<std::string_view, 4> kNames = {"source", "group", "tag", "all-but"};
  constexpr std::array kEach = {Each::source, Each::group, Each::tag, Each::all_but};
  const auto choice = read_choice(in, kNames, "\"source\", \"group\", \"tag\" and \"all-but\"");
  return choice ? std::optional(kEach[*choice]) : std::nullopt;
}

MaybeText read_xpath(const GivenValue& in, parse::XPathResult result) {
  auto text = read_words(in);
  if (!text) return std::nullopt;
  const Result<void> checked = parse::check_xpath(*text, result);
  if (checked) return text;
  // The first character follows a quotation mark; if the text has escapes, the place is
  // approximate.
  Position at = in.value.at;
  at.column += static_cast<std::uint32_t>(1 + checked.error().offset);
  in.wrong_at(at, checked.error().message);
  return std::nullopt;
}

MaybeText read_date_format(const GivenValue& in) {
  auto text = read_words(in);
  if (!text) return std::nullopt;
  const Result<void> checked = parse::check_date_format(*text);
  if (checked) return text;
  in.wrong(checked.error().message);
  return std::nullopt;
}

std::optional<write::Compression> read_compression(const GivenValue& in) {
  constexpr std::array<std::string_view, 2> kNames = {"gzip", "br"};
  constexpr std::array kCompressions = {write::Compression::gzip, write::Compression::brotli};
  const auto choice = read_choice(in, kNames, "\"gzip\" and \"br\"");
  return choice ? std::optional(kCompressions[*choice]) : std::nullopt;
}

}  // namespace syndic::config
