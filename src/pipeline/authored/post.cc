// SPDX-License-Identifier: MIT
#include "pipeline/authored/post.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/printable.h"
#include "base/time_format.h"
#include "base/url.h"
#include "base/utf8.h"
#include "config/nearest_name.h"
#include "config/values.h"
#include "normalize/item/enclosures.h"
#include "normalize/link/links.h"
#include "parse/article/metadata.h"
#include "parse/authored/authored.h"
#include "pipeline/authored/folder.h"
#include "pipeline/authored/media_check.h"
#include "pipeline/authored/post_files.h"
#include "pipeline/authored/post_preview.h"
#include "pipeline/refresh/page_source.h"
#include "text/ascii_letters.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr int kMostOfAName = 99;
constexpr std::size_t kLongestSlug = 50;

/// "essential-work" of a title; "item" if it has no character for a file name.
std::string slug_of_post(const Post& post) {
  const std::string& name = post.title.empty() ? post.summary : post.title;
  std::string slug = config::id_from_name(text::in_ascii_letters(name));
  if (slug.size() > kLongestSlug) {
    slug.resize(kLongestSlug);
    if (const std::size_t word = slug.rfind('-'); word != std::string::npos && word > 0) {
      slug.resize(word);
    }
  }
  return slug.empty() ? "item" : slug;
}

/// A film or recording that can be attached, or only what one does with it.
void fill_media(const parse::PageMetadata& page, Post& post) {
  if (!post.enclosure.empty()) return;
  const std::string_view type = normalize::media_type_of_url(page.media_url);
  if (type.starts_with("video/") || type.starts_with("audio/")) {
    post.enclosure = page.media_url;
  } else if (page.kind && post.kind.empty()) {
    post.kind = *page.kind == model::Kind::watch ? "watch" : "listen";
  }
}

/// Why the text is no item; empty if it is one. The command line has no lines to speak of.
std::optional<Error> fault_in_post(const std::string& text, const config::Source& source,
                                   const config::Config& config, model::Timestamp now) {
  if (text.size() > parse::kLongestAuthoredFile) {
    return Error{Errc::too_large, "the item would be longer than 1 MiB; shorten its text"};
  }
  const auto mistakes = preview_post(text, "new.md", source, config, now).mistakes;
  if (mistakes.empty()) return std::nullopt;
  return Error{Errc::malformed, mistakes.front().message};
}

/// Files that go again unless they are kept.
class NewFiles {
 public:
  NewFiles() = default;
  NewFiles(const NewFiles&) = delete;
  NewFiles& operator=(const NewFiles&) = delete;
  ~NewFiles() {
    std::error_code ignored;  // A copy that stays is in nobody's way.
    for (const fs::path& path : paths_) fs::remove(path, ignored);
  }
  [[nodiscard]] std::vector<fs::path>& paths() { return paths_; }
  [[nodiscard]] std::vector<fs::path> keep() { return std::exchange(paths_, {}); }

 private:
  std::vector<fs::path> paths_;
};

Error unpublished(const std::string& name, const config::Config& config) {
  return {Errc::not_found, base::printable_line(name) +
                               " cannot be published: set site.feeds_url in " +
                               config.file.string()};
}

/// Writes the pictures that are in no file yet.
std::optional<Error> put_pictures(Post& post, const fs::path& folder, const config::Config& config,
                                  std::vector<fs::path>& made) {
  std::vector<ShownPicture> shown;
  for (const PostPicture& picture : post.pictures) {
    if (config.site.feeds_url.empty()) return unpublished(picture.name, config);
    if (auto fault = fault_in_picture(picture.name, picture.bytes)) return fault;
    auto name = put_bytes_beside(picture.name, picture.bytes, folder, made);
    if (!name) return name.error();
    if (post.image.empty()) {
      post.image = *std::move(name);
    } else {
      shown.push_back({*std::move(name), picture.at});
    }
  }
  post.body = with_pictures(std::move(post.body), shown);
  return std::nullopt;
}

