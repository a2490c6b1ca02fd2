// SPDX-License-Identifier: MIT
#include "cli/acting_user.h"

#include <unistd.h>

#include <string>

#include "base/error.h"
#include "base/file_owner.h"

namespace syndic::cli {

void act_as_owner_of(const std::filesystem::path& folder, const Log& log) {
  if (::geteuid() != 0) return;
  if (base::owner_number_of(folder) == 0) return;
  const base::Owner owner = base::owner_of(folder);
  if (owner.name.empty()) {
    log.warning("this is run by root, but " + folder.string() + " belongs to the user " +
                std::to_string(owner.number) +
                ", who has no name here and cannot change what root makes there; run it as that "
                "user");
    return;
  }
  if (const auto done = base::become(owner); !done) throw FileFailure(done.error().message);
  log.detail("root runs this, and it acts as the user " + owner.name + ", whose " +
             folder.string() + " is");
}

void act_as_owner_of_store(const config::Config& config, const Log& log) {
  act_as_owner_of(config.store.is_on_postgres() ? config.publish.directory
                                                : config.store.sqlite_file.parent_path(),
                  log);
}

}  // namespace syndic::cli
