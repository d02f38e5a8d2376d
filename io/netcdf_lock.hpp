/// netcdf-c and HDF5 are not safe for threads: whoever calls them holds this.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <mutex>

namespace lantian::io {

class NetcdfLock {
 public:
  NetcdfLock() : held_(mutex()) {}

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  std::lock_guard<std::mutex> held_;
};

}  // namespace lantian::io
