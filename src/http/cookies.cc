// SPDX-License-Identifier: MIT
#include "http/cookies.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace syndic::http {
namespace {

struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// The line as a cookie of `host` alone, if it is one of all hosts below a domain. A line begins
// with the domain and whether hosts below it count.
std::string of_one_host(std::string_view line, std::string_view host) {
  constexpr std::string_view kBelow = "\tTRUE\t";
  const std::size_t domain_end = line.find('\t');
  if (line.substr(std::min(domain_end, line.size()), kBelow.size()) != kBelow) {
    return std::string(line);
  }
  return std::string(host).append("\tFALSE\t").append(line.substr(domain_end + kBelow.size()));
}

}  // namespace

void RequestCookies::put_into(CURL* easy) const {
  curl_easy_setopt(easy, CURLOPT_COOKIEFILE, "");  // Begins curl's cookie engine, with no cookie.
  for (const std::string& line : lines_) curl_easy_setopt(easy, CURLOPT_COOKIELIST, line.c_str());
}

void RequestCookies::take_from(CURL* easy, std::string_view host) {
  curl_slist* list = nullptr;
  curl_easy_getinfo(easy, CURLINFO_COOKIELIST, &list);
  const std::unique_ptr<curl_slist, ListDeleter> owner(list);
  std::vector<std::string> lines;
  for (; list != nullptr; list = list->next) {
    lines.push_back(of_one_host(list->data, host));  // Those of earlier hosts are so already.
  }
  lines_ = std::move(lines);
  curl_easy_setopt(easy, CURLOPT_COOKIELIST, "ALL");
  curl_easy_setopt(easy, CURLOPT_COOKIEFILE, static_cast<const char*>(nullptr));
}

}  // namespace syndic::http
