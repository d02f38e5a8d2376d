#include "io/netcdf_writer.hpp"

#include <netcdf.h>
#include <netcdf_mem.h>

#include <cstdlib>
#include <memory>

#include "io/atomic_file.hpp"

namespace lantian::io {

NetcdfWriter::NetcdfWriter(const std::filesystem::path& path, int format) : path_(path) {
  check(nc_create_mem(path.c_str(), format, 0, &file_));
}

NetcdfWriter::~NetcdfWriter() {
  if (file_ >= 0) nc_abort(file_);
}

void NetcdfWriter::check(int status) const {
  if (status != NC_NOERR) throw WriteFailure(path_, nc_strerror(status));
}

int NetcdfWriter::dimension(const char* name, std::size_t length) {
  int id = 0;
  check(nc_def_dim(file_, name, length, &id));
  return id;
}

int NetcdfWriter::variable(const char* name, int type, std::vector<int> dimensions) {
  int id = 0;
  check(nc_def_var(file_, name, type, static_cast<int>(dimensions.size()), dimensions.data(), &id));
  return id;
}

void NetcdfWriter::attribute(int variable, const char* name, const std::string& text) {
  if (!text.empty()) check(nc_put_att_text(file_, variable, name, text.size(), text.c_str()));
}
void NetcdfWriter::attribute(int variable, const char* name, const std::vector<double>& numbers) {
  check(nc_put_att_double(file_, variable, name, NC_DOUBLE, numbers.size(), numbers.data()));
}
void NetcdfWriter::attribute(int variable, const char* name, const std::vector<float>& numbers) {
  check(nc_put_att_float(file_, variable, name, NC_FLOAT, numbers.size(), numbers.data()));
}
void NetcdfWriter::attribute(int variable, const char* name, int number) {
  check(nc_put_att_int(file_, variable, name, NC_INT, 1, &number));
}

void NetcdfWriter::end_definitions() { check(nc_enddef(file_)); }

void NetcdfWriter::close() {
  const int file = file_;
  file_ = -1;
  NC_memio image{};
  check(nc_close_memio(file, &image));
  const std::unique_ptr<void, decltype(&std::free)> held(image.memory, &std::free);
  write_atomically(path_, {static_cast<const char*>(image.memory), image.size});
}

}  // namespace lantian::io
