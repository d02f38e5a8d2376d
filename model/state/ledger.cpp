#include "model/state/ledger.hpp"

#include "model/grid/parallel.hpp"

namespace lantian::model {

template <class Real>
std::vector<double> amount_in_window(const State<Real>& state) {
  const Layout& l = state.layout;
  const std::ptrdiff_t rows = static_cast<std::ptrdiff_t>(l.nz) * l.ny;
  std::vector<double> row_sum(static_cast<std::size_t>(rows * l.lanes), 0.0);
  parallel_for(rows, [&](std::ptrdiff_t row) {
    const int k = static_cast<int>(row / l.ny), j = static_cast<int>(row % l.ny);
    double* sum = row_sum.data() + row * l.lanes;
    for (int i = 0; i < l.nx; ++i) {
      const double air = state.air_amount[static_cast<std::size_t>(row) * l.nx + i];
      const Real* q = state.at(k, j, i);
      for (int v = 0; v < l.lanes; ++v) sum[v] += air * static_cast<double>(q[v]);
    }
  });
  std::vector<double> total(l.lanes, 0.0);
  for (std::ptrdiff_t row = 0; row < rows; ++row)
    for (int v = 0; v < l.lanes; ++v) total[v] += row_sum[row * l.lanes + v];
  return total;
}
template std::vector<double> amount_in_window(const State<float>&);
template std::vector<double> amount_in_window(const State<double>&);

double Ledger::relative_residual(int lane) const {
  const auto term = [&](Exchange e) { return moved.lanes() ? moved.of(e)[lane] : 0.0; };
  const double came = initial[lane] + term(Exchange::emitted) + term(Exchange::produced) +
                      term(Exchange::flowed_in) + term(Exchange::clipped);
  const double went = term(Exchange::lost) + term(Exchange::flowed_out) + term(Exchange::deposited) +
                      term(Exchange::washed_out) + final[lane];
  return came > 0.0 ? (came - went) / came : went;
}

}  // namespace lantian::model
