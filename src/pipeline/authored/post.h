// SPDX-License-Identifier: MIT
//
// A new authored item: where `syndic post` takes it from and where it puts it.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "http/transport.h"
#include "model/timestamp.h"
#include "pipeline/authored/post_text.h"

namespace syndic::pipeline {

/// The source that is a folder of authored items and has this id; the first one if `id` is empty.
/// Errors: not_found, with the ids that there are.
[[nodiscard]] Result<const config::Source*> authored_source(const config::Config& config,
                                                            const std::string& id);

/// Fetches the page `url` and fills the post's empty fields from its metadata.
/// Errors: not_found if neither has a title; those of ask_for_page() and
/// parse::read_page_metadata().
[[nodiscard]] Result<Post> completed_from(Post post, const std::string& url,
                                          const config::Config& config, http::Transport& transport,
                                          const std::atomic<bool>& cancelled);

/// What write_post() made.
struct WrittenPost {
  std::filesystem::path path;
  std::vector<std::filesystem::path> beside;  ///< New files beside it.
};

/// Writes the post as "2022-05-16-SLUG.md" into the source's folder, or "…-2.md" and so on if that
/// is there, and beside it copies of its image and enclosure if they are files (put_beside()). A
/// reader sees the item whole or not at all, and never without its files. If anything fails,
/// nothing is left. Errors: those of text_of() and put_beside(); malformed for a
/// picture or enclosure that is none (media_check.h), and for what an item cannot
/// be (parse::read_authored()); too_large above parse::kLongestAuthoredFile; unreadable if 99 of
/// that name are there. Throws FileFailure.
[[nodiscard]] Result<WrittenPost> write_post(Post post, const config::Source& source,
                                             const config::Config& config, model::Timestamp now);

/// Makes the file of the post, as it is now, a draft, if it is one of front matter of at most
/// parse::kLongestAuthoredFile; any other is no item. Throws FileFailure.
void keep_as_draft(const WrittenPost& written);

/// Removes the files that write_post() made. Throws FileFailure.
void remove_post(const WrittenPost& written);

}  // namespace syndic::pipeline
