// SPDX-License-Identifier: MIT
#include "parse/authored/media_file.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

namespace media_file_test {

using namespace syndic;

namespace {

std::string little_endian(std::uint32_t number, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(number >> (8 * i) & 0xFF);
  return text;
}

// Silence: 8000 samples of one byte a second, as RIFF WAVE has them.
std::string wav(std::uint32_t samples) {
  const std::string format = little_endian(1, 2) + little_endian(1, 2) + little_endian(8000, 4) +
                             little_endian(8000, 4) + little_endian(1, 2) + little_endian(8, 2);
  return "RIFF" + little_endian(36 + samples, 4) + "WAVEfmt " + little_endian(16, 4) + format +
         "data" + little_endian(samples, 4) + std::string(samples, '\x80');
}

// Frames of MPEG-1 layer III at 128 kbit/s and 44.1 kHz, 417 bytes and 26.12 ms each.
std::string mp3(int frames) {
  std::string text;
  for (int i = 0; i < frames; ++i) text += "\xFF\xFB\x90" + std::string(414, '\0');
  return text;
}

// An MP4 of boxes in boxes.
std::string nested_mp4(std::uint32_t boxes) {
  std::string text = std::string("\0\0\0\x0C", 4) + "ftypM4A ";
  for (std::uint32_t i = boxes; i > 0; --i) {
    const std::string length = little_endian(8 * i, 4);
    text += std::string(length.rbegin(), length.rend()) + "moov";
  }
  return text;
}

}  // namespace

TEST_CASE("the ending tells the media type, the bytes the duration in whole seconds") {
  CHECK(parse::media_file(wav(24'000), "talk.wav").media_type == "audio/wav");
  CHECK(parse::media_file(wav(24'000), "talk.wav").duration_seconds == 3);
  CHECK(parse::media_file(wav(12'400), "talk.wav").duration_seconds == 2);
  CHECK(parse::media_file(wav(3'000), "talk.wav").duration_seconds == std::nullopt);
  CHECK(parse::media_file(mp3(77), "a.b.MP3").media_type == "audio/mpeg");
  CHECK(parse::media_file(mp3(77), "a.b.MP3").duration_seconds == 2);
}

TEST_CASE("what cannot be told is empty") {
  CHECK(parse::media_file("", "film.mp4").media_type == "video/mp4");
  CHECK(parse::media_file("", "film.mp4").duration_seconds == std::nullopt);
  CHECK(parse::media_file("no sound", "talk.mp3").duration_seconds == std::nullopt);
  CHECK(parse::media_file(wav(24'000), "talk.pdf").media_type.empty());
  CHECK(parse::media_file(wav(24'000), "talk.pdf").duration_seconds == std::nullopt);
  CHECK(parse::media_file(wav(24'000), "wav").media_type.empty());
}

TEST_CASE("damaged files of sound end in a finite duration or in none") {
  for (const std::string& whole : {wav(8'000), mp3(20)}) {
    for (std::size_t length = 0; length < whole.size(); length += length < 600 ? 1 : 97) {
      CHECK(parse::media_file(whole.substr(0, length), "a.mp3").duration_seconds.value_or(0) <= 1);
    }
  }
  std::mt19937 random(7);
  for (const std::string_view start : {"RIFF\xFF\xFF\xFF\x7FWAVE", "ID3\x04", "OggS", "fLaC",
                                       "\xFF\xFB\x90", "FORM", "MAC ", "wvPk", "    ftyp", ""}) {
    for (int i = 0; i < 200; ++i) {
      std::string bytes(start);
      while (bytes.size() < 700) bytes += static_cast<char>(random());
      CHECK(parse::media_file(bytes, "a.wav").media_type == "audio/wav");
    }
  }
}

TEST_CASE("boxes within boxes of an MP4 are no danger") {
  CHECK(parse::media_file(nested_mp4(200'000), "a.m4a").duration_seconds == std::nullopt);
}

}  // namespace media_file_test
