/// Source-receptor matrices of plumes: the concentration per emission of each hour, outlet and place, as
/// HDF5.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

struct PlumeMatrixShape {
  std::size_t hours = 0, outlets = 0, receptors = 0;
  bool operator==(const PlumeMatrixShape&) const = default;
};

/// What the file says of itself beside its values; all of it must be equal for a matrix to be used.
struct PlumeMatrixIdentity {
  std::map<std::string, std::string> texts;  // "outlets", "receptors", "start": hashes and words
  std::string outlet_table, receptor_table;  // CSV for people and programs; no part of what is compared
};

/// Values are float32 in chunks of one hour, all outlets and up to 2^18 values, shuffled and deflated (level
/// 1): the same values give the same bytes. It is written to disk block by block, so it takes one block of
/// memory and a chunk; aside, and renamed by `commit`.
class PlumeMatrixWriter {
 public:
  /// Throws WriteFailure where the disk has no room for the values as they are: HDF5 does not outlive a full
  /// one.
  PlumeMatrixWriter(const std::filesystem::path& target, const PlumeMatrixShape& shape,
                    const PlumeMatrixIdentity& identity);
  ~PlumeMatrixWriter();
  /// s m-3, (hour, outlet, receptor) from these on; `air`: SHA-256 of each hour's weather, 64 letters.
  void write(std::size_t first_hour, std::size_t first_receptor, std::size_t receptors,
             std::span<const float> values);
  void write_air(std::size_t hour, const std::string& air);
  void commit();

 private:
  struct File;
  std::unique_ptr<File> file_;
};

class PlumeMatrixReader {
 public:
  /// Throws InputErrors: not a sound file, or one of other sources, places or hours (each difference is
  /// named).
  PlumeMatrixReader(const std::filesystem::path& path, const PlumeMatrixShape& shape,
                    const PlumeMatrixIdentity& identity);
  /// Takes shape and identity as they are.
  explicit PlumeMatrixReader(const std::filesystem::path& path);
  ~PlumeMatrixReader();

  const PlumeMatrixShape& shape() const;
  /// s m-3, (hour, outlet, receptor) from these on. Throws InputErrors where the file is damaged.
  void read(std::size_t first_hour, std::size_t first_receptor, std::size_t receptors,
            std::span<float> values);
  std::string air(std::size_t hour);

  /// Concentration [kg m-3], (hour, receptor), of an emission [kg s-1], (hour, outlet): outlets are added in
  /// their order, in double. One hour's values are held at a time.
  std::vector<double> product(std::span<const double> emission);

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace lantian::io
