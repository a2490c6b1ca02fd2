// SPDX-License-Identifier: MIT
//
// The pages for people, composed of the configuration and the items of its main feed.
#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "write/feed_writer.h"
#include "write/page/page.h"
#include "write/page/theme.h"

namespace syndic::pipeline {

class SitePage {
 public:
  /// Reads the theme. Throws FileFailure if that cannot be used, before anything is written.
  explicit SitePage(const config::Config& config);

  /// The feed that the pages show: the configuration's first one, but with more items, as older
  /// ones are on further pages.
  [[nodiscard]] config::Feed listing() const;

  /// A text of all that the pages are made of, except for their items.
  [[nodiscard]] std::string appearance() const { return theme_.digest(); }

  /// The files of publish.directory with the items of listing(), in the order in which they are to
  /// be written. Empty if publish.page is false. Throws FileFailure.
  [[nodiscard]] std::vector<write::PageFile> files(write::Document listed) const;

 private:
  const config::Config& config_;
  write::Theme theme_;
};

}  // namespace syndic::pipeline
