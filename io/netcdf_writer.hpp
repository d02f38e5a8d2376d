/// One NetCDF file being made in memory and written aside, whole or not at all.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace lantian::io {

/// Every call is checked and throws WriteFailure with the file's name. In memory, since HDF5 does not outlive
/// a disk that is full (it keeps what it could not write, and crashes over it when the program ends). Types
/// and ids are the NetCDF library's. The caller holds a NetcdfLock.
class NetcdfWriter {
 public:
  NetcdfWriter(const std::filesystem::path& path, int format);
  ~NetcdfWriter();
  NetcdfWriter(const NetcdfWriter&) = delete;
  NetcdfWriter& operator=(const NetcdfWriter&) = delete;

  void check(int status) const;
  int dimension(const char* name, std::size_t length);
  int variable(const char* name, int type, std::vector<int> dimensions);
  /// Empty texts are left out.
  void attribute(int variable, const char* name, const std::string& text);
  void attribute(int variable, const char* name, const std::vector<double>& numbers);
  void attribute(int variable, const char* name, const std::vector<float>& numbers);
  void attribute(int variable, const char* name, int number);
  int id() const { return file_; }
  void end_definitions();
  void close();

 private:
  std::filesystem::path path_;
  int file_ = -1;
};

}  // namespace lantian::io
