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

/// How much of a robots.txt is read, the least that RFC 9309 §2.5 allows.
inline constexpr std::size_t kLongestRobots = std::size_t{500} * 1024;

/// The rules of a site for one robot. Pure; any bytes are a robots.txt, and lines without a rule
/// are ignored.
class Robots {
 public:
  /// Everything may be asked for: there is no robots.txt (§2.3.1.3).
  [[nodiscard]] static Robots open() { return {}; }

  /// Nothing may be asked for: the server cannot answer (§2.3.1.4).
  [[nodiscard]] static Robots closed();

  /// The groups for `agent` (a product token, found in any case) taken together, else those for "*"
  /// (§2.2.1). Of `text` the first kLongestRobots bytes count.
  [[nodiscard]] static Robots read(std::string_view text, std::string_view agent);

  /// Whether it is that of a server that cannot answer.
  [[nodiscard]] bool is_closed() const { return is_closed_; }

  /// Whether `url` may be asked for: the matching rule with the longest path decides, "allow" of
  /// two of equal length; true if none matches (§2.2.2), and for /robots.txt itself.
  [[nodiscard]] bool allow(std::string_view url) const;

 private:
  struct PathRule {
    std::string path;  ///< As comparable() makes it; "*" and a final "$" are special.
    bool allows = false;
  };
  std::vector<PathRule> rules_;
  bool is_closed_ = false;
};

/// The robots.txt of each site, asked for once in a run, by origin.
using RobotsOfSites = std::map<std::string, Robots>;

/// The URL of the robots.txt for `url`.
[[nodiscard]] std::string robots_url(const std::string& url);

/// The rules by the answer to robots_url(). Endless redirects (§2.3.1.2) and answers 4xx (§2.3.1.3)
/// mean that it is "unavailable": all may be asked for. A server that fails is "unreachable"
/// (§2.3.1.4), or asks for silence: nothing may.
[[nodiscard]] Robots robots_of(const Result<http::Response>& answer);

/// Whether a server answered, but with redirects that lead nowhere.
[[nodiscard]] bool leads_nowhere(const Result<http::Response>& answer);

}  // namespace syndic::discover
