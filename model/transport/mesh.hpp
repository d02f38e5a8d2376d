/// The layers' unequal depths as factors of slopes and edges, computed once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <span>
#include <vector>

#include "model/transport/sweep.hpp"

namespace lantian::model {

template <class Real>
class LayerMesh {
 public:
  LayerMesh() = default;
  /// Beyond either end the last depth goes on. [Colella1984, 1.6-1.8]
  explicit LayerMesh(std::span<const double> layer_face);
  MeshFactors<Real> factors() const {
    return {factor_[0].data(), factor_[1].data(), factor_[2].data(), factor_[3].data(), factor_[4].data()};
  }

 private:
  std::array<std::vector<Real>, 5> factor_;
};

}  // namespace lantian::model
