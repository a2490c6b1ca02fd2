// SPDX-License-Identifier: MIT
#include "store/postgres/library.h"

#include <dlfcn.h>

#include <string>

#include "base/error.h"

namespace syndic::store {
namespace {

// The name of its ABI. config/package names it, too: nothing that asks a program for its libraries
// sees this one.
constexpr const char* kLibpqName = "libpq.so.5";

[[noreturn]] void fail_to_load() {
  const char* const reason = ::dlerror();
  throw StoreFailure("a store on PostgreSQL needs libpq, which cannot be loaded: " +
                     std::string(reason == nullptr ? kLibpqName : reason) +
                     "; install it (Debian's package is libpq5, 14 or newer)");
}

/// A function of the library, which becomes the member of Libpq that it initialises.
class FoundFunction {
 public:
  FoundFunction(void* library, const char* name) : address_(::dlsym(library, name)) {
    if (address_ == nullptr) fail_to_load();
  }
  template <class Function>
  operator Function*() const {  // NOLINT(google-explicit-constructor): the point of it.
    return reinterpret_cast<Function*>(address_);
  }

 private:
  void* address_;
};

// Local, so that nothing of what it brings takes the place of a library that is linked.
Libpq load_libpq() {
  void* const library = ::dlopen(kLibpqName, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) fail_to_load();
  const auto find = [library](const char* name) { return FoundFunction(library, name); };
  return {.connect = find("PQconnectdbParams"),
          .finish = find("PQfinish"),
          .status = find("PQstatus"),
          .error_message = find("PQerrorMessage"),
          .server_version = find("PQserverVersion"),
          .set_notice_processor = find("PQsetNoticeProcessor"),
          .exec = find("PQexec"),
          .enter_pipeline_mode = find("PQenterPipelineMode"),
          .exit_pipeline_mode = find("PQexitPipelineMode"),
          .pipeline_sync = find("PQpipelineSync"),
          .send_prepare = find("PQsendPrepare"),
          .send_query_params = find("PQsendQueryParams"),
          .send_query_prepared = find("PQsendQueryPrepared"),
          .get_result = find("PQgetResult"),
          .result_status = find("PQresultStatus"),
          .result_error_field = find("PQresultErrorField"),
          .clear = find("PQclear"),
          .row_count = find("PQntuples"),
          .is_null = find("PQgetisnull"),
          .value = find("PQgetvalue"),
          .length = find("PQgetlength"),
          .changed_rows = find("PQcmdTuples")};
}

}  // namespace

const Libpq& libpq() {
  static const Libpq functions = load_libpq();
  return functions;
}

}  // namespace syndic::store
