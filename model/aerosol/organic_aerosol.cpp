#include "model/aerosol/organic_aerosol.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "model/aerosol/organic_partition.hpp"
#include "model/grid/parallel.hpp"
#include "model/numerics/vector_math.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {
namespace {

struct Pair {
  int vapour, particle;
};

struct Precursor {
  int species;
  const OrganicPrecursor* of;
};

struct Step {
  int from, to;
  double rate, mass_ratio;
};

/// Where matter of C* 1, 10, 100, 1000 ug m-3 goes; nothing: it is not carried.
using Products = std::array<std::optional<int>, 4>;

bool is_only_consumed(const chemistry::Mechanism& mechanism, std::string_view name) {
  const auto species = mechanism.find(name);
  if (!species || mechanism.species[*species].given) return false;
  bool is_consumed = false;
  for (const auto& reaction : mechanism.reactions) {
    const auto is_it = [&](const chemistry::Term& term) { return term.species == *species; };
    is_consumed |= std::any_of(reaction.reactants.begin(), reaction.reactants.end(), is_it);
    if (std::any_of(reaction.products.begin(), reaction.products.end(), is_it)) return false;
  }
  return is_consumed;
}

}  // namespace

template <class Real>
struct OrganicAerosol<Real>::Tables {
  bool is_active = false;
  std::vector<double> molar_mass;  // kg mol-1, by species of the table
  std::array<Pair, volatility_bin_count> bins{};
  std::array<int, 4> nonvolatile{};  // APOA and ASOA, which stay as they are; AAVB0, ABVB0
  std::vector<Precursor> precursors;
  std::vector<std::string> names;  // of the precursors
  Products anthropogenic, biogenic;
  std::vector<Step> ageing;
  int oh = -1, no = -1, ho2 = -1, ro2 = -1;
  std::vector<int> remembered;  // species: precursors first, then the four radicals
  std::vector<int> moved;       // species that this process changes
};

template <class Real>
OrganicAerosol<Real>::OrganicAerosol(const SpeciesTable& table, const chemistry::Mechanism& mechanism) {
  Tables t;
  t.is_active = has_volatility_basis(table);
  if (t.is_active) {
    for (const Species& one : table) t.molar_mass.push_back(one.molar_mass);
    for (std::size_t b = 0; b < volatility_bin_count; ++b) {
      t.bins[b] = {table.at(volatility_bins[b].vapour), table.at(volatility_bins[b].particle)};
      t.moved.insert(t.moved.end(), {t.bins[b].vapour, t.bins[b].particle});
    }
    t.nonvolatile = {table.at("APOA"), table.at("ASOA"), table.at("AAVB0"), table.at("ABVB0")};
    t.moved.insert(t.moved.end(), {t.nonvolatile[2], t.nonvolatile[3], table.at("VIVPO")});
    t.anthropogenic = {table.at("AAVB0"), table.at("VAVB1"), table.at("VAVB2"), table.at("VAVB3")};
    t.biogenic = {table.at("ABVB0"), table.at("VBVB1"), table.at("VBVB2"), std::nullopt};
    for (const auto& one : organic_precursors)
      if (is_only_consumed(mechanism, one.name)) {
        t.precursors.push_back({table.at(one.name), &one});
        t.names.emplace_back(one.name);
        t.remembered.push_back(t.precursors.back().species);
      }
    for (const auto& one : organic_ageing)
      t.ageing.push_back({table.at(one.from), table.at(one.to), one.rate, one.mass_ratio});
    const auto radical = [&](std::string_view which) { return table.find(which).value_or(-1); };
    t.oh = radical("OH"), t.no = radical("NO"), t.ho2 = radical("HO2"), t.ro2 = radical("RO2");
    t.remembered.insert(t.remembered.end(), {t.oh, t.no, t.ho2, t.ro2});
  }
  tables_ = std::make_shared<const Tables>(std::move(t));
}

template <class Real>
bool OrganicAerosol<Real>::is_active() const {
  return tables_->is_active;
}

template <class Real>
const std::vector<std::string>& OrganicAerosol<Real>::precursors() const {
  return tables_->names;
}

template <class Real>
FieldUse OrganicAerosol<Real>::field_use() const {
  FieldUse use{{"air_temperature", "air_pressure", "OH", "NO", "HO2", "RO2", "APOA", "ASOA"},
               {"AAVB0", "ABVB0", "VIVPO"}};
  for (const auto& one : organic_precursors) use.reads.push_back(one.name);
  for (const auto& bin : volatility_bins) use.updates.insert(use.updates.end(), {bin.vapour, bin.particle});
  return use;
}

