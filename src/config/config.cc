// SPDX-License-Identifier: MIT
#include "config/config.h"

#include <algorithm>
#include <utility>

#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/url.h"
#include "config/check.h"
#include "config/document.h"
#include "config/listed.h"
#include "config/problems.h"
#include "config/reader.h"
#include "config/schema.h"
#include "config/syntax_slips.h"

namespace syndic::config {
namespace {

constexpr std::size_t kLargestFile = std::size_t{16} * 1024 * 1024;

std::vector<std::string> why_unreadable(const std::filesystem::path& file, const Error& error) {
  if (error.code == Errc::not_found) {
    return {line_about(file,
                       "there is no such file; name the configuration with --config or in "
                       "SYNDIC_CONFIG")};
  }
  if (error.code == Errc::too_large) {
    return {line_about(file, "larger than 16 MiB, which is no configuration; name another file")};
  }
  std::error_code unknown;
  return {line_about(file, std::filesystem::is_directory(file, unknown)
                               ? "this is a folder; name the file in it"
                               : "this file cannot be read; see to its permissions")};
}

const std::filesystem::path kSystemData = "/var/lib/syndic";

bool is_below(const std::filesystem::path& file, const std::filesystem::path& folder) {
  const auto absolute = std::filesystem::absolute(file).lexically_normal();
  return std::mismatch(folder.begin(), folder.end(), absolute.begin(), absolute.end()).first ==
         folder.end();
}

using Read = tl::expected<Config, std::vector<std::string>>;

Read read_syntax_error(std::string_view bytes, const std::filesystem::path& file,
                       const SyntaxError& error) {
  Problems errors;
  const auto slip = find_slip(bytes, error);
  if (slip) {
    errors.add(slip->at, slip->message);
  } else {
    errors.add(error.at, "this is no TOML: " + error.message);
  }
  return tl::make_unexpected(errors.lines(file));
}

Read read_table(const Table& document, const std::filesystem::path& file, Purpose purpose) {
  ReadContext context;
  context.may_refuse = purpose == Purpose::use;
  context.folder = file.parent_path();
  Config config;
  config.file = file;
  // A program must not write below /etc (Filesystem Hierarchy Standard 3.0, §3.7).
  const bool is_of_system = is_below(file, "/etc");
  config.store.sqlite_file =
      is_of_system ? kSystemData / "syndic.db" : context.folder / "var/syndic.db";
  config.publish.directory = (is_of_system ? kSystemData : context.folder) / "public";
  read_document(document, config, context);
  check_and_complete(document, config, context);
  add_notes(document, config, context);
  if (!context.errors.empty()) return tl::make_unexpected(context.errors.lines(file));
  config.notes = context.notes.lines(file);
  config.refusals = context.refusals.lines(file);
  return config;
}

}  // namespace

std::string ListSubscription::place() const {
  if (!url.empty()) return base::public_url(url);
  // However the configuration is named, this is the same list.
  return path.empty() ? std::string() : std::filesystem::absolute(path).lexically_normal().string();
}

Read load(const std::filesystem::path& file, Purpose purpose,
          const std::vector<model::ListMember>& listed) {
  const auto bytes = base::read_file(file, kLargestFile);
  if (!bytes) return tl::make_unexpected(why_unreadable(file, bytes.error()));
  return read(*bytes, file, purpose, listed);
}

Read read(std::string_view bytes, const std::filesystem::path& file, Purpose purpose,
          const std::vector<model::ListMember>& listed) {
  const auto document = read_toml(bytes);
  if (!document) return read_syntax_error(bytes, file, document.error());
  Read config = read_table(*document, file, purpose);
  if (config && !config->lists.empty() && !listed.empty()) {
    config = with_listed(*document, *std::move(config), listed, [&](const Table& completed) {
      return read_table(completed, file, purpose);
    });
  }
  if (!config) return config;
  config->file_digest = base::content_hash(bytes);
  config->digest = config->digest.empty()
                       ? config->file_digest
                       : base::content_hash(config->file_digest + config->digest);
  return config;
}

}  // namespace syndic::config
