// SPDX-License-Identifier: MIT
#include "store/lock.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/file_lock.h"
#include "store/postgres/open.h"
#include "store/postgres/schema.h"

namespace syndic::store {
namespace {

constexpr int kStoreLock = kLockNumber + 1;
constexpr int kPublishingLock = kLockNumber + 2;

struct FileHolder : Lock::Holder {
  explicit FileHolder(base::FileLock taken) : lock(std::move(taken)) {}
  base::FileLock lock;
};

struct SessionHolder : Lock::Holder {
  explicit SessionHolder(Wire held) : wire(std::move(held)) {}
  Wire wire;
};

std::filesystem::path lock_file(const Options& options) {
  return options.sqlite_file.string() + ".lock";
}

// nullptr where it is held.
std::unique_ptr<Lock::Holder> hold(std::optional<base::FileLock> lock) {
  return lock ? std::make_unique<FileHolder>(*std::move(lock)) : nullptr;
}

// By pg_try_advisory_lock() or another function of its kind. A store's schema is what tells it from
// others of its database, be it there yet or not.
std::unique_ptr<Lock::Holder> hold(const Options& options, std::string_view function, int number) {
  try {
    Wire wire = connect(options);
    const PgResult taken =
        wire.execute("SELECT " + std::string(function) + "(" + std::to_string(number) +
                     ", hashtext(coalesce(current_schema(), current_setting('search_path'))))");
    const bool is_taken = std::string_view(libpq().value(taken.get(), 0, 0)) == "t";
    return is_taken ? std::make_unique<SessionHolder>(std::move(wire)) : nullptr;
  } catch (const DatabaseError& error) {
    throw failure_of(options, error);
  }
}

}  // namespace

std::optional<Lock> Lock::try_alone(const Options& options) {
  std::unique_ptr<Holder> holder;
  if (options.is_on_postgres()) {
    holder = hold(options, "pg_try_advisory_lock", kStoreLock);
  } else {
    base::make_folders(options.sqlite_file.parent_path());
    holder = hold(base::FileLock::try_acquire(lock_file(options)));
  }
  return holder == nullptr ? std::nullopt : std::optional(Lock(std::move(holder)));
}

std::optional<Lock> Lock::try_shared(const Options& options) {
  auto holder = options.is_on_postgres() ? hold(options, "pg_try_advisory_lock_shared", kStoreLock)
                                         : hold(base::FileLock::try_share(lock_file(options)));
  return holder == nullptr ? std::nullopt : std::optional(Lock(std::move(holder)));
}

std::optional<Lock> Lock::try_publishing(const Options& options) {
  auto holder = options.is_on_postgres() ? hold(options, "pg_try_advisory_lock", kPublishingLock)
                                         : std::make_unique<Holder>();
  return holder == nullptr ? std::nullopt : std::optional(Lock(std::move(holder)));
}

bool Lock::is_held(const Options& options) {
  return options.is_on_postgres() ? !try_alone(options) : !try_shared(options);
}

}  // namespace syndic::store