template <class Real>
Seconds OrganicAerosol<Real>::largest_stable_step(const State<Real>&, const Forcing&) const {
  return Seconds(std::numeric_limits<double>::infinity());
}

template <class Real>
void OrganicAerosol<Real>::remember(const State<Real>& state, Scratch& scratch) const {
  const Tables& t = *tables_;
  if (!t.is_active) return;
  const Layout& l = state.layout;
  const std::size_t kept = t.remembered.size() * l.members;
  scratch.before.resize(state.air_amount.size() * kept);
  parallel_for(static_cast<std::ptrdiff_t>(l.nz) * l.ny, [&](std::ptrdiff_t row) {
    const int k = static_cast<int>(row / l.ny), j = static_cast<int>(row % l.ny);
    Real* to = scratch.before.data() + static_cast<std::size_t>(row) * l.nx * kept;
    for (int i = 0; i < l.nx; ++i) {
      const Real* x = state.at(k, j, i);
      for (const int species : t.remembered)
        for (int m = 0; m < l.members; ++m) *to++ = species < 0 ? Real(0) : x[l.lane(species, m)];
    }
  });
}

/// What one row of cells moved.
template <class Real>
struct OrganicAerosol<Real>::Row {
  std::vector<double> produced, lost;  // mol per lane
  std::vector<double> formed, oxygen;  // kg per member
};

/// One cell and member at a time; masses in kg per mole of air.
template <class Real>
class OrganicAerosol<Real>::RowSolver {
 public:
  RowSolver(const Tables& tables, State<Real>& state, const Weather& weather, const Scratch& scratch,
            double dt)
      : t_(tables), state_(state), weather_(weather), scratch_(scratch), dt_(dt) {
    mass_.resize(t_.molar_mass.size()), start_.resize(mass_.size());
  }

  void solve(int k, int j, Row& row) {
    const Layout& l = state_.layout;
    row.produced.assign(l.lanes, 0.0), row.lost.assign(l.lanes, 0.0);
    row.formed.assign(l.members, 0.0), row.oxygen.assign(l.members, 0.0);
    const std::size_t kept = t_.remembered.size() * l.members;
    for (int i = 0; i < l.nx; ++i) {
      const std::size_t cell = (static_cast<std::size_t>(k) * l.ny + j) * l.nx + i;
      enter(cell);
      for (int m = 0; m < l.members; ++m)
        solve_one(state_.at(k, j, i), scratch_.before.data() + cell * kept + m, m, row);
    }
  }

 private:
  /// What all members of a cell share.
  void enter(std::size_t cell) {
    const double temperature = weather_.air_temperature[cell], pressure = weather_.air_pressure[cell];
    const double density = pressure / (constants::gas_constant * temperature);  // mol m-3
    double ratio = 0.0;
    for (std::size_t b = 0; b < volatility_bin_count; ++b) {  // neighbours share their enthalpy
      if (b == 0 || volatility_bins[b].enthalpy != volatility_bins[b - 1].enthalpy)
        ratio = volatility_ratio(volatility_bins[b].enthalpy, temperature);
      saturation_[b] = volatility_bins[b].saturation * ratio / density;
    }
    rates_ = peroxy_rates(temperature);
    molecules_ = pressure / (constants::boltzmann * temperature) * 1e-6;  // cm-3
    air_ = state_.air_amount[cell];
  }

  double fraction(const Real* x, int species, int m) const {
    return std::max(0.0, static_cast<double>(x[state_.layout.lane(species, m)]));
  }

  double fixed(const Real* x, int n, int m) const {
    return fraction(x, t_.nonvolatile[n], m) * t_.molar_mass[t_.nonvolatile[n]];
  }

  void solve_one(Real* x, const Real* before, int m, Row& row) {
    const int members = state_.layout.members;
    for (const int s : t_.moved) start_[s] = mass_[s] = fraction(x, s, m) * t_.molar_mass[s];
    // Means of the radicals before and after the step's chemistry.
    const Real* radicals = before + t_.precursors.size() * members;
    const auto mean = [&](int species, int n) {
      return species < 0 ? 0.0
                         : 0.5 * (std::max(0.0, static_cast<double>(radicals[n * members])) +
                                  fraction(x, species, m));
    };
    row.oxygen[m] += air_ * age(mean(t_.oh, 0));
    row.formed[m] += air_ * form(x, before, m, mean(t_.no, 1), mean(t_.ho2, 2), mean(t_.ro2, 3));
    divide(fixed(x, 0, m) + fixed(x, 1, m));
    store(x, m, row);
  }