std::optional<Error> put_files(Post& post, const fs::path& folder, const config::Config& config,
                               std::vector<fs::path>& made) {
  const auto checks = {std::pair<std::string*, FileCheck>{&post.image, fault_in_picture},
                       {&post.enclosure, fault_in_enclosure}};
  for (const auto& [reference, check] : checks) {
    if (!is_local_file(*reference)) continue;
    if (config.site.feeds_url.empty()) return unpublished(*reference, config);
    auto name = put_beside(*reference, folder, check, made);
    if (!name) return name.error();
    *reference = *std::move(name);
  }
  return put_pictures(post, folder, config, made);
}

/// Makes the first file of "NAME.md", "NAME-2.md" … that is not there.
Result<fs::path> put_item(const fs::path& folder, const std::string& name,
                          const std::string& text) {
  for (int number = 1; number <= kMostOfAName; ++number) {
    fs::path path = folder / (name + (number == 1 ? "" : "-" + std::to_string(number)) + ".md");
    if (base::create_file(path, text)) return path;
  }
  return fail(Errc::unreadable, (folder / name).string() +
                                    ".md and 98 more of that name are there; give another --title");
}

}  // namespace

Result<const config::Source*> authored_source(const config::Config& config, const std::string& id) {
  std::string ids;
  std::vector<std::string_view> names;
  for (const config::Source& source : config.sources) {
    if (!is_authored(source)) continue;
    if (id.empty() || source.id == id) return &source;
    ids += (ids.empty() ? "" : ", ") + source.id;
    names.push_back(source.id);
  }
  if (ids.empty()) {
    return fail(Errc::not_found, config.file.string() +
                                     ": no source is a folder of authored items; make one and "
                                     "name it, as path = \"news\"");
  }
  const std::string_view meant = config::slipped_name(id, names);
  return fail(
      Errc::not_found,
      "no folder of authored items is the source \"" + base::printable_line(id) + "\"; " +
          (meant.empty() ? "there are " + ids : "did you mean " + std::string(meant) + "?"));
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
  if (post.title.empty()) {
    return fail(Errc::not_found, base::public_url(url) + " has no title; give --title");
  }
  fill(post.link, normalize::without_tracking(found->url).value_or(found->url));
  fill(post.summary, found->summary);
  fill(post.image, found->image);
  fill(post.source, found->site_name);
  if (post.authors.empty() && !found->author.empty()) post.authors = {found->author};
  // The first date on an event's page is often that of the event.
  const bool is_start = found->event && found->published == found->event->start;
  if (found->published && !is_start) {
    fill(post.date, base::format_rfc3339(*found->published));
  }
  fill_media(*found, post);
  return with_event(std::move(post), found->event);
}

Result<WrittenPost> write_post(Post post, const config::Source& source,
                               const config::Config& config, model::Timestamp now) {
  const std::string& zone = zone_of(source, config);
  const fs::path folder = source.fetch.path;
  const base::FolderInUse here(folder, {folder});
  NewFiles made;
  if (auto fault = put_files(post, folder, config, made.paths())) return fail(*std::move(fault));
  const auto text = text_of(post, zone, now);
  if (!text) return fail(text.error());
  if (auto fault = fault_in_post(*text, source, config, now)) return fail(*std::move(fault));
  auto path = put_item(folder, day_of_post(post, zone, now) + "-" + slug_of_post(post), *text);
  if (!path) return fail(path.error());
  return WrittenPost{*std::move(path), made.keep()};
}

void remove_post(const WrittenPost& written) {
  base::remove_file(written.path);
  for (const fs::path& file : written.beside) base::remove_file(file);
}

void keep_as_draft(const WrittenPost& written) {
  const auto text = base::read_file(written.path, parse::kLongestAuthoredFile);
  if (!text) return;
  const std::string draft = as_draft(*text);
  if (draft != *text) base::rewrite_file(written.path, draft);
}

}  // namespace syndic::pipeline
