// SPDX-License-Identifier: MIT
//
// Every command and option, once: what --help, the man page and the completions are made of.
#pragma once

#include <CLI/CLI.hpp>
#include <string_view>

#include "cli/arguments/arguments.h"

namespace syndic::cli {

/// What the program is, in a sentence.
inline constexpr std::string_view kAbout =
    "syndic pulls the feeds of many sites and publishes them as one.";

/// The arguments of every command, until it is known which one is run.
struct Commands {
  RefreshArguments refresh;
  ParseArguments parse;
  DiscoverArguments discover;
  AddArguments add;
  InviteArguments invite;
  ImportArguments import;
  ExportArguments export_list;
  StoreBackupArguments store_backup;
  StoreCheckArguments store_check;
  StoreCompactArguments store_compact;
  StoreExportArguments store_export;
  StoreImportArguments store_import;
  CheckArguments check;
  StatusArguments status;
  PlanArguments plan;
  WhyArguments why;
  WithdrawArguments withdraw;
  RestoreArguments restore;
  ServeArguments serve;
  PostArguments post;
  PageArguments page;
  TryArguments trial;
  InitArguments init;
  DigestArguments digest;
  HelpArguments help;
  CompletionArguments completion;
};

/// Adds all commands and options to `app`. When it reads a command line, the options go to
/// `global`, and the arguments of the command, which are read into `commands`, to `global.command`.
/// Both must outlive `app`.
void describe(CLI::App& app, Commands& commands, Arguments& global);

}  // namespace syndic::cli
