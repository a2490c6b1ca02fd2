// SPDX-License-Identifier: MIT
//
// health.json: whether the list is kept up to date, for the script of the page and for monitors.
#pragma once

#include "config/config.h"
#include "pipeline/refresh/report.h"
#include "store/store.h"
#include "write/page/health.h"

namespace syndic::pipeline {

/// How the list does after a run with this report: counts of all enabled sources, and of those that
/// are not private, when each is asked next and which cannot be read. Not `ok` also where a list
/// that is followed has failed for a day. `next` is never less than ten
/// minutes after the run. Throws StoreFailure.
[[nodiscard]] write::HealthDocument health_of_list(const config::Config& config,
                                                   store::Store& store, const Report& report);

/// Writes the file (write/page/health.h) after a run, unless neither pages nor status files are
/// published. It says when the run was, so that it is another one after each run: it has no
/// compressed file and is no part of the set (OutputSet), and the operator's command is told of it
/// with other files, and in the first run of a day (GMT). Throws FileFailure, StoreFailure.
void write_health(const config::Config& config, store::Store& store, const Report& report);

}  // namespace syndic::pipeline
