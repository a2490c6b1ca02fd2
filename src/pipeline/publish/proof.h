// SPDX-License-Identifier: MIT
//
// Proof of publication: once a day a run asks for its own files at site.feeds_url, and compares
// what is served with what it wrote.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "http/transport.h"
#include "model/timestamp.h"
#include "store/ledger.h"

namespace syndic::pipeline {

/// Whether nobody can have the URL's host: it stands for one that is still to be set (RFC 2606).
[[nodiscard]] bool is_placeholder(std::string_view url);

/// The last proof of what the configuration publishes now; empty if there is none, if
/// publish.verify is false, or site.feeds_url is another one or a placeholder. Throws StoreFailure.
[[nodiscard]] std::optional<store::Proof> last_proof(const config::Config& config,
                                                     store::Ledger& ledger);

/// The same for who asks how all does: also during a refresh, and empty without a store.
[[nodiscard]] std::optional<store::Proof> last_proof(const config::Config& config);

/// Whether it is time: publish.verify is set, site.feeds_url is no placeholder, and `last`, the
/// last_proof(), is a day old, or an hour if it found faults, or there is none.
[[nodiscard]] bool is_proof_due(const config::Config& config,
                                const std::optional<store::Proof>& last, model::Timestamp now);

/// Asks for the files of the first feed, and index.html, as the last publication left them; so to
/// be called before the next one: by then web server and caches had their time. At most four
/// requests, one after the other, of 20 seconds each; after one without an answer no more. A fault
/// is one line that names the files' URLs and what to do; several files of one fault are one. The
/// result is stored, unless `cancelled` came first or nothing is published yet: then it is empty.
/// Throws StoreFailure.
[[nodiscard]] std::optional<store::Proof> prove_publication(const config::Config& config,
                                                            store::Ledger& ledger,
                                                            http::Transport& transport,
                                                            model::Timestamp now,
                                                            const std::atomic<bool>& cancelled);

/// The faults of `now` that `before` did not have.
[[nodiscard]] std::vector<std::string> new_faults(const std::optional<store::Proof>& before,
                                                  const store::Proof& now);

}  // namespace syndic::pipeline
