/// Reads NetCDF that others made: classic, 64-bit offset and NetCDF-4; every mistake names file, variable and
/// cell.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

/// An open file. Copyable; copies share it. Only regular files are opened (never a web address), nothing that
/// is longer by its header than on disk, and no HDF5 that leads to other files or needs a filter from
/// outside.
class NetcdfFile {
 public:
  struct Slab {
    std::vector<std::size_t> start, count;  // one a dimension
  };

  static std::optional<NetcdfFile> open(const std::filesystem::path& path, Diagnostics& diagnostics,
                                        const TextPlace& mentioned = {});

  const std::string& name() const;
  TextPlace place() const { return {name(), 0, 0}; }

  bool has(const std::string& variable) const;
  std::vector<std::string> variables() const;
  std::optional<std::size_t> dimension(const std::string& dimension) const;
  std::vector<std::string> dimensions_of(const std::string& variable) const;
  std::vector<std::size_t> shape_of(const std::string& variable) const;
  /// Attribute of a variable, or of the file for ""; nothing where it is absent or of another kind.
  std::optional<std::string> text_attribute(const std::string& variable, const std::string& name) const;
  std::optional<double> number_attribute(const std::string& variable, const std::string& name) const;
  std::vector<double> number_attributes(const std::string& variable, const std::string& name) const;

  /// Numbers in the file's order. Nothing (and a diagnostic) where the variable is absent, is no number, is
  /// too large, does not cover the slab, or holds NaN or fill values.
  /// `when`: the time of the slab, for the message.
  std::optional<std::vector<double>> read(const std::string& variable, const Slab& slab,
                                          Diagnostics& diagnostics, const std::string& when = "",
                                          bool has_gaps = false) const;
  std::optional<std::vector<double>> read(const std::string& variable, Diagnostics& diagnostics) const;
  /// The same of a variable in which NaN stands for what could not be had.
  std::optional<std::vector<double>> read_with_gaps(const std::string& variable,
                                                    Diagnostics& diagnostics) const;
  /// Rows of letters of a (row, letter) variable, without padding.
  std::vector<std::string> read_texts(const std::string& variable, Diagnostics& diagnostics) const;

 private:
  struct Open;
  std::shared_ptr<const Open> open_;
};

}  // namespace lantian::io
