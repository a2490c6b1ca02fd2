// SPDX-License-Identifier: MIT
//
// Sources that a command appends to the configuration.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/append_source.h"
#include "config/config.h"

namespace syndic::pipeline {

/// What became of a source that was to be appended.
struct Appended {
  std::string id;
  std::string name;
  std::string url;     ///< Where its items come from, without secrets; empty: from a folder.
  bool is_new = true;  ///< False: the source of that id has its address already.
};

/// The source whose feed, site or page is at the URL, in any spelling; null if there is none.
[[nodiscard]] const config::Source* source_at(const std::string& url, const config::Config& config);

/// The URL of a source's feed, site or page; empty if it has none.
[[nodiscard]] std::string address_of(const config::Source& source);

/// The same of a source that is not in the configuration yet.
[[nodiscard]] std::string address_of(const config::NewSource& source);

/// The URL as sources at one address have it in common; empty for none.
[[nodiscard]] std::string canonical_address(const std::string& url);

/// An id that people can type, and that is not among those that are taken: of the name or, where
/// that has no letters for one, of the host.
[[nodiscard]] std::string free_id(const std::string& name, const std::string& url,
                                  const std::set<std::string>& taken);

/// The host's name, without "www.".
[[nodiscard]] std::string host_name(const std::string& url);

/// Appends the sources to the configuration file as it is now, which a person may have edited
/// meanwhile: all of them at once or, where there is an error, none. An empty name is made of the
/// host, an empty id of the name. A source whose address the file or one before it has already is
/// left out. Returns what became of each, in order. Errors: malformed if a given id is taken, or if
/// the file cannot take them. Throws FileFailure.
[[nodiscard]] Result<std::vector<Appended>> append_sources(const std::filesystem::path& file,
                                                           std::vector<config::NewSource> sources);

}  // namespace syndic::pipeline
