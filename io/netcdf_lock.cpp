#include "io/netcdf_lock.hpp"

#include <hdf5.h>

namespace lantian::io {

NetcdfLock::NetcdfLock() : held_(mutex()) { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

}  // namespace lantian::io
