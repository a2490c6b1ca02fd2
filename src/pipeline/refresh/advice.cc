// SPDX-License-Identifier: MIT
#include "pipeline/refresh/advice.h"

namespace syndic::pipeline {
namespace {

std::string advice_on_status(int status, const std::string& place) {
  switch (status) {
    case 0:
      return "no answer came, see its last error; where " + place +
             " opens in a browser, it may turn away programs or this machine";
    case 200:
    case 226:
      return "what it sends cannot be read as a feed, see its last error";
    case 401:
      return "the site asks who comes: give the source a user and password_file, or a token_file";
    case 403:
    case 406:
    case 451:
      return "the site refuses the request: ask its webmaster to let the feed be read by programs "
             "(fetch.user_agent is who asks)";
    case 404:
      return "there is no feed at this address any more: find its new one on the site, and set url";
    case 429:
      return "the site is asked too often: raise the source's interval";
    default:
      return status >= 500 ? "the site has trouble of its own: wait, or tell its webmaster"
                           : "see what " + place + " shows in a browser, and set url to the feed";
  }
}

}  // namespace

std::string advice_on(const config::Source& source, const std::string& place,
                      const model::FetchState& state,
                      const std::optional<model::SiteFeed>& site_feed) {
  if (!source.enabled) return "it is switched off: set enabled = true to have it asked again";
  if (state.gone) {
    return "the site says that this feed is gone for good: find its new address and set url, or "
           "ask once more with syndic refresh --force --only " +
           source.id;
  }
  if (!source.site.empty() && site_feed && site_feed->feed_url.empty()) {
    return "no feed was found at " + place + ": see syndic discover " + place +
           ", or set url to the feed's own address";
  }
  if (!state.last_fetch) return "it was never asked: run syndic refresh --only " + source.id;
  if (state.failures == 0) return {};
  if (!source.fetch.path.empty()) return "see whether the file " + place + " is there and readable";
  return advice_on_status(state.last_status, place);
}

}  // namespace syndic::pipeline
