#include "model/transport/mesh.hpp"

#include <algorithm>

namespace lantian::model {

template <class Real>
LayerMesh<Real>::LayerMesh(std::span<const double> layer_face) {
  const int n = static_cast<int>(layer_face.size()) - 1;
  const auto h = [&](int k) {
    const int inside = std::clamp(k, 0, n - 1);
    return layer_face[inside + 1] - layer_face[inside];
  };
  for (int k = -2; k < n + 2; ++k) {
    const double below = h(k - 1), here = h(k), above = h(k + 1), far = h(k + 2);
    // Half of Colella and Woodward's slope, as Lin's is.
    const double share = 0.5 * here / (below + here + above);
    const double step_share = 2.0 * above * here / (here + above);
    const double lower = (below + here) / (2.0 * here + above);
    const double upper = (far + above) / (2.0 * above + here);
    const double span = below + here + above + far;
    const std::array<double, 5> factor{share * (2.0 * below + here) / (above + here),
                                       share * (here + 2.0 * above) / (below + here),
                                       here / (here + above) + step_share * (lower - upper) / span,
                                       2.0 * above * upper / span, 2.0 * here * lower / span};
    for (std::size_t f = 0; f < factor.size(); ++f) factor_[f].push_back(static_cast<Real>(factor[f]));
  }
}
template class LayerMesh<float>;
template class LayerMesh<double>;

}  // namespace lantian::model
