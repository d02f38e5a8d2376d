// The `lantian` command; thin: parses the command line and calls run/.
#include <fmt/core.h>
#include "run/version.hpp"
int main() { fmt::print("lantian {}\n", lantian::run::version()); }
