// SPDX-License-Identifier: MIT
//
// A list of sources that is followed, compared to what is remembered of it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/listed_source.h"
#include "model/timestamp.h"

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

  /// Whether no source but the one of that id has the address.
  [[nodiscard]] bool is_free(const std::string& address, const std::string& id) const;

  /// The source of that id is at this address from then on.
  void move(const std::string& id, const std::string& address);

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
/// One that it names at another address keeps its id and `joined`: where a single source of a name
/// goes and a single one of that name comes. Empty if nothing of the list can be fetched. A pure
/// function, but for `ids`.
[[nodiscard]] std::vector<model::ListMember> compared(const std::vector<model::ListMember>& before,
                                                      const model::SourceList& list,
                                                      const std::string& place, Joining joining,
                                                      IdRegistry& ids);

/// Has those leave that are out of the list for kDaysUnlisted. Returns whether any does.
bool see_off(std::vector<model::ListMember>& members, model::Timestamp now);

}  // namespace syndic::pipeline
