#include "io/netcdf_writer.hpp"

#include <netcdf.h>
#include <netcdf_mem.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "io/atomic_file.hpp"
#include "io/messages.hpp"

namespace lantian::io {

namespace {

/// A name from a case may hold what a terminal obeys, and people look at attributes in terminals.
std::string lines_harmless(const std::string& text) {
  std::string plain;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    plain += harmless(std::string_view(text).substr(begin, end - begin), text.size() + 1);
    if (end < text.size()) plain += '\n';
    begin = end + 1;
  }
  return plain;
}

}  // namespace

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
  const std::string plain = lines_harmless(text);
  if (!plain.empty()) check(nc_put_att_text(file_, variable, name, plain.size(), plain.c_str()));
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
