// SPDX-License-Identifier: MIT
//
// Lists of sources that are followed ([[subscribe]]): read at the beginning of a run, compared to
// what is remembered of them, and stored.
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "fetch/host_silence.h"
#include "http/transport.h"
#include "model/listed_source.h"
#include "model/source.h"
#include "model/timestamp.h"
#include "store/store.h"

namespace syndic::pipeline {

/// For how many days a source is still asked that its list names no more.
inline constexpr int kDaysUnlisted = 7;

/// What is known of ids when a source gets one.
class IdRegistry {
 public:
  /// The id belongs to the source at this address (config::address_of), unless another has it.
  void note(const std::string& id, const std::string& address);

  /// The id of a source of that name and address: the one that the address has already, or else a
  /// new one, which is noted.
  [[nodiscard]] std::string id_for(const std::string& name, const std::string& address);

 private:
  std::map<std::string, std::string> owners_;  ///< Addresses, by id.
  std::map<std::string, std::string> ids_;     ///< By address.
  std::map<std::string, int> next_;            ///< The number to try next, by what comes before it.
};

/// When sources join.
struct Joining {
  model::Timestamp now;
  bool is_quiet = false;  ///< Others have items already.
};

/// What is to be remembered of a list that was read, from what was: those that it names, in its
/// order, then those that it named once. Of several at one address the first right one counts.
/// Empty if nothing of the list can be fetched. A pure function, but for `ids`.
[[nodiscard]] std::vector<model::ListMember> compared(const std::vector<model::ListMember>& before,
                                                      const model::SourceList& list,
                                                      const std::string& place, Joining joining,
                                                      IdRegistry& ids);

/// Has those leave that are out of the list for kDaysUnlisted. Returns whether any does.
bool see_off(std::vector<model::ListMember>& members, model::Timestamp now);

/// What the store remembers of lists, for the configuration; empty if it cannot be read now, or is
/// not there.
[[nodiscard]] std::vector<model::ListMember> remembered_lists(const store::Options& options);

/// The place and time of a run.
struct ListRun {
  const config::Config& config;
  const std::map<std::string, model::FetchState>& states;  ///< Of sources.
  store::Store& store;
  fetch::HostSilence& silence;
  http::Transport& transport;
  model::Timestamp now;
  bool is_forced = false;  ///< Asks lists that were asked just before, too.
  const std::atomic<bool>& cancelled;
};

/// Reads the lists of the configuration, all at once, and stores what they name and that they were
/// asked; forgets lists that it no longer has. Returns one line for each that fails, each once, is
/// back, names other sources now or gets something wrong, and for each source that is left out.
/// Throws StoreFailure.
[[nodiscard]] std::vector<std::string> read_lists(const ListRun& run);

/// The configuration with the sources that the store has of its lists; nullopt if it follows none,
/// or its file is another one by now.
[[nodiscard]] std::optional<config::Config> with_lists(const config::Config& config,
                                                       store::Store& store);

}  // namespace syndic::pipeline