  /// All steps at once from what there was before: nothing falls further than one. Returns the mass gained.
  double age(double oh) {
    double gained = 0.0, rate = 0.0, share = 0.0;
    for (const Step& step : t_.ageing) {
      if (step.rate != rate)  // neighbours share their rate
        rate = step.rate, share = 1.0 - numerics::exp(-rate * oh * molecules_ * dt_);
      const double reacted = start_[step.from] * share;
      mass_[step.from] -= reacted;
      mass_[step.to] += step.mass_ratio * reacted;
      gained += (step.mass_ratio - 1.0) * reacted;
    }
    return gained;
  }

  /// Matter from what reacted, by the share of peroxy radicals that meet NO. Returns the mass made.
  double form(const Real* x, const Real* before, int m, double no, double ho2, double ro2) {
    const double to_no = rates_.with_no * no;
    const double all = to_no + rates_.with_ho2 * ho2 + rates_.with_ro2 * ro2;
    const double high_nox = all > 0.0 ? to_no / all : 0.0;
    double made = 0.0;
    for (std::size_t p = 0; p < t_.precursors.size(); ++p) {
      const Precursor& one = t_.precursors[p];
      const double was = std::max(0.0, static_cast<double>(before[p * state_.layout.members]));
      const double reacted = std::max(0.0, was - fraction(x, one.species, m)) * t_.molar_mass[one.species];
      const Products& products = one.of->is_biogenic ? t_.biogenic : t_.anthropogenic;
      for (std::size_t b = 0; b < products.size(); ++b) {
        if (!products[b]) continue;
        const double low = one.of->low_nox[b];
        const double mass = reacted * (low + high_nox * (one.of->high_nox[b] - low));
        mass_[*products[b]] += mass;
        made += mass;
      }
    }
    return made;
  }

  void divide(double unchanging) {
    ByBin total;
    for (std::size_t b = 0; b < total.size(); ++b)
      total[b] = mass_[t_.bins[b].vapour] + mass_[t_.bins[b].particle];
    const double absorbing =
        absorbing_mass(unchanging + mass_[t_.nonvolatile[2]] + mass_[t_.nonvolatile[3]], total, saturation_);
    for (std::size_t b = 0; b < total.size(); ++b) {
      mass_[t_.bins[b].particle] = total[b] * particle_share(absorbing, saturation_[b]);
      mass_[t_.bins[b].vapour] = total[b] - mass_[t_.bins[b].particle];
    }
  }

  void store(Real* x, int m, Row& row) const {
    for (const int s : t_.moved) {
      const int lane = state_.layout.lane(s, m);
      const double change = (mass_[s] - start_[s]) / t_.molar_mass[s];
      x[lane] = static_cast<Real>(mass_[s] / t_.molar_mass[s]);
      (change > 0.0 ? row.produced : row.lost)[lane] += change > 0.0 ? change * air_ : -change * air_;
    }
  }

  const Tables& t_;
  State<Real>& state_;
  const Weather& weather_;
  const Scratch& scratch_;
  double dt_;
  ByBin saturation_{};  // kg per mole of air
  PeroxyRates rates_{};
  double molecules_ = 0.0, air_ = 0.0;
  std::vector<double> mass_, start_;  // by species of the table
};

template <class Real>
MassExchange OrganicAerosol<Real>::advance(State<Real>& state, const Forcing& forcing, Interval interval,
                                           Scratch& scratch) const {
  if (!tables_->is_active) return {};
  const Layout& l = state.layout;
  std::vector<Row> rows(static_cast<std::size_t>(l.nz) * l.ny);
  parallel_for_with(
      static_cast<std::ptrdiff_t>(rows.size()),
      [&] { return RowSolver(*tables_, state, forcing.weather.middle, scratch, interval.dt.si()); },
      [&](std::ptrdiff_t r, RowSolver& solver) {
        solver.solve(static_cast<int>(r / l.ny), static_cast<int>(r % l.ny), rows[r]);
      });
  MassExchange exchange(l.lanes);
  scratch.formed.resize(l.members, 0.0), scratch.oxygen.resize(l.members, 0.0);
  for (const Row& row : rows) {  // in the order of rows, whatever the threads
    for (int lane = 0; lane < l.lanes; ++lane) {
      exchange.of(Exchange::produced)[lane] += row.produced[lane];
      exchange.of(Exchange::lost)[lane] += row.lost[lane];
    }
    for (int m = 0; m < l.members; ++m)
      scratch.formed[m] += row.formed[m], scratch.oxygen[m] += row.oxygen[m];
  }
  return exchange;
}

template class OrganicAerosol<float>;
template class OrganicAerosol<double>;
static_assert(Process<OrganicAerosol<float>, float>);

}  // namespace lantian::model::aerosol
