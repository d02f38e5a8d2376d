/// What every command on a case asks: which case, which season and variant of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "io/case.hpp"

namespace CLI {
class App;
}

namespace lantian::app {

struct CaseOptions {
  std::string path;
  io::CaseChoice choice;
};

void add_case_options(CLI::App& command, CaseOptions& options);

}  // namespace lantian::app
