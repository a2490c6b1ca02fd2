// SPDX-License-Identifier: MIT
//
// The plans by which PostgreSQL ran statements, and what is wrong with one of a store of millions.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/postgres_programs.h"

namespace syndic::test {

struct Plan {
  std::string sql;
  nlohmann::json top;  ///< Of its nodes, as EXPLAIN (FORMAT JSON) has them.
};

/// Has the server tell the plan of every statement that is run in that database from now on, those
/// of triggers included (auto_explain).
inline void log_plans(const std::string& url, const std::string& database) {
  std::string sql;
  for (const char* setting :
       {"session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0",
        "auto_explain.log_format = 'json'", "auto_explain.log_nested_statements = on"}) {
    sql += "LOAD 'auto_explain'; ALTER DATABASE " + database + " SET " + setting + ";";
  }
  if (run_psql(url, sql).exit_code != 0) throw std::runtime_error("there is no auto_explain");
}

/// Calls `each` with every plan of a server's log from that byte on.
inline void for_plans(const std::filesystem::path& log, std::streamoff from,
                      const std::function<void(const Plan&)>& each) {
  std::ifstream in(log);
  in.seekg(from);
  std::string text;
  const auto end = [&] {
    if (text.empty()) return;
    auto plan = nlohmann::json::parse(text);
    each({plan.at("Query Text"), std::move(plan.at("Plan"))});
    text.clear();
  };
  bool is_plan = false;
  for (std::string line; std::getline(in, line);) {
    // Further lines of a message begin with a tab, and those of JSON with its brackets.
    const bool goes_on = !line.empty() && std::string("\t{}").find(line[0]) != std::string::npos;
    if (goes_on) {
      if (is_plan) text += line + '\n';
      continue;
    }
    end();
    is_plan = line.ends_with(" plan:");
  }
  end();
}

/// What is wrong with plans: a pass over all rows of a table that grows with the items, and a sort
/// of all where some are asked for.
class PlanJudge {
 public:
  /// Of the tables in the database, which must be there.
  explicit PlanJudge(const std::string& url) {
    std::istringstream rows(
        run_psql(url,
                 "SELECT c.relname || ' ' || t.relname || ' ' || pg_get_indexdef(i.oid, 1, true) "
                 "FROM pg_index JOIN pg_class i ON i.oid = indexrelid "
                 "JOIN pg_class c ON c.oid = indexrelid JOIN pg_class t ON t.oid = indrelid "
                 "WHERE t.relnamespace = 'public'::regnamespace")
            .out);
    for (std::string index, table, column; rows >> index >> table && std::getline(rows, column);) {
      indexes_[index] = {table, "(" + column.substr(1) + " "};
    }
  }

  /// "TABLE: what", each once; empty if the plan is right.
  [[nodiscard]] std::set<std::string> faults(const nlohmann::json& top) const {
    std::set<std::string> faults;
    look_at(top, false, faults);
    return faults;
  }

 private:
  struct Index {
    std::string table;
    std::string first;  // "(column ", as a condition on it begins.
  };

  static bool grows(const std::string& table) {
    static const std::set<std::string> kTables = {
        "item",      "archive_entry", "changed_item", "correction", "facet_item",
        "late_item", "link_answer",   "published_id", "vanished",   "withdrawal"};
    return kTables.contains(table);
  }

  static std::string table_below(const nlohmann::json& node) {
    const std::string table = node.value("Relation Name", "");
    if (grows(table)) return table;
    for (const auto& child : node.value("Plans", nlohmann::json::array())) {
      if (const std::string below = table_below(child); !below.empty()) return below;
    }
    return {};
  }

  void look_at(const nlohmann::json& node, bool is_limited, std::set<std::string>& faults) const {
    const std::string type = node.at("Node Type");
    if (type == "Seq Scan" && grows(node.at("Relation Name"))) {
      faults.insert(node.at("Relation Name").get<std::string>() + ": all of it");
    }
    // A condition on other columns than an index's first is a pass over the index.
    if (const auto index = indexes_.find(node.value("Index Name", ""));
        index != indexes_.end() && grows(index->second.table) &&
        node.value("Index Cond", "").find(index->second.first) == std::string::npos) {
      faults.insert(index->second.table + ": all of " + index->first);
    }
    if (type == "Sort" && is_limited) {
      if (const std::string table = table_below(node); !table.empty()) {
        faults.insert(table + ": sorted as a whole");
      }
    }
    for (const auto& child : node.value("Plans", nlohmann::json::array())) {
      look_at(child, is_limited || type == "Limit", faults);
    }
  }

  std::map<std::string, Index> indexes_;
};

}  // namespace syndic::test
