// SPDX-License-Identifier: MIT
//
// Lists of sources that are followed: tables source_list and listed_source.
#include <cstddef>
#include <utility>

#include "store/asking_columns.h"
#include "store/columns.h"
#include "store/store.h"

namespace syndic::store {
namespace {

template <class Column, class Member>
void each_member_column(Column& column, Member& member) {
  column("list", member.list);
  column("address", member.address);
  column("id", member.id);
  column("source", member.table);
  column("joined", member.joined);
  column("unlisted_since", member.unlisted_since);
  column("has_left", member.has_left);
}

}  // namespace

std::map<std::string, model::FetchState> Store::list_states() {
  return database_->reading([&] {
    std::map<std::string, model::FetchState> states;
    ColumnNames names;
    const model::FetchState none;
    each_asking_column(names, none);
    Query rows =
        database_->query("SELECT place, " + names.list() + " FROM source_list ORDER BY place");
    while (rows.next()) {
      ColumnReader reader(rows, 1);
      each_asking_column(reader, states[rows.text(0)]);
    }
    return states;
  });
}

void Store::keep_list(const std::string& place, const model::FetchState& state) {
  database_->atomically([&] {
    ColumnNames names;
    each_asking_column(names, state);
    Query insert = database_->query("INSERT INTO source_list (place, " + names.list() +
                                    ") VALUES ($1, " + names.parameters(2) +
                                    ") ON CONFLICT (place) DO UPDATE SET " + names.replacements());
    insert.set(1, place);
    ColumnBinder binder(insert, 2);
    each_asking_column(binder, state);
    insert.run();
  });
}

std::vector<model::ListMember> Store::list_members() {
  return database_->reading([&] {
    std::vector<model::ListMember> members;
    ColumnNames names;
    const model::ListMember none;
    each_member_column(names, none);
    Query rows =
        database_->query("SELECT " + names.list() + " FROM listed_source ORDER BY list, position");
    while (rows.next()) {
      ColumnReader reader(rows, 0);
      each_member_column(reader, members.emplace_back());
    }
    return members;
  });
}

void Store::keep_members(const std::string& place, const std::vector<model::ListMember>& members) {
  database_->atomically([&] {
    database_->run("DELETE FROM listed_source WHERE list = $1", place);
    std::int64_t position = 0;
    for (const model::ListMember& member : members) {
      ColumnNames names;
      each_member_column(names, member);
      Query insert = database_->query("INSERT INTO listed_source (position, " + names.list() +
                                      ") VALUES ($1, " + names.parameters(2) + ")");
      insert.set(1, position++);
      ColumnBinder binder(insert, 2);
      each_member_column(binder, member);
      insert.run();
    }
  });
}

void Store::forget_list(const std::string& place) {
  database_->atomically([&] {
    database_->run("DELETE FROM listed_source WHERE list = $1", place);
    database_->run("DELETE FROM source_list WHERE place = $1", place);
  });
}

}  // namespace syndic::store
