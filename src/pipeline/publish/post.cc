// SPDX-License-Identifier: MIT
#include "pipeline/publish/post.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/time_zone.h"
#include "base/utf8.h"
#include "config/append_source.h"
#include "config/values.h"
#include "parse/date/date.h"
#include "parse/page/metadata.h"
#include "pipeline/authored/folder.h"
#include "pipeline/refresh/page_source.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr int kMostOfAName = 99;
constexpr std::size_t kLongestSlug = 50;
constexpr std::size_t kDayLength = 10;

struct CloseFile {
  void operator()(std::FILE* file) const { (void)std::fclose(file); }
};

struct Date {
  model::Timestamp moment;
  std::string written;  ///< As TOML has it.
};

/// A date without a time stays one.
Result<Date> date_of(const Post& post, const std::string& zone, model::Timestamp now) {
  if (post.date.empty()) return Date{now, base::format_rfc3339(now)};
  const auto moment = parse::parse_date(base::trim(post.date), zone);
  if (!moment) {
    return fail(Errc::malformed, "\"" + base::printable_line(post.date, 40) +
                                     "\" cannot be read as a date; write it as 2022-05-16");
  }
  const model::Timestamp local = base::utc_to_local(*moment, zone);
  const bool is_day = local.time_of_day().total_seconds() == 0;
  return Date{*moment, is_day ? base::format_rfc3339(local).substr(0, kDayLength)
                              : base::format_rfc3339(*moment)};
}

/// "essential-work" of a title; "item" if it has no character for a file name.
std::string slug_of(const Post& post) {
  std::string slug = config::id_from_name(post.title.empty() ? post.summary : post.title);
  if (slug.size() > kLongestSlug) {
    slug.resize(kLongestSlug);
    if (const std::size_t word = slug.rfind('-'); word != std::string::npos && word > 0) {
      slug.resize(word);
    }
  }
  return slug.empty() ? "item" : slug;
}

/// Makes a new file. False if it exists.
Result<bool> create(const fs::path& path, const std::string& text) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "wx"));
  if (!file && errno == EEXIST) return false;
  const bool written = file &&
                       std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() &&
                       std::fflush(file.get()) == 0;
  if (written) return true;
  return fail(Errc::unreadable, path.string() + " cannot be written: " + std::strerror(errno));
}

}  // namespace

const config::Source* authored_source(const config::Config& config) {
  const auto found = std::find_if(config.sources.begin(), config.sources.end(), is_authored);
  return found == config.sources.end() ? nullptr : &*found;
}

Result<Post> completed_from(Post post, const std::string& url, const config::Config& config,
                            http::Transport& transport, const std::atomic<bool>& cancelled) {
  const auto page = ask_for_page(url, config.fetch, transport, cancelled);
  if (!page) return fail(page.error());
  const auto found =
      parse::read_page_metadata(page->body, {.base_url = page->url,
                                             .content_type = page->headers.get("Content-Type"),
                                             .time_zone = config.site.time_zone});
  if (!found) return fail(found.error());
  const auto fill = [](std::string& field, const std::string& value) {
    if (field.empty()) field = base::fold_spaces(base::to_xml_text(value));
  };
  fill(post.title, found->title);
  fill(post.link, found->url);
  fill(post.summary, found->summary);
  fill(post.image, found->image);
  fill(post.source, found->site_name);
  if (found->published) fill(post.date, base::format_rfc3339(*found->published));
  return post;
}

Result<std::string> text_of(const Post& post, const std::string& zone, model::Timestamp now) {
  const auto date = date_of(post, zone, now);
  if (!date) return fail(date.error());
  std::string text = "+++\n";
  const auto add = [&](std::string_view key, const std::string& value) {
    if (value.empty()) return;
    text.append(key).append(" = ").append(config::toml_string(value)).append("\n");
  };
  add("title", post.title);
  text.append("date = ").append(date->written).append("\n");
  add("link", post.link);
  add("kind", post.kind);
  add("summary", post.summary);
  if (!post.tags.empty()) {
    text += "tags = [";
    for (const std::string& tag : post.tags) {
      text += (&tag == post.tags.data() ? "" : ", ") + config::toml_string(tag);
    }
    text += "]\n";
  }
  add("image", post.image);
  add("enclosure", post.enclosure);
  add("source", post.source);
  return text + "+++\n";
}

Result<fs::path> write_post(const Post& post, const fs::path& folder, const std::string& zone,
                            model::Timestamp now) {
  const auto text = text_of(post, zone, now);
  if (!text) return fail(text.error());
  const auto date = date_of(post, zone, now);
  const std::string day =
      base::format_rfc3339(base::utc_to_local(date->moment, zone)).substr(0, kDayLength);
  const std::string name = day + "-" + slug_of(post);
  for (int number = 1; number <= kMostOfAName; ++number) {
    const fs::path path =
        folder / (name + (number == 1 ? "" : "-" + std::to_string(number)) + ".md");
    const auto created = create(path, *text);
    if (!created) return fail(created.error());
    if (*created) return path;
  }
  return fail(Errc::unreadable,
              (folder / name).string() + ".md and 98 more of that name are there");
}

}  // namespace syndic::pipeline
