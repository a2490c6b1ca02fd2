// SPDX-License-Identifier: MIT
//
// The commands, and what several of them read: the configuration, an input, an address.
#pragma once

#include <cstddef>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "cli/arguments/arguments.h"
#include "cli/log.h"
#include "cli/output.h"
#include "config/config.h"
#include "fetch/options.h"
#include "pipeline/subscribe.h"

namespace syndic::cli {

/// Runs one command and returns the exit code; throws a Failure if it cannot go on.
[[nodiscard]] int run(const Arguments& global, const RefreshArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const ParseArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const DiscoverArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const AddArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const InviteArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const CheckArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const StatusArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const PlanArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const WhyArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const WithdrawArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const RestoreArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const PostArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const PageArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const ServeArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const ImportArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const ExportArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const TryArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const InitArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const DigestArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const HelpArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const CompletionArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const StoreBackupArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const StoreCheckArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const StoreCompactArguments& command,
                      const Log& log);
[[nodiscard]] int run(const Arguments& global, const StoreExportArguments& command, const Log& log);
[[nodiscard]] int run(const Arguments& global, const StoreImportArguments& command, const Log& log);

/// What `check --explain` prints; returns the exit code.
[[nodiscard]] int explain(const Arguments& global, const std::string& topic, const Log& log);

/// The configuration is not found or wrong; every mistake has been reported already.
class WrongConfiguration : public Failure {
 public:
  using Failure::Failure;
};

/// The file that -c (`named`), the environment or the usual places name; empty if none is named and
/// none is in a usual place.
[[nodiscard]] std::string find_config(const std::string& named);

/// The configuration that -c, the environment or the usual places name; writes its notes to `log`
/// as details. Throws WrongConfiguration after writing each mistake to it.
[[nodiscard]] config::Config load_config(const std::string& file, const Log& log);

/// The same for one who can go on with another; says nothing. The error: all mistakes, a line each.
/// Throws StoreFailure where the lists that it follows cannot be read from the store.
[[nodiscard]] tl::expected<config::Config, std::vector<std::string>> try_config(
    const std::string& file);

/// The same for `check`: its refusals are mistakes, too, and the mistakes are written to stdout;
/// its notes are not written.
[[nodiscard]] config::Config check_config(const std::string& file, const Log& log);

/// The same for what can do without one; says nothing. Empty if there is none, or if anything is
/// wrong with it.
[[nodiscard]] std::optional<config::Config> readable_config(const std::string& file);

/// How to ask for a URL: as the configuration says if -c names one, which these commands do not
/// need. Throws WrongConfiguration.
[[nodiscard]] fetch::Options fetch_options(const Arguments& global, bool allow_private,
                                           const Log& log);

/// All bytes of the file `name`, or of standard input if it is "-". Errors: not_found and the
/// others of base::read_file; too_large above `max_bytes`.
[[nodiscard]] Result<std::string> read_input(const std::string& name, std::size_t max_bytes);

/// The URL that `text` names: itself, with https in place of webcal, or "https://" before it if it
/// begins with a host's name, as in "example.org/news", and no file has that name. Empty if it
/// names none.
[[nodiscard]] std::string url_named_by(const std::string& text);

/// The error of a text for which url_named_by() is empty; `or_what`: what else it could have been.
[[nodiscard]] Error no_address(const std::string& text, std::string_view or_what = {});

/// The wish for the URL that its text names; empty, after saying so, if it names none.
[[nodiscard]] std::optional<pipeline::Wish> understood(pipeline::Wish wish, const Log& log);

/// Whether --base is given, though the input is a URL and says itself where it is; says so.
[[nodiscard]] bool is_base_wrong(const std::string& url, const std::string& base_url,
                                 const Log& log);

/// Writes the error of an input to `log`, with the name of the input before it unless it contains
/// that: `url` without its secrets, or `input` if `url` is empty.
void log_input_error(const std::string& input, const std::string& url, const Error& error,
                     const Log& log);

}  // namespace syndic::cli
