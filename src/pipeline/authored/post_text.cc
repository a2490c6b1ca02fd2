// SPDX-License-Identifier: MIT
#include "pipeline/authored/post_text.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "base/utf8.h"
#include "config/append_source.h"
#include "parse/date/date.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLengthOfDay = 10;

struct PostDate {
  model::Timestamp moment;
  std::string written;  ///< As TOML has it.
};

/// A date without a time stays one.
Result<PostDate> read_date(const std::string& text, const std::string& zone) {
  const auto moment = parse::parse_date(base::trim(text), zone);
  if (!moment) {
    return fail(Errc::malformed, "\"" + base::printable_line(text, 40) +
                                     "\" cannot be read as a date; write it as 2022-05-16");
  }
  const model::Timestamp local = base::utc_to_local(*moment, zone);
  const bool is_day = local.time_of_day().total_seconds() == 0;
  return PostDate{*moment, is_day ? base::format_rfc3339(local).substr(0, kLengthOfDay)
                                  : base::format_rfc3339(*moment)};
}

Result<PostDate> date_of(const Post& post, const std::string& zone, model::Timestamp now) {
  if (post.date.empty()) return PostDate{now, base::format_rfc3339(now)};
  return read_date(post.date, zone);
}

/// Plain text in one line.
std::string in_one_line(std::string_view text) {
  return base::fold_spaces(base::to_xml_text(text));
}

/// The lines of the front matter, as they come.
class FrontMatterText {
 public:
  explicit FrontMatterText(std::string zone) : zone_(std::move(zone)) {}

  void add(std::string_view key, const std::string& value) {
    const std::string line = in_one_line(value);
    if (!line.empty()) add_raw(key, config::toml_string(line));
  }

  void add_list(std::string_view key, const std::vector<std::string>& values, bool always_list) {
    if (values.size() == 1 && !always_list) return add(key, values.front());
    std::string list;
    for (const std::string& value : values) {
      list += (list.empty() ? "" : ", ") + config::toml_string(in_one_line(value));
    }
    if (!list.empty()) add_raw(key, "[" + list + "]");
  }

  void add_flag(std::string_view key, bool value) {
    if (value) add_raw(key, "true");
  }

  /// Adds the date if there is one and it can be read.
  void add_date(std::string_view key, const std::string& value) {
    if (value.empty()) return;
    const auto date = read_date(value, zone_);
    if (date) {
      add_raw(key, date->written);
    } else if (!error_) {
      error_ = date.error();
    }
  }

  void add_raw(std::string_view key, std::string_view value) {
    text_.append(key).append(" = ").append(value).append("\n");
  }

  /// The first date that could not be read.
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string zone_;
  std::string text_;
  std::optional<Error> error_;
};

std::optional<Error> add_event(const Post& post, FrontMatterText& front) {
  if (post.start.empty() && !(post.end.empty() && post.place.empty())) {
    return Error{Errc::malformed, "an event has a start; give --start"};
  }
  front.add_date("start", post.start);
  front.add_date("end", post.end);
  front.add("place", post.place);
  return std::nullopt;
}

}  // namespace

Post with_event(Post post, const std::optional<model::Event>& event) {
  if (!event || !post.start.empty()) return post;
  const auto written = [&](model::Timestamp time) {
    return base::format_rfc3339(time).substr(0, event->all_day ? kLengthOfDay : std::string::npos);
  };
  post.start = written(event->start);
  if (event->end && post.end.empty()) post.end = written(*event->end);
  if (post.place.empty()) post.place = event->place;
  return post;
}

std::string with_pictures(std::string body, const std::vector<ShownPicture>& pictures) {
  if (!pictures.empty() && !body.empty() && body.back() != '\n') body += '\n';
  for (auto picture = pictures.rbegin(); picture != pictures.rend(); ++picture) {
    const std::size_t at = std::min(picture->at, body.size());
    const std::string_view before = std::string_view(body).substr(0, at);
    const std::string_view after = std::string_view(body).substr(at);
    std::string shown = "![](" + picture->name + ")\n";
    if (!before.ends_with("\n\n")) shown.insert(0, 1, '\n');
    if (!after.empty() && !after.starts_with('\n')) shown += '\n';
    body.insert(at, shown);
  }
  return body;
}

std::string as_draft(const std::string& text) {
  const auto line_at = [&](std::size_t at) {
    return std::string_view(text).substr(at, text.find('\n', at) - at);
  };
  const std::string fence(base::trim(line_at(0)));
  const std::size_t begin = text.find('\n');
  if ((fence != "+++" && fence != "---") || begin == std::string::npos) return text;
  const std::string flag = fence == "+++" ? "draft = true\n" : "draft: true\n";
  for (std::size_t at = begin + 1; at < text.size(); at += line_at(at).size() + 1) {
    const std::string_view line = line_at(at);
    if (base::trim(line) == fence) break;
    const std::size_t sign = line.find_first_of("=:");
    if (sign == base::kNotFound || base::trim(line.substr(0, sign)) != "draft") continue;
    if (base::trim(line.substr(sign + 1)).starts_with("true")) return text;
    return text.substr(0, at) + flag + text.substr(std::min(at + line.size() + 1, text.size()));
  }
  return text.substr(0, begin + 1) + flag + text.substr(begin + 1);
}

Result<std::string> text_of(const Post& post, const std::string& zone, model::Timestamp now) {
  const auto date = date_of(post, zone, now);
  if (!date) return fail(date.error());
  FrontMatterText front(zone);
  front.add("title", post.title);
  front.add_raw("date", date->written);
  front.add("link", post.link);
  front.add("kind", post.kind);
  front.add("summary", post.summary);
  front.add_list("author", post.authors, false);
  front.add_list("tags", post.tags, true);
  front.add("image", post.image);
  front.add("enclosure", post.enclosure);
  if (auto fault = add_event(post, front)) return fail(*std::move(fault));
  front.add("source", post.source);
  front.add_date("expires", post.expires);
  front.add_flag("pinned", post.pinned);
  front.add_flag("draft", post.draft);
  if (front.error()) return fail(*front.error());
  const bool is_open = !post.body.empty() && post.body.back() != '\n';
  return "+++\n" + front.text() + "+++\n" + post.body + (is_open ? "\n" : "");
}

std::string day_of_post(const Post& post, const std::string& zone, model::Timestamp now) {
  const auto date = date_of(post, zone, now);
  const model::Timestamp moment = date ? date->moment : now;
  return base::format_rfc3339(base::utc_to_local(moment, zone)).substr(0, kLengthOfDay);
}

}  // namespace syndic::pipeline
