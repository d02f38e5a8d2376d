#include "io/netcdf_reader.hpp"

#include <hdf5.h>
#include <netcdf.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "io/classic_netcdf.hpp"
#include "io/netcdf_lock.hpp"
#include "io/regular_file.hpp"

namespace lantian::io {
namespace {

constexpr std::size_t most_cells = std::size_t{1} << 27;  // of one reading: a gigabyte of doubles
constexpr std::uintmax_t most_bytes = std::uintmax_t{1} << 40;

/// Looks at one link of an HDF5 file, found without following any: only what lies in the file itself, packed
/// by filters that the library brings along, is good.
herr_t judge(hid_t file, const char* name, const H5L_info_t* link, void* verdict) {
  auto& fault = *static_cast<std::string*>(verdict);
  if (link->type != H5L_TYPE_HARD) return fault = name, 1;
  const hid_t object = H5Oopen(file, name, H5P_DEFAULT);
  if (object < 0) return fault = name, 1;
  if (H5Iget_type(object) == H5I_DATASET) {
    const hid_t layout = H5Dget_create_plist(object);
    bool good = layout >= 0 && H5Pget_external_count(layout) == 0 && H5Pget_layout(layout) != H5D_VIRTUAL;
    for (int n = good ? H5Pget_nfilters(layout) - 1 : -1; n >= 0; --n) {
      unsigned flags = 0;
      std::size_t values = 0;
      const auto filter =
          H5Pget_filter2(layout, static_cast<unsigned>(n), &flags, &values, nullptr, 0, nullptr, nullptr);
      good = good && (filter == H5Z_FILTER_DEFLATE || filter == H5Z_FILTER_SHUFFLE ||
                      filter == H5Z_FILTER_FLETCHER32 || filter == H5Z_FILTER_SZIP);
    }
    if (!good) fault = name;
    if (layout >= 0) H5Pclose(layout);
  }
  H5Oclose(object);
  return fault.empty() ? 0 : 1;
}

/// "" where the HDF5 file keeps to itself, else the name of what does not.
std::string leads_outside(const std::filesystem::path& path) {
  H5PLset_loading_state(0);  // no filter from a folder of plug-ins
  std::string fault;
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  if (file < 0) return fault;  // the NetCDF library will say what is wrong
  H5Lvisit(file, H5_INDEX_NAME, H5_ITER_INC, &judge, &fault);
  H5Fclose(file);
  return fault;
}

double default_fill(nc_type type) {
  switch (type) {
    case NC_BYTE:
    case NC_CHAR:
    case NC_UBYTE:
      return std::nan("");  // bytes have no fill value that is not also a value
    case NC_SHORT:
      return NC_FILL_SHORT;
    case NC_INT:
      return NC_FILL_INT;
    case NC_FLOAT:
      return NC_FILL_FLOAT;
    default:
      return NC_FILL_DOUBLE;
  }
}

bool is_number(nc_type type) { return type != NC_CHAR && type <= NC_UINT64; }

std::string joined(const std::vector<std::size_t>& numbers) {
  std::string text;
  for (const auto n : numbers) text += (text.empty() ? "" : " x ") + std::to_string(n);
  return text;
}

std::string without_padding(std::string text) {
  const auto end = text.find_last_not_of(std::string_view(" \0\t\r\n", 5));
  return text.substr(0, end == std::string::npos ? 0 : end + 1);
}

}  // namespace

struct NetcdfFile::Open {
  std::string name;
  int id = -1;

