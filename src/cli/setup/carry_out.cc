// SPDX-License-Identifier: MIT
#include "cli/setup/carry_out.h"

#include <cstddef>
#include <filesystem>

#include "base/atomic_file.h"
#include "base/error.h"
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

}  // namespace

InPlace in_place(const pipeline::PlannedFile& file) {
  const auto bytes = bytes_of(file);
  if (!bytes) return bytes.error().code == Errc::not_found ? InPlace::nothing : InPlace::other;
  if (*bytes == file.bytes) return InPlace::same;
  return *bytes == pipeline::sample("package/syndic.toml") ? InPlace::unedited : InPlace::other;
}

std::string plan_words(const pipeline::PlannedFile& file) {
  const std::string path = file.path.string();
  const auto line = [&]() -> std::string {
    switch (in_place(file)) {
      case InPlace::same:
        return "leave " + path + " as it is";
      case InPlace::other:
        return "replace " + path + ", " + file.what + ", and keep the old one as " + path + ".old";
      default:
        return "write " + path + ", " + file.what;
    }
  };
  return paragraph(line(), kPlanIndent, kWidth);
}

std::string plan_words(const pipeline::PlannedCommand& command) {
  return paragraph(command.what, kPlanIndent, kWidth);
}

void write_planned(const pipeline::PlannedFile& file) {
  base::make_folders(file.path.parent_path());
  const InPlace there = in_place(file);
  if (there == InPlace::same) return;
  if (there == InPlace::nothing) {
    base::replace_file(file.path, file.bytes);
    return;
  }
  if (there == InPlace::other) {
    const auto old = bytes_of(file);
    if (!old) throw FileFailure(old.error().message);
    base::replace_file(file.path.string() + ".old", *old);
  }
  base::rewrite_file(file.path, file.bytes);
}

bool run_planned(const pipeline::PlannedCommand& command, const std::atomic<bool>& cancelled,
                 const Log& log) {
  const auto done = notify::run(
      {.words = command.words, .folder = "/", .input = {}, .timeout = kLongestCommand}, cancelled);
  if (!done) log.error("cannot " + command.what + ": " + done.error().message);
  return done.has_value();
}

}  // namespace syndic::cli
