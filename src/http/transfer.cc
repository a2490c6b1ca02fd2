// SPDX-License-Identifier: MIT
#include "http/transfer.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/url.h"
#include "http/address_guard.h"
#include "http/content_coding.h"
#include "http/redirect.h"

namespace syndic::http {

Transfer::Transfer(std::size_t index, std::uint64_t number, const Request& request,
                   const Options& options, BodyBudget& budget)
    : index_(index),
      number_(number),
      request_(request),
      options_(options),
      budget_(budget),
      url_(base::without_fragment(request.url)),
      host_(base::url_host(url_)) {}

Result<void> Transfer::check_hop() const {
  if (!base::is_http_url(url_)) {
    return fail(Errc::bad_url, "\"" + base::printable_line(base::public_url(url_), 120) +
                                   "\" is no absolute http or https address");
  }
  // The guard cannot see the address that a proxy connects to.
  if (!may_be_private() && !is_public_literal(host_).value_or(true)) {
    return fail(Errc::refused_address, host_ + " is a private address; " + options_.private_advice);
  }
  return request_.gate ? request_.gate(url_) : Result<void>();
}

bool Transfer::may_be_private() const {
  return options_.allow_private || (request_.is_trusted && at_home_);
}

HeaderLines Transfer::header_lines() const {
  HeaderLines lines;
  lines.add("Accept-Encoding", kAcceptEncoding);
  for (const auto& [name, value] : request_.headers.all()) {
    if (at_home_ || base::equals_ignoring_case(name, "Accept")) lines.add(name, value);
  }
  const bool has_conditions = request_.conditions_url.empty()
                                  ? redirects_.empty()
                                  : request_.conditions_url == base::public_url(url_);
  if (has_conditions) {
    for (const auto& [name, value] : request_.conditions.all()) lines.add(name, value);
  }
  return lines;
}

void Transfer::begin_hop(CURLM* multi, EasyHandle easy) {
  const BoundsLeft left{
      .time =
          std::max(time_limit(request_, options_) - cost_.elapsed, std::chrono::milliseconds(1)),
      .header_bytes = options_.max_header - std::min(header_bytes_, options_.max_header),
      .allow_private = may_be_private()};
  exchange_.emplace(multi, std::move(easy), this, url_, header_lines(), request_, options_, budget_,
                    number_, left, cookies_);
  ++cost_.hops;
  if (request_.cost != nullptr) *request_.cost = cost_;
}

Result<void> Transfer::follow(int status, std::string_view location) {
  if (redirects_.size() >= static_cast<std::size_t>(std::max(options_.max_redirects, 0))) {
    return fail(Errc::too_many_redirects, base::url_host(request_.url) + " redirected more than " +
                                              std::to_string(options_.max_redirects) + " times");
  }
  auto target = redirect_target(url_, location);
  if (!target) return fail(std::move(target.error()));
  url_ = std::move(*target);
  redirects_.push_back({status, base::without_credentials(url_)});
  at_home_ = at_home_ && base::url_origin(url_) == base::url_origin(request_.url);
  host_ = base::url_host(url_);
  return {};
}

// Only here, one body at a time: no decoder waits in the middle of its work with a window of its
// own, and the coded bytes are all that a transfer holds.
Result<void> Transfer::decode(Response& response) {
  auto plain =
      undo_content_codings(response.headers.list("Content-Encoding"),
                           {std::move(response.body), host_}, body_limit(request_, options_));
  if (!plain) return fail(std::move(plain.error()));
  response.body = *std::move(plain);
  return {};
}

std::optional<Result<Response>> Transfer::end_hop(CURLcode code, Result<void> in_time,
                                                  EasyHandle& easy) {
  auto result = in_time || exchange_->answered() ? exchange_->outcome(code) : std::move(in_time);
  Response response;
  response.status = exchange_->status();
  response.headers = std::move(exchange_->headers());
  response.body = std::move(exchange_->body());
  cost_.elapsed += exchange_->elapsed(std::chrono::steady_clock::now());
  cost_.bytes += exchange_->bytes_received();
  header_bytes_ += exchange_->header_bytes();
  if (request_.wants_certificate) response.certificate_ends = exchange_->certificate_ends();
  easy = exchange_->take_handle();
  exchange_.reset();
  // curl counts the cookies of this answer among those that the handle may get for the next hop.
  if (!response.headers.get("Set-Cookie").empty()) easy.reset();

  if (result && !request_.content && is_redirect(response.status)) {
    result = follow(response.status, response.headers.get("Location"));
    if (result) return std::nullopt;
  }
  if (request_.cost != nullptr) *request_.cost = cost_;
  if (result && !response.body.empty()) result = decode(response);
  if (!result) return Result<Response>(fail(std::move(result.error())));
  response.url = base::public_url(url_);
  response.redirects = std::move(redirects_);
  response.cost = cost_;
  return Result<Response>(std::move(response));
}

}  // namespace syndic::http
