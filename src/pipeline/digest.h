// SPDX-License-Identifier: MIT
//
// The news of the last days of a published feed as a mail message. Nothing is remembered of it, so
// what one holds follows from the time alone.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "model/timestamp.h"

namespace syndic::pipeline {

struct DigestWish {
  std::chrono::seconds since = std::chrono::hours(7 * 24);  ///< A minute at least.
  std::string feed;             ///< A published feed's name; empty: the first one.
  std::vector<std::string> to;  ///< Mail addresses.
};

/// The time of which a digest tells: [from, until).
struct DigestTime {
  model::Timestamp from;
  model::Timestamp until;
};

/// The time until the last full minute, so that runs which cron starts a second late leave nothing
/// out. Of whole days it begins at the same time of day in `zone`, so that it does so too when
/// clocks change.
[[nodiscard]] DigestTime digest_time(std::chrono::seconds since, const std::string& zone,
                                     model::Timestamp now);

/// The message (write/mail/digest.h), of the newest 100 items that the feed got in that time: by
/// when they were first seen, or their embargo ended. Items of a source that is new count if they
/// are dated in that time, too, and others if they are not more than 30 days late. A story that the
/// feed had from another source before is no news. Empty if there is none, or no store yet.
/// Errors: not_found  no feed of that name
///         malformed  the configuration does not say whom it is from
/// A run that is under way is waited for, as its items belong to the time at which it began. Throws
/// AlreadyRunning after ten minutes of that, StoreFailure, and FileFailure for the theme.
[[nodiscard]] Result<std::string> digest(const config::Config& config, const DigestWish& wish,
                                         model::Timestamp now);

}  // namespace syndic::pipeline
