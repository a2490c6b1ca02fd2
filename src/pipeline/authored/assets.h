// SPDX-License-Identifier: MIT
//
// The pictures and sounds beside authored items, which are published as "assets/NAME-HASH.EXT".
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "config/config.h"
#include "pipeline/publish/output_set.h"
#include "write/feed_writer.h"

namespace syndic::pipeline {

/// A larger one is not published.
inline constexpr std::size_t kLargestAsset = std::size_t{256} * 1024 * 1024;

/// "cafe" of "Café.jpg", as names of published files are; "file" if nothing of it can be.
[[nodiscard]] std::string plain_stem(const std::filesystem::path& file);

/// ".jpg" of "Café.JPG"; empty if the ending is no plain one.
[[nodiscard]] std::string plain_ending(const std::filesystem::path& file);

/// Whether a file of that name is an authored item: NAME.md or NAME.markdown, but README.md.
[[nodiscard]] bool is_item_file(std::string_view name);

/// Whether the name is that of a picture, by its ending.
[[nodiscard]] bool is_picture_name(std::string_view name);

/// Whether it is that of a sound, a film, or a document that browsers run nothing of: csv, docx,
/// epub, ics, ods, odt, pdf, pptx, srt, txt, vtt, xlsx, zip.
[[nodiscard]] bool is_enclosable_name(std::string_view name);

/// Whether a file of that name may be published: a picture, or what can be enclosed. Never a page
/// or a script.
[[nodiscard]] bool is_publishable_name(std::string_view name);

/// The name of the file beside an item that a link or field of the item means: a plain name,
/// without a folder. Empty if it means anything else.
[[nodiscard]] std::string name_beside(std::string_view reference);

/// Where a file with these bytes is published, below site.feeds_url. Its name is made of the file's
/// and of a hash of its bytes.
[[nodiscard]] std::string asset_path(const std::filesystem::path& file, std::string_view bytes);

/// Publishes those to which the document's items refer. One that is published already is not read.
/// Throws FileFailure.
void put_assets(const config::Config& config, const write::Document& document, OutputSet& output);

}  // namespace syndic::pipeline
