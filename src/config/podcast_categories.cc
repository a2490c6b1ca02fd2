// SPDX-License-Identifier: MIT
#include "config/podcast_categories.h"

#include <algorithm>
#include <array>
#include <vector>

#include "config/nearest_name.h"

namespace syndic::config {
namespace {

constexpr auto kPodcastCategories = std::to_array<std::string_view>({
    "Arts",
    "Arts > Books",
    "Arts > Design",
    "Arts > Fashion & Beauty",
    "Arts > Food",
    "Arts > Performing Arts",
    "Arts > Visual Arts",
    "Business",
    "Business > Careers",
    "Business > Entrepreneurship",
    "Business > Investing",
    "Business > Management",
    "Business > Marketing",
    "Business > Non-Profit",
    "Comedy",
    "Comedy > Comedy Interviews",
    "Comedy > Improv",
    "Comedy > Stand-Up",
    "Education",
    "Education > Courses",
    "Education > How To",
    "Education > Language Learning",
    "Education > Self-Improvement",
    "Fiction",
    "Fiction > Comedy Fiction",
    "Fiction > Drama",
    "Fiction > Science Fiction",
    "Government",
    "Health & Fitness",
    "Health & Fitness > Alternative Health",
    "Health & Fitness > Fitness",
    "Health & Fitness > Medicine",
    "Health & Fitness > Mental Health",
    "Health & Fitness > Nutrition",
    "Health & Fitness > Sexuality",
    "History",
    "Kids & Family",
    "Kids & Family > Education for Kids",
    "Kids & Family > Parenting",
    "Kids & Family > Pets & Animals",
    "Kids & Family > Stories for Kids",
    "Leisure",
    "Leisure > Animation & Manga",
    "Leisure > Automotive",
    "Leisure > Aviation",
    "Leisure > Crafts",
    "Leisure > Games",
    "Leisure > Hobbies",
    "Leisure > Home & Garden",
    "Leisure > Video Games",
    "Music",
    "Music > Music Commentary",
    "Music > Music History",
    "Music > Music Interviews",
    "News",
    "News > Business News",
    "News > Daily News",
    "News > Entertainment News",
    "News > News Commentary",
    "News > Politics",
    "News > Sports News",
    "News > Tech News",
    "Religion & Spirituality",
    "Religion & Spirituality > Buddhism",
    "Religion & Spirituality > Christianity",
    "Religion & Spirituality > Hinduism",
    "Religion & Spirituality > Islam",
    "Religion & Spirituality > Judaism",
    "Religion & Spirituality > Religion",
    "Religion & Spirituality > Spirituality",
    "Science",
    "Science > Astronomy",
    "Science > Chemistry",
    "Science > Earth Sciences",
    "Science > Life Sciences",
    "Science > Mathematics",
    "Science > Natural Sciences",
    "Science > Nature",
    "Science > Physics",
    "Science > Social Sciences",
    "Society & Culture",
    "Society & Culture > Documentary",
    "Society & Culture > Personal Journals",
    "Society & Culture > Philosophy",
    "Society & Culture > Places & Travel",
    "Society & Culture > Relationships",
    "Sports",
    "Sports > Baseball",
    "Sports > Basketball",
    "Sports > Cricket",
    "Sports > Fantasy Sports",
    "Sports > Football",
    "Sports > Golf",
    "Sports > Hockey",
    "Sports > Rugby",
    "Sports > Running",
    "Sports > Soccer",
    "Sports > Swimming",
    "Sports > Tennis",
    "Sports > Volleyball",
    "Sports > Wilderness",
    "Sports > Wrestling",
    "Technology",
    "True Crime",
    "TV & Film",
    "TV & Film > After Shows",
    "TV & Film > Film History",
    "TV & Film > Film Interviews",
    "TV & Film > Film Reviews",
    "TV & Film > TV Reviews",
});

// "How To" of "Education > How To".
std::string_view subcategory_of(std::string_view category) {
  const std::size_t mark = category.rfind(" > ");
  return mark == std::string_view::npos ? category : category.substr(mark + 3);
}

}  // namespace

bool is_podcast_category(std::string_view name) {
  return std::ranges::find(kPodcastCategories, name) != kPodcastCategories.end();
}

std::string_view nearest_podcast_category(std::string_view name) {
  std::vector<std::string_view> names(kPodcastCategories.begin(), kPodcastCategories.end());
  for (const std::string_view category : kPodcastCategories) {
    names.push_back(subcategory_of(category));
  }
  const std::string_view likely = likely_name(name, names);
  const auto whole = std::ranges::find_if(kPodcastCategories, [&](std::string_view category) {
    return category == likely || subcategory_of(category) == likely;
  });
  return whole == kPodcastCategories.end() ? std::string_view() : *whole;
}

}  // namespace syndic::config
