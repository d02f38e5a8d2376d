#include "io/plume_matrix.hpp"

#include <hdf5.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "io/atomic_file.hpp"
#include "io/hdf5_handle.hpp"
#include "io/messages.hpp"
#include "io/netcdf_lock.hpp"
#include "io/regular_file.hpp"

namespace lantian::io {
namespace {

using Handle = Hdf5Handle;
constexpr const char* format = "lantian.plume_matrix/1";
constexpr const char* values_name = "unit_concentration";
constexpr const char* air_name = "air";
constexpr std::size_t letters = 64;  // of a SHA-256
constexpr std::size_t chunk_values = 1u << 18;

struct Slab {
  hsize_t start[3], count[3];
};

/// Where the array's part lies, and as much in memory.
bool transfer(Hdf5Id set, const Slab& slab, int rank, Hdf5Id type, void* read_into, const void* write_from) {
  const Handle in_file(H5Dget_space(set), H5Sclose);
  const Handle in_memory(H5Screate_simple(rank, slab.count, nullptr), H5Sclose);
  if (H5Sselect_hyperslab(in_file, H5S_SELECT_SET, slab.start, nullptr, slab.count, nullptr) < 0)
    return false;
  return (read_into != nullptr ? H5Dread(set, type, in_memory, in_file, H5P_DEFAULT, read_into)
                               : H5Dwrite(set, type, in_memory, in_file, H5P_DEFAULT, write_from)) >= 0;
}

Slab values_slab(std::size_t hour, std::size_t hours, std::size_t outlets, std::size_t receptor,
                 std::size_t receptors) {
  return {{hour, 0, receptor}, {hours, outlets, receptors}};
}

Handle create_array(Hdf5Id file, const char* name, Hdf5Id type, std::span<const hsize_t> shape,
                    std::span<const hsize_t> chunk) {
  const Handle layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_obj_track_times(layout, false);  // else the clock would be in the bytes
  if (!chunk.empty()) {
    H5Pset_chunk(layout, static_cast<int>(chunk.size()), chunk.data());
    H5Pset_shuffle(layout);
    H5Pset_deflate(layout, 1);
  }
  const Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
  return Handle(H5Dcreate2(file, name, type, space, H5P_DEFAULT, layout, H5P_DEFAULT), H5Dclose);
}

void write_table(Hdf5Id file, const char* name, const std::string& text) {
  if (text.empty()) return;
  const std::array<hsize_t, 1> shape{text.size()};
  const Handle set = create_array(file, name, H5T_NATIVE_CHAR, shape, {});
  if (!set.ok() || H5Dwrite(set, H5T_NATIVE_CHAR, H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()) < 0)
    throw std::runtime_error(name);
}

[[noreturn]] void broken(const std::string& name, const std::string& what) {
  throw InputErrors({{"hdf5_broken", {name, 0, 0}, {{"value", name}, {"system", what}}}});
}

}  // namespace

struct PlumeMatrixWriter::File {
  explicit File(const std::filesystem::path& target) : aside(target) {}
  FileAside aside;
  PlumeMatrixShape shape;
  Handle file{-1, H5Fclose}, values{-1, H5Dclose}, air{-1, H5Dclose};

