// SPDX-License-Identifier: MIT
//
// robots.txt by RFC 9309: which paths of a site a robot may ask for.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/transport.h"

namespace syndic::discover {

/// What is read of a robots.txt; RFC 9309 §2.5 asks for at least as much.
inline constexpr std::size_t kLongestRobots = std::size_t{500} * 1024;

/// The rules that a site gives one robot. Pure; any bytes are a robots.txt, and what is no rule in
/// them is passed over.
class Robots {
 public:
  /// Everything may be asked for: there is no robots.txt (§2.3.1.3).
  [[nodiscard]] static Robots open() { return {}; }

  /// Nothing may: the server that should say so cannot (§2.3.1.4).
  [[nodiscard]] static Robots closed();

  /// The groups for `agent` (a product token, found in any case) taken together, else those for "*"
  /// (§2.2.1). Of `text` the first kLongestRobots bytes count.
  [[nodiscard]] static Robots read(std::string_view text, std::string_view agent);

  /// Whether `url` may be asked for: the rule with the longest path that fits decides, "allow"
  /// where two are as long, and without any it may (§2.2.2). /robots.txt itself always may.
  [[nodiscard]] bool allow(std::string_view url) const;

 private:
  struct Rule {
    std::string path;  ///< As comparable() makes it; "*" and a final "$" mean more than themselves.
    bool allows = false;
  };
  std::vector<Rule> rules_;
};

/// What the robots.txt of each site says, asked for once in a run: by origin.
using RobotsOfSites = std::map<std::string, Robots>;

/// Where the site of `url` has its robots.txt.
[[nodiscard]] std::string robots_url(const std::string& url);

/// What robots.txt means by an answer. Redirects that do not end are a robots.txt that is
/// "unavailable" (§2.3.1.2), as are answers 4xx (§2.3.1.3): all may be asked for. A server that
/// fails is "unreachable" (§2.3.1.4): nothing may. One that asks for silence is let be.
[[nodiscard]] Robots robots_of(const Result<http::Response>& answer);

/// Whether a server was there, but sent on to nowhere.
[[nodiscard]] bool leads_nowhere(const Result<http::Response>& answer);

}  // namespace syndic::discover
