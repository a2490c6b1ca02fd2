// SPDX-License-Identifier: MIT
//
// What is active in files that are published for programs: HTML where they carry HTML, addresses
// that a reader would follow, ids that it could.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace syndic::test {

/// The faults of RSS, where any text may be taken for HTML (`rss`), or of Atom or OPML, one a line;
/// why it is no XML where it is none. Empty where all is well.
[[nodiscard]] std::string faults_of_xml(const std::string& bytes, bool rss);

/// Those of JSON Feed and our other JSON.
[[nodiscard]] std::string faults_of_json(const nlohmann::json& value);

}  // namespace syndic::test
