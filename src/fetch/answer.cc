// SPDX-License-Identifier: MIT
#include "fetch/answer.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/printable.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "fetch/folder.h"
#include "fetch/host_silence.h"
#include "fetch/memory.h"
#include "fetch/move.h"
#include "fetch/schedule.h"
#include "http/freshness.h"

namespace syndic::fetch {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr std::string_view kAccept =
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, "
    "text/calendar;q=0.6, */*;q=0.1";
constexpr seconds kUnwelcome = hours(4);
constexpr std::string_view kFeedDelta = "feed";
constexpr std::size_t kShownUrl = 160;

/// What to do about a failure, for each reader.
struct Advice {
  std::string_view of_runs;
  std::string_view once = of_runs;

  [[nodiscard]] std::string_view text_for(Reader reader) const {
    return reader == Reader::of_runs ? of_runs : once;
  }
};

Advice advice(int status) {
  switch (status) {
    case 204:
    case 205:
    case 304:
      return {"no body came, though one was due"};
    case 206:
      return {"only a part came, though all was asked for"};
    case 226:
      return {"it sends a difference of a kind that was not asked for"};
    case 300:
      return {"it offers a choice of addresses; configure one of them"};
    case 401:
      return {"it wants a user name and password, or a token; give them as keys of the source"};
    case 403:
      return {"it refuses syndic; ask its operator to let it in"};
    case 404:
      return {"nothing is at this address any more; look for its new one",
              "nothing is at this address; check it"};
    case 410:
      return {"the feed is gone for good and is not asked for again; remove the source",
              "it is gone for good; look for its new address"};
    case 429:
      return {"it was asked too often; it will be left alone for a while",
              "it was asked too often; try again later"};
    case 503:
      return {"it is out of service; it will be left alone for a while",
              "it is out of service; try again later"};
    default:
      break;
  }
  if (status >= 500) {
    return {"the server failed; it will be tried again", "the server failed; try again later"};
  }
  if (status >= 400) return {"it refuses the request; check the address"};
  return {"this is no answer with a feed"};
}

/// The same for an error of the transport; empty if its own message is enough.
Advice advice(Errc code) {
  switch (code) {
    case Errc::dns:
      return {"it will be tried again; check the name in url", "check the name"};
    case Errc::connect:
    case Errc::timeout:
    case Errc::tls:
    case Errc::transfer:
      return {"it will be tried again; if that lasts, tell its operator",
              "try again later; if that lasts, tell its operator"};
    case Errc::too_large:
      return {"see what it serves there, and tell its operator"};
    case Errc::too_many_redirects:
    case Errc::bad_url:
      return {"set url to where its feed is now", "give the address where its feed is now"};
    default:
      return {};
  }
}

Error with_advice(Error error, Reader reader) {
  constexpr std::size_t kRoomForAdvice = 80;
  const std::string_view words = advice(error.code).text_for(reader);
  if (words.empty()) return error;
  error.message = base::printable_line(error.message, 300 - kRoomForAdvice);
  error.message.append("; ").append(words);
  return error;
}

/// Of an answer without a body that is a feed's.
Error status_error(const http::Response& response, std::string_view words) {
  return {Errc::http_status,
          base::printable_line("HTTP " + std::to_string(response.status) + " from " +
                               base::printable_line(base::public_url(response.url), kShownUrl) +
                               ": " + std::string(words))};
}

Setback setback_of(const http::Response& response, model::Timestamp now) {
  Setback setback{.status = response.status, .gone = response.status == 410};
  if (response.status == 404) setback.at_least = kDay;
  if (response.status == 401 || response.status == 403) setback.at_least = kUnwelcome;
  if (response.status < 400) return setback;
  setback.retry_after = silence_asked(response, now);
  if (setback.retry_after) {
    setback.silent_host = host_and_port(response.url);
  } else if (const auto wish = http::retry_after(response.headers, now)) {
    setback.retry_after = std::min<seconds>(*wish, kLongestSilence);
  }
  return setback;
}

/// Whether the body can be read as it is: a 226 (RFC 3229 §10.4.1) names how it was made from the
/// whole, which nothing but "feed" leaves readable.
bool has_feed_body(const http::Response& response) {
  if (response.status != 226) return response.status == 200;
  std::string_view manipulations = response.headers.get("IM");
  if (base::trim(manipulations).empty()) return true;
  while (!manipulations.empty()) {
    const std::size_t comma = manipulations.find(',');
    const std::string_view one = manipulations.substr(0, manipulations.find_first_of(",;"));
    if (base::equals_ignoring_case(base::trim(one), kFeedDelta)) return true;
    manipulations.remove_prefix(comma == std::string_view::npos ? manipulations.size() : comma + 1);
  }
  return false;
}

/// A 304 or 226 is valid only if the request to this URL had conditions.
bool was_asked_for(const http::Response& response, const http::Request& request) {
  if (request.conditions.all().empty()) return false;
  return request.conditions_url.empty() ? response.redirects.empty()
                                        : response.url == request.conditions_url;
}

Fetched failed(Fetched fetched, Error error, const Setback& setback, const Question& q) {
  error.message = base::printable_line(error.message);
  fetched.state = after_setback(q.memory, error, setback, q.subscription, q.options, q.now);
  fetched.failure = std::move(error);
  return fetched;
}

// RFC 3986 §5.1: the base that the answer names comes before the URL it was fetched from.
std::string base_of(const http::Response& response) {
  auto location = base::resolve_url(response.headers.get("Content-Location"), response.url);
  return location && base::is_http_url(*location) ? *std::move(location) : response.url;
}

}  // namespace

