// SPDX-License-Identifier: MIT
#include "store/postgres/library.h"

#include <string>

#include "base/error.h"
#include "base/library.h"

namespace syndic::store {
namespace {

// The name of its ABI. config/package names it, too: nothing that asks a program for its libraries
// sees this one.
constexpr const char* kLibpqName = "libpq.so.5";

Libpq load_libpq() {
  const base::Library library(kLibpqName);
  const auto find = [&](const char* name) { return library.function(name); };
  return {.connect = find("PQconnectdbParams"),
          .finish = find("PQfinish"),
          .status = find("PQstatus"),
          .error_message = find("PQerrorMessage"),
          .socket = find("PQsocket"),
          .server_version = find("PQserverVersion"),
          .parameter_status = find("PQparameterStatus"),
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
  try {
    static const Libpq functions = load_libpq();
    return functions;
  } catch (const base::NoLibrary& missing) {
    throw StoreFailure(std::string("a store on PostgreSQL needs libpq, which cannot be loaded: ") +
                       missing.what() + "; install it (Debian's package is libpq5, 14 or newer)");
  }
}

}  // namespace syndic::store
