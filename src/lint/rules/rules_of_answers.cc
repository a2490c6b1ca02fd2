// SPDX-License-Identifier: MIT
#include <array>

#include "lint/rule.h"

namespace syndic::lint {
namespace {

constexpr auto kOfAnswers = std::to_array<Rule>({
    {.id = "http-status",
     .severity = Severity::error,
     .fault = "the server answers with an error",
     .effect = "no news of it comes in until it answers with 200 again",
     .remedy = "have the address answer with the feed, or redirect it by 301 to where the feed is",
     .w3c = "HttpError"},
    {.id = "http-unreachable",
     .severity = Severity::error,
     .fault = "the feed cannot be fetched",
     .effect = "no news of it comes in until it can be again",
     .remedy = "see that the server is up, its name resolves, its certificate is whole and valid, "
               "and no firewall or bot filter turns feed readers away",
     .w3c = "IOError"},
    {.id = "http-too-large",
     .severity = Severity::error,
     .fault = "the feed is larger than is read here",
     .effect = "no news of it comes in until it is smaller",
     .remedy = "keep the newest 20 to 50 items in it, and older ones in an archive (RFC 5005)",
     .w3c = "ValidatorLimit"},
    {.id = "http-redirect-loop",
     .severity = Severity::error,
     .fault = "its redirects lead nowhere",
     .effect = "no news of it comes in until they lead to the feed",
     .remedy = "redirect the address once, and straight to where the feed is; see that no two "
               "rules of the server send it to each other"},
    {.id = "http-downgrade",
     .severity = Severity::error,
     .fault = "the address redirects from https to http",
     .effect = "anybody on the way can read and change what subscribers get",
     .remedy = "redirect to the https address, and get a certificate for it if it has none"},
    {.id = "http-moved",
     .severity = Severity::warning,
     .fault = "the feed has moved for good",
     .effect = "readers ask the old address until they have seen the redirect several times, and "
               "lose the feed once the redirect goes",
     .remedy = "name the new address on your pages (rel=alternate), in the feed's self link and to "
               "those who follow it; keep the redirect for at least a year"},
    {.id = "http-plain",
     .severity = Severity::warning,
     .fault = "the feed comes by http, without encryption",
     .effect = "anybody on the way can read and change what subscribers get",
     .remedy = "serve it by https, redirect http to it by 301, and have the feed name its https "
               "address"},
    {.id = "http-media-type",
     .severity = Severity::warning,
     .fault = "the Content-Type is not that of a feed",
     .effect = "browsers and some readers take it for a page or a download",
     .remedy = "send application/rss+xml, application/atom+xml or application/xml for XML, "
               "application/feed+json for a JSON Feed",
     .w3c = "UnexpectedContentType"},
    {.id = "http-no-validators",
     .severity = Severity::warning,
     .fault = "neither ETag nor Last-Modified is sent",
     .effect = "every reader downloads the whole feed each time it looks for news",
     .remedy = "send an ETag or a Last-Modified that changes with the feed, and answer 304 to "
               "requests that have it"},
    {.id = "http-validators-ignored",
     .severity = Severity::warning,
     .fault = "the same feed is sent again to a request that has its ETag or Last-Modified",
     .effect = "every reader downloads the whole feed each time it looks for news",
     .remedy = "answer 304 without a body to If-None-Match and If-Modified-Since; a cache or "
               "plugin before the feed often takes these fields away"},
    {.id = "http-validators-change",
     .severity = Severity::warning,
     .fault = "the ETag changes though the feed does not",
     .effect = "no request can be answered by 304, so every reader downloads the whole feed",
     .remedy = "make the ETag of the feed's content alone, the same on every server behind the "
               "address"},
    {.id = "http-not-compressed",
     .severity = Severity::warning,
     .fault = "the feed is sent without compression",
     .effect = "it takes four to ten times as long to come, and as much traffic of yours",
     .remedy = "have the web server compress this media type with gzip or brotli"},
    {.id = "http-slow",
     .severity = Severity::warning,
     .fault = "the answer takes more than three seconds",
     .effect = "readers that ask many feeds give up early; here it comes, but late",
     .remedy = "cache the feed as a file, and make it anew only when something is posted"},
    {.id = "tls-certificate-ending",
     .severity = Severity::warning,
     .fault = "the certificate ends within two weeks",
     .effect = "from that day on no reader gets the feed any more",
     .remedy = "renew the certificate, and see why that does not happen by itself"},
    {.id = "http-redirects",
     .severity = Severity::advice,
     .fault = "the address leads on to another one for now",
     .effect = "each look for news costs one more request",
     .remedy = "answer with the feed itself; if it has moved for good, redirect by 301"},
    {.id = "http-large",
     .severity = Severity::advice,
     .fault = "the feed is larger than a megabyte",
     .effect = "readers with a limit leave it out, and each new post makes all download it again",
     .remedy = "keep the newest 20 to 50 items in it, and older ones in an archive (RFC 5005)"},
    {.id = "http-no-lifetime",
     .severity = Severity::advice,
     .fault = "neither Cache-Control with max-age nor Expires is sent",
     .effect = "readers guess how often to ask",
     .remedy = "send Cache-Control: max-age=1800, or what fits how often you post"},
    {.id = "http-cookies",
     .severity = Severity::advice,
     .fault = "the feed sets a cookie",
     .effect = "shared caches do not keep the answer, and readers are told apart for nothing",
     .remedy = "start no session for the feed's address"},
    {.id = "http-no-cors",
     .severity = Severity::advice,
     .fault = "scripts of other sites may not read this JSON Feed",
     .effect = "partners cannot show your news on their pages without a server of their own",
     .remedy = "send Access-Control-Allow-Origin: * for the feed"},
});

}  // namespace

std::span<const Rule> rules_of_answers() { return kOfAnswers; }

}  // namespace syndic::lint
