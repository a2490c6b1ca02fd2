// SPDX-License-Identifier: MIT
//
// libpq, which is not linked: it is loaded where a store is on PostgreSQL, as few are, and brings
// thirty other libraries. Its functions are called as libpq().exec(…), and only here in
// src/store/postgres.
#pragma once

#include <libpq-fe.h>

namespace syndic::store {

/// Every function of libpq that is called, under its own name but for the "PQ", with the types of
/// libpq's header.
struct Libpq {
  decltype(&::PQconnectdbParams) connect;
  decltype(&::PQfinish) finish;
  decltype(&::PQstatus) status;
  decltype(&::PQerrorMessage) error_message;
  decltype(&::PQsocket) socket;
  decltype(&::PQserverVersion) server_version;
  decltype(&::PQparameterStatus) parameter_status;
  decltype(&::PQsetNoticeProcessor) set_notice_processor;
  decltype(&::PQexec) exec;

  decltype(&::PQenterPipelineMode) enter_pipeline_mode;
  decltype(&::PQexitPipelineMode) exit_pipeline_mode;
  decltype(&::PQpipelineSync) pipeline_sync;
  decltype(&::PQsendPrepare) send_prepare;
  decltype(&::PQsendQueryParams) send_query_params;
  decltype(&::PQsendQueryPrepared) send_query_prepared;
  decltype(&::PQgetResult) get_result;

  decltype(&::PQresultStatus) result_status;
  decltype(&::PQresultErrorField) result_error_field;
  decltype(&::PQclear) clear;
  decltype(&::PQntuples) row_count;
  decltype(&::PQgetisnull) is_null;
  decltype(&::PQgetvalue) value;
  decltype(&::PQgetlength) length;
  decltype(&::PQcmdTuples) changed_rows;
};

/// The functions of the machine's libpq, which the first call loads and which stays loaded.
/// Thread-safe. Throws StoreFailure if it is not there or lacks one of them; later calls try again.
[[nodiscard]] const Libpq& libpq();

}  // namespace syndic::store