  [[noreturn]] void fail(const char* what) const {
    throw WriteFailure(aside.target(), translated("HDF5 cannot write {system}", {{"system", what}}));
  }
};

PlumeMatrixWriter::PlumeMatrixWriter(const std::filesystem::path& target, const PlumeMatrixShape& shape,
                                     const PlumeMatrixIdentity& identity)
    : file_(std::make_unique<File>(target)) {
  const NetcdfLock lock;
  File& f = *file_;
  f.shape = shape;
  const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
  const double needed = static_cast<double>(shape.hours) * static_cast<double>(shape.outlets) *
                        static_cast<double>(shape.receptors) * sizeof(float);
  std::error_code unknown;
  const auto space = std::filesystem::space(folder, unknown);
  if (!unknown && static_cast<double>(space.available) < needed)
    throw WriteFailure(target,
                       translated("the disk has {value} MB left, but the matrix may take {limit} MB",
                                  {{"value", std::to_string(space.available >> 20)},
                                   {"limit", std::to_string(static_cast<long>(needed / 1048576.0))}}));
  Handle file(H5Fcreate(f.aside.path().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose);
  if (!file.ok()) f.fail("the file");
  try {
    write_hdf5_text(file, "format", format);
    for (const auto& [key, text] : identity.texts) write_hdf5_text(file, key, text);
    write_table(file, "outlets.csv", identity.outlet_table);
    write_table(file, "receptors.csv", identity.receptor_table);
    const std::array<hsize_t, 3> extent{shape.hours, shape.outlets, shape.receptors};
    const hsize_t together = std::clamp<hsize_t>(chunk_values / std::max<std::size_t>(shape.outlets, 1), 1,
                                                 std::max<std::size_t>(shape.receptors, 1));
    const std::array<hsize_t, 3> chunk{1, std::max<std::size_t>(shape.outlets, 1), together};
    Handle values = create_array(file, values_name, H5T_IEEE_F32LE, extent, chunk);
    const std::array<hsize_t, 2> hashes{shape.hours, letters};
    Handle air = create_array(file, air_name, H5T_NATIVE_CHAR, hashes, {});
    if (!values.ok() || !air.ok()) throw std::runtime_error(values_name);
    write_hdf5_text(values, "units", "s m-3");
    write_hdf5_text(values, "long_name", "hourly mean mass concentration per emission of the outlet");
    write_hdf5_text(values, "dimensions", "hour outlet receptor");
    std::swap(f.file, file), std::swap(f.values, values), std::swap(f.air, air);
  } catch (const std::runtime_error& failure) {
    f.fail(failure.what());
  }
}

PlumeMatrixWriter::~PlumeMatrixWriter() {
  const NetcdfLock lock;
  file_.reset();
}

void PlumeMatrixWriter::write(std::size_t first_hour, std::size_t first_receptor, std::size_t receptors,
                              std::span<const float> values) {
  const NetcdfLock lock;
  File& f = *file_;
  const std::size_t hours = values.size() / (f.shape.outlets * receptors);
  const Slab slab = values_slab(first_hour, hours, f.shape.outlets, first_receptor, receptors);
  if (!transfer(f.values, slab, 3, H5T_NATIVE_FLOAT, nullptr, values.data())) f.fail(values_name);
}

void PlumeMatrixWriter::write_air(std::size_t hour, const std::string& air) {
  const NetcdfLock lock;
  if (!transfer(file_->air, {{hour, 0}, {1, letters}}, 2, H5T_NATIVE_CHAR, nullptr, air.data()))
    file_->fail(air_name);
}

void PlumeMatrixWriter::commit() {
  const NetcdfLock lock;
  File& f = *file_;
  if (!f.values.reset() || !f.air.reset() || !f.file.reset()) f.fail("the file's end");
  f.aside.commit();
}

struct PlumeMatrixReader::File {
  std::string name;
  PlumeMatrixShape shape;
  Handle file{-1, H5Fclose}, values{-1, H5Dclose}, air{-1, H5Dclose};

  explicit File(const std::filesystem::path& path) : name(path.string()) {
    Diagnostics diagnostics;
    is_regular_file(path, diagnostics);
    diagnostics.throw_if_any();
    Handle opened(
        H5Fis_hdf5(path.c_str()) > 0 ? H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT) : hid_t{-1},
        H5Fclose);
    if (!opened.ok()) broken(name, "no HDF5 header");
    std::swap(file, opened);
    if (read_hdf5_text(file, "format") != format) broken(name, "format");
    open_values();
    Handle hashes = open_hdf5_array(file, air_name);
    std::swap(air, hashes);
    if (!air.ok()) broken(name, air_name);
    const Handle extent(H5Dget_space(air), H5Sclose);
    hsize_t rows[2] = {};
    if (H5Sget_simple_extent_ndims(extent) != 2 || H5Sget_simple_extent_dims(extent, rows, nullptr) < 0 ||
        rows[0] != shape.hours || rows[1] != letters)
      broken(name, air_name);
  }

  void open_values() {
    Handle opened = open_hdf5_array(file, values_name);
    std::swap(values, opened);
    if (!values.ok()) broken(name, values_name);
    const Handle space(H5Dget_space(values), H5Sclose), type(H5Dget_type(values), H5Tclose);
    const Handle layout(H5Dget_create_plist(values), H5Pclose);
    hsize_t extent[3] = {}, chunk[3] = {};
    const bool is_sound = H5Sget_simple_extent_ndims(space) == 3 && H5Tget_class(type) == H5T_FLOAT &&
                          H5Sget_simple_extent_dims(space, extent, nullptr) == 3 &&
                          H5Pget_chunk(layout, 3, chunk) == 3 && chunk[0] == 1 &&
                          chunk[1] * chunk[2] <= std::max<hsize_t>(chunk_values, extent[1]);
    if (!is_sound) broken(name, values_name);
    shape = {extent[0], extent[1], extent[2]};
  }
};

PlumeMatrixReader::PlumeMatrixReader(const std::filesystem::path& path) {
  const NetcdfLock lock;
  file_ = std::make_unique<File>(path);
}

PlumeMatrixReader::PlumeMatrixReader(const std::filesystem::path& path, const PlumeMatrixShape& shape,
                                     const PlumeMatrixIdentity& identity)
    : PlumeMatrixReader(path) {
  const NetcdfLock lock;
  Diagnostics diagnostics;
  const auto differs = [&](const std::string& what) {
    diagnostics.add("matrix_mismatch", {file_->name, 0, 0}, {{"value", file_->name}, {"what", what}});
  };
  for (const auto& [key, text] : identity.texts)
    if (read_hdf5_text(file_->file, key) != text) differs(key);
  if (diagnostics.empty() && !(file_->shape == shape)) differs("shape");
  diagnostics.throw_if_any();
}

PlumeMatrixReader::~PlumeMatrixReader() {
  const NetcdfLock lock;
  file_.reset();
}

const PlumeMatrixShape& PlumeMatrixReader::shape() const { return file_->shape; }

void PlumeMatrixReader::read(std::size_t first_hour, std::size_t first_receptor, std::size_t receptors,
                             std::span<float> values) {
  const NetcdfLock lock;
  const std::size_t hours = values.size() / (file_->shape.outlets * receptors);
  const Slab slab = values_slab(first_hour, hours, file_->shape.outlets, first_receptor, receptors);
  if (!transfer(file_->values, slab, 3, H5T_NATIVE_FLOAT, values.data(), nullptr))
    broken(file_->name, values_name);
}

std::string PlumeMatrixReader::air(std::size_t hour) {
  const NetcdfLock lock;
  std::string text(letters, '\0');
  if (!transfer(file_->air, {{hour, 0}, {1, letters}}, 2, H5T_NATIVE_CHAR, text.data(), nullptr))
    broken(file_->name, air_name);
  return text;
}

std::vector<double> PlumeMatrixReader::product(std::span<const double> emission) {
  const auto [hours, outlets, receptors] = shape();
  if (emission.size() != hours * outlets) throw std::invalid_argument("emission of other hours or outlets");
  std::vector<double> concentration(hours * receptors);
  std::vector<float> unit(outlets * receptors);
  for (std::size_t hour = 0; hour < hours; ++hour) {
    read(hour, 0, receptors, unit);
    for (std::size_t outlet = 0; outlet < outlets; ++outlet) {
      const double rate = emission[hour * outlets + outlet];
      for (std::size_t r = 0; r < receptors; ++r)
        concentration[hour * receptors + r] += rate * static_cast<double>(unit[outlet * receptors + r]);
    }
  }
  return concentration;
}

}  // namespace lantian::io
