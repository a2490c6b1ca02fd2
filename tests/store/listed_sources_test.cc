// SPDX-License-Identifier: MIT
//
// What is remembered of lists of sources.
#include <catch2/catch.hpp>

#include "store/store.h"
#include "tests/support/temp_dir.h"

namespace listed_sources_test {

using namespace syndic;

namespace {

const model::Timestamp kDay(boost::gregorian::date(2026, 1, 31));

model::ListMember member(const std::string& list, const std::string& id) {
  return {.list = list, .address = id + ".example", .id = id, .table = "[[source]]\n"};
}

}  // namespace

TEST_CASE("A list's state and its sources come back as they were stored, in their order") {
  const test::TempDir dir;
  const store::Options options{.sqlite_file = dir / "syndic.db"};
  model::FetchState state;
  state.fetched_url = "https://a.example/list";
  state.validators = {.etag = "\"1\"", .last_modified = "yesterday"};
  state.body_hash = "abc";
  state.last_success = kDay;
  state.failing_since = kDay + boost::gregorian::days(1);
  state.failures = 3;
  state.last_error = "HTTP 404";
  state.is_told = true;
  std::vector<model::ListMember> members = {member("a", "z"), member("a", "b"), member("a", "c")};
  members[1].joined = kDay;
  members[1].unlisted_since = kDay + boost::gregorian::days(2);
  members[2].has_left = true;
  {
    const auto store = store::open(options);
    store->keep_list("a", state);
    store->keep_members("a", members);
    store->keep_members("b", {member("b", "x")});
  }
  const auto store = store::open_read_only(options);
  const auto states = store->list_states();
  REQUIRE(states.size() == 1);
  const model::FetchState& kept = states.at("a");
  CHECK(kept.fetched_url == state.fetched_url);
  CHECK(kept.validators == state.validators);
  CHECK(kept.body_hash == "abc");
  CHECK(kept.last_success == kDay);
  CHECK(kept.failing_since == state.failing_since);
  CHECK(kept.failures == 3);
  CHECK(kept.last_error == "HTTP 404");
  CHECK(kept.is_told);
  members.push_back(member("b", "x"));
  CHECK(store->list_members() == members);
}

TEST_CASE("The sources of a list are replaced and forgotten without others") {
  const test::TempDir dir;
  const auto store = store::open({.sqlite_file = dir / "syndic.db"});
  store->keep_list("a", {});
  store->keep_list("b", {});
  store->keep_members("a", {member("a", "one"), member("a", "two")});
  store->keep_members("b", {member("b", "one")});
  store->keep_members("a", {member("a", "two")});
  CHECK(store->list_members() ==
        std::vector<model::ListMember>{member("a", "two"), member("b", "one")});
  store->forget_list("a");
  CHECK(store->list_members() == std::vector<model::ListMember>{member("b", "one")});
  CHECK(store->list_states().size() == 1);
}

}  // namespace listed_sources_test
