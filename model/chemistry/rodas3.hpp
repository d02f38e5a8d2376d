/// The coefficients of Rodas3: four stages, order 3, stiffly accurate, embedded order 2.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::chemistry {

/// (1/(gamma h) I - J) K_i = f(y + sum_j A_ij K_j) + sum_j C_ij K_j / h,  y1 = y + sum m_i K_i,
/// error = sum e_i K_i                                              [Sandu1997, table 1; form of
/// HairerWanner1996]
struct Rodas3 {
  static constexpr int stages = 4;
  static constexpr double gamma = 0.5;
  static constexpr double A[stages][stages] = {{}, {0.0}, {2.0, 0.0}, {2.0, 0.0, 1.0}};
  static constexpr double C[stages][stages] = {{}, {4.0}, {1.0, -1.0}, {1.0, -1.0, -8.0 / 3.0}};
  static constexpr double m[stages] = {2.0, 0.0, 1.0, 1.0};
  static constexpr double e[stages] = {0.0, 0.0, 0.0, 1.0};
};

}  // namespace lantian::model::chemistry
