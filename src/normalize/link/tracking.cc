// SPDX-License-Identifier: MIT
#include "normalize/link/tracking.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace syndic::normalize {
namespace {

// In lower case, sorted.
constexpr auto kNames = std::to_array<std::string_view>({
    "__hsfp",  // HubSpot.
    "__hssc",
    "__hstc",
    "__twitter_impression",
    "_ga",  // Google Analytics, from one host to the next.
    "_gl",
    "_hsenc",
    "_hsmi",
    "_ke",  // Klaviyo.
    "_kx",
    "_openstat",
    "at_campaign",  // Piano.
    "at_medium",
    "dclid",
    "ef_id",     // Adobe Advertising.
    "elqtrack",  // Eloqua.
    "elqtrackid",
    "epik",  // Pinterest.
    "fb_action_ids",
    "fb_action_types",
    "fbclid",
    "gad_campaignid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "guce_referrer",
    "guce_referrer_sig",
    "hsctatracking",
    "igsh",
    "igshid",
    "irclickid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mc_tc",
    "mibextid",
    "mkt_tok",
    "msclkid",
    "ns_campaign",  // Comscore.
    "ns_fee",
    "ns_linkname",
    "ns_mchannel",
    "ns_source",
    "pk_campaign",  // Matomo, as it was called before.
    "pk_cid",
    "pk_content",
    "pk_keyword",
    "pk_kwd",
    "pk_medium",
    "pk_source",
    "rb_clickid",
    "s_kwcid",
    "sccid",  // Snapchat.
    "srsltid",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "wickedid",
    "wt.mc_id",  // Webtrends.
    "wt_mc",
    "xtor",  // Piano, formerly AT Internet.
    "yclid",
    "ysclid",
});

constexpr auto kPrefixes = std::to_array<std::string_view>({
    "utm_",  // First, as most are.
    "hsa_",  // HubSpot's advertisements.
    "mtm_",  // Matomo.
    "oly_",  // Omeda.
});

// A number that most names outside of the list do not share with one inside: a list is searched for
// few of all parameters.
constexpr std::size_t name_mark(std::string_view name) {
  const auto letter = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(base::to_lower(name[i])));
  };
  return (letter(0) * 31 + letter(name.size() - 1) * 7 + name.size()) % 256;
}

constexpr std::array<bool, 256> name_marks() {
  std::array<bool, 256> known{};
  for (const std::string_view name : kNames) known[name_mark(name)] = true;
  known[name_mark("ref_src")] = true;
  return known;
}
constexpr auto kNameMarks = name_marks();

constexpr std::array<bool, 256> first_letters() {
  std::array<bool, 256> known{};
  const auto note = [&](char c) {
    known[static_cast<unsigned char>(c)] = true;
    if (base::is_alpha(c)) known[static_cast<unsigned char>(c - 'a' + 'A')] = true;
  };
  for (const std::string_view name : kNames) note(name[0]);
  for (const std::string_view prefix : kPrefixes) note(prefix[0]);
  return known;
}
constexpr auto kFirstLetters = first_letters();

static_assert(std::is_sorted(kNames.begin(), kNames.end()));
static_assert(kFirstLetters['r'], "ref_src is judged by its value");
static_assert(std::all_of(kPrefixes.begin(), kPrefixes.end(), [](std::string_view each) {
  return each.size() == 4 && each.back() == '_';
}));

constexpr std::size_t longest_name() {
  std::size_t longest = 0;
  for (const std::string_view name : kNames) longest = std::max(longest, name.size());
  return longest;
}

}  // namespace

TrackingNames tracking_names() { return {.names = kNames, .prefixes = kPrefixes}; }

bool is_tracking(std::string_view parameter) {
  if (parameter.empty() || !kFirstLetters[static_cast<unsigned char>(parameter[0])]) return false;
  const std::size_t equals = parameter.find('=');
  const std::string_view name = parameter.substr(0, equals);
  const auto begins_name = [&](std::string_view prefix) {
    return base::starts_with_ignoring_case(name, prefix);
  };
  if (name.size() > 3 && name[3] == '_' &&
      std::any_of(kPrefixes.begin(), kPrefixes.end(), begins_name)) {
    return true;
  }
  if (name.empty() || !kNameMarks[name_mark(name)]) return false;
  // Any site may have a "ref_src", but only Twitter has these values.
  if (base::equals_ignoring_case(name, "ref_src")) {
    return equals != std::string_view::npos && parameter.substr(equals + 1).starts_with("twsrc");
  }
  if (name.size() > longest_name()) return false;
  const std::string lower = base::lower(name);
  return std::binary_search(kNames.begin(), kNames.end(), std::string_view(lower));
}

}  // namespace syndic::normalize
