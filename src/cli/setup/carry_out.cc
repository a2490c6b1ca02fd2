// SPDX-License-Identifier: MIT
#include "cli/setup/carry_out.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/file_owner.h"
#include "cli/output.h"
#include "notify/command.h"
#include "pipeline/setup/samples.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kLargest = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kWidth = 80;
constexpr std::size_t kPlanIndent = 2;
constexpr std::chrono::minutes kLongestCommand{10};

Result<std::string> bytes_of(const pipeline::PlannedFile& file) {
  return base::read_file(file.path, kLargest);
}

void add_line(const std::string& words, std::string& plan) {
  if (!words.empty()) plan += paragraph(words, kPlanIndent, kWidth);
}

/// The first name of that kind that is free, "syndic.toml.old", then "syndic.toml.old.2".
std::filesystem::path name_of_old(const std::filesystem::path& file) {
  std::filesystem::path name = file.string() + ".old";
  for (int number = 2; std::filesystem::exists(name); ++number) {
    name = file.string() + ".old." + std::to_string(number);
  }
  return name;
}

std::string words_of(const pipeline::PlannedFile& file) {
  const std::string path = file.path.string();
  switch (in_place(file)) {
    case InPlace::same:
      return "leave " + path + " as it is";
    case InPlace::other:
      return "replace " + path + ", " + file.what + ", and keep the old one as " +
             name_of_old(file.path).string();
    default:
      return "write " + path + ", " + file.what;
  }
}

void make_secret(const std::filesystem::path& file) {
  namespace fs = std::filesystem;
  if (!fs::exists(file)) base::replace_file(file, {});
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

void write_planned(const pipeline::PlannedFile& file) {
  base::make_folders(file.path.parent_path());
  const InPlace there = in_place(file);
  if (there == InPlace::other) {
    const auto old = bytes_of(file);
    if (!old) throw FileFailure(old.error().message);
    const std::filesystem::path kept = name_of_old(file.path);
    base::replace_file(kept, {});
    std::filesystem::permissions(kept, std::filesystem::status(file.path).permissions());
    base::rewrite_file(kept, *old);
  }
  if (file.is_secret) make_secret(file.path);
  if (there == InPlace::same) return;
  if (there == InPlace::nothing && !file.is_secret) {
    base::replace_file(file.path, file.bytes);
  } else {
    base::rewrite_file(file.path, file.bytes);
  }
}

bool run_planned(const pipeline::PlannedCommand& command, const std::atomic<bool>& cancelled,
                 const Log& log) {
  const auto done = notify::run(
      {.words = command.words, .folder = "/", .input = {}, .timeout = kLongestCommand}, cancelled);
  const std::string what = command.what.empty() ? "run " + command.words[0] : command.what;
  if (!done) log.error("cannot " + what + ": " + done.error().message);
  return done.has_value();
}

bool run_all(const std::vector<pipeline::PlannedCommand>& commands,
             const std::atomic<bool>& cancelled, const Log& log) {
  return std::ranges::all_of(
      commands, [&](const auto& command) { return run_planned(command, cancelled, log); });
}

/// Whether a folder is there, and is this user's or is to be.
bool needs_nothing(const pipeline::PlannedCommand& command) {
  const bool changes_owner = std::ranges::find(command.words, "-o") != command.words.end();
  return !command.folder.empty() && std::filesystem::is_directory(command.folder) &&
         !(changes_owner && base::other_owner(command.folder) != "syndic");
}

}  // namespace

InPlace in_place(const pipeline::PlannedFile& file) {
  const auto bytes = bytes_of(file);
  if (!bytes) return bytes.error().code == Errc::not_found ? InPlace::nothing : InPlace::other;
  if (*bytes == file.bytes) return InPlace::same;
  const bool is_unedited = bytes->empty() || *bytes == pipeline::sample("package/syndic.toml");
  return is_unedited ? InPlace::unedited : InPlace::other;
}

Plan plan_of(const pipeline::SiteSetup& setup, const pipeline::Machine& machine) {
  Plan plan{.preparing = pipeline::preparing_commands(setup, machine),
            .files = pipeline::planned_files(setup, machine),
            .sharing = pipeline::sharing_commands(setup, machine),
            .refresh = pipeline::refresh_command(setup, machine),
            .starting = pipeline::starting_commands(setup, machine)};
  std::erase_if(plan.preparing, needs_nothing);
  return plan;
}

std::string plan_words(const Plan& plan) {
  std::string words;
  for (const auto& command : plan.preparing) add_line(command.what, words);
  for (const auto& file : plan.files) add_line(words_of(file), words);
  for (const auto& command : plan.sharing) add_line(command.what, words);
  add_line(plan.refresh.what, words);
  for (const auto& command : plan.starting) add_line(command.what, words);
  return words;
}

bool carry_out(const Plan& plan, const std::atomic<bool>& cancelled, const Log& log) {
  if (!run_all(plan.preparing, cancelled, log)) return false;
  for (const auto& file : plan.files) write_planned(file);
  if (!run_all(plan.sharing, cancelled, log)) return false;
  const bool is_fetched = run_planned(plan.refresh, cancelled, log);
  return run_all(plan.starting, cancelled, log) && is_fetched;
}

}  // namespace syndic::cli
