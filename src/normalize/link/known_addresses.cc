// SPDX-License-Identifier: MIT
#include "normalize/link/known_addresses.h"

#include <array>
#include <cstddef>

#include "base/ascii.h"

namespace syndic::normalize {
namespace {

// A host with all below it, and how the rest of the URL begins; "" is any.
struct Address {
  std::string_view host;
  std::string_view path;
};

// clang-format off
constexpr auto kBeacons = std::to_array<Address>({
    {"2mdn.net", ""},
    {"adform.net", ""},
    {"adnxs.com", ""},
    {"analytics.twitter.com", ""},
    {"bat.bing.com", ""},
    {"bluekai.com", ""},
    {"chartbeat.net", ""},
    {"clicky.com", ""},
    {"comscore.com", ""},
    {"counter.yadro.ru", ""},
    {"criteo.com", ""},
    {"doubleclick.net", ""},
    {"facebook.com", "/tr"},
    {"feedburner.com", "/~a/"},
    {"feedburner.com", "/~ff/"},
    {"feedburner.com", "/~r/"},
    {"feedproxy.google.com", "/~r/"},
    {"feedblitz.com", "/~"},
    {"feeds.wordpress.com", "/1.0/"},
    {"feedsportal.com", ""},
    {"flattr.com", "/button/"},
    {"google-analytics.com", ""},
    {"googleadservices.com", ""},
    {"googlesyndication.com", ""},
    {"googletagmanager.com", ""},
    {"hotjar.com", ""},
    {"list-manage.com", "/track/open"},
    {"list-manage1.com", "/track/open"},
    {"list-manage2.com", "/track/open"},
    {"mandrillapp.com", "/track/open"},
    {"mc.yandex.ru", "/watch"},
    {"moatads.com", ""},
    {"pheedo.com", ""},
    {"pixel.mathtag.com", ""},
    {"pixel.wp.com", ""},
    {"px.ads.linkedin.com", ""},
    {"quantserve.com", ""},
    {"rlcdn.com", ""},
    {"scorecardresearch.com", ""},
    {"sitemeter.com", ""},
    {"statcounter.com", ""},
    {"stats.wordpress.com", ""},
    {"stats.wp.com", ""},
    {"taboola.com", ""},
    {"tracking.feedpress.it", ""},
    {"feedpress.me", "/tracking"},
});

// What they have beside beacons.
constexpr auto kAdverts = std::to_array<Address>({
    {"ad.yieldmanager.com", ""},
    {"ads.twitter.com", ""},
    {"ads.yahoo.com", ""},
    {"adsensecustomsearchads.com", ""},
    {"adserver.adtech.de", ""},
    {"amazon-adsystem.com", ""},
    {"buysellads.com", ""},
    {"casalemedia.com", ""},
    {"criteo.net", ""},
    {"flashtalking.com", ""},
    {"media.net", ""},
    {"mgid.com", ""},
    {"openx.net", ""},
    {"outbrain.com", ""},
    {"pubmatic.com", ""},
    {"revcontent.com", ""},
    {"rubiconproject.com", ""},
    {"smartadserver.com", ""},
    {"teads.tv", ""},
    {"yieldmo.com", ""},
    {"zedo.com", ""},
});

constexpr auto kShareLinks = std::to_array<Address>({
    {"addthis.com", "/bookmark.php"},
    {"addtoany.com", "/add_to/"},
    {"addtoany.com", "/share"},
    {"api.whatsapp.com", "/send?text="},
    {"bsky.app", "/intent/compose"},
    {"buffer.com", "/add"},
    {"bufferapp.com", "/add"},
    {"del.icio.us", "/post"},
    {"delicious.com", "/save"},
    {"digg.com", "/submit"},
    {"facebook.com", "/dialog/send"},
    {"facebook.com", "/dialog/share"},
    {"facebook.com", "/share.php"},
    {"facebook.com", "/sharer"},
    {"feedads.g.doubleclick.net", "/~"},
    {"feedburner.com", "/~ff/"},
    {"feeds.wordpress.com", "/1.0/"},
    {"getpocket.com", "/edit"},
    {"getpocket.com", "/save"},
    {"line.me", "/R/msg/"},
    {"linkedin.com", "/cws/share"},
    {"linkedin.com", "/shareArticle"},
    {"linkedin.com", "/sharing/share"},
    {"news.ycombinator.com", "/submitlink"},
    {"pinterest.com", "/pin/create"},
    {"plus.google.com", "/share"},
    {"reddit.com", "/submit"},
    {"share.flipboard.com", "/bookmarklet"},
    {"stumbleupon.com", "/submit"},
    {"t.me", "/share"},
    {"telegram.me", "/share"},
    {"threads.net", "/intent/post"},
    {"tumblr.com", "/share"},
    {"tumblr.com", "/widgets/share"},
    {"twitter.com", "/home?status="},
    {"twitter.com", "/intent/post"},
    {"twitter.com", "/intent/tweet"},
    {"twitter.com", "/share"},
    {"vk.com", "/share.php"},
    {"wa.me", "/?text="},
    {"web.whatsapp.com", "/send?text="},
    {"x.com", "/intent/post"},
    {"x.com", "/intent/tweet"},
    {"x.com", "/share"},
});
// clang-format on

// The last two labels of a host: what it is looked up by.
constexpr std::string_view domain_of(std::string_view host) {
  const std::size_t last = host.rfind('.');
  if (last == base::kNotFound || last == 0) return host;
  const std::size_t before = host.rfind('.', last - 1);
  return before == base::kNotFound ? host : host.substr(before + 1);
}

// A number of eight bits that most domains outside of a table do not share with one inside.
constexpr std::size_t mark_of(std::string_view domain) {
  const auto letter = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(base::to_lower(domain[i])));
  };
  return (letter(0) * 31 + letter(domain.size() / 2) * 7 + domain.size()) % 256;
}

