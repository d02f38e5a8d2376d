/// netcdf-c and HDF5 are not safe for threads: whoever calls them holds this.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <mutex>

namespace lantian::io {

class NetcdfLock {
 public:
  /// HDF5 prints its own error stack; we say it ourselves. It keeps that setting for each thread, while
  /// netcdf-c, which asks for attributes that may be absent, turns the printing off in one thread only.
  NetcdfLock();

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  std::lock_guard<std::mutex> held_;
};

}  // namespace lantian::io
