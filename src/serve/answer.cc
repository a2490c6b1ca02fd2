// SPDX-License-Identifier: MIT
#include "serve/answer.h"

#include <algorithm>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/status.hpp>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/url.h"
#include "serve/folder.h"

namespace syndic::serve {
namespace {

using boost::beast::http::field;
using boost::beast::http::status;

std::string value_of(const RequestHead& request, field name) { return std::string(request[name]); }

void set(Answer& answer, field name, std::string_view value) {
  answer.head.set(name, boost::beast::string_view(value.data(), value.size()));
}

Answer in_words(status code, std::string words, Answer answer = {}) {
  answer.words = std::move(words) + "\n";
  answer.head.result(code);
  set(answer, field::content_type, "text/plain; charset=utf-8");
  set(answer, field::content_length, std::to_string(answer.words.size()));
  return answer;
}

// Whether an If-None-Match (RFC 9110 §13.1.2) lists `etag`, by weak comparison.
bool lists_etag(std::string_view list, std::string_view etag) {
  if (base::trim(list) == "*") return true;
  while (true) {
    const std::size_t open = list.find('"');
    const std::size_t close = list.find('"', open + 1);
    if (open == std::string_view::npos || close == std::string_view::npos) return false;
    if (list.substr(open, close + 1 - open) == etag) return true;
    list.remove_prefix(close + 1);
  }
}

/// "FIRST-LAST", "FIRST-" or "-LENGTH" of a Range.
struct RangeSpec {
  std::optional<std::size_t> first;
  std::optional<std::size_t> last;
};

// A number, beyond all others if it is too large to be held; nullopt if it is none.
std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || end != text.data() + text.size()) return std::nullopt;
  return error == std::errc() ? value : std::numeric_limits<std::size_t>::max();
}

// The one range of bytes that is asked for; nullopt if it is none or another unit, which the whole
// answers, as it may several (RFC 9110 §14.2).
std::optional<RangeSpec> range_spec(std::string_view value) {
  constexpr std::string_view kUnit = "bytes=";
  if (!base::starts_with_ignoring_case(value, kUnit)) return std::nullopt;
  const std::string_view range = base::trim(value.substr(kUnit.size()));
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const RangeSpec spec{number(range.substr(0, dash)), number(range.substr(dash + 1))};
  const bool is_whole_first = spec.first || dash == 0;
  const bool is_whole_last = spec.last || dash + 1 == range.size();
  if (!is_whole_first || !is_whole_last || (!spec.first && !spec.last)) return std::nullopt;
  if (spec.first && spec.last && *spec.last < *spec.first) return std::nullopt;
  return spec;
}

// The bytes of `size` that are meant; nullopt if there are none.
std::optional<ByteRange> bytes_within(const RangeSpec& range, std::size_t size) {
  const std::size_t begin = range.first ? *range.first : size - std::min(*range.last, size);
  if (begin >= size) return std::nullopt;
  const bool is_to_end = !range.first || !range.last;
  return ByteRange{begin,
                   is_to_end ? size - begin : std::min(*range.last - begin, size - begin - 1) + 1};
}

std::optional<RangeSpec> wanted_range(const RequestHead& request, const OpenFile& file) {
  const bool is_same = request.count(field::if_range) == 0 ||  // §13.1.5
                       value_of(request, field::if_range) == file.etag();
  if (request.method() != boost::beast::http::verb::get || !is_same) return std::nullopt;
  return range_spec(value_of(request, field::range));
}

Answer of_part(const RangeSpec& range, Answer answer) {
  const std::string size = "/" + std::to_string(answer.file->size());
  const auto part = bytes_within(range, answer.file->size());
  if (!part) {
    answer.file.reset();
    set(answer, field::content_range, "bytes *" + size);
    return in_words(status::range_not_satisfiable, "This file is shorter.", std::move(answer));
  }
  answer.part = *part;
  answer.head.result(status::partial_content);
  set(answer, field::content_length, std::to_string(part->length));
  set(answer, field::content_range,
      "bytes " + std::to_string(part->begin) + "-" +
          std::to_string(part->begin + part->length - 1) + size);
  return answer;
}

Answer of_file(const std::filesystem::path& path, const RequestHead& request, Answer answer) {
  auto file = std::make_unique<OpenFile>(path);
  const std::string_view type = media_type(path, value_of(request, field::accept));
  if (is_xml_feed(path)) set(answer, field::vary, "Accept");
  if (!file->read_through(type)) {
    return in_words(status::internal_server_error, "This file cannot be read.", std::move(answer));
  }
  set(answer, field::etag, file->etag());
  if (lists_etag(value_of(request, field::if_none_match), file->etag())) {
    answer.head.result(status::not_modified);
    return answer;
  }
  set(answer, field::accept_ranges, "bytes");
  set(answer, field::content_type, type);
  set(answer, field::content_length, std::to_string(file->size()));
  answer.part = {0, file->size()};
  const auto range = wanted_range(request, *file);
  answer.file = std::move(file);
  return range ? of_part(*range, std::move(answer)) : std::move(answer);
}

}  // namespace

bool OpenFile::read_through(std::string_view type) {
  std::string hashes(type);
  while (stream_.read(bytes_.data(), kChunk), stream_.gcount() > 0) {
    const auto read = static_cast<std::size_t>(stream_.gcount());
    size_ += read;
    hashes += base::content_hash({bytes_.data(), read});
  }
  etag_ = '"' + base::content_hash(hashes) + '"';
  return stream_.eof() && !stream_.bad();
}

std::string_view OpenFile::chunk(std::size_t begin, std::size_t length) {
  const std::size_t wanted = std::min(length, kChunk);
  stream_.clear();
  stream_.seekg(static_cast<std::streamoff>(begin));
  stream_.read(bytes_.data(), static_cast<std::streamsize>(wanted));
  return stream_ ? std::string_view(bytes_.data(), wanted) : std::string_view();
}

Answer answer(const std::filesystem::path& folder, const RequestHead& request) {
  if (!is_reading(request)) {
    Answer refused = refusal(status::method_not_allowed);
    set(refused, field::allow, "GET, HEAD");
    return refused;
  }
  Answer answer;
  set(answer, field::cache_control, "no-cache");  // A preview shows the current files.
  answer.head.set("X-Content-Type-Options", "nosniff");
  const std::string target(request.target());
  const std::string path = target.substr(0, target.find_first_of("?#"));
  const auto found = find_served(folder, base::percent_decode(path));
  if (!found) return in_words(status::not_found, "There is no such file here.", std::move(answer));
  std::error_code error;
  if (!std::filesystem::is_directory(*found, error)) {
    return of_file(*found, request, std::move(answer));
  }
  // Relative to the requested path, so that it never leads to another host.
  set(answer, field::location, "./" + path.substr(path.rfind('/') + 1) + "/");
  return in_words(status::moved_permanently, "This is a folder.", std::move(answer));
}

Answer refusal(status code) {
  return in_words(code, std::string(boost::beast::http::obsolete_reason(code)) + ".");
}

}  // namespace syndic::serve
