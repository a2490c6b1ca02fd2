// SPDX-License-Identifier: MIT
//
// Keeps a feed's address, or a redirect in it, from reaching into the machine or network that
// syndic runs in (SSRF). Pure; the transport calls it at every connect, after DNS. It fails closed:
// an unknown address is not public.
#pragma once

#include <sys/socket.h>

#include <optional>
#include <string>
#include <string_view>

namespace syndic::http {

/// Whether the address is one of the public internet by the special-purpose registries of IANA
/// (RFC 6890 and its successors). Neither loopback, private, shared, link-local, documentation,
/// benchmarking, multicast nor reserved ranges are; IPv6 addresses that carry an IPv4 address
/// (mapped, NAT64, 6to4) are judged by that one. A family other than IPv4 and IPv6 is not.
/// `address` must have the length of its family.
[[nodiscard]] bool is_public_address(const sockaddr& address);

/// The same for the host of a URL, without brackets: an IPv6 address, or an IPv4 address
/// in any spelling that a resolver takes ("127.1", "0x7f000001", "2130706433"). Nullopt if it is
/// a name.
[[nodiscard]] std::optional<bool> is_public_literal(std::string_view host);

/// "10.0.0.1", "fe80::1"; "a local socket" for other families.
[[nodiscard]] std::string address_text(const sockaddr& address);

}  // namespace syndic::http
