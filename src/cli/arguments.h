// SPDX-License-Identifier: MIT
//
// The command line as values. arguments.cc and usage_errors.cc alone include CLI11.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "pipeline/publish/post.h"
#include "pipeline/refresh/refresh.h"
#include "pipeline/subscribe.h"
#include "write/options.h"

namespace syndic::cli {

struct RefreshArguments {
  pipeline::RefreshOptions options;
  bool strict = false;
  bool json = false;
};

struct ParseArguments {
  std::vector<std::string> inputs;  ///< Files, URLs or host names, "-" for standard input.
  write::Format as = write::Format::json;
  std::string base_url;
  bool allow_private = false;
};

struct DiscoverArguments {
  std::string input;  ///< A file, a URL or host name, "-" for standard input.
  std::string base_url;
  bool allow_private = false;
};

struct AddArguments {
  pipeline::Wish wish;
};

struct PostArguments {
  pipeline::Post post;
  std::string from;   ///< A page that says what the post does not; empty: none.
  bool edit = false;  ///< Opens the file in the editor.
};

struct PageArguments {
  std::string input;  ///< A file, a URL or host name, "-" for standard input.
  bool allow_private = false;
};

struct CheckArguments {};

struct StatusArguments {
  bool json = false;
  bool wide = false;     ///< All that there is to a source in one line.
  bool failing = false;  ///< Only the sources that fail; exit 1 where there is one.
};

struct PlanArguments {
  bool json = false;
};

struct WhyArguments {
  std::string asked;  ///< An item's id, link or title, or a source's id or address.
};

struct WithdrawArguments {
  std::string asked;  ///< An item's id or link.
  std::string why;    ///< Published with its tombstone.
};

struct RestoreArguments {
  std::string asked;
};

struct ServeArguments {
  std::filesystem::path folder;  ///< Empty: the configuration's publish.directory.
  std::string listen = "127.0.0.1:8080";
};

struct Arguments {
  std::string config_file;  ///< Empty: looked for (find_config).
  bool quiet = false;
  bool verbose = false;
  std::variant<RefreshArguments, ParseArguments, DiscoverArguments, AddArguments, CheckArguments,
               StatusArguments, PlanArguments, WhyArguments, WithdrawArguments, RestoreArguments,
               ServeArguments, PostArguments, PageArguments>
      command;
};

/// Reads the command line. Where there is nothing to run it has said so already (help
/// and --version on stdout, a mistake on stderr, with what was meant) and gives the exit code.
[[nodiscard]] std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv);

}  // namespace syndic::cli
