// SPDX-License-Identifier: MIT
#pragma once

namespace syndic::store {

/// The columns that a source and a list of sources have in common: what is remembered of asking it.
/// As in columns.h.
template <class Column, class State>
void each_asking_column(Column& column, State& state) {
  column("fetched_url", state.fetched_url);
  column("etag", state.validators.etag);
  column("last_modified", state.validators.last_modified);
  column("validators_url", state.validators_url);
  column("body_hash", state.body_hash);
  column("last_fetch", state.last_fetch);
  column("last_success", state.last_success);
  column("next_due", state.next_due);
  column("retry_after", state.retry_after);
  column("retry_host", state.retry_host);
  column("last_status", state.last_status);
  column("failures", state.failures);
  column("gone", state.gone);
  column("failing_since", state.failing_since);
  column("last_error", state.last_error);
  column("is_told", state.is_told);
}

}  // namespace syndic::store
