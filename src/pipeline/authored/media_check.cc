// SPDX-License-Identifier: MIT
#include "pipeline/authored/media_check.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/utf8.h"
#include "markup/xml/document.h"
#include "pipeline/authored/assets.h"

namespace syndic::pipeline {
namespace {

Error unfit(std::string_view name, std::string_view why) {
  return {Errc::malformed, base::printable_line(name) + std::string(why)};
}

/// The brands in the box that an ISO media file begins with (ISO/IEC 23008-12).
bool has_avif_brand(std::string_view bytes) {
  constexpr std::size_t kBoxName = 4;
  constexpr std::size_t kFarthestBrand = 64;
  if (bytes.size() <= kBoxName || !bytes.substr(kBoxName).starts_with("ftyp")) return false;
  const std::string_view brands = bytes.substr(0, kFarthestBrand);
  return brands.find("avif") != base::kNotFound || brands.find("avis") != base::kNotFound;
}

bool begins_as_picture(std::string_view bytes) {
  constexpr std::size_t kRiffType = 8;
  return bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("\x89PNG\r\n\x1A\n") ||
         bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a") ||
         (bytes.starts_with("RIFF") &&
          bytes.substr(std::min(kRiffType, bytes.size())).starts_with("WEBP")) ||
         has_avif_brand(bytes);
}

bool is_svg(std::string_view bytes) {
  constexpr int kDeepestSvg = 200;
  constexpr std::size_t kLargestSvg = std::size_t{16} * 1024 * 1024;
  const std::string_view text = base::without_byte_order_mark(bytes);
  if (text.size() > kLargestSvg || !base::is_xml_text(text)) return false;
  const markup::XmlDocument document(std::string(text), kDeepestSvg);
  if (document.damage()) return false;
  for (const pugi::xml_node node : document.root()) {
    if (node.type() != pugi::node_element) continue;
    const std::string_view name = node.name();
    return name == "svg" || name.ends_with(":svg");
  }
  return false;
}

}  // namespace

std::optional<Error> fault_in_picture(std::string_view name, std::string_view bytes) {
  if (!is_picture_name(name)) {
    return unfit(name,
                 " is no picture: its name does not end in .jpg, .jpeg, .png, .gif, .webp, .avif "
                 "or .svg");
  }
  if (bytes.empty()) return unfit(name, " is empty");
  const bool is_right = plain_ending(name) == ".svg" ? is_svg(bytes) : begins_as_picture(bytes);
  if (is_right) return std::nullopt;
  return unfit(name, " is no picture: only its name is that of one");
}

std::optional<Error> fault_in_enclosure(std::string_view name, std::string_view bytes) {
  if (!is_enclosable_name(name)) {
    return unfit(name,
                 " cannot be enclosed: its name is not that of a sound, a film or a document");
  }
  if (bytes.empty()) return unfit(name, " is empty");
  return std::nullopt;
}

}  // namespace syndic::pipeline