  Open(std::string file_name, int file_id) : name(std::move(file_name)), id(file_id) {}
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  ~Open() {
    const NetcdfLock lock;
    nc_close(id);
  }
  /// -1 where there is none; the file itself for "".
  int variable(const std::string& variable) const {
    if (variable.empty()) return NC_GLOBAL;
    int found = 0;
    return nc_inq_varid(id, variable.c_str(), &found) == NC_NOERR ? found : no_variable;
  }
  std::vector<int> dimensions(int variable) const {
    int rank = 0;
    nc_inq_varndims(id, variable, &rank);
    std::vector<int> ids(static_cast<std::size_t>(rank));
    nc_inq_vardimid(id, variable, ids.data());
    return ids;
  }
  std::vector<std::size_t> shape(int variable) const {
    std::vector<std::size_t> lengths;
    for (const int dimension : dimensions(variable)) nc_inq_dimlen(id, dimension, &lengths.emplace_back());
    return lengths;
  }
  static constexpr int no_variable = -2;
};

std::optional<NetcdfFile> NetcdfFile::open(const std::filesystem::path& path, Diagnostics& diagnostics,
                                           const TextPlace& mentioned) {
  const TextPlace place = mentioned.file.empty() ? TextPlace{path.string(), 0, 0} : mentioned;
  if (!is_regular_file(path, diagnostics, mentioned, most_bytes)) return std::nullopt;
  const std::string name = path.string();
  const NetcdfLock lock;
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(path, failed);
  if (const auto promised = promised_bytes(path)) {
    if (*promised == 0 || *promised > bytes) {
      diagnostics.add("netcdf_truncated", place,
                      {{"value", name},
                       {"size", std::to_string(bytes)},
                       {"expected", *promised == 0 ? "" : std::to_string(*promised)}});
      return std::nullopt;
    }
  } else if (const std::string outside = leads_outside(path); !outside.empty()) {
    diagnostics.add("external_link", place, {{"value", name + ", " + outside}});
    return std::nullopt;
  }
  int id = -1;
  if (const int status = nc_open(path.c_str(), NC_NOWRITE, &id); status != NC_NOERR) {
    diagnostics.add("netcdf_broken", place, {{"value", name}, {"system", nc_strerror(status)}});
    return std::nullopt;
  }
  NetcdfFile file;
  file.open_ = std::make_shared<const Open>(name, id);
  return file;
}

const std::string& NetcdfFile::name() const { return open_->name; }

bool NetcdfFile::has(const std::string& variable) const {
  const NetcdfLock lock;
  return open_->variable(variable) >= 0;
}

std::vector<std::string> NetcdfFile::variables() const {
  const NetcdfLock lock;
  int count = 0;
  nc_inq_nvars(open_->id, &count);
  std::vector<std::string> names;
  for (int n = 0; n < count; ++n) {
    char name[NC_MAX_NAME + 1] = "";
    if (nc_inq_varname(open_->id, n, name) == NC_NOERR) names.emplace_back(name);
  }
  return names;
}

std::optional<std::size_t> NetcdfFile::dimension(const std::string& dimension) const {
  const NetcdfLock lock;
  int id = 0;
  std::size_t length = 0;
  if (nc_inq_dimid(open_->id, dimension.c_str(), &id) != NC_NOERR ||
      nc_inq_dimlen(open_->id, id, &length) != NC_NOERR)
    return std::nullopt;
  return length;
}

std::vector<std::string> NetcdfFile::dimensions_of(const std::string& variable) const {
  const NetcdfLock lock;
  std::vector<std::string> names;
  if (const int id = open_->variable(variable); id >= 0)
    for (const int dimension : open_->dimensions(id)) {
      char name[NC_MAX_NAME + 1] = "";
      nc_inq_dimname(open_->id, dimension, name);
      names.emplace_back(name);
    }
  return names;
}

std::vector<std::size_t> NetcdfFile::shape_of(const std::string& variable) const {
  const NetcdfLock lock;
  const int id = open_->variable(variable);
  return id < 0 ? std::vector<std::size_t>{} : open_->shape(id);
}

std::optional<std::string> NetcdfFile::text_attribute(const std::string& variable,
                                                      const std::string& name) const {
  const NetcdfLock lock;
  const int id = open_->variable(variable);
  nc_type type = NC_NAT;
  std::size_t length = 0;
  if (id == Open::no_variable || nc_inq_att(open_->id, id, name.c_str(), &type, &length) != NC_NOERR)
    return std::nullopt;
  if (type == NC_STRING && length == 1) {
    char* text = nullptr;
    if (nc_get_att_string(open_->id, id, name.c_str(), &text) != NC_NOERR || text == nullptr)
      return std::nullopt;
    const std::string copy(text, std::min<std::size_t>(std::strlen(text), 1u << 20));
    nc_free_string(1, &text);
    return without_padding(copy);
  }
  if (type != NC_CHAR || length > (1u << 20)) return std::nullopt;
  std::string text(length, '\0');
  if (length > 0 && nc_get_att_text(open_->id, id, name.c_str(), text.data()) != NC_NOERR)
    return std::nullopt;
  return without_padding(text);
}

std::vector<double> NetcdfFile::number_attributes(const std::string& variable,
                                                  const std::string& name) const {
  const NetcdfLock lock;
  const int id = open_->variable(variable);
  nc_type type = NC_NAT;
  std::size_t length = 0;
  if (id == Open::no_variable || nc_inq_att(open_->id, id, name.c_str(), &type, &length) != NC_NOERR ||
      !is_number(type) || length > 4096)
    return {};
  std::vector<double> values(length);
  if (length > 0 && nc_get_att_double(open_->id, id, name.c_str(), values.data()) != NC_NOERR) return {};
  return values;
}

std::optional<double> NetcdfFile::number_attribute(const std::string& variable,
                                                   const std::string& name) const {
  const auto values = number_attributes(variable, name);
  if (values.size() != 1) return std::nullopt;
  return values.front();
}

std::optional<std::vector<double>> NetcdfFile::read(const std::string& variable, const Slab& slab,
                                                    Diagnostics& diagnostics, const std::string& when,
                                                    bool has_gaps) const {
  const auto refuse = [&](const char* code, std::vector<std::pair<std::string, std::string>> arguments) {
    arguments.insert(arguments.begin(), {"key", variable});
    diagnostics.add(code, place(), std::move(arguments));
    return std::nullopt;
  };
  if (!has(variable)) return refuse("netcdf_no_variable", {});
  const auto shape = shape_of(variable);
  bool covered = slab.start.size() == shape.size() && slab.count.size() == shape.size();
  std::size_t cells = 1;
  for (std::size_t d = 0; covered && d < shape.size(); ++d) {
    covered = slab.start[d] <= shape[d] && slab.count[d] <= shape[d] - slab.start[d] &&
              (slab.count[d] == 0 || cells <= most_cells / slab.count[d]);
    cells *= covered ? slab.count[d] : 1;
  }
  if (!covered) return refuse("netcdf_shape", {{"value", joined(shape)}, {"expected", joined(slab.count)}});

  std::vector<double> values(cells), fills = number_attributes(variable, "missing_value");
  for (const double fill : number_attributes(variable, "_FillValue")) fills.push_back(fill);
  int status = NC_NOERR;
  {
    const NetcdfLock lock;
    const int id = open_->variable(variable);
    nc_type type = NC_NAT;
    nc_inq_vartype(open_->id, id, &type);
    if (!is_number(type)) return refuse("netcdf_not_numbers", {});
    fills.push_back(default_fill(type));
    if (cells > 0)
      status = nc_get_vara_double(open_->id, id, slab.start.data(), slab.count.data(), values.data());
  }
  if (status != NC_NOERR)
    return refuse("netcdf_unreadable", {{"time", when}, {"system", nc_strerror(status)}});
  const auto bad = std::find_if(values.begin(), values.end(), [&](double value) {
    return !(std::isfinite(value) || (has_gaps && std::isnan(value))) ||
           std::find(fills.begin(), fills.end(), value) != fills.end();
  });
  if (bad == values.end()) return values;
  std::string cell;
  const auto dimensions = dimensions_of(variable);
  auto rest = static_cast<std::size_t>(bad - values.begin());
  for (std::size_t d = shape.size(); d-- > 0;) {
    const std::size_t at = slab.start[d] + rest % slab.count[d];
    rest /= slab.count[d];
    cell = dimensions[d] + " " + std::to_string(at) + (cell.empty() ? "" : ", ") + cell;
  }
  return refuse(
      "netcdf_bad_cell",
      {{"time", when}, {"cell", cell}, {"value", std::isfinite(*bad) ? std::to_string(*bad) : "NaN"}});
}

std::optional<std::vector<double>> NetcdfFile::read(const std::string& variable,
                                                    Diagnostics& diagnostics) const {
  const auto shape = shape_of(variable);
  return read(variable, {std::vector<std::size_t>(shape.size(), 0), shape}, diagnostics);
}

std::optional<std::vector<double>> NetcdfFile::read_with_gaps(const std::string& variable,
                                                              Diagnostics& diagnostics) const {
  const auto shape = shape_of(variable);
  return read(variable, {std::vector<std::size_t>(shape.size(), 0), shape}, diagnostics, "", true);
}

std::vector<std::string> NetcdfFile::read_texts(const std::string& variable, Diagnostics& diagnostics) const {
  if (!has(variable)) {
    diagnostics.add("netcdf_no_variable", place(), {{"key", variable}});
    return {};
  }
  const auto shape = shape_of(variable);
  const NetcdfLock lock;
  const int id = open_->variable(variable);
  nc_type type = NC_NAT;
  nc_inq_vartype(open_->id, id, &type);
  if (type != NC_CHAR || shape.size() != 2 || shape[0] > 1000000 || shape[1] > 1000) {
    diagnostics.add("netcdf_not_texts", place(), {{"key", variable}});
    return {};
  }
  std::string letters(shape[0] * shape[1], '\0');
  const int status = letters.empty() ? NC_NOERR : nc_get_var_text(open_->id, id, letters.data());
  if (status != NC_NOERR) {
    diagnostics.add("netcdf_unreadable", place(),
                    {{"key", variable}, {"time", ""}, {"system", nc_strerror(status)}});
    return {};
  }
  std::vector<std::string> texts;
  for (std::size_t n = 0; n < shape[0]; ++n)
    texts.push_back(without_padding(letters.substr(n * shape[1], shape[1])));
  return texts;
}

}  // namespace lantian::io
