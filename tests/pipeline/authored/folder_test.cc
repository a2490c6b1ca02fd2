// SPDX-License-Identifier: MIT
#include "pipeline/authored/folder.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>

#include "fetch/folder.h"
#include "tests/support/temp_dir.h"

namespace folder_test {

using namespace syndic;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// A folder of items that is read again and again, with what was known after the last time.
class News {
 public:
  News() {
    fs::create_directory(dir_ / "news");
    config_.site = {.title = "T", .url = "https://t.example/", .feeds_url = "https://t.example/f/"};
    source_.id = "own";
    source_.fetch.path = dir_ / "news";
    source_.normalize.source_url = "https://t.example/own";
  }

  void write(const std::string& name, const std::string& title, const std::string& more = "") {
    dir_.write("news/" + name,
               "+++\ntitle = \"" + title + "\"\ndate = 2026-01-30\n" + more + "+++\nText\n");
  }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return dir_ / "news" / name; }
  [[nodiscard]] const test::TempDir& dir() const { return dir_; }
  [[nodiscard]] config::Config& config() { return config_; }

  pipeline::AuthoredFolder read(model::Timestamp now = model::Timestamp({2026, 1, 31})) {
    const auto listing = fetch::list_folder(source_.fetch.path, "");
    auto folder = pipeline::read_authored_folder(source_, config_, listing.value(), known_, now);
    for (const model::KnownFile& file : folder.files) {
      std::erase_if(known_, [&](const auto& each) { return each.name == file.name; });
      known_.push_back(file);
    }
    for (const std::string& name : folder.gone) {
      std::erase_if(known_, [&](const auto& each) { return each.name == name; });
    }
    return folder;
  }

  /// The names of the files that read() reads.
  Names read_names(model::Timestamp now = model::Timestamp({2026, 1, 31})) {
    Names names;
    for (const model::KnownFile& file : read(now).files) names.push_back(file.name);
    return names;
  }

 private:
  test::TempDir dir_;
  config::Config config_;
  config::Source source_;
  std::vector<model::KnownFile> known_;
};

}  // namespace

TEST_CASE("only the files that changed are read again") {
  News news;
  news.write("a.md", "A");
  news.write("b.md", "B");
  CHECK(news.read_names() == Names{"a.md", "b.md"});
  CHECK(news.read_names() == Names{});
  news.write("b.md", "B again");
  CHECK(news.read_names() == Names{"b.md"});
  news.write("c.md", "C");
  CHECK(news.read_names() == Names{"c.md"});
  fs::remove(news / "a.md");
  const auto folder = news.read();
  REQUIRE(folder.files.size() == 1);  // It is known that it is gone.
  CHECK(folder.files[0].name == "a.md");
  CHECK(folder.files[0].stamp == "");
  CHECK(folder.ids_to_end.size() == 1);
  CHECK(news.read_names() == Names{});
}

TEST_CASE("a file that was only touched is looked at once, and makes no item anew") {
  News news;
  news.write("a.md", "A", "expires = 2026-02-02T12:00:00Z\n");
  news.read();
  fs::last_write_time(news / "a.md", fs::file_time_type::clock::now() + std::chrono::hours(1));
  const auto folder = news.read();
  CHECK(folder.feed.items.empty());
  CHECK(folder.ids_to_end.empty());
  CHECK(folder.files.size() == 1);
  CHECK(folder.due == model::Timestamp({2026, 2, 2}, model::Duration(12, 0, 0)));
  CHECK(news.read_names() == Names{});
}

TEST_CASE("a change that keeps size and time of writing is seen") {
  News news;
  news.write("a.md", "A");
  const auto written = fs::last_write_time(news / "a.md");
  news.read();
  news.write("a.md", "B");
  fs::last_write_time(news / "a.md", written);
  CHECK(news.read_names() == Names{"a.md"});
}

TEST_CASE("an item is read again when a file beside it that it names changes") {
  News news;
  news.dir().write("news/a.png", "picture");
  news.dir().write("news/b.png", "picture");
  news.write("a.md", "A", "image = \"a.png\"\n");
  news.write("b.md", "B");
  news.read();
  news.dir().write("news/b.png", "other");
  CHECK(news.read_names() == Names{});
  news.dir().write("news/a.png", "other");
  CHECK(news.read_names() == Names{"a.md"});
  fs::remove(news / "a.png");
  CHECK(news.read_names() == Names{"a.md"});
}

TEST_CASE("an item is read again at its time, and one with a mistake each time") {
  News news;
  news.write("a.md", "A", "expires = 2026-02-02T12:00:00Z\n");
  news.write("b.md", "B");
  news.write("wrong.md", "W", "pinned = 1\n");
  news.read();
  CHECK(news.read_names() == Names{"wrong.md"});
  CHECK(news.read(model::Timestamp({2026, 2, 1})).due ==
        model::Timestamp({2026, 2, 2}, model::Duration(12, 0, 0)));
  CHECK(news.read_names(model::Timestamp({2026, 2, 3})) == Names{"a.md", "wrong.md"});
  CHECK(news.read(model::Timestamp({2026, 2, 3})).due == std::nullopt);
}

TEST_CASE("what is no plain file is no item") {
  News news;
  news.dir().write("secret", "+++\ntitle = \"Secret\"\n+++\n");
  fs::create_symlink(news.dir() / "secret", news / "link.md");
  fs::create_directory(news / "folder.md");
  REQUIRE(::mkfifo((news / "pipe.md").c_str(), 0600) == 0);
  news.dir().write("news/.hidden.md", "+++\ntitle = \"H\"\n+++\n");
  news.dir().write("news/README.md", "Read me\n");
  news.dir().write("news/line\nbreak.md", "+++\ntitle = \"L\"\n+++\n");
  news.dir().write("news/long.md", std::string(2'000'000, 'x'));
  news.dir().write("news/post.markdown", "+++\ntitle = \"Post\"\n+++\n");
  const auto folder = news.read();
  REQUIRE(folder.feed.items.size() == 1);
  CHECK(folder.feed.items[0].title.value == "Post");
  CHECK(folder.mistakes ==
        Names{(news / "long.md").string() + ":1:1: longer than 1 MiB, which is no item"});
}

}  // namespace folder_test
