/// What all who read and write HDF5 share: handles that close themselves, texts, and what is not followed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace lantian::io {

/// HDF5's hid_t and herr_t.
using Hdf5Id = std::int64_t;

/// An HDF5 handle that closes itself.
class Hdf5Handle {
 public:
  Hdf5Handle(Hdf5Id id, int (*close)(Hdf5Id)) : id_(id), close_(close) {}
  ~Hdf5Handle() { reset(); }
  Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Hdf5Handle(const Hdf5Handle&) = delete;
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
    std::swap(id_, other.id_), std::swap(close_, other.close_);
    return *this;
  }
  Hdf5Handle& operator=(const Hdf5Handle&) = delete;
  operator Hdf5Id() const { return id_; }
  bool ok() const { return id_ >= 0; }
  /// Closes it now; false where HDF5 could not.
  bool reset() {
    const Hdf5Id id = std::exchange(id_, -1);
    return id < 0 || close_(id) >= 0;
  }

 private:
  Hdf5Id id_;
  int (*close_)(Hdf5Id);
};

/// Throws std::runtime_error.
void write_hdf5_text(Hdf5Id file, const std::string& name, const std::string& text);

/// An attribute of the root; nothing where it is not a text of sane size.
std::optional<std::string> read_hdf5_text(Hdf5Id file, const std::string& name);

/// An array of the file itself: no link out of it, neither raw bytes of another file nor an array put
/// together from other files, no filter but those that this program writes with. An invalid handle otherwise.
Hdf5Handle open_hdf5_array(Hdf5Id file, const char* name);

}  // namespace lantian::io