Result<http::Request> plain_request(const Subscription& subscription,
                                    const model::FetchState& memory) {
  http::Request request{.url = url_to_ask(subscription, memory.move),
                        .max_body = subscription.max_body};
  request.headers.add("Accept", std::string(kAccept));
  const bool is_home = base::url_origin(request.url) == base::url_origin(subscription.url);
  if (auto added = add_access(subscription.access, is_home, request); !added) {
    return fail(std::move(added.error()));
  }
  return request;
}

void ask_for_news(http::Request& request, const model::FetchState& memory) {
  // A store that others changed may hold anything.
  const std::string etag = validator(memory.validators.etag);
  const std::string last_modified = validator(memory.validators.last_modified);
  if (!etag.empty()) {
    request.conditions.add("If-None-Match", etag);
    request.conditions.add("A-IM", std::string(kFeedDelta));
  }
  if (!last_modified.empty()) request.conditions.add("If-Modified-Since", last_modified);
  request.conditions_url = memory.validators_url;
}

Error why_no_feed(const Result<http::Response>& answer, Reader reader) {
  if (!answer) return with_advice(answer.error(), reader);
  if (has_feed_body(*answer) && answer->body.empty()) {
    return status_error(*answer, "the body is empty, where a feed was due");
  }
  return status_error(*answer, advice(answer->status).text_for(reader));
}

Fetched understand(Result<http::Response> answer, const Question& q) {
  Fetched fetched{.source_id = q.subscription.id};
  if (!answer && (answer.error().code == Errc::not_now || is_own_obstacle(answer.error().code))) {
    fetched.postponed = true;
    fetched.state = q.memory;
    if (is_own_obstacle(answer.error().code)) fetched.hindrance = std::move(answer.error());
    return fetched;
  }
  if (!answer) return failed(std::move(fetched), why_no_feed(answer, Reader::of_runs), {}, q);
  http::Response& response = *answer;
  fetched.base_url = base_of(response);
  fetched.content_type = response.headers.get("Content-Type");
  fetched.bytes = response.cost.bytes;
  fetched.elapsed = response.cost.elapsed;

  if (response.status == 304 && was_asked_for(response, q.request)) {
    fetched.not_modified = fetched.by_304 = true;
    fetched.state = after_not_modified(q.memory, response);
  } else if (!has_feed_body(response)) {
    return failed(std::move(fetched), why_no_feed(answer, Reader::of_runs),
                  setback_of(response, q.now), q);
  } else if (response.body.empty()) {
    return failed(std::move(fetched), why_no_feed(answer, Reader::of_runs),
                  {.status = response.status}, q);
  } else {
    std::string hash = base::content_hash(response.body);
    fetched.not_modified = hash == q.memory.body_hash;
    if (!fetched.not_modified) fetched.body = std::move(response.body);
    fetched.state = response.status == 226 ? after_delta(q.memory, response, std::move(hash),
                                                         was_asked_for(response, q.request))
                                           : after_body(q.memory, response, std::move(hash));
  }
  if (response.status != 304 || http::has_freshness(response.headers)) {
    fetched.state.wishes.server = http::fresh_for(response.headers, q.now);
  }
  fetched.state.move = after_feed(std::move(fetched.state.move), q.subscription, response, q.now);
  fetched.state =
      after_success(std::move(fetched.state), response.status, q.subscription, q.options, q.now);
  return fetched;
}

Fetched read_path(const Subscription& subscription, const model::FetchState& memory,
                  const Options& options, model::Timestamp now) {
  const auto begin = std::chrono::steady_clock::now();
  Fetched fetched{.source_id = subscription.id};
  std::error_code ignored;  // Anything else is read as a file, which reports errors.
  const bool is_folder = std::filesystem::is_directory(subscription.path, ignored);
  // A pipe or device might never end.
  const bool is_odd = std::filesystem::exists(subscription.path, ignored) &&
                      !std::filesystem::is_regular_file(subscription.path, ignored);
  Result<std::string> bytes;
  if (is_folder) {
    bytes = list_folder(subscription.path, subscription.folder_setup);
  } else if (is_odd) {
    bytes = fail(Errc::unreadable,
                 subscription.path.string() + " is neither a file nor a folder; name one as path");
  } else {
    bytes = base::read_file(subscription.path, options.transport.max_body);
  }
  if (bytes && bytes->empty()) {
    bytes =
        fail(Errc::unknown_format, subscription.path.string() + " is empty, where a feed was due");
  }
  fetched.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begin);
  if (!bytes) {
    Error error = std::move(bytes.error());
    error.message = base::printable_line(error.message);
    fetched.state = after_setback(memory, error, {}, subscription, options, now);
    fetched.failure = std::move(error);
    return fetched;
  }
  fetched.bytes = bytes->size();
  std::string hash = base::content_hash(*bytes);
  fetched.not_modified = hash == memory.body_hash;
  fetched.state = memory;
  if (!fetched.not_modified) fetched.state.wishes = {};
  fetched.state.body_hash = std::move(hash);
  fetched.state = after_success(std::move(fetched.state), 0, subscription, options, now);
  if (!fetched.not_modified) fetched.body = std::move(*bytes);
  return fetched;
}

}  // namespace syndic::fetch
