// SPDX-License-Identifier: MIT
//
// Whether the published files are served as they were written: table proof.
#include "base/lines.h"
#include "store/database.h"
#include "store/ledger.h"

namespace syndic::store {

void Ledger::note_proof(const Proof& proof) {
  std::string faults;
  for (const std::string& fault : proof.faults) faults += fault + "\n";
  database_.atomically([&] {
    database_.run(
        "INSERT INTO proof (key, place, checked, faults) VALUES (1, $1, $2, $3) "
        "ON CONFLICT (key) DO UPDATE SET place = excluded.place, checked = excluded.checked, "
        "faults = excluded.faults",
        proof.place, proof.checked, faults);
  });
}

std::optional<Proof> Ledger::proof() {
  return database_.reading([&]() -> std::optional<Proof> {
    Query row = database_.query("SELECT place, checked, faults FROM proof");
    if (!row.next()) return std::nullopt;
    Proof proof{.place = row.text(0), .checked = row.time_or_epoch(1), .faults = {}};
    const std::string faults = row.text(2);
    for (std::string_view rest = faults; !rest.empty();) {
      proof.faults.emplace_back(base::take_line(rest));
    }
    return proof;
  });
}

}  // namespace syndic::store
