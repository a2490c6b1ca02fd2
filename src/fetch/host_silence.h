// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "http/transport.h"
#include "model/source.h"
#include "model/timestamp.h"

namespace syndic::fetch {

/// "host:port" of an http or https URL, always with the port: the one that asks for silence.
[[nodiscard]] std::string host_and_port(std::string_view url);

/// Whether an answer of this status asks for silence for its whole host (429, 503).
[[nodiscard]] constexpr bool asks_for_silence(int status) { return status == 429 || status == 503; }

/// How long an answer asks not to send requests to its whole host: 429 and 503 do, for four hours
/// if they have no Retry-After (RFC 9110 §10.2.3), for 31 days at most. Nullopt for others.
[[nodiscard]] std::optional<std::chrono::seconds> silence_asked(const http::Response& answer,
                                                                model::Timestamp now);

/// The hosts that asked for silence (429 and 503, RFC 9110 §10.2.3) and until when. It is valid for
/// all sources of the host.
class HostSilence {
 public:
  HostSilence() = default;

  /// From the states of earlier runs. What cannot be at `now` (an answer in the future, silence for
  /// more than 31 days) is due to a wrong clock and ignored.
  HostSilence(const std::map<std::string, model::FetchState>& states, model::Timestamp now);

  /// Adds the silence in a source's new state.
  void note(const model::FetchState& state);

  /// Adds that of an answer at `now` which is in no source's state.
  void note(const http::Response& answer, model::Timestamp now);

  /// Adds that of a host, "host:port".
  void note(const std::string& host, model::Timestamp until);

  /// Whether a host of that name, at any port, must not be asked at `now`.
  [[nodiscard]] bool any_of(const std::string& host_name, model::Timestamp now) const;

  /// Until when the URL's host must not be asked; nullopt if it may be at `now`.
  [[nodiscard]] std::optional<model::Timestamp> until(std::string_view url,
                                                      model::Timestamp now) const;

 private:
  std::map<std::string, model::Timestamp, std::less<>> until_;
};

}  // namespace syndic::fetch
