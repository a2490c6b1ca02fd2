// SPDX-License-Identifier: MIT
#include "http/curl_library.h"

#include <string>

#include "base/library.h"

namespace syndic::http {
namespace {

// The name of its ABI, the same since 2006. config/package names it, too: nothing that asks a
// program for its libraries sees this one.
constexpr const char* kCurlName = "libcurl.so.4";

Curl load() {
  const base::Library library(kCurlName);
  const auto find = [&](const char* name) { return library.function(name); };
  return {.global_init = find("curl_global_init"),
          .global_cleanup = find("curl_global_cleanup"),
          .getdate = find("curl_getdate"),
          .easy_init = find("curl_easy_init"),
          .easy_setopt = find("curl_easy_setopt"),
          .easy_getinfo = find("curl_easy_getinfo"),
          .easy_pause = find("curl_easy_pause"),
          .easy_reset = find("curl_easy_reset"),
          .easy_strerror = find("curl_easy_strerror"),
          .easy_cleanup = find("curl_easy_cleanup"),
          .multi_init = find("curl_multi_init"),
          .multi_setopt = find("curl_multi_setopt"),
          .multi_add_handle = find("curl_multi_add_handle"),
          .multi_remove_handle = find("curl_multi_remove_handle"),
          .multi_perform = find("curl_multi_perform"),
          .multi_poll = find("curl_multi_poll"),
          .multi_wakeup = find("curl_multi_wakeup"),
          .multi_info_read = find("curl_multi_info_read"),
          .multi_strerror = find("curl_multi_strerror"),
          .multi_cleanup = find("curl_multi_cleanup"),
          .slist_append = find("curl_slist_append"),
          .slist_free_all = find("curl_slist_free_all")};
}

}  // namespace

const Curl& curl() {
  try {
    static const Curl functions = load();
    return functions;
  } catch (const base::NoLibrary& missing) {
    throw NoCurl(std::string("no request can be made without libcurl, which cannot be loaded: ") +
                 missing.what() + "; install it again (Debian's package is libcurl4)");
  }
}

}  // namespace syndic::http
