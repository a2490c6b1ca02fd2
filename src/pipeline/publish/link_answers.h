// SPDX-License-Identifier: MIT
//
// "Where is my post?": what became of each item first seen lately, by its link, in files below
// why/ that a script of the page reads.
#pragma once

#include "config/config.h"
#include "model/timestamp.h"
#include "pipeline/publish/documents.h"
#include "pipeline/publish/output_set.h"
#include "store/store.h"

namespace syndic::pipeline {

/// For how many days after they were first seen items are answered for.
inline constexpr int kAnsweredDays = 90;

/// Adds why/index.json and the files of answers (write/page/link_answers.h) to the set: those whose
/// answers changed or that are not there are rendered, the others stay as they are. Items are
/// judged as the first published feed shows them. Nothing in them is of a private source
/// (config::Terms) or names a rule. To be called before Ledger::settled(); Ledger::answered()
/// follows when the files are in their places. Throws StoreFailure, FileFailure.
void put_link_answers(const config::Config& config, const Documents& documents, store::Store& store,
                      model::Timestamp now, OutputSet& output);

}  // namespace syndic::pipeline
