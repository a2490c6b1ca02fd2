// SPDX-License-Identifier: MIT
#include "pipeline/lists/secrets.h"

#include "base/url.h"
#include "config/source_settings.h"

namespace syndic::pipeline {
namespace {

bool is_named(std::string_view secret) { return secret.starts_with("env:"); }

std::string without_secret_headers(const std::string& text) {
  auto value = config::value_of_toml(text);
  const auto* table = value ? config::as<config::Table>(&*value) : nullptr;
  if (table == nullptr) return {};
  config::Table kept = *table;
  std::erase_if(kept, [](const config::TomlMember& member) {
    const auto* secret = config::as<std::string>(&member.value);
    return secret == nullptr || !is_named(*secret);
  });
  if (kept.size() == table->size()) return text;
  if (kept.empty()) return {};
  value->data = std::move(kept);
  return config::toml_of(*value);
}

std::string without_secrets(std::string_view key, const std::string& text) {
  if (key == "password" || key == "token") return is_named(text) ? text : std::string();
  if (key == "headers") return without_secret_headers(text);
  if (key == "proxy" && !is_named(text)) return base::without_credentials(text);
  if (key == "url" || key == "site" || key == "page.url") return base::public_url(text);
  return text;
}

}  // namespace

bool take_out_secrets(std::string_view key, std::string& text) {
  std::string left = without_secrets(key, text);
  if (left == text) return false;
  text = std::move(left);
  return true;
}

std::vector<std::string> take_out_secrets(config::NewSource& source) {
  std::vector<std::string> keys;
  if (take_out_secrets("url", source.url)) keys.emplace_back("url");
  for (config::SourceSetting& setting : source.settings) {
    if (take_out_secrets(setting.key, setting.text)) keys.push_back(setting.key);
  }
  std::erase_if(source.settings, [](const auto& setting) { return setting.text.empty(); });
  return keys;
}

}  // namespace syndic::pipeline
