// SPDX-License-Identifier: MIT
//
// The proxy of a URL by the variables of the environment that curl and others use. Curl does not do
// this, as the address guard must know which addresses are a proxy's.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::http {

struct Proxy {
  std::string url;       ///< May contain a password; must not be shown.
  std::string named_by;  ///< "https_proxy", "the source": what a person has to change.
};

/// The value of an environment variable; nullopt if it is not set or empty.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
[[nodiscard]] std::optional<std::string> process_environment(const std::string& name);

/// By the variable of the URL's scheme, "http_proxy" (only in lower case, as HTTP_PROXY may be a
/// request's header in CGI) or "https_proxy", else "all_proxy", the latter two in either
/// case; nullopt if "no_proxy" names the host: a list of domains, addresses and networks
/// ("10.0.0.0/8") between commas or blanks, or "*".
[[nodiscard]] std::optional<Proxy> proxy_from_environment(std::string_view url,
                                                          const Environment& environment);

/// "proxy.example:3128, which https_proxy names,": for messages.
[[nodiscard]] std::string shown_proxy(const Proxy& proxy);

}  // namespace syndic::http
