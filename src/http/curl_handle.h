// SPDX-License-Identifier: MIT
//
// Owners of libcurl's handles. Only this, cookies, curl_error, exchange, http_date, transfer and
// curl_transport use curl.
#pragma once

#include <memory>
#include <new>
#include <string>
#include <utility>

#include "base/error.h"
#include "http/curl_library.h"

namespace syndic::http {

/// libcurl's global state, which must outlive its handles. libcurl counts its users.
class CurlState {
 public:
  CurlState() {
    if (curl().global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw Failure("cannot set up libcurl");
  }
  CurlState(const CurlState&) = delete;
  CurlState& operator=(const CurlState&) = delete;
  ~CurlState() { curl().global_cleanup(); }
};

struct EasyDeleter {
  void operator()(CURL* easy) const { curl().easy_cleanup(easy); }
};
using EasyHandle = std::unique_ptr<CURL, EasyDeleter>;

struct MultiDeleter {
  void operator()(CURLM* multi) const { curl().multi_cleanup(multi); }
};
using MultiHandle = std::unique_ptr<CURLM, MultiDeleter>;

/// Header lines in curl's form; curl borrows them for the transfer.
class HeaderLines {
 public:
  void add(std::string_view name, std::string_view value) {
    std::string line(name);
    line += ": ";
    line += value;
    curl_slist* const longer = curl().slist_append(lines_.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(lines_.release());
    lines_.reset(longer);
  }
  [[nodiscard]] curl_slist* get() const { return lines_.get(); }

 private:
  struct Deleter {
    void operator()(curl_slist* lines) const { curl().slist_free_all(lines); }
  };
  std::unique_ptr<curl_slist, Deleter> lines_;
};

/// Keeps an easy handle in a multi handle while it lives.
class Membership {
 public:
  Membership(CURLM* multi, CURL* easy) : multi_(multi), easy_(easy) {
    const CURLMcode code = curl().multi_add_handle(multi, easy);
    if (code != CURLM_OK) throw Failure(std::string("curl: ") + curl().multi_strerror(code));
  }
  Membership(const Membership&) = delete;
  Membership& operator=(const Membership&) = delete;
  ~Membership() { curl().multi_remove_handle(multi_, easy_); }

 private:
  CURLM* multi_;
  CURL* easy_;
};

}  // namespace syndic::http
