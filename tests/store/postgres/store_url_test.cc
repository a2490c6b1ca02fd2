// SPDX-License-Identifier: MIT
#include "store/postgres/store_url.h"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/error.h"

namespace store_url_test {

using namespace syndic;

TEST_CASE("a message names the database and its server, and no secret") {
  const auto shown = store::shown_store_url;
  CHECK(shown("postgresql://ann:secret@db.example:5433/news?sslpassword=x&sslmode=require") ==
        "postgresql://db.example:5433/news");
  CHECK(shown("postgres://a@one:1,two:2/news") == "postgresql://one:1,two:2/news");
  CHECK(shown("postgresql:///news?user=ann&host=/run/pg&password=secret&port=5433") ==
        "postgresql:///news?host=/run/pg&port=5433");
  CHECK(shown("postgresql://?service=news") == "postgresql://?service=news");
  CHECK(shown("postgresql:///news\x1B[31m\n") == "postgresql:///news[31m");
  CHECK(shown("env:STORE_URL") == "env:STORE_URL");
  CHECK(store::shown_database("postgresql://ann:secret@db.example/news?host=/run/pg") ==
        "postgresql://db.example/news");
}

TEST_CASE("a url whose password has bare special characters is not clear, and not shown") {
  for (const std::string password :
       {"SE%ZZ", "SE@CRET", "SE/CRET", "SE?CRET", "SE#CRET", "SE%00"}) {
    CAPTURE(password);
    const std::string url = "postgresql://ann:" + password + "@db.example/news";
    CHECK_FALSE(store::is_clear_url(url));
    CHECK(store::shown_store_url(url) == "postgresql://…");
    CHECK(store::shown_database(url) == "postgresql://…");
  }
  for (const char* const url : {"postgresql://ann:S%40%2F%3f%25@db.example:5/news?user=ann@realm",
                                "postgresql:///news", "postgresql://?service=news",
                                "postgresql://ann@/news?host=/run/pg", "postgresql://[::1]"}) {
    CAPTURE(url);
    CHECK(store::is_clear_url(url));
  }
}

TEST_CASE("the url of a store comes from the environment where it names a variable") {
  ::setenv("STORE_URL_TEST", "postgresql:///news", 1);
  CHECK(store::from_environment("url", "env:STORE_URL_TEST") == "postgresql:///news");
  CHECK(store::from_environment("url", "postgresql:///other") == "postgresql:///other");
  for (const char* const empty : {"", static_cast<const char*>(nullptr)}) {
    empty == nullptr ? ::unsetenv("STORE_URL_TEST") : ::setenv("STORE_URL_TEST", empty, 1);
    CHECK_THROWS_WITH(store::from_environment("url", "env:STORE_URL_TEST"),
                      "store.url: the environment has no variable STORE_URL_TEST; set it where "
                      "syndic runs");
  }
}

TEST_CASE("the schema of a store is the first of its url's search_path") {
  CHECK(store::schema_in("postgresql:///d?options=-csearch_path%3Dnews%2Cpublic") == "news");
  CHECK(store::schema_in("postgresql:///d?options=-clock_timeout%3D1s%20-csearch_path%3Dnews") ==
        "news");
  CHECK(store::schema_in("postgresql:///d?application_name=search_path=no") == "");
}

}  // namespace store_url_test
