// SPDX-License-Identifier: MIT
#include "tests/support/postgres_programs.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <sstream>
#include <stdexcept>

#include "tests/support/paths.h"

namespace syndic::test {
namespace {

namespace fs = std::filesystem;

fs::path unpacked_packages() { return source_dir() / "build/packages"; }

bool is_in_checkout(const fs::path& bin) {
  return bin.string().starts_with(unpacked_packages().string() + '/');
}

// The folder in which `postgres` is in truth, where the two others are beside it; else empty.
fs::path folder_of_programs(const fs::path& folder) {
  std::error_code none;
  const fs::path bin = fs::canonical(folder / "postgres", none).parent_path();
  const bool complete =
      !bin.empty() && fs::exists(bin / "initdb", none) && fs::exists(bin / "psql", none);
  return complete ? bin : fs::path();
}

int major_version(const fs::path& folder) {
  const std::string name = folder.filename();
  int version = 0;
  std::from_chars(name.data(), name.data() + name.size(), version);
  return version;
}

// The folders of programs of "usr/lib/postgresql", as Debian has them, the newest first.
std::vector<fs::path> bins_by_version(const fs::path& versions) {
  std::vector<fs::path> folders;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(versions, none)) folders.push_back(entry.path());
  std::ranges::sort(folders, std::greater(), major_version);
  for (fs::path& folder : folders) folder /= "bin";
  return folders;
}

std::vector<fs::path> places() {
  std::vector<fs::path> all;
  const char* path = std::getenv("PATH");
  std::istringstream words(path == nullptr ? "" : path);
  for (std::string word; std::getline(words, word, ':');) all.emplace_back(word);
  for (const fs::path& root : {fs::path("/"), unpacked_packages()}) {
    std::ranges::copy(bins_by_version(root / "usr/lib/postgresql"), std::back_inserter(all));
  }
  return all;
}

// The folders of libraries below the root of unpacked packages.
std::vector<fs::path> folders_of_libraries(const fs::path& root) {
  std::vector<fs::path> folders;
  std::error_code none;
  for (const fs::path& above : {root / "usr/lib", root / "lib"}) {
    for (const auto& entry : fs::directory_iterator(above, none)) {
      const std::string name = entry.path().filename();
      if (name.find("-linux-gnu") != std::string::npos) folders.push_back(entry.path());
    }
  }
  return folders;
}

PostgresPrograms unpacked_programs(const fs::path& root, const fs::path& bin) {
  PostgresPrograms programs{bin, {}};
  for (const fs::path& folder : folders_of_libraries(root)) {
    programs.libraries += (programs.libraries.empty() ? "" : ":") + folder.string();
  }
  return programs;
}

}  // namespace

std::optional<PostgresPrograms> find_postgres() {
  for (const fs::path& place : places()) {
    const fs::path bin = folder_of_programs(place);
    if (bin.empty()) continue;
    if (is_in_checkout(bin)) return unpacked_programs(unpacked_packages(), bin);
    return PostgresPrograms{bin, {}};
  }
  return std::nullopt;
}

PostgresPrograms open_to_all(const PostgresPrograms& programs, const fs::path& folder) {
  if (!is_in_checkout(programs.bin)) return programs;
  // They look for all else that they need from where they are, so all keep their places.
  const fs::path root = unpacked_packages();
  std::vector<fs::path> needed = folders_of_libraries(root);
  const fs::path version = programs.bin.parent_path();
  needed.push_back(root / "usr/share/postgresql" / version.filename());
  for (const char* name : {"bin/initdb", "bin/postgres"}) needed.push_back(version / name);
  for (const auto& entry : fs::directory_iterator(version / "lib")) {
    if (entry.path().extension() == ".so") needed.push_back(entry.path());
  }
  for (const fs::path& from : needed) {
    const fs::path to = folder / fs::relative(from, root);
    fs::create_directories(to.parent_path());
    fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  }
  return unpacked_programs(folder, folder / fs::relative(programs.bin, root));
}

Finished run_psql(const std::string& url, const std::string& statements) {
  const auto programs = find_postgres();
  if (!programs) throw std::runtime_error("there is no PostgreSQL");
  std::map<std::string, std::string> environment;
  if (!programs->libraries.empty()) environment["LD_LIBRARY_PATH"] = programs->libraries;
  return Process({programs->bin / "psql", "--no-psqlrc", "--quiet", "--no-align", "--tuples-only",
                  "--set=ON_ERROR_STOP=1", "--file=-", url},
                 environment, statements)
      .wait();
}

}  // namespace syndic::test
