// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

#include "base/ascii.h"
#include "markup/xml/names.h"
#include "markup/xml/scope.h"

namespace syndic::parse {

/// The namespaces that mean something to us. RSS 0.9x and 2.0 have none; RSS 0.90's, RSS 1.0's,
/// RSS 1.1's and UserLand's count as the same.
enum class Ns : markup::Namespace {
  rss,
  atom,  ///< RFC 4287, Atom 0.3's, and those of the drafts before either.
  rdf,
  content,  ///< RSS 1.0 content module.
  dc,
  dcterms,
  media,
  itunes,
  xhtml,
  feedburner,
  sy,       ///< RSS 1.0 syndication module.
  license,  ///< Creative Commons, for RSS 1.0 and for RSS 2.0.
  wfw,      ///< CommentAPI.
  slash,
  thr,      ///< RFC 4685.
  georss,   ///< With GML inside.
  geo,      ///< W3C Basic Geo.
  podcast,  ///< Podcasting 2.0.
  at,       ///< Tombstones, RFC 6721.
  ev,       ///< RSS 1.0 event module.
  xcal,     ///< iCalendar as XML, RFC 6321 and its drafts.
  gd,       ///< Google Data.
  other,
};

/// Knows namespaces by URI, without regard to case, "http" or "https", "www." and what closes it
/// ("/", "#"), the families of those that carry a version in any version; and the usual prefixes,
/// if a feed forgot to declare them or binds them to an unknown URI.
[[nodiscard]] const markup::NamespaceTable& namespace_table();

/// Whether the URI is Atom 0.3's, RSS 0.90's or RSS 1.1's, which share a number with others.
[[nodiscard]] bool is_atom03(std::string_view uri);
[[nodiscard]] bool is_rss090(std::string_view uri);
[[nodiscard]] bool is_rss11(std::string_view uri);

/// An element's namespace and name as one number to switch on; letters' case does not count. A
/// collision between two labels of one switch does not compile. A hostile name that collides only
/// gets what it could have had by using the real name.
[[nodiscard]] constexpr std::uint64_t tag(Ns space, std::uint64_t hash_of_name) {
  return hash_of_name + static_cast<std::uint64_t>(space);
}
[[nodiscard]] constexpr std::uint64_t tag(Ns space, std::string_view local) {
  return tag(space, markup::hash_of_name(local));
}
[[nodiscard]] constexpr std::uint64_t tag(const markup::XmlName& name) {
  return tag(static_cast<Ns>(name.space), name.hash);
}

}  // namespace syndic::parse
