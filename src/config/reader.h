// SPDX-License-Identifier: MIT
//
// One reader a type of value: each says its type's name for people, takes a TOML value, and gives
// the value or says at `place` what is wrong and what to write instead. No reader shows a URL,
// which may hold a password.
#pragma once

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/config.h"
#include "config/document.h"
#include "config/problems.h"
#include "fetch/options.h"
#include "normalize/options.h"
#include "parse/options.h"
#include "write/options.h"

namespace syndic::config {

/// What is gathered while one file is read.
struct Context {
  std::filesystem::path folder;  ///< The file's; relative paths start there.
  Problems errors;
  Problems notes;  ///< What is no error but worth knowing.
};

/// The key whose value is being read, by its full name. Borrowed for the call.
struct Place {
  Context& context;
  std::string_view section;  ///< "site", "source.page".
  std::string_view key;

  [[nodiscard]] std::string name() const { return std::string(section).append(".").append(key); }
  /// `complaint` goes on after the key's name: "must be …".
  void wrong(Position at, std::string_view complaint) const;
};

/// Says that `value` is of another type than `expected` ("a text in quotes").
void wrong_type(const Value& value, std::string_view expected, const Place& place);

/// Says that `value` is no list, with the list that a word alone was meant as, where it `is_shown`.
void no_list(const Value& value, bool is_shown, const Place& place);

/// One line of text, which may be empty.
struct Text {
  using Type = std::string;
  static constexpr std::string_view kType = "text";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// One line of text that is not empty.
struct Words {
  using Type = std::string;
  static constexpr std::string_view kType = "text";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// Printable ASCII, fit for a header field.
struct HeaderWords {
  using Type = std::string;
  static constexpr std::string_view kType = "text";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// An absolute http or https URL without a blank in it, percent-encoded where it was not.
struct Url {
  using Type = std::string;
  static constexpr std::string_view kType = "URL";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// The URL of a folder: ends in '/', has neither query nor fragment.
struct FolderUrl {
  using Type = std::string;
  static constexpr std::string_view kType = "URL";
  static std::optional<Type> read(const Value& value, const Place& place);
};

struct Email {
  using Type = std::string;
  static constexpr std::string_view kType = "e-mail address";
  static std::optional<Type> read(const Value& value, const Place& place);
};

struct Language {
  using Type = std::string;
  static constexpr std::string_view kType = "language";
  static std::optional<Type> read(const Value& value, const Place& place);
};

struct Zone {
  using Type = std::string;
  static constexpr std::string_view kType = "time zone";
  static std::optional<Type> read(const Value& value, const Place& place);
};

struct SourceId {
  using Type = std::string;
  static constexpr std::string_view kType = "id";
  static std::optional<Type> read(const Value& value, const Place& place);
};

struct FeedName {
  using Type = std::string;
  static constexpr std::string_view kType = "file name";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// A path; a relative one is taken from the configuration file's folder.
struct Path {
  using Type = std::filesystem::path;
  static constexpr std::string_view kType = "path";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// "sqlite:PATH", as that path.
struct StoreUrl {
  using Type = std::filesystem::path;
  static constexpr std::string_view kType = "store URL";
  static std::optional<Type> read(const Value& value, const Place& place);
};

struct Flag {
  using Type = bool;
  static constexpr std::string_view kType = "true or false";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// A share of a whole, from 0 to 1.
struct Share {
  using Type = double;
  static constexpr std::string_view kType = "share";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// A whole number of bytes, or a size in quotes, from 1 byte to 1 GiB.
struct Size {
  using Type = std::uint64_t;
  static constexpr std::string_view kType = "size";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// Nothing where the value is no integer from `least` to `most`, which is said.
[[nodiscard]] std::optional<std::int64_t> read_integer(const Value& value, std::int64_t least,
                                                       std::int64_t most, const Place& place);

template <std::integral T, T least, T most>
struct Integer {
  using Type = T;
  static constexpr std::string_view kType = "integer";
  static std::optional<Type> read(const Value& value, const Place& place) {
    const auto number = read_integer(value, static_cast<std::int64_t>(least),
                                     static_cast<std::int64_t>(most), place);
    return number ? std::optional(static_cast<T>(*number)) : std::nullopt;
  }
};

/// Nothing where the value is no duration of at least `least`, which is said.
[[nodiscard]] std::optional<std::chrono::milliseconds> read_duration(
    const Value& value, std::chrono::milliseconds least, const Place& place);

/// A duration in whole Units, no fewer than `least` of them.
template <class Unit, int least>
struct Duration {
  using Type = Unit;
  static constexpr std::string_view kType = "duration";
  static std::optional<Type> read(const Value& value, const Place& place) {
    const auto time = read_duration(value, Unit(least), place);
    return time ? std::optional(std::chrono::duration_cast<Unit>(*time)) : std::nullopt;
  }
};

/// Something that is never shown, or "env:NAME", the variable of the environment that holds it.
struct Secret {
  using Type = std::string;
  static constexpr std::string_view kType = "secret";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// The URL of a proxy, or "env:NAME".
struct Proxy {
  using Type = std::string;
  static constexpr std::string_view kType = "proxy";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// Header fields of a request, by name; their values are secrets. Those that the transport itself
/// answers for are not among them.
struct RequestHeaders {
  using Type = std::map<std::string, std::string>;
  static constexpr std::string_view kType = "table";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// A time between two fetches: one that is too short counts as the shortest.
struct Interval {
  using Type = std::chrono::seconds;
  static constexpr std::string_view kType = "duration";
  static std::optional<Type> read(const Value& value, const Place& place) {
    const auto time = Duration<std::chrono::seconds, 0>::read(value, place);
    if (time && *time < fetch::kShortestInterval) {
      place.context.notes.add(value.at, place.name() +
                                            " is less than ten minutes and counts as \"10m\": no "
                                            "server is asked more often");
    }
    return time ? std::optional(std::max(*time, fetch::kShortestInterval)) : std::nullopt;
  }
};

/// "rss", "atom" or "json".
struct FeedFormat {
  using Type = write::Format;
  static constexpr std::string_view kType = "format";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// "full", "summary", "link" or "none".
struct PassingWord {
  using Type = Passing;
  static constexpr std::string_view kType = "word";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// "gzip" or "br".
struct Compression {
  using Type = std::string;
  static constexpr std::string_view kType = "compression";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// Nothing where the value is no XPath that gives such, which is said with the place of the
/// mistake.
[[nodiscard]] std::optional<std::string> read_xpath(const Value& value, parse::XPathGives gives,
                                                    const Place& place);

/// An XPath 1.0 expression.
template <parse::XPathGives gives>
struct XPath {
  using Type = std::string;
  static constexpr std::string_view kType = "XPath";
  static std::optional<Type> read(const Value& value, const Place& place) {
    return read_xpath(value, gives, place);
  }
};

/// A date as strptime reads it: "%d.%m.%Y".
struct DateFormat {
  using Type = std::string;
  static constexpr std::string_view kType = "text";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// A rule of include or exclude.
struct ItemRule {
  using Type = normalize::Rule;
  static constexpr std::string_view kType = "rule";
  static std::optional<Type> read(const Value& value, const Place& place);
};

/// A list of values of one type, in order, each once. What is wrong with one is said at its place.
template <class Element>
struct ListOf {
  using Type = std::vector<typename Element::Type>;
  static constexpr std::string_view kType = "list";
  static std::optional<Type> read(const Value& value, const Place& place) {
    const auto* list = as<List>(&value);
    if (list == nullptr) {
      no_list(value, !std::same_as<Element, Url>, place);
      return std::nullopt;
    }
    Type elements;
    for (const Value& element : *list) {
      auto read = Element::read(element, place);
      if (read && std::find(elements.begin(), elements.end(), *read) == elements.end()) {
        elements.push_back(*std::move(read));
      }
    }
    return elements;
  }
};

}  // namespace syndic::config
