// SPDX-License-Identifier: MIT
#include "serve/folder.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "markup/escape.h"
#include "serve/conditional.h"
#include "serve/media_type.h"

namespace syndic::serve {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{64} * 1024 * 1024;
constexpr std::size_t kLongestList = 10'000;

using Segments = std::vector<std::string>;

// The path's names; nothing where one is hidden (".." is too) or holds what no name can.
std::optional<Segments> split(std::string_view path) {
  Segments segments;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view name = path.substr(0, end);
    if (name.starts_with('.') || name.find('\0') != std::string_view::npos) return std::nullopt;
    if (!name.empty()) segments.emplace_back(name);
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return segments;
}

// The real place of `path`, which is below `root` (itself real) and not hidden there, or nothing.
std::optional<fs::path> locate(const fs::path& root, const fs::path& path) {
  std::error_code error;
  fs::path real = fs::canonical(path, error);
  if (error) return std::nullopt;
  const auto [root_end, inside] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
  if (root_end != root.end()) return std::nullopt;
  const bool hidden = std::any_of(
      inside, real.end(), [](const fs::path& name) { return name.native().starts_with('.'); });
  return hidden ? std::nullopt : std::optional(std::move(real));
}

// A name as one segment of a URL's path (RFC 3986 §3.3).
std::string percent_encoded(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : name) {
    if (base::is_alpha(c) || base::is_digit(c) ||
        std::string_view("-._~").find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return out;
}

Answer failed(int status, std::string_view words) {
  Answer answer;
  answer.status = status;
  answer.media_type = "text/plain; charset=utf-8";
  answer.body = std::string(words) + "\n";
  return answer;
}

Answer not_found() { return failed(404, "There is no such file here."); }

Answer redirect_to_folder(const Segments& segments) {
  Answer answer = failed(301, "This is a folder.");
  for (const std::string& segment : segments) answer.location += "/" + percent_encoded(segment);
  answer.location += "/";
  return answer;
}

std::optional<boost::posix_time::ptime> modified(const fs::path& file) {
  std::error_code error;
  const auto time = fs::last_write_time(file, error);
  if (error) return std::nullopt;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(
      std::chrono::file_clock::to_sys(time).time_since_epoch());
  return base::from_unix_seconds(seconds.count());
}

// `answer` with its validators, without its body where the client has it already.
Answer validated(Answer answer, std::optional<boost::posix_time::ptime> last_modified,
                 const Question& question) {
  answer.etag = '"' + base::content_hash(answer.body) + '"';
  if (last_modified) answer.last_modified = base::format_http_date(*last_modified);
  if (is_unchanged(question.if_none_match, question.if_modified_since,
                   {answer.etag, last_modified})) {
    answer.status = 304;
    answer.body.clear();
  }
  return answer;
}

Answer send_file(const fs::path& file, const Question& question) {
  // Asked before the bytes are read: a file replaced in between is sent once more, never too
  // seldom.
  const auto last_modified = modified(file);
  auto bytes = base::read_file(file, kLargestFile);
  if (!bytes) {
    switch (bytes.error().code) {
      case Errc::not_found:
        return not_found();
      case Errc::too_large:
        return failed(413, "This file is too large for the preview.");
      default:
        return failed(500, "This file cannot be read.");
    }
  }
  Answer answer;
  answer.body = *std::move(bytes);
  answer.media_type = media_type(file);
  return validated(std::move(answer), last_modified, question);
}

// What may be seen in a folder: names, sorted, folders with '/'.
std::set<std::string> visible_names(const fs::path& root, const fs::path& folder) {
  std::set<std::string> names;
  std::error_code error;  // What cannot be listed is listed as empty.
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (names.size() == kLongestList) break;
    std::string name = entry->path().filename().string();
    if (name.starts_with('.')) continue;
    const auto real = locate(root, entry->path());
    std::error_code unknown;
    if (!real) continue;
    if (fs::is_directory(*real, unknown)) {
      names.insert(name + "/");
    } else if (fs::is_regular_file(*real, unknown)) {
      names.insert(name);
    }
  }
  return names;
}

Answer list_folder(const fs::path& root, const fs::path& folder, const Segments& segments,
                   const Question& question) {
  std::string title = "/";
  for (const std::string& segment : segments) markup::append_escaped_text(segment + "/", title);
  Answer answer;
  answer.media_type = "text/html; charset=utf-8";
  answer.body = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>" + title +
                "</title>\n<h1>" + title + "</h1>\n<ul>\n";
  if (!segments.empty()) answer.body += "<li><a href=\"../\">..</a></li>\n";
  for (const std::string& name : visible_names(root, folder)) {
    const bool is_folder = name.ends_with('/');
    const std::string_view bare =
        std::string_view(name).substr(0, name.size() - (is_folder ? 1 : 0));
    answer.body += "<li><a href=\"./" + percent_encoded(bare) + (is_folder ? "/" : "") + "\">";
    markup::append_escaped_text(name, answer.body);
    answer.body += "</a></li>\n";
  }
  answer.body += "</ul>\n</html>\n";
  return validated(std::move(answer), std::nullopt, question);
}

}  // namespace

Answer answer(const fs::path& folder, const Question& question) {
  std::error_code error;
  const fs::path root = fs::canonical(folder, error);
  const auto segments = split(question.path);
  if (error || !segments) return not_found();
  fs::path path = root;
  for (const std::string& segment : *segments) path /= segment;

  const auto real = locate(root, path);
  if (!real) return not_found();
  if (fs::is_regular_file(*real, error)) {
    return question.path.ends_with('/') ? not_found() : send_file(*real, question);
  }
  if (!fs::is_directory(*real, error)) return not_found();
  if (!question.path.ends_with('/')) return redirect_to_folder(*segments);
  if (const auto index = locate(root, *real / "index.html");
      index && fs::is_regular_file(*index, error)) {
    return send_file(*index, question);
  }
  return list_folder(root, *real, *segments, question);
}

}  // namespace syndic::serve
