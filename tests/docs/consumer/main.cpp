#include <cstdio>

#include "model/grid/grid.hpp"
#include "run/version.hpp"

int main() {
  lantian::model::Grid grid{
      .nx = 2, .ny = 2, .dx = 1000.0, .layer_face = lantian::model::default_layer_faces()};
  std::printf("lantian %s, %d layers\n", lantian::run::version(), grid.nz());
  return grid.nz() == 14 ? 0 : 1;
}
