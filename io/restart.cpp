#include "io/restart.hpp"

#include <hdf5.h>

#include <optional>
#include <stdexcept>
#include <type_traits>

#include "io/atomic_file.hpp"
#include "io/hdf5_handle.hpp"
#include "io/messages.hpp"
#include "io/netcdf_lock.hpp"
#include "io/regular_file.hpp"

namespace lantian::io {
namespace {

using Handle = Hdf5Handle;

template <class T>
hid_t type_of() {
  if constexpr (std::is_same_v<T, float>)
    return H5T_NATIVE_FLOAT;
  else if constexpr (std::is_same_v<T, double>)
    return H5T_NATIVE_DOUBLE;
  else
    return H5T_NATIVE_INT64;
}

void write_array(hid_t file, const std::string& name, const NamedArray& array) {
  std::visit(
      [&](const auto& values) {
        using Value = typename std::decay_t<decltype(values)>::value_type;
        const std::vector<hsize_t> shape(array.shape.begin(), array.shape.end());
        const Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
        const Handle set(
            H5Dcreate2(file, name.c_str(), type_of<Value>(), space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
            H5Dclose);
        if (!set.ok() || H5Dwrite(set, type_of<Value>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0)
          throw std::runtime_error("array " + name);
      },
      array.values);
}

template <class T>
bool read_values(hid_t set, std::size_t count, NamedArray& into) {
  std::vector<T> values(count);
  if (H5Dread(set, type_of<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) return false;
  into.values = std::move(values);
  return true;
}

bool read_array(hid_t file, const char* name, std::uintmax_t most_bytes, NamedArray& into) {
  const Handle set = open_hdf5_array(file, name);
  if (!set.ok()) return false;
  const Handle space(H5Dget_space(set), H5Sclose), type(H5Dget_type(set), H5Tclose);
  const int rank = H5Sget_simple_extent_ndims(space);
  if (rank < 0 || rank > 8) return false;
  std::vector<hsize_t> shape(rank);
  H5Sget_simple_extent_dims(space, shape.data(), nullptr);
  std::uintmax_t count = 1;
  for (const hsize_t extent : shape) {
    if (extent != 0 && count > most_bytes / extent) return false;  // larger than the file that holds it
    count *= extent;
  }
  into.shape.assign(shape.begin(), shape.end());
  if (H5Tget_class(type) == H5T_INTEGER) return read_values<std::int64_t>(set, count, into);
  if (H5Tget_class(type) != H5T_FLOAT) return false;
  return H5Tget_size(type) == sizeof(float) ? read_values<float>(set, count, into)
                                            : read_values<double>(set, count, into);
}

herr_t collect_name(hid_t, const char* name, const H5L_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->push_back(name);
  return 0;
}

void check_identity(hid_t file, const std::string& name, const std::map<std::string, std::string>& identity,
                    Diagnostics& diagnostics) {
  for (const auto& [key, expected] : identity) {
    const auto found = read_hdf5_text(file, key);
    if (found != expected)
      diagnostics.add("restart_mismatch", {name, 0, 0}, {{"value", name}, {"what", key}});
  }
}

/// The bytes of an HDF5 file, made in memory: HDF5 does not outlive a disk that is full (it keeps what it
/// could not write, and crashes over it when the program ends).
std::string image_of(const RestartFile& contents) {
  constexpr std::size_t growth = 16u << 20;
  const Handle memory(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  if (H5Pset_fapl_core(memory, growth, false) < 0) throw std::runtime_error("file in memory");
  const Handle file(H5Fcreate("restart", H5F_ACC_TRUNC, H5P_DEFAULT, memory), H5Fclose);
  if (!file.ok()) throw std::runtime_error("file in memory");
  write_hdf5_text(file, "format", std::to_string(restart_format));
  for (const auto& [key, value] : contents.identity) write_hdf5_text(file, key, value);
  for (const auto& [name, array] : contents.arrays) write_array(file, name, array);
  if (H5Fflush(file, H5F_SCOPE_GLOBAL) < 0) throw std::runtime_error("file in memory");
  const ssize_t size = H5Fget_file_image(file, nullptr, 0);
  std::string image(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  if (size <= 0 || H5Fget_file_image(file, image.data(), image.size()) != size)
    throw std::runtime_error("file in memory");
  return image;
}

}  // namespace

void write_restart(const RestartFile& contents, const std::filesystem::path& target) {
  const NetcdfLock lock;
  std::string image;
  try {
    image = image_of(contents);
  } catch (const std::runtime_error& failure) {
    throw WriteFailure(
        target, translated("the file cannot be made in memory ({system})", {{"system", failure.what()}}));
  }
  write_atomically(target, image);
}

RestartFile read_restart(const std::filesystem::path& path,
                         const std::map<std::string, std::string>& identity) {
  const NetcdfLock lock;
  Diagnostics diagnostics;
  const std::string name = path.string();
  is_regular_file(path, diagnostics);
  diagnostics.throw_if_any();
  const Handle file(
      H5Fis_hdf5(path.c_str()) > 0 ? H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT) : hid_t{-1},
      H5Fclose);
  if (!file.ok())
    diagnostics.add("hdf5_broken", {name, 0, 0}, {{"value", name}, {"system", "no HDF5 header"}});
  diagnostics.throw_if_any();
  auto expected = identity;
  expected["format"] = std::to_string(restart_format);
  check_identity(file, name, expected, diagnostics);
  diagnostics.throw_if_any();

  RestartFile contents{identity, {}};
  std::vector<std::string> names;
  H5Literate(file, H5_INDEX_NAME, H5_ITER_INC, nullptr, &collect_name, &names);
  const std::uintmax_t bytes = std::filesystem::file_size(path);
  for (const auto& array : names)
    if (!read_array(file, array.c_str(), bytes, contents.arrays[array]))
      diagnostics.add("hdf5_broken", {name, 0, 0}, {{"value", name}, {"system", array}});
  diagnostics.throw_if_any();
  return contents;
}

}  // namespace lantian::io
