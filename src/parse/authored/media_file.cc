// SPDX-License-Identifier: MIT
#include "parse/authored/media_file.h"

#include <fileref.h>
#include <tbytevectorstream.h>

#include <algorithm>
#include <array>
#include <exception>
#include <limits>

#include "base/ascii.h"

namespace syndic::parse {
namespace {

struct MediaEnding {
  std::string_view ending;
  std::string_view media_type;
};

constexpr auto kMediaEndings = std::to_array<MediaEnding>({
    {"aac", "audio/aac"},
    {"flac", "audio/flac"},
    {"m4a", "audio/mp4"},
    {"m4b", "audio/mp4"},
    {"m4v", "video/mp4"},
    {"mkv", "video/matroska"},
    {"mov", "video/quicktime"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"mpeg", "video/mpeg"},
    {"mpg", "video/mpeg"},
    {"oga", "audio/ogg"},
    {"ogg", "audio/ogg"},
    {"ogv", "video/ogg"},
    {"opus", "audio/ogg"},
    {"wav", "audio/wav"},
    {"webm", "video/webm"},
});

std::string_view media_type_of_name(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == base::kNotFound) return {};
  const auto found =
      std::find_if(kMediaEndings.begin(), kMediaEndings.end(), [&](const MediaEnding& each) {
        return base::equals_ignoring_case(each.ending, name.substr(dot + 1));
      });
  return found == kMediaEndings.end() ? std::string_view() : found->media_type;
}

// Bytes that seem to end after so many reads. TagLib reads a head for each box, chunk or object of
// a file, keeps them all, and calls itself for boxes in boxes: a file made for that would take all
// memory or the stack.
class BoundedStream : public TagLib::ByteVectorStream {
 public:
  using TagLib::ByteVectorStream::ByteVectorStream;

  TagLib::ByteVector readBlock(unsigned long length) override {
    constexpr int kMostReads = 20'000;
    if (++reads_ > kMostReads) truncate(0);
    return TagLib::ByteVectorStream::readBlock(length);
  }

 private:
  int reads_ = 0;
};

std::optional<std::uint64_t> duration_of(std::string_view bytes) {
  if (bytes.size() > std::numeric_limits<unsigned int>::max()) return std::nullopt;
  try {
    BoundedStream stream(TagLib::ByteVector(bytes.data(), static_cast<unsigned int>(bytes.size())));
    const TagLib::FileRef file(&stream);
    if (file.isNull() || file.audioProperties() == nullptr) return std::nullopt;
    const int milliseconds = file.audioProperties()->lengthInMilliseconds();
    if (milliseconds < 500) return std::nullopt;
    return (static_cast<std::uint64_t>(milliseconds) + 500) / 1000;
  } catch (const std::exception&) {  // Sizes that the file claims may be more than there is memory.
    return std::nullopt;
  }
}

}  // namespace

MediaFile media_file(std::string_view bytes, std::string_view name) {
  MediaFile file;
  file.media_type = media_type_of_name(name);
  if (!file.media_type.empty()) file.duration_seconds = duration_of(bytes);
  return file;
}

}  // namespace syndic::parse
