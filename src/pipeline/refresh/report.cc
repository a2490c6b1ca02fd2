// SPDX-License-Identifier: MIT
#include "pipeline/refresh/report.h"

#include <algorithm>

namespace syndic::pipeline {
namespace {

bool was_asked(const SourceReport& source) {
  return source.outcome == Outcome::updated || source.outcome == Outcome::unchanged ||
         source.outcome == Outcome::failed;
}

/// The likely cause if every host fails with the same error; empty if there is none.
std::string_view shared_cause(Errc cause) {
  switch (cause) {
    case Errc::dns:
      return "no name of a host could be resolved; is this machine online, and does its name "
             "server answer?";
    case Errc::connect:
    case Errc::timeout:
      return "no host could be reached; is this machine online, and does a firewall or proxy let "
             "it out?";
    case Errc::tls:
      return "no certificate was accepted; is this machine's clock right, and are its "
             "certificates (ca-certificates) up to date?";
    case Errc::refused_address:
      return "every host leads to a private address; is a proxy or a name server of a private "
             "network in the way?";
    default:
      return {};
  }
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::updated:
      return "updated";
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::failed:
      return "failed";
    case Outcome::not_due:
      return "not_due";
    case Outcome::gone:
      return "gone";
    case Outcome::disabled:
      return "disabled";
  }
  return "failed";
}

bool any_was_asked(const Report& report) { return std::ranges::any_of(report.sources, was_asked); }

bool every_source_failed(const Report& report) {
  return any_was_asked(report) &&
         std::ranges::none_of(report.sources, [](const SourceReport& source) {
           return was_asked(source) && source.outcome != Outcome::failed;
         });
}

std::optional<std::string> common_failure(const Report& report, bool are_shown) {
  if (!every_source_failed(report)) return std::nullopt;
  const auto asked = std::ranges::count_if(report.sources, was_asked);
  const auto is_enabled = [](const SourceReport& source) {
    return source.outcome != Outcome::disabled && source.outcome != Outcome::gone;
  };
  if (asked == 1 && std::ranges::count_if(report.sources, is_enabled) > 1) return std::nullopt;
  const auto first = std::ranges::find_if(report.sources, was_asked);
  const bool is_common = std::ranges::all_of(report.sources, [&](const SourceReport& source) {
    return !was_asked(source) || source.cause == first->cause;
  });
  const std::string all = asked == 1 ? "the only source that was asked failed"
                                     : "all " + std::to_string(asked) + " sources failed";
  const std::string_view cause = is_common ? shared_cause(first->cause) : std::string_view();
  if (!cause.empty()) return all + ": " + std::string(cause);
  const bool answer_alike = std::ranges::all_of(report.sources, [&](const SourceReport& source) {
    return !was_asked(source) || source.status == first->status;
  });
  if (asked > 1 && is_common && answer_alike && first->status >= 400) {
    return all + ": each answers HTTP " + std::to_string(first->status);
  }
  if (are_shown) return all;
  return all + (asked == 1 ? ": " : "; the first, " + first->id + ": ") + first->error;
}

}  // namespace syndic::pipeline
