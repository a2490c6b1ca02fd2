// SPDX-License-Identifier: MIT
#include "config/reader.h"

#include <array>
#include <span>

#include "base/ascii.h"
#include "base/time_zone.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "base/utf8.h"
#include "config/nearest_name.h"
#include "config/nearest_zone.h"
#include "config/values.h"

namespace syndic::config {
namespace {

constexpr std::string_view kQuotedText = "a text in quotes";
constexpr std::size_t kLongestWord = 40;
constexpr std::uint64_t kLargestSize = 1ULL << 30;

std::string_view type_of(const Value& value) {
  constexpr std::array<std::string_view, 7> kNames = {
      "a date or time", "a text", "an integer", "a decimal number",
      "true or false",  "a list", "a table"};
  return kNames[value.data.index()];
}

// The text of a value that must be one, of one line and of characters that feeds can carry.
const std::string* read_text(const Value& value, std::string_view expected, const Place& place) {
  const auto* text = as<std::string>(&value);
  if (text == nullptr) {
    wrong_type(value, expected, place);
    return nullptr;
  }
  if (text->find_first_of("\r\n\t") != std::string::npos || !base::is_xml_text(*text)) {
    place.wrong(value.at, "must be one line without control characters");
    return nullptr;
  }
  return text;
}

// The text where `is_right` says that it is; else `expected` is said, with `shown` words of it.
template <class IsRight>
std::optional<std::string> read_checked(const Value& value, std::string_view expected,
                                        const Place& place, IsRight is_right) {
  const std::string* text = read_text(value, expected, place);
  if (text == nullptr) return std::nullopt;
  if (is_right(*text)) return *text;
  place.wrong(value.at, "must be " + std::string(expected) + ", not " + in_quotes(*text));
  return std::nullopt;
}

// The index in `names` of the text; where it is none of them, the nearest is named.
std::optional<std::size_t> read_choice(const Value& value, std::span<const std::string_view> names,
                                       std::string_view expected, const Place& place) {
  const std::string* text = read_text(value, expected, place);
  if (text == nullptr) return std::nullopt;
  const auto found = std::find(names.begin(), names.end(), *text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  place.wrong(value.at, "knows " + std::string(expected) + ", not " + in_quotes(*text) +
                            "; did you mean " + in_quotes(nearest_name(*text, names)) + "?");
  return std::nullopt;
}

// What is said of a duration in months or years, which have no length of their own.
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

std::optional<std::string> read_url(const Value& value, const Place& place) {
  constexpr std::string_view kExpected = "an http or https URL, such as \"https://example.org/\"";
  const auto* text = as<std::string>(&value);
  if (text == nullptr) {
    wrong_type(value, kExpected, place);
    return std::nullopt;
  }
  if (base::trim(*text).find(' ') != std::string_view::npos) {
    place.wrong(value.at, "has a blank in it; write %20 for it, or take it out");
    return std::nullopt;
  }
  auto url = base::resolve_url(*text, "");
  if (url && base::is_http_url(*url)) return url;
  place.wrong(value.at, "must be " + std::string(kExpected));
  return std::nullopt;
}

}  // namespace

void Place::wrong(Position at, std::string_view complaint) const {
  context.errors.add(at, name().append(" ").append(complaint));
}

void wrong_type(const Value& value, std::string_view expected, const Place& place) {
  place.wrong(value.at,
              "must be " + std::string(expected) + ", not " + std::string(type_of(value)));
}

void no_list(const Value& value, bool is_shown, const Place& place) {
  const auto* text = as<std::string>(&value);
  const bool is_word = is_shown && text != nullptr && !text->empty() &&
                       text->size() <= kLongestWord && base::is_xml_text(*text) &&
                       text->find_first_of("\"\\,\r\n\t") == std::string::npos &&
                       text->find("://") == std::string::npos;
  wrong_type(value, "a list in brackets, such as [" + (is_word ? in_quotes(*text) : "\"…\"") + "]",
             place);
}

std::optional<std::string> Text::read(const Value& value, const Place& place) {
  const std::string* text = read_text(value, kQuotedText, place);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

std::optional<std::string> Words::read(const Value& value, const Place& place) {
  const std::string* text = read_text(value, kQuotedText, place);
  if (text == nullptr) return std::nullopt;
  if (!base::trim(*text).empty()) return *text;
  place.wrong(value.at, "must not be empty; write it out or leave the key away");
  return std::nullopt;
}

std::optional<std::string> HeaderWords::read(const Value& value, const Place& place) {
  return read_checked(
      value, "a text of printable ASCII characters", place, [](const std::string& text) {
        return !base::trim(text).empty() &&
               std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
      });
}

std::optional<std::string> Url::read(const Value& value, const Place& place) {
  return read_url(value, place);
}

std::optional<std::string> FolderUrl::read(const Value& value, const Place& place) {
  auto url = read_url(value, place);
  if (!url) return std::nullopt;
  if (url->find_first_of("?#") != std::string::npos) {
    place.wrong(value.at, "must be the URL of a folder, without ? and #");
    return std::nullopt;
  }
  if (!url->ends_with('/')) url->push_back('/');
  return url;
}

std::optional<std::string> Email::read(const Value& value, const Place& place) {
  return read_checked(value, "an e-mail address, such as \"news@example.org\"", place, is_email);
}

std::optional<std::string> Language::read(const Value& value, const Place& place) {
  return read_checked(value, "a language tag, such as \"en-US\"", place, is_language_tag);
}

std::optional<std::string> Zone::read(const Value& value, const Place& place) {
  constexpr std::string_view kExpected = "an IANA time zone, such as \"America/New_York\"";
  const std::string* text = read_text(value, kExpected, place);
  if (text == nullptr) return std::nullopt;
  if (base::is_time_zone(*text)) return *text;
  const std::string nearest = nearest_zone(*text);
  place.wrong(value.at, nearest.empty()
                            ? "must be " + std::string(kExpected) + ", not " + in_quotes(*text)
                            : "must be an IANA time zone, not " + in_quotes(*text) +
                                  "; did you mean " + in_quotes(nearest) + "?");
  return std::nullopt;
}

std::optional<std::string> SourceId::read(const Value& value, const Place& place) {
  return read_checked(value, "up to 64 of the characters a-z, 0-9 and -", place, is_source_id);
}

std::optional<std::string> FeedName::read(const Value& value, const Place& place) {
  return read_checked(value, "a file name of up to 64 letters, digits, '.', '_' and '-'", place,
                      is_feed_name);
}

std::optional<std::string> Secret::read(const Value& value, const Place& place) {
  constexpr std::string_view kEnvironment = "env:";
  const auto text = Words::read(value, place);
  if (!text || !text->starts_with(kEnvironment)) return text;
  const std::string_view name = std::string_view(*text).substr(kEnvironment.size());
  const bool is_name = !name.empty() && !base::is_digit(name.front()) &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                         return base::is_alpha(c) || base::is_digit(c) || c == '_';
                       });
  if (is_name) return text;
  place.wrong(value.at, "must name a variable of the environment behind env:, as \"env:NAME\"");
  return std::nullopt;
}

std::optional<std::string> Proxy::read(const Value& value, const Place& place) {
  constexpr std::array<std::string_view, 4> kSchemes = {"http", "https", "socks5", "socks5h"};
  const auto text = Secret::read(value, place);
  if (!text || text->starts_with("env:")) return text;
  const bool known =
      std::find(kSchemes.begin(), kSchemes.end(), base::url_scheme(*text)) != kSchemes.end();
  if (known && base::split_url(*text).has_authority) return text;
  place.wrong(value.at,
              "must be the URL of a proxy, such as \"http://proxy.example:3128\" or "
              "\"socks5h://127.0.0.1:1080\"");
  return std::nullopt;
}

std::optional<std::map<std::string, std::string>> RequestHeaders::read(const Value& value,
                                                                       const Place& place) {
  // Framing, caching and connections are not a source's business.
  constexpr std::array<std::string_view, 14> kOurs = {"host",
                                                      "connection",
                                                      "content-length",
                                                      "transfer-encoding",
                                                      "te",
                                                      "upgrade",
                                                      "expect",
                                                      "accept-encoding",
                                                      "if-none-match",
                                                      "a-im",
                                                      "if-modified-since",
                                                      "range",
                                                      "proxy-authorization",
                                                      "user-agent"};
  const auto* table = as<Table>(&value);
  if (table == nullptr) {
    wrong_type(value, "a table, such as { X-Key = \"env:FEED_KEY\" }", place);
    return std::nullopt;
  }
  std::map<std::string, std::string> headers;
  for (const Member& member : *table) {
    const bool is_token =
        !member.key.empty() && std::all_of(member.key.begin(), member.key.end(), [](char c) {
          return base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '_';
        });
    if (!is_token ||
        std::find(kOurs.begin(), kOurs.end(), base::lower(member.key)) != kOurs.end()) {
      place.wrong(member.at, "cannot set the header field " + in_quotes(member.key));
    } else if (auto text = Secret::read(member.value, place)) {
      headers.insert_or_assign(member.key, *std::move(text));
    }
  }
  return headers;
}

std::optional<std::filesystem::path> Path::read(const Value& value, const Place& place) {
  const auto* written = as<std::string>(&value);
  // "C:\new" holds a line break: no path has one, but those of Windows have backslashes.
  if (written != nullptr && written->find_first_of("\b\f\n\r\t") != std::string::npos) {
    place.wrong(value.at,
                "must be one line; write each backslash as \\\\, or the path between '…'");
    return std::nullopt;
  }
  const auto text = Words::read(value, place);
  return text ? std::optional(below(place.context.folder, *text)) : std::nullopt;
}

std::optional<std::filesystem::path> StoreUrl::read(const Value& value, const Place& place) {
  constexpr std::string_view kExpected = "\"sqlite:PATH\", such as \"sqlite:var/syndic.db\"";
  constexpr std::string_view kSqlite = "sqlite:";
  const std::string* text = read_text(value, kExpected, place);
  if (text == nullptr) return std::nullopt;
  if (text->starts_with(kSqlite) && text->size() > kSqlite.size()) {
    return below(place.context.folder, text->substr(kSqlite.size()));
  }
  if (text->starts_with("postgresql://") || text->starts_with("postgres://")) {
    place.wrong(value.at, "names a PostgreSQL store, which this version does not have yet; write " +
                              std::string(kExpected));
  } else {
    place.wrong(value.at, "must be " + std::string(kExpected));
  }
  return std::nullopt;
}

std::optional<bool> Flag::read(const Value& value, const Place& place) {
  if (const auto* flag = as<bool>(&value)) return *flag;
  wrong_type(value, "true or false, without quotes", place);
  return std::nullopt;
}

std::optional<double> Share::read(const Value& value, const Place& place) {
  const auto* whole = as<std::int64_t>(&value);
  const auto* part = as<double>(&value);
  const double share = part != nullptr    ? *part
                       : whole != nullptr ? static_cast<double>(*whole)
                                          : -1;
  if (share >= 0 && share <= 1) return share;
  wrong_type(value, "a number from 0 to 1, such as 0.5", place);
  return std::nullopt;
}

std::optional<std::uint64_t> Size::read(const Value& value, const Place& place) {
  constexpr std::string_view kExpected =
      "a size from 1 byte to 1 GiB, such as \"16MiB\", \"500kB\" or 4096";
  std::optional<std::uint64_t> size;
  if (const auto* text = as<std::string>(&value)) {
    size = parse_size(*text);
  } else if (const auto* number = as<std::int64_t>(&value)) {
    size = *number < 0 ? 0 : static_cast<std::uint64_t>(*number);
  } else {
    wrong_type(value, kExpected, place);
    return std::nullopt;
  }
  if (size && *size >= 1 && *size <= kLargestSize) return size;
  place.wrong(value.at, "must be " + std::string(kExpected));
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const Value& value, std::int64_t least, std::int64_t most,
                                         const Place& place) {
  const std::string expected =
      "an integer from " + std::to_string(least) + " to " + std::to_string(most);
  const auto* number = as<std::int64_t>(&value);
  if (number == nullptr) {
    wrong_type(value, expected, place);
    return std::nullopt;
  }
  if (*number >= least && *number <= most) return *number;
  place.wrong(value.at, "must be " + expected + ", not " + std::to_string(*number));
  return std::nullopt;
}

std::optional<std::chrono::milliseconds> read_duration(const Value& value,
                                                       std::chrono::milliseconds least,
                                                       const Place& place) {
  constexpr std::string_view kExpected =
      "a duration in quotes, such as \"90s\", \"10m\", \"6h\", \"7d\" or \"1h30m\"";
  const std::string* text = read_text(value, kExpected, place);
  if (text == nullptr) return std::nullopt;
  const auto time = parse_duration(*text);
  if (!time) {
    place.wrong(value.at, "must be " + std::string(kExpected) + ", not " + in_quotes(*text) +
                              std::string(in_days(*text)));
    return std::nullopt;
  }
  if (*time >= least) return time;
  place.wrong(
      value.at,
      "must be at least " +
          (least < std::chrono::seconds(1)
               ? std::to_string(least.count()) + "ms"
               : std::to_string(std::chrono::floor<std::chrono::seconds>(least).count()) + "s") +
          ", not " + in_quotes(*text));
  return std::nullopt;
}

std::optional<write::Format> FeedFormat::read(const Value& value, const Place& place) {
  constexpr std::array<std::string_view, 3> kNames = {"rss", "atom", "json"};
  constexpr std::array kFormats = {write::Format::rss, write::Format::atom, write::Format::json};
  const auto choice = read_choice(value, kNames, "\"rss\", \"atom\" and \"json\"", place);
  return choice ? std::optional(kFormats[*choice]) : std::nullopt;
}

std::optional<normalize::Rule> ItemRule::read(const Value& value, const Place& place) {
  const auto text = Words::read(value, place);
  if (!text) return std::nullopt;
  auto rule = normalize::Rule::read(*text);
  if (rule) return *std::move(rule);
  place.context.errors.add(value.at,
                           place.name() + ": " + in_quotes(*text) + " " + rule.error().message);
  return std::nullopt;
}

std::optional<Passing> PassingWord::read(const Value& value, const Place& place) {
  constexpr std::array<std::string_view, 4> kNames = {"full", "summary", "link", "none"};
  constexpr std::array kPassing = {Passing::full, Passing::summary, Passing::link, Passing::none};
  const auto choice =
      read_choice(value, kNames, "\"full\", \"summary\", \"link\" and \"none\"", place);
  return choice ? std::optional(kPassing[*choice]) : std::nullopt;
}

std::optional<std::string> read_xpath(const Value& value, parse::XPathGives gives,
                                      const Place& place) {
  auto text = Words::read(value, place);
  if (!text) return std::nullopt;
  const auto mistake = parse::mistake_in_xpath(*text, gives);
  if (!mistake) return text;
  // A quotation mark stands before the first character; where the text has escapes, the place is
  // near.
  Position at = value.at;
  at.column += static_cast<std::uint32_t>(1 + mistake->offset);
  place.wrong(at, mistake->message);
  return std::nullopt;
}

std::optional<std::string> DateFormat::read(const Value& value, const Place& place) {
  auto text = Words::read(value, place);
  if (!text) return std::nullopt;
  const auto mistake = parse::mistake_in_date_format(*text);
  if (!mistake) return text;
  place.wrong(value.at, mistake->message);
  return std::nullopt;
}

std::optional<std::string> Compression::read(const Value& value, const Place& place) {
  constexpr std::array<std::string_view, 2> kNames = {"gzip", "br"};
  const auto choice = read_choice(value, kNames, "\"gzip\" and \"br\"", place);
  return choice ? std::optional(std::string(kNames[*choice])) : std::nullopt;
}

}  // namespace syndic::config
