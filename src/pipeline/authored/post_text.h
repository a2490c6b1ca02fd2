// SPDX-License-Identifier: MIT
//
// A new authored item: the text of the file that `syndic post` makes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/event.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

/// A picture that is not in a file yet.
struct PostPicture {
  std::string name;  ///< Any text; its ending is that of its type.
  std::string bytes;
  std::size_t at = std::string::npos;  ///< Where the body shows it: before this byte of it.
};

/// The fields of the file; empty ones are left out. Dates are in any form that parse/date/date.h
/// reads.
struct Post {
  std::string title;
  std::string link;
  std::string date;  ///< Empty: now.
  std::string kind;  ///< "read", "watch" or "listen".
  std::string summary;
  std::vector<std::string> authors;
  std::vector<std::string> tags;
  std::string image;      ///< A URL, or a file: one that is there, or else one beside the item.
  std::string enclosure;  ///< The same, of its audio or video.
  std::string start;      ///< When the event is that it is about.
  std::string end;
  std::string place;
  std::string source;  ///< The publication that it is taken from.
  std::string expires;
  bool pinned = false;
  bool draft = false;
  std::string body;                   ///< CommonMark.
  std::vector<PostPicture> pictures;  ///< To be written beside it; the first is the image, if it
                                      ///< has no other, the rest are shown in the body.
};

/// The post with the time and place of the event, if there is one and the post has no start.
[[nodiscard]] Post with_event(Post post, const std::optional<model::Event>& event);

/// A picture that the body shows.
struct ShownPicture {
  std::string name;  ///< Of its file, a plain one.
  std::size_t at = std::string::npos;
};

/// The body with the pictures, in paragraphs of their own before the bytes that they name, or at
/// its end. They are in the order of their places.
[[nodiscard]] std::string with_pictures(std::string body,
                                        const std::vector<ShownPicture>& pictures);

/// The text of an item's file, whose front matter is TOML or YAML, as that of a draft; unchanged if
/// it is one, or has no front matter.
[[nodiscard]] std::string as_draft(const std::string& text);

/// The text of the file: front matter in TOML, each value in one line, then the body as it is, with
/// a line break at its end. `zone` is that of dates that name none. Errors: malformed for a date
/// that cannot be read, and for an end or place without a start.
[[nodiscard]] Result<std::string> text_of(const Post& post, const std::string& zone,
                                          model::Timestamp now);

/// The day of the post in the zone, as "2022-05-16"; that of `now` if it has no date that can be
/// read.
[[nodiscard]] std::string day_of_post(const Post& post, const std::string& zone,
                                      model::Timestamp now);

}  // namespace syndic::pipeline
