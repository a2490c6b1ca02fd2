// SPDX-License-Identifier: MIT
#include "http/authorities.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

namespace syndic::http {
namespace {

constexpr std::array kUsualPlaces = {
    "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Arch, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",                   // Fedora and its kin
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora from 43 on
    "/etc/ssl/ca-bundle.pem",                             // SUSE
    "/etc/ssl/cert.pem",                                  // Alpine without ca-certificates
};

}  // namespace

bool is_file(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error);
}

std::string authorities_file(const Environment& environment, const IsFile& is_file) {
  if (auto named = environment("SSL_CERT_FILE")) return *std::move(named);
  const auto* const place = std::find_if(kUsualPlaces.begin(), kUsualPlaces.end(), is_file);
  return place == kUsualPlaces.end() ? std::string() : *place;
}

}  // namespace syndic::http
