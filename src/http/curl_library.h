// SPDX-License-Identifier: MIT
//
// libcurl, which is not linked: it is loaded by the first request of a process. It brings some
// thirty other libraries, and to load them takes longer than a whole run in which no source is due.
// Its functions are called as curl().easy_init(…), and only here in src/http.
#pragma once

#include <curl/curl.h>

#include "base/error.h"

namespace syndic::http {

/// libcurl is not there, or cannot be loaded.
class NoCurl : public Failure {
 public:
  using Failure::Failure;
};

/// Every function of libcurl that is called, under its own name but for the "curl_", with the types
/// of curl's header.
struct Curl {
  decltype(&::curl_global_init) global_init;
  decltype(&::curl_global_cleanup) global_cleanup;
  decltype(&::curl_getdate) getdate;

  decltype(&::curl_easy_init) easy_init;
  decltype(&::curl_easy_setopt) easy_setopt;
  decltype(&::curl_easy_getinfo) easy_getinfo;
  decltype(&::curl_easy_pause) easy_pause;
  decltype(&::curl_easy_reset) easy_reset;
  decltype(&::curl_easy_strerror) easy_strerror;
  decltype(&::curl_easy_cleanup) easy_cleanup;

  decltype(&::curl_multi_init) multi_init;
  decltype(&::curl_multi_setopt) multi_setopt;
  decltype(&::curl_multi_add_handle) multi_add_handle;
  decltype(&::curl_multi_remove_handle) multi_remove_handle;
  decltype(&::curl_multi_perform) multi_perform;
  decltype(&::curl_multi_poll) multi_poll;
  decltype(&::curl_multi_wakeup) multi_wakeup;
  decltype(&::curl_multi_info_read) multi_info_read;
  decltype(&::curl_multi_strerror) multi_strerror;
  decltype(&::curl_multi_cleanup) multi_cleanup;

  decltype(&::curl_slist_append) slist_append;
  decltype(&::curl_slist_free_all) slist_free_all;
};

/// The functions of the machine's libcurl, which the first call loads and which stays loaded.
/// Thread-safe. Throws NoCurl if it is not there or lacks one of them; later calls try again.
[[nodiscard]] const Curl& curl();

}  // namespace syndic::http
