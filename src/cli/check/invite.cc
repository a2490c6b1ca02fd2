// SPDX-License-Identifier: MIT
//
// invite: the letter by which a network invites a site on standard output, all else on stderr.
#include <atomic>
#include <iostream>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/printable.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/signal_watch.h"
#include "config/append_source.h"
#include "http/curl_transport.h"
#include "pipeline/lint/invite.h"
#include "pipeline/lint/letter.h"
#include "pipeline/lists/secrets.h"

namespace syndic::cli {
namespace {

Result<pipeline::Invitation> look_at(const config::Config& config, const pipeline::Wish& wish) {
  std::atomic<bool> cancelled = false;
  const SignalWatch watch([&] { cancelled = true; });
  http::CurlTransport transport(config.fetch.transport);
  const model::Timestamp now = base::Clock::from_environment().now();
  return pipeline::look_at_site(config, wish, transport, now, cancelled);
}

// The lines of the source, without the secrets of its address.
std::string configuration_lines(config::NewSource source) {
  const bool has_secrets = !pipeline::take_out_secrets(source).empty();
  return (has_secrets ? "# Its address has a secret, which is not shown.\n" : std::string()) +
         config::source_table(source);
}

// What was found that is not for the letter.
void tell_of_site(const pipeline::Invitation& invitation, const config::Config& config,
                  const Log& log) {
  if (pipeline::feed_for(config, invitation.source) == nullptr) {
    log.warning("no [[feed]] takes this source in; give a group that one has with --group");
  }
  if (!invitation.same_host.empty()) {
    log.warning("source " + invitation.same_host +
                " is on the same host; if it is this site's, no letter is needed");
  }
  if (invitation.carried == pipeline::Carried::page) {
    log.warning("no feed was found; the letter offers to read the page " + invitation.url);
  }
  if (invitation.carried == pipeline::Carried::nothing) {
    log.warning("neither a feed was found, nor a page that lists news; the letter asks for a feed");
  }
  if (!invitation.not_judged.empty()) {
    log.warning("the letter names no faults, as the feed was not judged: " + invitation.not_judged);
  }
  for (const std::string& other : invitation.others) log.warning("also offered: " + other);
}

// Below the letter on a terminal, but not in it.
void tell_lines(const pipeline::Invitation& invitation, const config::Config& config,
                const Log& log) {
  if (log.loudness() == Loudness::quiet) return;
  if (log.is_json()) {
    log.notice("syndic invite --lines prints the lines for the configuration");
    return;
  }
  std::cerr << "\n# For " << base::printable_line(config.file.string()) << ", once they agree:\n"
            << configuration_lines(invitation.source);
}

}  // namespace

int run(const Arguments& global, const InviteArguments& command, const Log& log) {
  const auto wish = understood(command.wish, log);
  if (!wish) return kWrongUsage;
  config::Config config = load_config(global.config_file, log);
  config.fetch.transport.allow_private |= command.allow_private;
  config.fetch.transport.private_advice = "give --allow-private to allow it";
  const write::Theme theme(config.publish.theme);
  const auto invitation = look_at(config, *wish);
  if (!invitation) {
    log_input_error(command.wish.url, wish->url, invitation.error(), log);
    return kFailed;
  }
  tell_of_site(*invitation, config, log);
  if (command.lines) {
    std::cout << configuration_lines(invitation->source);
    return kDone;
  }
  for (const std::string& gap : pipeline::gaps_in_letter(config)) {
    log.warning(config.file.string() + ": " + gap);
  }
  std::cout << pipeline::letter_of(config, *invitation, command.to, theme) << std::flush;
  tell_lines(*invitation, config, log);
  return kDone;
}

}  // namespace syndic::cli
