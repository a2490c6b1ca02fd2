// SPDX-License-Identifier: MIT
//
// Where this machine keeps the certificates of the web's authorities. Libcurl knows the one place
// that it was built for, and other distributions have others.
#pragma once

#include <functional>
#include <string>

#include "http/proxy.h"

namespace syndic::http {

/// Tells whether a path is a file.
using IsFile = std::function<bool(const std::string& path)>;
[[nodiscard]] bool is_file(const std::string& path);

/// A file of certificates (PEM): the one that the variable SSL_CERT_FILE names, there or not, else
/// the first of the usual places that is there: those of Debian, Fedora, SUSE and Alpine. Empty if
/// none is.
[[nodiscard]] std::string authorities_file(const Environment& environment, const IsFile& is_file);

}  // namespace syndic::http
