// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::http {

/// Why the certificate of `host` is not accepted, and what can be done, as one line. `verdict`:
/// that of the check of the chain, an X509_V_… of OpenSSL; 0 if the chain is good and the name is
/// wrong.
[[nodiscard]] std::string certificate_words(const std::string& host, long verdict);

/// Why no TLS is spoken with `host` on `port`, as one line. `detail`: curl's message, of which no
/// word is shown.
[[nodiscard]] std::string handshake_words(const std::string& host, const std::string& port,
                                          std::string_view detail);

}  // namespace syndic::http
