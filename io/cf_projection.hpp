/// What CF's grid_mapping says about a map projection: its name and numbers [CF conventions, appendix F].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "io/projection.hpp"

namespace lantian::io {

struct CfProjection {
  std::string name;                                                  // "" where CF has none for it
  std::vector<std::pair<std::string, std::vector<double>>> numbers;  // the body's too
};

CfProjection cf_projection(const Projection& projection);

}  // namespace lantian::io
