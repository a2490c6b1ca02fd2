// SPDX-License-Identifier: MIT
//
// What a folder answers to a request, without the protocol around it. Any thread may ask.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace syndic::serve {

/// A GET as far as the folder cares. Borrowed for the call.
struct Question {
  std::string_view path;           ///< Of the URL, percent-decoding done.
  std::string_view if_none_match;  ///< Field values; empty: not sent.
  std::string_view if_modified_since;
};

struct Answer {
  int status = 200;  ///< 200, 301, 304, 404, 413 or 500.
  std::string body;
  std::string media_type;
  std::string etag;           ///< With its quotes; empty: none.
  std::string last_modified;  ///< HTTP date; empty: none.
  std::string location;       ///< Of a 301: a path, never another host.
};

/// The file that the path names below `folder`; for a folder its index.html, else a list of what is
/// in it (with a 301 to the path with '/' first). Names that begin with a dot are not there, nor is
/// anything that a symbolic link places outside, nor what is neither file nor folder. Files beyond
/// 64 MiB are 413.
[[nodiscard]] Answer answer(const std::filesystem::path& folder, const Question& question);

}  // namespace syndic::serve
