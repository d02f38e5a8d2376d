#include "model/aerosol/aerosol.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "model/aerosol/air_of_cell.hpp"
#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {
namespace {

struct Pair {
  int gas, particle;
};

/// One row of cells: what it moved, and how the solves went.
struct Row {
  std::vector<double> produced, lost;  // mol per lane
  std::int64_t solved = 0, unconverged = 0;
};

/// Air of one row, cells and members side by side.
struct RowWork {
  std::vector<InorganicAir> air;
  std::vector<InorganicParticle> particle;
};

template <class Real>
class RowSolver {
 public:
  RowSolver(State<Real>& state, const Weather& weather, const AerosolIndex& index, double tolerance,
            Phase phase)
      : state_(state), weather_(weather), index_(index), tolerance_(tolerance), phase_(phase) {
    sulfate_ = {index.SULF, index.ASO4};
    volatile_ = {Pair{index.HNO3, index.ANO3}, Pair{index.HCL, index.ACL}, Pair{index.NH3, index.ANH4}};
  }

  void solve(int k, int j, RowWork& work, Row& row) const {
    const Layout& l = state_.layout;
    row.produced.assign(l.lanes, 0.0);
    row.lost.assign(l.lanes, 0.0);
    work.air.resize(static_cast<std::size_t>(l.nx) * l.members);
    work.particle.resize(work.air.size());
    for (int i = 0; i < l.nx; ++i) {
      condense_sulfate(k, j, i, row);
      for (int m = 0; m < l.members; ++m) work.air[i * l.members + m] = air(k, j, i, m);
    }
    equilibrium(work.air, work.particle, Convention::smooth, tolerance_, phase_);
    row.solved = static_cast<std::int64_t>(work.air.size());
    row.unconverged =
        std::count_if(work.particle.begin(), work.particle.end(), [](const auto& p) { return !p.converged; });
    for (int i = 0; i < l.nx; ++i)
      for (int m = 0; m < l.members; ++m) share_out(k, j, i, m, work.particle[i * l.members + m], row);
  }

 private:
  std::size_t cell(int k, int j, int i) const {
    return (static_cast<std::size_t>(k) * state_.layout.ny + j) * state_.layout.nx + i;
  }
  /// Moles of air in a cubic metre.
  double air_density(std::size_t c) const {
    return weather_.air_pressure[c] / (constants::gas_constant * weather_.air_temperature[c]);
  }
  double fraction(const Real* x, int species, int m) const {
    return species < 0 ? 0.0 : std::max(0.0, static_cast<double>(x[state_.layout.lane(species, m)]));
  }
  /// A pair takes part only where the run has both halves.
  double together(const Real* x, Pair p, int m) const {
    return p.gas < 0 || p.particle < 0 ? 0.0 : fraction(x, p.gas, m) + fraction(x, p.particle, m);
  }

  void condense_sulfate(int k, int j, int i, Row& row) const {
    if (sulfate_.gas < 0 || sulfate_.particle < 0) return;
    Real* x = state_.at(k, j, i);
    for (int m = 0; m < state_.layout.members; ++m) {
      const double total = together(x, sulfate_, m);
      book(sulfate_, m, fraction(x, sulfate_.gas, m), cell(k, j, i), row);
      x[state_.layout.lane(sulfate_.particle, m)] = static_cast<Real>(total);
      x[state_.layout.lane(sulfate_.gas, m)] = Real(0);
    }
  }

  InorganicAir air(int k, int j, int i, int m) const {
    const Real* x = state_.at(k, j, i);
    const std::size_t c = cell(k, j, i);
    return air_of_cell(index_, Volatiles::with_gas, weather_.air_temperature[c],
                       weather_.relative_humidity[c], air_density(c),
                       [&](int species) { return fraction(x, species, m); });
  }

  /// The particle takes its share of the total; the gas is the rest, so that nothing is lost to rounding.
  void share_out(int k, int j, int i, int m, const InorganicParticle& p, Row& row) const {
    Real* x = state_.at(k, j, i);
    const std::size_t c = cell(k, j, i);
    const double n = air_density(c);
    const std::array found{p.nitrate, p.chloride, p.ammonium};
    for (std::size_t s = 0; s < volatile_.size(); ++s) {
      const Pair pair = volatile_[s];
      if (pair.gas < 0 || pair.particle < 0) continue;
      const double total = together(x, pair, m), before = fraction(x, pair.particle, m);
      const Real particle = static_cast<Real>(std::min(total, found[s] / n));
      x[state_.layout.lane(pair.particle, m)] = particle;
      x[state_.layout.lane(pair.gas, m)] =
          static_cast<Real>(std::max(0.0, total - static_cast<double>(particle)));
      book(pair, m, static_cast<double>(particle) - before, c, row);
    }
  }

  /// `condensed` [mol mol-1] went from gas to particle (or back where negative).
  void book(Pair pair, int m, double condensed, std::size_t c, Row& row) const {
    const double moles = condensed * state_.air_amount[c];
    const int gas = state_.layout.lane(pair.gas, m), particle = state_.layout.lane(pair.particle, m);
    (moles >= 0.0 ? row.lost : row.produced)[gas] += moles >= 0.0 ? moles : -moles;
    (moles >= 0.0 ? row.produced : row.lost)[particle] += moles >= 0.0 ? moles : -moles;
  }

  State<Real>& state_;
  const Weather& weather_;
  const AerosolIndex& index_;
  double tolerance_;
  Phase phase_;
  Pair sulfate_;
  std::array<Pair, 3> volatile_;
};

}  // namespace

template <class Real>
Aerosol<Real>::Aerosol(const SpeciesTable& table, double tolerance, Phase phase)
    : index_(table), tolerance_(tolerance), phase_(phase) {}

template <class Real>
FieldUse Aerosol<Real>::field_use() const {
  return {{"air_temperature", "air_pressure", "relative_humidity", "ANA", "AK", "ACA", "AMG"},
          {"SULF", "HNO3", "NH3", "HCL", "ASO4", "ANO3", "ANH4", "ACL"}};
}

template <class Real>
Seconds Aerosol<Real>::largest_stable_step(const State<Real>&, const Forcing&) const {
  return Seconds(std::numeric_limits<double>::infinity());
}

template <class Real>
MassExchange Aerosol<Real>::advance(State<Real>& state, const Forcing& forcing, Interval,
                                    Scratch& scratch) const {
  const Layout& l = state.layout;
  const RowSolver<Real> solver(state, forcing.weather.middle, index_, tolerance_, phase_);
  std::vector<Row> rows(static_cast<std::size_t>(l.nz) * l.ny);
  parallel_for_with(
      static_cast<std::ptrdiff_t>(rows.size()), [] { return RowWork{}; },
      [&](std::ptrdiff_t r, RowWork& work) {
        solver.solve(static_cast<int>(r / l.ny), static_cast<int>(r % l.ny), work, rows[r]);
      });
  MassExchange exchange(l.lanes);
  for (const Row& row : rows) {  // in the order of rows, whatever the threads
    for (int lane = 0; lane < l.lanes; ++lane) {
      exchange.of(Exchange::produced)[lane] += row.produced[lane];
      exchange.of(Exchange::lost)[lane] += row.lost[lane];
    }
    scratch.solved += row.solved;
    scratch.unconverged += row.unconverged;
  }
  return exchange;
}

template class Aerosol<float>;
template class Aerosol<double>;

}  // namespace lantian::model::aerosol
