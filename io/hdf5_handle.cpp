#include "io/hdf5_handle.hpp"

#include <hdf5.h>

#include <stdexcept>
#include <type_traits>

namespace lantian::io {

static_assert(std::is_same_v<hid_t, Hdf5Id> && std::is_same_v<herr_t, int>);

void write_hdf5_text(Hdf5Id file, const std::string& name, const std::string& text) {
  const Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose), space(H5Screate(H5S_SCALAR), H5Sclose);
  H5Tset_size(type, text.size() + 1);
  const Hdf5Handle attribute(H5Acreate2(file, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  if (!attribute.ok() || H5Awrite(attribute, type, text.c_str()) < 0)
    throw std::runtime_error("attribute " + name);
}

std::optional<std::string> read_hdf5_text(Hdf5Id file, const std::string& name) {
  if (H5Aexists(file, name.c_str()) <= 0) return std::nullopt;
  const Hdf5Handle attribute(H5Aopen(file, name.c_str(), H5P_DEFAULT), H5Aclose);
  const Hdf5Handle type(H5Aget_type(attribute), H5Tclose);
  const std::size_t length = H5Tget_size(type);
  if (!attribute.ok() || H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) > 0 ||
      length > (1u << 20))
    return std::nullopt;
  std::string text(length, '\0');
  if (H5Aread(attribute, type, text.data()) < 0) return std::nullopt;
  return std::string(text.c_str());
}

Hdf5Handle open_hdf5_array(Hdf5Id file, const char* name) {
  const auto none = [] { return Hdf5Handle(-1, H5Dclose); };
  H5L_info_t link;
  if (H5Lget_info(file, name, &link, H5P_DEFAULT) < 0 || link.type != H5L_TYPE_HARD) return none();
  Hdf5Handle set(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose);
  if (!set.ok()) return none();
  const Hdf5Handle layout(H5Dget_create_plist(set), H5Pclose);
  if (H5Pget_external_count(layout) != 0 || H5Pget_layout(layout) == H5D_VIRTUAL) return none();
  for (int n = 0; n < H5Pget_nfilters(layout); ++n) {
    unsigned flags = 0, configuration = 0;
    std::size_t values = 0;
    const auto filter = H5Pget_filter2(layout, static_cast<unsigned>(n), &flags, &values, nullptr, 0, nullptr,
                                       &configuration);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE) return none();
  }
  return set;
}

}  // namespace lantian::io
