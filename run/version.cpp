#include "run/version.hpp"
namespace lantian::run {
const char* version() { return "0.1.0"; }
}  // namespace lantian::run
