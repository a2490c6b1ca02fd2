// SPDX-License-Identifier: MIT
//
// A site as it is published, small but with all that a page may show, and a server for it.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/browser/devtools.h"
#include "tests/support/fault_server.h"
#include "tests/write/page/page_sample.h"
#include "write/page/link_answers.h"
#include "write/page/sources_page.h"
#include "write/page/status_page.h"

namespace syndic::test {

/// The pages that site_files() makes, one of each kind.
inline constexpr std::array kSitePages = {
    "index.html",        "latest-2.html", "page-1.html", "kind-watch.html",
    "source-casel.html", "sources.html",  "embed.html",  "embed-kind-watch.html",
    "formats.html",      "status.html"};

/// What a site is made of.
struct Site {
  write::Document document;
  write::Document pinned;
  write::PageOptions options;
  write::SourcesDocument sources;
  write::StatusDocument status;
  std::vector<write::LinkRow> rows;  ///< In the order of their keys.
  std::vector<write::LinkSource> hosts;
};

/// A site with items and sources of every shape, in two languages and both directions. Pictures and
/// sound are those of a server's "/picture.svg" and "/sound.mp3".
[[nodiscard]] Site varied_site(const FaultServer& server);

/// The page about a feed's faults that a partner is sent, with all that may be in one.
[[nodiscard]] std::string varied_lint_page();

/// All files of the site, by name: kSitePages, their assets, and what their script reads.
[[nodiscard]] std::map<std::string, std::string> site_files(
    const Site& site, const write::Theme& theme = write::Theme());

/// Answers for each of the files, also where pages ask for them by version, and for "/picture.svg".
/// Nothing that it answers may be kept by a browser.
void serve_files(const std::map<std::string, std::string>& files, FaultServer& server);

/// varied_site(), served.
class ServedSite {
 public:
  ServedSite() { serve_files(site_files(varied_site(server_)), server_); }
  [[nodiscard]] std::string url(const std::string& name) const { return server_.url("/" + name); }
  [[nodiscard]] FaultServer& server() { return server_; }

 private:
  FaultServer server_;
};

/// Whether Chromium is missing; the test says so.
[[nodiscard]] bool is_without_browser();

/// Whether the file of a tool is missing; the test says so, with `what`.
[[nodiscard]] bool is_missing(const std::string& what, const std::filesystem::path& file);

}  // namespace syndic::test
