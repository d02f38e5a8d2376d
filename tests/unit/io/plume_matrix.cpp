// Source-receptor matrices as files: what is written is what is read, products, and files that are not sound.
#include "io/plume_matrix.hpp"

#include <gtest/gtest.h>
#include <hdf5.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include <fstream>
#include <random>
#include <sstream>

#include "tests/support/scratch_folder.hpp"

namespace {

using namespace lantian;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

const io::PlumeMatrixShape shape{30, 3, 700};
const io::PlumeMatrixIdentity identity{
    {{"outlets", "a"}, {"receptors", "b"}}, "outlet\n0\n", "receptor\n0\n"};

std::vector<float> values() {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> unit(0.0f, 1e-5f);
  std::vector<float> all(shape.hours * shape.outlets * shape.receptors);
  for (float& one : all) one = unit(random);
  return all;
}

/// In blocks of `hours`, as a run writes them.
void write(const fs::path& target, std::size_t hours) {
  const auto all = values();
  const std::size_t row = shape.outlets * shape.receptors;
  io::PlumeMatrixWriter writer(target, shape, identity);
  for (std::size_t hour = 0; hour < shape.hours; hour += hours) {
    const std::size_t count = std::min(hours, shape.hours - hour);
    writer.write(hour, 0, shape.receptors, std::span(all).subspan(hour * row, count * row));
    for (std::size_t n = 0; n < count; ++n)
      writer.write_air(hour + n, std::string(64, static_cast<char>('a' + (hour + n) % 26)));
  }
  writer.commit();
}

TEST(PlumeMatrix, WhatIsWrittenIsRead) {
  const tests::ScratchFolder folder;
  write(folder.path() / "m.h5", 7);
  io::PlumeMatrixReader reader(folder.path() / "m.h5", shape, identity);
  std::vector<float> part(2 * shape.outlets * 100);
  reader.read(5, 300, 100, part);
  const auto all = values();
  for (std::size_t h = 0; h < 2; ++h)
    for (std::size_t o = 0; o < shape.outlets; ++o)
      for (std::size_t r = 0; r < 100; ++r)
        ASSERT_EQ(part[(h * shape.outlets + o) * 100 + r],
                  all[((5 + h) * shape.outlets + o) * shape.receptors + 300 + r]);
  EXPECT_EQ(reader.air(27), std::string(64, 'b'));
}

TEST(PlumeMatrix, TheSameValuesAreTheSameBytesWheneverAndInWhateverBlocks) {
  const tests::ScratchFolder folder;
  write(folder.path() / "a.h5", 7);
  write(folder.path() / "b.h5", 7);
  EXPECT_EQ(bytes_of(folder.path() / "a.h5"), bytes_of(folder.path() / "b.h5"));
}

TEST(PlumeMatrix, AProductIsTheSumOverOutlets) {
  const tests::ScratchFolder folder;
  write(folder.path() / "m.h5", 30);
  io::PlumeMatrixReader reader(folder.path() / "m.h5");
  ASSERT_EQ(reader.shape(), shape);
  std::vector<double> emission(shape.hours * shape.outlets);
  for (std::size_t n = 0; n < emission.size(); ++n) emission[n] = 0.1 * static_cast<double>(n % 7);
  const auto product = reader.product(emission);
  const auto all = values();
  for (const std::size_t hour : {0u, 13u, 29u})
    for (const std::size_t r : {0u, 699u}) {
      double expected = 0.0;
      for (std::size_t o = 0; o < shape.outlets; ++o)
        expected += emission[hour * shape.outlets + o] *
                    static_cast<double>(all[(hour * shape.outlets + o) * shape.receptors + r]);
      EXPECT_EQ(product[hour * shape.receptors + r], expected);
    }
  EXPECT_THROW(reader.product(std::vector<double>(3)), std::invalid_argument);
}

std::vector<std::string> codes(const fs::path& file, const io::PlumeMatrixIdentity& wanted) {
  try {
    io::PlumeMatrixReader reader(file, shape, wanted);
  } catch (const io::InputErrors& errors) {
    std::vector<std::string> found;
    for (const auto& one : errors.mistakes) {
      found.push_back(one.code);
      for (const auto& [key, text] : one.arguments)
        if (key == "what") found.back() += " " + text;
    }
    return found;
  }
  return {};
}

TEST(PlumeMatrix, OneOfOtherPlumesIsRefusedWithEachDifference) {
  const tests::ScratchFolder folder;
  write(folder.path() / "m.h5", 30);
  auto other = identity;
  other.texts = {{"outlets", "x"}, {"receptors", "b"}, {"start", "0"}};
  EXPECT_EQ(codes(folder.path() / "m.h5", other),
            (std::vector<std::string>{"matrix_mismatch outlets", "matrix_mismatch start"}));
  EXPECT_TRUE(codes(folder.path() / "m.h5", identity).empty());
}

TEST(PlumeMatrix, OneThatWasNotFinishedLeavesNothing) {
  const tests::ScratchFolder folder;
  { io::PlumeMatrixWriter writer(folder.path() / "m.h5", shape, identity); }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(PlumeMatrix, FilesThatAreNotSoundAreToldNotFollowed) {
#ifdef __SANITIZE_ADDRESS__
  const __lsan::ScopedDisabler
      hdf5_forgets;  // HDF5 1.10 loses 56 bytes of its own on one of the damaged files
#endif
  const tests::ScratchFolder folder;
  write(folder.path() / "m.h5", 30);
  const std::string sound = bytes_of(folder.path() / "m.h5");
  EXPECT_EQ(codes(folder.path() / "none.h5", identity), std::vector<std::string>{"file_missing"});
  folder.write("text.h5", "outlet,receptor\n");
  EXPECT_EQ(codes(folder.path() / "text.h5", identity), std::vector<std::string>{"hdf5_broken"});
  // Cut anywhere, or with a byte turned: told as broken or different, or read as what it is; never a crash.
  std::mt19937 random(5);
  for (int n = 0; n < 200; ++n) {
    std::string damaged = sound;
    if (n % 2 == 0)
      damaged.resize(random() % sound.size());
    else
      damaged[random() % std::min<std::size_t>(sound.size(), 8192)] ^= static_cast<char>(1u << random() % 8);
    folder.write("damaged.h5", damaged);
    try {
      io::PlumeMatrixReader reader(folder.path() / "damaged.h5", shape, identity);
      std::vector<float> part(shape.outlets * shape.receptors);
      reader.read(0, 0, shape.receptors, part);
    } catch (const io::InputErrors& errors) {
      EXPECT_FALSE(errors.mistakes.empty());
    }
  }
}

}  // namespace
