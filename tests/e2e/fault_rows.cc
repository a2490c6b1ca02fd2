// SPDX-License-Identifier: MIT
#include "tests/e2e/fault_rows.h"

namespace syndic::test {
namespace {

constexpr const char* kInFourHours = "2026-01-31T18:00:00Z";
constexpr const char* kTomorrow = "2026-02-01T14:00:00Z";

const std::vector<FaultRow> kRows = {
    {"status-201", "failed", 201, "HTTP 201 from http://HOST/feed: this is no answer with a feed"},
    {"status-204", "failed", 204,
     "HTTP 204 from http://HOST/feed: no body came, though one was due"},
    {"status-205", "failed", 205,
     "HTTP 205 from http://HOST/feed: no body came, though one was due"},
    {"status-206", "failed", 206,
     "HTTP 206 from http://HOST/feed: only a part came, though all was asked for"},
    {"status-226-feed", "updated", 226, "", "\"of-an-error\""},
    {"status-226-vcdiff", "failed", 226,
     "HTTP 226 from http://HOST/feed: it sends a difference of a kind that was not asked for"},
    {"status-300", "failed", 300,
     "HTTP 300 from http://HOST/feed: it offers a choice of addresses; configure one of them"},
    {"status-304-unasked", "failed", 304,
     "HTTP 304 from http://HOST/feed: no body came, though one was due", ""},
    {"status-305", "failed", 305, "HTTP 305 from http://HOST/feed: this is no answer with a feed"},
    {"status-400", "failed", 400,
     "HTTP 400 from http://HOST/feed: it refuses the request; check the address"},
    {"status-401", "failed", 401,
     "HTTP 401 from http://HOST/feed: it wants a user name and password, or a token; give them as "
     "keys of the source",
     kOldEtag, kInFourHours},
    {"status-402", "failed", 402,
     "HTTP 402 from http://HOST/feed: it refuses the request; check the address"},
    {"status-403", "failed", 403,
     "HTTP 403 from http://HOST/feed: it refuses syndic; ask its operator to let it in", kOldEtag,
     kInFourHours},
    {"status-404", "failed", 404,
     "HTTP 404 from http://HOST/feed: nothing is at this address any more; look for its new one",
     kOldEtag, kTomorrow},
    {"status-410", "gone", 410,
     "HTTP 410 from http://HOST/feed: the feed is gone for good and is not asked for again; remove "
     "the source"},
    {"status-418", "failed", 418,
     "HTTP 418 from http://HOST/feed: it refuses the request; check the address"},
    {"status-429", "failed", 429,
     "HTTP 429 from http://HOST/feed: it was asked too often; it will be left alone for a while",
     kOldEtag, kInFourHours},
    {"status-429-seconds", "failed", 429,
     "HTTP 429 from http://HOST/feed: it was asked too often; it will be left alone for a while",
     kOldEtag, kTomorrow},
    {"status-429-date", "failed", 429,
     "HTTP 429 from http://HOST/feed: it was asked too often; it will be left alone for a while",
     kOldEtag, "2026-02-02T12:00:00Z"},
    {"status-429-nonsense", "failed", 429,
     "HTTP 429 from http://HOST/feed: it was asked too often; it will be left alone for a while",
     kOldEtag, kInFourHours},
    {"status-429-endless", "failed", 429,
     "HTTP 429 from http://HOST/feed: it was asked too often; it will be left alone for a while",
     kOldEtag, "2026-03-03T14:00:00Z"},
    {"status-451", "failed", 451,
     "HTTP 451 from http://HOST/feed: it refuses the request; check the address"},
    {"status-500", "failed", 500,
     "HTTP 500 from http://HOST/feed: the server failed; it will be tried again"},
    {"status-502", "failed", 502,
     "HTTP 502 from http://HOST/feed: the server failed; it will be tried again"},
    {"status-503-date", "failed", 503,
     "HTTP 503 from http://HOST/feed: it is out of service; it will be left alone for a while",
     kOldEtag, "2026-02-01T06:00:00Z"},
    {"status-503-past", "failed", 503,
     "HTTP 503 from http://HOST/feed: it is out of service; it will be left alone for a while"},
    {"status-999", "failed", 999,
     "HTTP 999 from http://HOST/feed: the server failed; it will be tried again"},
    {"redirect-loop", "failed", 0,
     "HOST redirected more than 5 times; set url to where its feed is now"},
    {"redirect-five-hops", "updated", 200, "", "\"end\""},
    {"redirect-six-hops", "failed", 0,
     "HOST redirected more than 5 times; set url to where its feed is now"},
    {"redirect-to-file", "failed", 0,
     "HOST redirects to file:///etc/passwd, which is no http or https address; set url to where "
     "its feed is now"},
    {"redirect-to-ftp", "failed", 0,
     "HOST redirects to ftp://files.example/feed.xml, which is no http or https address; set url "
     "to where its feed is now"},
    {"redirect-to-script", "failed", 0,
     "HOST redirects to javascript:alert(1), which is no http or https address; set url to where "
     "its feed is now"},
    {"redirect-to-no-name", "failed", 0,
     "cannot resolve nothing.invalid: name unknown, or no DNS server answers; it will be tried "
     "again; check the name in url"},
    {"redirect-to-broken-url", "failed", 0,
     "HOST redirects to nowhere: its answer names no usable address; set url to where its feed is "
     "now"},
    {"redirect-to-escapes", "failed", 0,
     "cannot resolve a.example: name unknown, or no DNS server answers; it will be tried again; "
     "check the name in url"},
    {"redirect-far", "failed", 404,
     "HTTP 404 from "
     "http://HOST/"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…: nothing is at this address any more; look for "
     "its new one",
     kOldEtag, kTomorrow},
    {"redirect-empty", "failed", 0,
     "HOST redirects to nowhere: its answer names no usable address; set url to where its feed is "
     "now"},
    {"redirect-without-location", "failed", 0,
     "HOST redirects to nowhere: its answer names no usable address; set url to where its feed is "
     "now"},
    {"redirect-relative", "updated", 200, "", "\"elsewhere\""},
    {"redirect-307", "updated", 200, "", "\"elsewhere\""},
    {"redirect-to-userinfo", "updated", 200, "", "\"elsewhere\""},
    {"redirect-to-page", "failed", 200,
     "http://HOST/feed: is an HTML page, not a feed; give the address of its feed, or read it as a "
     "page: syndic page http://HOST/feed --write, in place of this source"},
    {"redirect-to-no-tls", "failed", 0,
     "TLS: HOST speaks no TLS on port PORT; its address may begin with http://; it will be tried "
     "again; if that lasts, tell its operator"},
    {"redirect-with-endless-body", "updated", 200, "", "\"elsewhere\""},
    {"redirect-to-gone", "gone", 410,
     "HTTP 410 from http://HOST/gone: the feed is gone for good and is not asked for again; remove "
     "the source"},
    {"head-huge", "failed", 0,
     "HOST sent more than 64 KiB of headers; see what it serves there, and tell "
     "its operator"},
    {"head-10000-fields", "failed", 0,
     "HOST sent more than 64 KiB of headers; see what it serves there, and tell "
     "its operator"},
    {"head-endless", "failed", 0,
     "HOST sent more than 64 KiB of headers; see what it serves there, and tell "
     "its operator"},
    {"head-endless-line", "failed", 0,
     "the header of HOST has a line without end; see what it serves there, and tell its operator"},
    {"head-huge-status-line", "failed", 0,
     "HOST sent more than 64 KiB of headers; see what it serves there, and tell "
     "its operator"},
    {"head-status-of-letters", "failed", 0,
     "HOST does not answer in HTTP/1 or HTTP/2; it will be tried again; if that lasts, tell its "
     "operator"},
    {"head-status-000", "failed", 0,
     "HOST does not answer in HTTP/1 or HTTP/2; it will be tried again; if that lasts, tell its "
     "operator"},
    {"head-version-7", "failed", 0,
     "HOST does not answer in HTTP/1 or HTTP/2; it will be tried again; if that lasts, tell its "
     "operator"},
    {"head-of-http-09", "failed", 0,
     "HOST does not answer in HTTP/1 or HTTP/2; it will be tried again; if that lasts, tell its "
     "operator"},
    {"head-garbage", "failed", 0,
     "HOST does not answer in HTTP/1 or HTTP/2; it will be tried again; if that lasts, tell its "
     "operator"},
    {"head-of-smtp", "failed", 0,
     "HOST does not answer in HTTP/1 or HTTP/2; it will be tried again; if that lasts, tell its "
     "operator"},
    {"head-of-icecast", "failed", 0,
     "HOST does not answer in HTTP/1 or HTTP/2; it will be tried again; if that lasts, tell its "
     "operator"},
    {"head-of-tls", "failed", 0,
     "HOST does not answer in HTTP/1 or HTTP/2; it will be tried again; if that lasts, tell its "
     "operator"},
    {"head-of-http-2", "failed", 0,
     "HOST does not answer in HTTP/1 or HTTP/2; it will be tried again; if that lasts, tell its "
     "operator"},
    {"head-absent", "failed", 0,
     "HOST closed the connection without an answer; it will be tried again; if that lasts, tell "
     "its operator"},
    {"head-cut-in-status", "failed", 0,
     "HOST closed the connection without an answer; it will be tried again; if that lasts, tell "
     "its operator"},
    {"head-cut", "failed", 0,
     "HOST closed the connection before the end of the header; it will be tried again; if that "
     "lasts, tell its operator"},
    {"head-http-10", "updated", 200, "", "\"old-school\""},
    {"head-bare-newlines", "updated", 200, "", "\"bare\""},
    {"head-without-colon", "failed", 0,
     "HOST sends a header with a line that is no field; it will be tried again; if that "
     "lasts, tell its operator"},
    {"head-with-nul", "failed", 0,
     "HOST sends a header with a NUL byte; it will be tried again; if that lasts, "
     "tell its operator"},
    {"head-folded", "updated", 200, "", "\"folded\""},
    {"head-etag-weak", "updated", 200, "", "W/no quotes at all"},
    {"head-etag-60k", "updated", 200, "", ""},
    {"head-many-cookies", "updated", 200, "", ""},
    {"head-1xx-flood", "failed", 0,
     "HOST sent more than 64 KiB of headers; see what it serves there, and tell "
     "its operator"},
    {"head-100-first", "updated", 200, "", ""},
    {"head-101", "failed", 0,
     "HOST closed the connection without an answer; it will be tried again; if that lasts, tell "
     "its operator"},
    {"length-too-long", "failed", 0,
     "HOST closed the connection before the end of the body; it will be tried again; if that "
     "lasts, tell its operator"},
    {"length-too-short", "updated", 200, "", ""},
    {"length-negative", "failed", 0,
     "HOST gives a length of the body that is no number; it will be tried again; if "
     "that lasts, tell its operator"},
    {"length-of-letters", "failed", 0,
     "HOST gives a length of the body that is no number; it will be tried again; if "
     "that lasts, tell its operator"},
    {"length-overflow", "updated", 200, "", ""},
    {"length-twice", "failed", 0,
     "HOST gives one body several lengths; it will be tried again; if that lasts, tell its "
     "operator"},
    {"length-and-chunks", "updated", 200, "", ""},
    {"length-17-mib", "failed", 0,
     "the body of HOST is larger than 16 MiB; see what it serves there, and tell its operator"},
    {"chunk-size-of-letters", "failed", 0,
     "HOST sends the body in chunks without a readable length; it will be tried again; if that "
     "lasts, tell its operator"},
    {"chunk-size-overflow", "failed", 0,
     "HOST sends the body in chunks without a readable length; it will "
     "be tried again; if that lasts, tell its operator"},
    {"chunk-too-long", "failed", 0,
     "HOST closed the connection before the end of the body; it will be tried again; if that "
     "lasts, tell its operator"},
    {"chunk-too-short", "failed", 0,
     "HOST sends the body in chunks without a readable length; it will be "
     "tried again; if that lasts, tell its operator"},
    {"chunk-last-missing", "failed", 0,
     "HOST closed the connection before the end of the body; it will be tried again; if that "
     "lasts, tell its operator"},
    {"chunks-endless", "failed", 0,
     "the body of HOST is larger than 16 MiB; see what it serves there, and tell its operator"},
    {"transfer-gzip", "failed", 0,
     "HOST uses a transfer coding that was not asked for; it will be tried again; if that lasts, "
     "tell its operator"},
    {"reset-in-body", "failed", 0,
     "HOST reset the connection; it will be tried "
     "again; if that lasts, tell its operator"},
    {"gzip-declared-alone", "updated", 200, "", ""},
    {"gzip-bomb", "failed", 0,
     "the body of HOST grows more than 500 times when it is decompressed; see what it serves "
     "there, and tell its operator"},
    {"gzip-bomb-in-gzip", "failed", 200, "http://HOST/feed: inflates to more than 16777216 bytes"},
    {"gzip-endless", "failed", 0,
     "the body of HOST is larger than 16 MiB; see what it serves there, and tell its operator"},
    {"gzip-cut", "failed", 0,
     "the compressed body of HOST is cut short; it will be tried again; if that lasts, tell its "
     "operator"},
    {"gzip-with-bad-checksum", "failed", 0,
     "the body of HOST is no gzip, though it is declared to be; it will be tried again; if that "
     "lasts, tell its operator"},
    {"gzip-with-garbage-behind", "updated", 200, "", ""},
    {"gzip-twice", "updated", 200, "", ""},
    {"gzip-twice-declared", "updated", 200, "", ""},
    {"gzip-undeclared", "updated", 200, "", ""},
    {"deflate-bare", "updated", 200, "", ""},
    {"brotli-bomb", "failed", 0,
     "the body of HOST grows more than 500 times when it is decompressed; see what it serves "
     "there, and tell its operator"},
    {"brotli-cut", "failed", 0,
     "the compressed body of HOST is cut short; it will be tried again; if that lasts, tell its "
     "operator"},
    {"coding-unknown", "updated", 200, "", ""},
    {"pace-silent", "failed", 0,
     "no answer from HOST within 2 s; it will be tried again; if that lasts, tell its operator"},
    {"pace-stall-in-head", "failed", 0,
     "HOST stalled for 2 s; it will be tried again; if that lasts, tell its operator"},
    {"pace-stall-after-head", "failed", 0,
     "HOST stalled for 2 s; it will be tried again; if that lasts, tell its operator"},
    {"pace-stall-in-body", "failed", 0,
     "HOST stalled for 2 s; it will be tried again; if that lasts, tell its operator"},
    {"pace-byte-by-byte", "failed", 0,
     "the transfer from HOST took longer than 5 s; it will be tried again; if that lasts, tell its "
     "operator"},
    {"pace-slow-but-flowing", "updated", 200, "", "\"slow\""},
    {"content-empty", "failed", 200,
     "HTTP 200 from http://HOST/feed: the body is empty, where a feed was due"},
    {"content-blank", "failed", 200,
     "http://HOST/feed: is empty, not a feed; give the address of an RSS, Atom or JSON feed"},
    {"content-page", "failed", 200,
     "http://HOST/feed: is an HTML page, not a feed; give the address of its feed, or read it as a "
     "page: syndic page http://HOST/feed --write, in place of this source"},
    {"content-page-as-feed", "failed", 200,
     "http://HOST/feed: is an HTML page, not a feed; give the address of its feed, or read it as a "
     "page: syndic page http://HOST/feed --write, in place of this source"},
    {"content-page-large", "failed", 200,
     "http://HOST/feed: is an HTML page, not a feed; give the address of its feed, or read it as a "
     "page: syndic page http://HOST/feed --write, in place of this source"},
    {"content-text", "failed", 200,
     "http://HOST/feed: is plain text, not a feed; give the address of an RSS, Atom or JSON feed"},
    {"content-nul-bytes", "failed", 200,
     "http://HOST/feed: is binary data, not a feed; give the address of an RSS, Atom or JSON feed"},
    {"content-picture", "failed", 200,
     "http://HOST/feed: is a PNG picture, not a feed; give the address of an RSS, Atom or JSON "
     "feed"},
    {"content-opml", "failed", 200,
     "http://HOST/feed: is an OPML list of feeds, not a feed; give the address of an RSS, Atom or "
     "JSON feed"},
    {"content-sitemap", "failed", 200,
     "http://HOST/feed: is a sitemap, not a feed; give the address of an RSS, Atom or JSON feed"},
    {"content-other-json", "failed", 200,
     "http://HOST/feed: is a server's error message in JSON, not a feed; give the address of an "
     "RSS, Atom or JSON feed"},
    {"content-cut-json", "failed", 200,
     "http://HOST/feed: the JSON breaks off at byte 52 before it says anything"},
    {"content-deep-json", "failed", 200,
     "http://HOST/feed: is plain text, not a feed; give the address of an RSS, Atom or JSON feed"},
    {"content-deep-xml", "updated", 200, "", ""},
    {"content-17-mib", "failed", 0,
     "the body of HOST is larger than 16 MiB; see what it serves there, and tell its operator"},
    {"content-20-mb-of-entities", "failed", 0,
     "the body of HOST is larger than 16 MiB; see what it serves there, and tell its operator"},
    {"content-entity-bomb", "failed", 200,
     "http://HOST/feed: the entities that the document declares grow without bound"},
    {"content-external-entity", "updated", 200, "", "\"unreadable\""},
    {"content-without-items", "updated", 200, "", "\"unreadable\""},
    {"no-server", "failed", 0,
     "HOST refused the connection on port PORT; it will be tried again; if that lasts, tell its "
     "operator"},
    {"no-name", "failed", 0,
     "cannot resolve nothing.invalid: name unknown, or no DNS server answers; it will be tried "
     "again; check the name in url",
     "", "2026-01-31T16:00:00Z"},
    {"no-tls", "failed", 0,
     "TLS: HOST speaks no TLS on port PORT; its address may begin with http://; it will be tried "
     "again; if that lasts, tell its operator",
     "", "2026-01-31T16:00:00Z"},
};

}  // namespace

const std::vector<FaultRow>& fault_rows() { return kRows; }

}  // namespace syndic::test
