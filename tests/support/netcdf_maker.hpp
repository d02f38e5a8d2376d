/// Makes small NetCDF files by the library itself, not by the code that is tested.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <netcdf.h>

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace lantian::tests {

class NetcdfMaker {
 public:
  explicit NetcdfMaker(const std::filesystem::path& path, int format = NC_NETCDF4) {
    check(nc_create(path.c_str(), NC_CLOBBER | format, &id_));
  }
  ~NetcdfMaker() { nc_close(id_); }
  NetcdfMaker(const NetcdfMaker&) = delete;
  NetcdfMaker& operator=(const NetcdfMaker&) = delete;

  void dimension(const std::string& name, std::size_t length) {
    check(nc_def_dim(id_, name.c_str(), length, &dimensions_[name]));
  }
  void variable(const std::string& name, const std::vector<std::string>& dimensions,
                const std::string& units = "", nc_type type = NC_FLOAT) {
    std::vector<int> ids;
    for (const auto& one : dimensions) ids.push_back(dimensions_.at(one));
    int id = 0;
    check(nc_def_var(id_, name.c_str(), type, static_cast<int>(ids.size()), ids.data(), &id));
    if (!units.empty()) text(name, "units", units);
  }
  void text(const std::string& variable, const char* name, const std::string& value) {
    check(nc_put_att_text(id_, of(variable), name, value.size(), value.c_str()));
  }
  void number(const std::string& variable, const char* name, std::vector<double> values) {
    nc_type type = NC_DOUBLE;  // a fill value must be of its variable's own
    if (!variable.empty()) check(nc_inq_vartype(id_, of(variable), &type));
    check(nc_put_att_double(id_, of(variable), name, type, values.size(), values.data()));
  }
  void end_definitions() { check(nc_enddef(id_)); }
  void put(const std::string& variable, const std::vector<double>& values) {
    check(nc_put_var_double(id_, of(variable), values.data()));
  }
  void put_texts(const std::string& variable, const std::string& letters) {
    check(nc_put_var_text(id_, of(variable), letters.data()));
  }
  /// A slab from `start` on.
  void put(const std::string& variable, const std::vector<std::size_t>& start,
           const std::vector<std::size_t>& count, const std::vector<double>& values) {
    check(nc_put_vara_double(id_, of(variable), start.data(), count.data(), values.data()));
  }

 private:
  static void check(int status) {
    if (status != NC_NOERR) throw std::runtime_error(nc_strerror(status));
  }
  int of(const std::string& variable) const {
    int id = NC_GLOBAL;
    if (!variable.empty()) check(nc_inq_varid(id_, variable.c_str(), &id));
    return id;
  }
  int id_ = -1;
  std::map<std::string, int> dimensions_;
};

}  // namespace lantian::tests
