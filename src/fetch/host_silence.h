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

/// "host:port" of an http or https URL, the port always named: who it is that asks for silence.
[[nodiscard]] std::string host_of(std::string_view url);

/// How long an answer asks that its whole host be left alone: 429 and 503 do, for four hours where
/// they do not say (RFC 9110 §10.2.3), for 31 days at most; others do not.
[[nodiscard]] std::optional<std::chrono::seconds> silence_asked(const http::Response& answer,
                                                                model::Timestamp now);

/// Which hosts asked to be left alone (429 and 503, RFC 9110 §10.2.3) and until when. It is a
/// host's wish, whichever of its sources heard it.
class HostSilence {
 public:
  HostSilence() = default;

  /// What the sources heard in earlier runs. What is beyond reason at `now` (an answer of the
  /// future, more than 31 days ahead) comes from a wrong clock and does not count.
  HostSilence(const std::map<std::string, model::FetchState>& states, model::Timestamp now);

  /// What a source has just heard, as its state tells.
  void note(const model::FetchState& state);

  /// The same of an answer at `now` that no source's state tells of.
  void note(const http::Response& answer, model::Timestamp now);

  /// Until when the URL's host is to be left alone; nothing where it is not, at `now`.
  [[nodiscard]] std::optional<model::Timestamp> until(std::string_view url,
                                                      model::Timestamp now) const;

 private:
  void note(const std::string& host, model::Timestamp until);

  std::map<std::string, model::Timestamp, std::less<>> until_;
};

}  // namespace syndic::fetch
