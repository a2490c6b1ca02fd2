// SPDX-License-Identifier: MIT
#include "http/cookies.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/ascii.h"
#include "http/curl_library.h"

namespace syndic::http {
namespace {

struct ListDeleter {
  void operator()(curl_slist* list) const { curl().slist_free_all(list); }
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

// Whether the line is a cookie that the server set, by its name, the sixth of seven fields. curl
// takes the first attribute of a cookie without a name (RFC 6265 §5.2) for the cookie.
bool is_cookie(std::string_view line) {
  constexpr std::array<std::string_view, 8> kAttributes = {
      "expires", "max-age", "domain", "path", "secure", "httponly", "samesite", "partitioned"};
  std::size_t begin = 0;
  for (int field = 0; field < 5; ++field) begin = line.find('\t', begin) + 1;
  const std::string name = base::lower(line.substr(begin, line.find('\t', begin) - begin));
  return !name.empty() && std::ranges::find(kAttributes, name) == kAttributes.end();
}

}  // namespace

void RequestCookies::put_into(CURL* easy) const {
  curl().easy_setopt(easy, CURLOPT_COOKIEFILE, "");  // Begins curl's cookie engine, with no cookie.
  for (const std::string& line : lines_) curl().easy_setopt(easy, CURLOPT_COOKIELIST, line.c_str());
}

void RequestCookies::take_from(CURL* easy, std::string_view host) {
  curl_slist* list = nullptr;
  curl().easy_getinfo(easy, CURLINFO_COOKIELIST, &list);
  const std::unique_ptr<curl_slist, ListDeleter> owner(list);
  std::vector<std::string> lines;
  for (; list != nullptr; list = list->next) {
    if (!is_cookie(list->data)) continue;
    lines.push_back(of_one_host(list->data, host));  // Those of earlier hosts are so already.
  }
  lines_ = std::move(lines);
  curl().easy_setopt(easy, CURLOPT_COOKIELIST, "ALL");
  curl().easy_setopt(easy, CURLOPT_COOKIEFILE, static_cast<const char*>(nullptr));
}

}  // namespace syndic::http