template <std::size_t count>
class AddressTable {
 public:
  explicit constexpr AddressTable(const std::array<Address, count>& all) : all_(all) {
    for (const Address& each : all_) marks_[mark_of(domain_of(each.host))] = true;
  }

  [[nodiscard]] bool hold(std::string_view url) const {
    const std::size_t slashes = url.find("//");
    if (slashes == base::kNotFound) return false;
    const std::string_view rest = url.substr(slashes + 2);
    const std::size_t path = rest.find('/');
    const std::string_view host = rest.substr(0, path);
    if (host.empty() || !marks_[mark_of(domain_of(host))]) return false;
    return holds(host, path == base::kNotFound ? std::string_view() : rest.substr(path));
  }

 private:
  [[nodiscard]] bool holds(std::string_view host, std::string_view path) const {
    for (const Address& each : all_) {
      if (is_below(host, each.host) && begins_with(path, each.path)) return true;
    }
    return false;
  }

  static bool is_below(std::string_view host, std::string_view place) {
    if (host.size() < place.size()) return false;
    const std::size_t before = host.size() - place.size();
    return base::equals_ignoring_case(host.substr(before), place) &&
           (before == 0 || host[before - 1] == '.');
  }

  // "/share" begins "/share?url=" and "/share/x", not "/shareholders".
  static bool begins_with(std::string_view path, std::string_view begin) {
    if (!path.starts_with(begin)) return false;
    const char last = begin.empty() ? '/' : begin.back();
    const char next = path.size() > begin.size() ? path[begin.size()] : '/';
    const auto is_word = [](char c) { return base::is_alpha(c) || base::is_digit(c); };
    return !is_word(last) || !is_word(next);
  }

  std::array<Address, count> all_;
  std::array<bool, 256> marks_{};
};

constexpr AddressTable kBeaconTable(kBeacons);
constexpr AddressTable kAdvertTable(kAdverts);
constexpr AddressTable kShareTable(kShareLinks);

}  // namespace

bool is_beacon(std::string_view url) { return kBeaconTable.hold(url); }

bool is_advert(std::string_view url) {
  constexpr std::string_view kRevive = "/www/delivery/afr.php";  // On the site's own host.
  return is_beacon(url) || kAdvertTable.hold(url) ||
         url.substr(0, url.find_first_of("?#")).ends_with(kRevive);
}

bool is_share_link(std::string_view url) {
  return base::starts_with_ignoring_case(url, "mailto:?") || kShareTable.hold(url);
}

}  // namespace syndic::normalize
