// SPDX-License-Identifier: MIT
#include "http/tls_error.h"

#include <algorithm>
#include <array>

namespace syndic::http {
namespace {

/// OpenSSL's numbers (X509_V_ERR_…), which are part of its ABI; its headers are not needed for
/// them.
enum Verdict : long {
  kNoneOfChain = 1,  // curl compares names before it asks for the verdict.
  kNoIssuer = 2,
  kNotYetValid = 9,
  kExpired = 10,
  kSelfSigned = 18,
  kSelfSignedInChain = 19,
  kNoIssuerHere = 20,
  kLeafAlone = 21,
  kRevoked = 23,
  kOtherPurpose = 26,
  kHostDiffers = 62,
  kAddressDiffers = 64,
};

/// A cause of a failed handshake: what curl's message contains then, and our words.
struct Cause {
  std::string_view detail;
  std::string_view words;
};

constexpr std::string_view kNoCommonVersion =
    " speaks no version of TLS that is spoken here; its own are probably too old";
constexpr std::string_view kNoCommonCipher =
    " refused the handshake: it finds no common encryption";
constexpr std::string_view kTooWeak = " encrypts in a way that is too old to be safe";
constexpr std::string_view kWantsCertificate = " wants a certificate of its visitors";
constexpr std::string_view kClosed = " closed the connection during the handshake";

// The first that is contained counts.
constexpr std::array kCauses = {
    Cause{"alert protocol version", kNoCommonVersion},
    Cause{"unsupported protocol", kNoCommonVersion},
    Cause{"version too low", kNoCommonVersion},
    Cause{"alert handshake failure", kNoCommonCipher},
    Cause{"insufficient security", kNoCommonCipher},
    Cause{"unrecognized name", " does not know that name"},
    Cause{"key too small", kTooWeak},
    Cause{"legacy", kTooWeak},  // Signatures and renegotiation.
    Cause{"wrong signature type", kTooWeak},
    Cause{"certificate required", kWantsCertificate},
    Cause{"alert bad certificate", kWantsCertificate},
    Cause{"eset by peer", kClosed},
    Cause{"unexpected eof", kClosed},
    Cause{"SSL_ERROR_SYSCALL", kClosed},
};

// What OpenSSL says of bytes that are no TLS.
constexpr std::array<std::string_view, 4> kNoTls = {
    "wrong version number", "packet length too long", "http request", "record layer failure"};

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string_view fault_of(long verdict) {
  switch (verdict) {
    case kNotYetValid:
      return "is not valid yet, or this machine's clock is wrong";
    case kExpired:
      return "has expired";
    case kSelfSigned:
      return "is signed by itself; to trust it, give it as ca_file";
    case kNoIssuer:
    case kSelfSignedInChain:
    case kNoIssuerHere:
    case kLeafAlone:
      return "is of an unknown authority, or those between are not sent; to trust it, give the "
             "authority's as ca_file";
    case kRevoked:
      return "is revoked";
    case kOtherPurpose:
      return "is not one of a server";
    case kNoneOfChain:
    case kHostDiffers:
    case kAddressDiffers:
      return "is for other names";
    default:
      return "is not trusted";
  }
}

}  // namespace

std::string certificate_words(const std::string& host, long verdict) {
  return "TLS: the certificate of " + host + " " + std::string(fault_of(verdict));
}

std::string handshake_words(const std::string& host, const std::string& port,
                            std::string_view detail) {
  const bool has_no_tls =
      std::ranges::any_of(kNoTls, [&](std::string_view part) { return contains(detail, part); });
  if (has_no_tls) {
    return "TLS: " + host + " speaks no TLS on port " + port +
           "; its address may begin with http://";
  }
  const auto cause = std::ranges::find_if(
      kCauses, [&](const auto& each) { return contains(detail, each.detail); });
  return cause == kCauses.end() ? "TLS: no secure connection to " + host + " can be made"
                                : "TLS: " + host + std::string(cause->words);
}

}  // namespace syndic::http
