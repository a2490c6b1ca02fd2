// SPDX-License-Identifier: MIT
#include "base/temporary_folder.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "base/error.h"
#include "base/file_owner.h"

namespace syndic::base {

TemporaryFolder::TemporaryFolder() {
  std::error_code unknown;
  const auto folder = std::filesystem::temp_directory_path(unknown);
  std::string name = ((unknown ? "/tmp" : folder) / "syndic-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw FileFailure(file_error_words("make", name, errno));
  }
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // What is left is in a folder that the system clears.
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace syndic::base
