// SPDX-License-Identifier: MIT
//
// The command line as values, and the errors of one that cannot be read. Only this room
// includes CLI11.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/log.h"
#include "lint/rule.h"
#include "pipeline/authored/post.h"
#include "pipeline/digest.h"
#include "pipeline/refresh/refresh.h"
#include "pipeline/subscribe.h"
#include "write/options.h"

namespace syndic::cli {

struct RefreshArguments {
  pipeline::RefreshOptions options;
  bool strict = false;
  bool json = false;
  /// From the begin of a round to that of the next one; empty: there is one run only.
  std::optional<std::chrono::milliseconds> loop;
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

struct InviteArguments {
  pipeline::Wish wish;
  std::string to;      ///< Whom the letter greets; empty: nobody by name.
  bool lines = false;  ///< Only the lines for the configuration.
  bool allow_private = false;
};

struct ImportArguments {
  std::string input;  ///< A file, a URL or host name, "-" for standard input.
  std::vector<std::string> groups;
  bool write = false;  ///< Appends to the configuration.
  bool allow_private = false;
};

struct ExportArguments {
  bool with_secrets = false;
};

struct PostArguments {
  pipeline::Post post;  ///< Without its body.
  std::string body;     ///< A file, "-" for standard input; empty: standard input if it is one.
  std::string from;     ///< URL of a page that fills in what the post leaves out; empty: none.
  std::string source;   ///< Id of the folder's source; empty: the first one.
  bool mail = false;    ///< Standard input is a mail message.
  bool edit = false;    ///< Opens the file in the editor.
};

struct PageArguments {
  std::string input;  ///< A file, a URL or host name, "-" for standard input.
  std::string base_url;
  bool allow_private = false;
  bool write = false;  ///< Append it to the configuration.
  std::string id;      ///< Empty: made from the name.
  std::string name;    ///< Empty: the page's title.
  std::vector<std::string> groups;
};

struct TryArguments {
  std::vector<std::string> addresses;  ///< URLs or host names.
  std::string title;                   ///< Empty: made of the sources' names.
  std::string listen;  ///< Empty: the usual one of serve, or any port if it is taken.
  bool allow_private = false;
};

struct InitArguments {
  std::vector<std::string> addresses;  ///< URLs or host names of the first sources.
  /// Answers in place of questions; empty: asked for, or the default.
  std::string title;
  std::string url;
  std::string feeds_url;
  std::string directory;
  std::string runner;      ///< "systemd", "cron" or "none".
  std::string web_server;  ///< "nginx", "apache", "caddy" or "none".
  bool yes = false;        ///< Asks nothing.
  bool force = false;      ///< Replaces a configuration that is there.
  bool allow_private = false;
};

struct CheckArguments {
  std::string explain;              ///< A key, section or rule to explain; empty: check.
  std::vector<std::string> inputs;  ///< Feeds to judge: URLs, files, "-", or ids of sources.
  bool online = false;              ///< Judge all sources, and what is published.
  bool json = false;
  std::filesystem::path html;  ///< Folder for a page of each feed; empty: none.
  lint::Severity fail_on = lint::Severity::error;
  bool allow_private = false;
};

struct StatusArguments {
  bool json = false;
  bool wide = false;     ///< Everything about a source in one line.
  bool failing = false;  ///< Only the sources that fail; exit 1 if there is one.
};

struct PlanArguments {
  bool json = false;
};

struct WhyArguments {
  std::string query;  ///< An item's id, link or title, or a source's id or address.
};

struct WithdrawArguments {
  std::string item;  ///< Its id or link.
  std::string why;   ///< Published with its tombstone.
};

struct RestoreArguments {
  std::string item;  ///< Its id or link.
};

struct ServeArguments {
  std::filesystem::path folder;  ///< Empty: the configuration's publish.directory.
  std::string listen = "127.0.0.1:8080";
};

struct DigestArguments {
  pipeline::DigestWish wish;
};

struct HelpArguments {
  std::vector<std::string> topics;  ///< The words of one topic; empty: what there is.
  bool man = false;                 ///< As a man page.
};

struct CompletionArguments {
  std::string what;  ///< A shell, or "sources" or "feeds": their ids.
};

struct StoreBackupArguments {
  std::string file;
};

struct StoreCheckArguments {
  std::string file;  ///< A backup; empty: the configuration's store.
};

struct StoreCompactArguments {};

struct StoreExportArguments {
  std::string file;  ///< Empty or "-": standard output.
};

struct StoreImportArguments {
  std::string file;  ///< "-": standard input.
};

struct Arguments {
  std::string config_file;  ///< Empty: $SYNDIC_CONFIG or the usual places.
  bool quiet = false;
  bool verbose = false;
  LogFormat log_format = LogFormat::text;
  std::variant<RefreshArguments, ParseArguments, DiscoverArguments, AddArguments, InviteArguments,
               CheckArguments, StatusArguments, PlanArguments, WhyArguments, WithdrawArguments,
               RestoreArguments, ServeArguments, PostArguments, PageArguments, ImportArguments,
               ExportArguments, TryArguments, InitArguments, DigestArguments, HelpArguments,
               CompletionArguments, StoreBackupArguments, StoreCheckArguments,
               StoreCompactArguments, StoreExportArguments, StoreImportArguments>
      command;
};

/// Reads the command line; --help is the command help. If there is nothing to run, prints why
/// (--version on stdout; a mistake on stderr, in one line with what was meant) and returns the exit
/// code.
[[nodiscard]] std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv);

}  // namespace syndic::cli
