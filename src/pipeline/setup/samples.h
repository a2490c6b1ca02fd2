// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace syndic::pipeline {

/// A file of config/ as it was at the time of the build: "nginx.conf", "apache.conf", "Caddyfile",
/// "systemd/syndic.service", "systemd/syndic.timer", "package/syndic.toml". Empty for any other.
[[nodiscard]] std::string_view sample(std::string_view name);

}  // namespace syndic::pipeline
