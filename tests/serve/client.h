// SPDX-License-Identifier: MIT
//
// A client of HTTP that is none of ours: libcurl, one request at a time, without a proxy. It
// follows no redirect, decodes nothing and asks for a path as it stands.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"

namespace serve_test {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Got {
  int status = 0;
  std::string body;
  Fields fields;
  bool has_connected = false;  // For this request; else by the connection of the one before.

  [[nodiscard]] bool has_header(std::string_view name) const {
    for (const auto& [field, value] : fields) {
      if (syndic::base::equals_ignoring_case(field, name)) return true;
    }
    return false;
  }
  // Empty if there is none.
  [[nodiscard]] std::string header(std::string_view name) const {
    for (const auto& [field, value] : fields) {
      if (syndic::base::equals_ignoring_case(field, name)) return value;
    }
    return {};
  }
};

class Client {
 public:
  explicit Client(int port) : origin_("http://127.0.0.1:" + std::to_string(port)) {}

  // Each is nullopt if there is no whole answer within ten seconds.
  [[nodiscard]] std::optional<Got> get(const std::string& path, const Fields& fields = {}) {
    begin(path);
    return end(fields);
  }
  [[nodiscard]] std::optional<Got> head(const std::string& path) {
    begin(path);
    curl_easy_setopt(easy_.get(), CURLOPT_NOBODY, 1L);
    return end({});
  }
  [[nodiscard]] std::optional<Got> post(const std::string& path, const std::string& body) {
    begin(path);
    curl_easy_setopt(easy_.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(easy_.get(), CURLOPT_COPYPOSTFIELDS, body.c_str());
    return end({});
  }
  [[nodiscard]] std::optional<Got> remove(const std::string& path) {
    begin(path);
    curl_easy_setopt(easy_.get(), CURLOPT_CUSTOMREQUEST, "DELETE");
    return end({});
  }

 private:
  void begin(const std::string& path) {
    curl_easy_reset(easy_.get());
    curl_easy_setopt(easy_.get(), CURLOPT_URL, (origin_ + path).c_str());
    curl_easy_setopt(easy_.get(), CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy_.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(easy_.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy_.get(), CURLOPT_TIMEOUT, 10L);
  }

  std::optional<Got> end(const Fields& fields) {
    Got got;
    curl_slist* lines = nullptr;
    for (const auto& [name, value] : fields) {
      lines = curl_slist_append(lines, (name + ": " + value).c_str());
    }
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owner(lines,
                                                                            &curl_slist_free_all);
    curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, lines);
    curl_easy_setopt(easy_.get(), CURLOPT_WRITEFUNCTION, &Client::on_body);
    curl_easy_setopt(easy_.get(), CURLOPT_WRITEDATA, &got);
    curl_easy_setopt(easy_.get(), CURLOPT_HEADERFUNCTION, &Client::on_line);
    curl_easy_setopt(easy_.get(), CURLOPT_HEADERDATA, &got);
    if (curl_easy_perform(easy_.get()) != CURLE_OK) return std::nullopt;
    long status = 0;
    long connects = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy_.get(), CURLINFO_NUM_CONNECTS, &connects);
    got.status = static_cast<int>(status);
    got.has_connected = connects > 0;
    return got;
  }

  static std::size_t on_body(char* data, std::size_t, std::size_t count, void* got) {
    static_cast<Got*>(got)->body.append(data, count);
    return count;
  }
  static std::size_t on_line(char* data, std::size_t, std::size_t count, void* got) {
    const std::string_view line(data, count);
    if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
      static_cast<Got*>(got)->fields.emplace_back(line.substr(0, colon),
                                                  syndic::base::trim(line.substr(colon + 1)));
    }
    return count;
  }

  std::string origin_;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy_{curl_easy_init(), &curl_easy_cleanup};
};

}  // namespace serve_test
