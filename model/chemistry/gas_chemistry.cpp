#include "model/chemistry/gas_chemistry.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "model/chemistry/busiest_reaction.hpp"
#include "model/grid/parallel.hpp"
#include "model/numerics/numerical_failure.hpp"
#include "model/photolysis/solar_position.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::chemistry {
namespace {

constexpr std::size_t block_cells = 256;  // fills the lanes many times over and still fits the second cache

/// What the run supplies for a reaction: a rate of `uptake`, one by a particle's `surface`, a factor on its
/// photolysis; `elsewhere`: emission or loss that other processes see to.
struct Supplied {
  enum class Kind { uptake, surface, light, elsewhere };
  using Rates = std::vector<double> aerosol::HeterogeneousRates::*;
  Kind kind = Kind::elsewhere;
  Rates uptake = nullptr;
  Surface surface = {};

  double rate(const aerosol::HeterogeneousRates& h, std::size_t at, double temperature) const {
    if (kind == Kind::uptake) return (h.*uptake).empty() ? 0.0 : (h.*uptake)[at];
    if (kind == Kind::surface)
      return aerosol::uptake_rate(surface.reaction_probability, h.surface[at], h.radius[at],
                                  surface.molar_mass, temperature, surface.diffusivity);
    return 0.0;
  }
};

Supplied supplied_by_run(const UserDefined& law) {
  using H = aerosol::HeterogeneousRates;
  constexpr std::array rates{&H::n2o5, &H::no2, &H::ho2, &H::no3, &H::so2, &H::n2o5_chloride};
  static_assert(rates.size() == supplied_rates.size());
  if (law.process != UserDefined::Process::any) return {};
  const auto known = std::find(supplied_rates.begin(), supplied_rates.end(), law.name);
  if (known == supplied_rates.end()) throw std::invalid_argument(law.name);
  return {Supplied::Kind::uptake, rates[static_cast<std::size_t>(known - supplied_rates.begin())]};
}

/// In the order of RateTables::user_rate.
std::vector<Supplied> all_supplied(const Mechanism& mechanism, bool light_by_member) {
  std::vector<Supplied> all;
  for (const Reaction& reaction : mechanism.reactions) {
    if (const auto* law = std::get_if<UserDefined>(&reaction.rate)) all.push_back(supplied_by_run(*law));
    if (const auto* law = std::get_if<Surface>(&reaction.rate))
      all.push_back({Supplied::Kind::surface, nullptr, *law});
    if (light_by_member && !photolysis_names(reaction).empty()) all.push_back({Supplied::Kind::light});
  }
  return all;
}

}  // namespace

template <class Real>
struct GasChemistry<Real>::Tables {
  Mechanism mechanism;
  Solver<Real> solver;
  PhotolysisRates photolysis;
  Sky sky;
  GivenMoleFractions fractions;
  std::vector<int> species;        // of the table, in solver order
  std::vector<std::string> names;  // likewise
  std::vector<Supplied> supplied;  // of each reaction whose rate the run supplies
  bool shared_factorisation = false;
};

template <class Real>
GasChemistry<Real>::GasChemistry(const Mechanism& mechanism, const SpeciesTable& table, Sky sky,
                                 Tolerances tolerances, GivenMoleFractions fractions,
                                 InstructionSet instruction_set) {
  Tables t{mechanism,
           Solver<Real>(mechanism, tolerances, instruction_set, sky.light_by_member),
           PhotolysisRates(photolysis_names(mechanism)),
           std::move(sky),
           fractions,
           {},
           {},
           {},
           tolerances.shared_factorisation};
  for (const int s : t.solver.tables().species) {
    t.names.push_back(mechanism.species[s].name);
    t.species.push_back(table.at(t.names.back()));
  }
  t.supplied = all_supplied(mechanism, t.sky.light_by_member);
  tables_ = std::make_shared<const Tables>(std::move(t));
}

template <class Real>
FieldUse GasChemistry<Real>::field_use() const {
  return {{"air_temperature", "air_pressure", "relative_humidity", "photolysis_factor"}, {"mole_fraction"}};
}

template <class Real>
Seconds GasChemistry<Real>::largest_stable_step(const State<Real>&, const Forcing&) const {
  return Seconds(std::numeric_limits<double>::infinity());
}

/// Some neighbouring cells, solved together by one thread. Problems are first all baselines, then the other
/// members cell by cell.
template <class Real>
struct GasChemistry<Real>::Block {
  const Tables& t;
  State<Real>& state;
  const Weather& weather;
  const Interval interval;
  const aerosol::HeterogeneousRates* heterogeneous;
  const LightFactors* light;
  const double* sunlight;  // photolysis profile of each column

  std::size_t first = 0, cells = 0;
  Conditions conditions{};
  std::vector<Real> rates{}, start{}, end{}, factor{}, recorded{};
  std::vector<std::int32_t> cell{}, recorded_count{}, followed{};
  std::vector<Outcome> outcome{};
  typename Solver<Real>::Scratch scratch{};

  const Layout& layout() const { return state.layout; }
  std::size_t species() const { return t.species.size(); }
  std::size_t users() const { return t.supplied.size(); }
  int members() const { return layout().members; }

  Real* mole_fractions(std::size_t index) const {
    const std::size_t columns = static_cast<std::size_t>(layout().nx) * layout().ny;
    const int k = static_cast<int>(index / columns), j = static_cast<int>(index % columns / layout().nx);
    return state.at(k, j, static_cast<int>(index % layout().nx));
  }

  void gather_conditions() {
    const std::size_t columns = static_cast<std::size_t>(layout().nx) * layout().ny;
    conditions.resize(cells, t.photolysis.count());
    const std::size_t n = conditions.padded();
    for (std::size_t c = 0; c < cells; ++c) {
      const std::size_t index = first + c, column = index % columns;
      conditions.temperature[c] = weather.air_temperature[index];
      conditions.pressure[c] = weather.air_pressure[index];
      const auto given = given_densities(conditions.temperature[c], conditions.pressure[c],
                                         weather.relative_humidity[index], t.fractions);
      for (std::size_t g = 0; g < given.size(); ++g) conditions.given[g * n + c] = given[g];
      t.photolysis.at(sunlight + column * t.photolysis.profile_size(),
                      (t.sky.ground_altitude.empty() ? 0.0 : t.sky.ground_altitude[column]) +
                          t.sky.layer_altitude[index / columns],
                      conditions.photolysis.data() + c, n);
      if (light && !light->cell.empty())
        for (int p = 0; p < t.photolysis.count(); ++p) conditions.photolysis[p * n + c] *= light->cell[index];
    }
  }

  double density(std::size_t c) const { return conditions.given[c]; }  // of air: M is the first of Given

  /// Problem q is member `member_of(q)` of cell cell[q].
  int member_of(std::size_t q) const {
    return q < cells ? 0 : 1 + static_cast<int>((q - cells) % static_cast<std::size_t>(members() - 1));
  }

  void gather_problems() {
    const std::size_t problems = cells * members();
    cell.resize(problems);
    start.resize(problems * species());
    factor.assign(problems * users(), Real(0));
    outcome.assign(problems, {});
    for (std::size_t q = 0; q < problems; ++q) {
      const int m = member_of(q);
      const std::size_t c = q < cells ? q : (q - cells) / static_cast<std::size_t>(members() - 1);
      cell[q] = static_cast<std::int32_t>(c);
      const Real* from = mole_fractions(first + c);
      for (std::size_t s = 0; s < species(); ++s) {
        const Real x = from[layout().lane(t.species[s], m)];
        start[q * species() + s] = static_cast<Real>(static_cast<double>(x < 0 ? Real(0) : x) * density(c));
      }
      gather_factors(q, c, m);
    }
    end = start;
  }

  void gather_factors(std::size_t q, std::size_t c, int m) {
    const std::size_t at = (first + c) * members() + m;
    const double of_light = light && !light->member.empty() ? light->member[at] : 1.0;
    for (std::size_t u = 0; u < users(); ++u) {
      double one = 0.0;
      if (t.supplied[u].kind == Supplied::Kind::light)
        one = of_light;
      else if (heterogeneous)
        one = t.supplied[u].rate(*heterogeneous, at, conditions.temperature[c]);
      factor[q * users() + u] = static_cast<Real>(one);
    }
  }

  void solve() {
    rates.resize(conditions.padded() * t.solver.rates());
    t.solver.evaluate_rates(conditions, rates, scratch);
    const std::size_t others = cells * (members() - 1);
    using Span = std::span<Real>;
    recorded.resize(others > 0 ? cells * Solver<Real>::step_capacity : 0);
    recorded_count.assign(cells, -1);
    typename Solver<Real>::Problems baselines{Span(end).first(cells * species()),
                                              rates,
                                              std::span(cell).first(cells),
                                              Span(factor).first(cells * users()),
                                              std::span(outcome).first(cells),
                                              recorded,
                                              recorded_count,
                                              {},
                                              {},
                                              {}};
    if (t.shared_factorisation && others > 0) {
      followed.assign(others, 0);
      baselines.companion_state = Span(end).subspan(cells * species());
      baselines.companion_factor = Span(factor).subspan(cells * users());
      baselines.companion_followed = followed;
    }
    t.solver.solve(baselines, interval.dt.si(), scratch);
    if (others == 0) return;
    if (t.shared_factorisation)
      solve_left_behind();
    else
      follow(Span(end).subspan(cells * species()), std::span(cell).subspan(cells),
             Span(factor).subspan(cells * users()), std::span(outcome).subspan(cells));
  }

  /// Takes the baselines' recorded steps, each with its own factorisation.
  void follow(std::span<Real> states, std::span<const std::int32_t> cells_of, std::span<const Real> factors,
              std::span<Outcome> outcomes) {
    t.solver.solve({states, rates, cells_of, factors, outcomes, {}, {}, recorded, recorded_count, cells_of},
                   interval.dt.si(), scratch);
  }

  /// Members that the baseline's factors did not serve well enough begin anew with their own.
  void solve_left_behind() {
    std::vector<std::size_t> behind;
    for (std::size_t n = 0; n < followed.size(); ++n) {
      outcome[cells + n].failed_species = -1;
      if (!followed[n]) behind.push_back(cells + n);
    }
    std::vector<Real> states, factors;
    std::vector<std::int32_t> cells_of;
    std::vector<Outcome> outcomes(behind.size());
    for (const std::size_t q : behind) {
      states.insert(states.end(), start.begin() + q * species(), start.begin() + (q + 1) * species());
      factors.insert(factors.end(), factor.begin() + q * users(), factor.begin() + (q + 1) * users());
      cells_of.push_back(cell[q]);
    }
    follow(states, cells_of, factors, outcomes);
    for (std::size_t n = 0; n < behind.size(); ++n) {
      std::copy_n(states.begin() + n * species(), species(), end.begin() + behind[n] * species());
      outcome[behind[n]] = outcomes[n];
    }
  }

  /// Adds the change, so that what does not react keeps its bits, and books it as the solver found it: the
  /// ledger's residual then shows what storing it cost, and `clipped` what lay below zero.
  void scatter(double* produced, double* lost, double* clipped) {
    for (std::size_t q = 0; q < cell.size(); ++q) {
      if (outcome[q].failed_species >= 0) continue;
      const std::size_t c = cell[q];
      const int m = member_of(q);
      Real* to = mole_fractions(first + c);
      const double air = state.air_amount[first + c], volume = 1.0 / density(c);
      for (std::size_t s = 0; s < species(); ++s) {
        const int lane = layout().lane(t.species[s], m);
        const Real before = to[lane], from = before < 0 ? Real(0) : before;
        const double change =
            static_cast<double>(end[q * species() + s]) - static_cast<double>(start[q * species() + s]);
        const double after = static_cast<double>(from) + change * volume;
        to[lane] = static_cast<Real>(std::max(0.0, after));
        const double moles = change * volume * air;
        (moles > 0.0 ? produced : lost)[lane] += moles > 0.0 ? moles : -moles;
        clipped[lane] +=
            (std::max(0.0, -after) + static_cast<double>(from) - static_cast<double>(before)) * air;
      }
    }
  }

  void throw_if_failed(const std::vector<std::string>& names) const {
    std::size_t lowest = outcome.size();
    const auto order = [&](std::size_t q) { return std::pair(cell[q], member_of(q)); };
    for (std::size_t q = 0; q < outcome.size(); ++q)
      if (outcome[q].failed_species >= 0 && (lowest == outcome.size() || order(q) < order(lowest)))
        lowest = q;
    if (lowest == outcome.size()) return;
    const int species_failed = outcome[lowest].failed_species;
    throw NumericalFailure(std::string(name), first + cell[lowest], member_of(lowest), names[species_failed],
                           interval.start, interval.dt.si() - outcome[lowest].remaining,
                           unsolved(lowest, species_failed));
  }

  /// Everything that decided problem q.
  UnsolvedAir unsolved(std::size_t q, int failed) const {
    const auto c = static_cast<std::size_t>(cell[q]);
    const std::size_t n = conditions.padded();
    const SolverTables& tables = t.solver.tables();
    const RateTables& rate_tables = t.solver.rate_tables();
    UnsolvedAir air{interval.dt.si(),
                    conditions.temperature[c],
                    conditions.pressure[c],
                    weather.relative_humidity[first + c],
                    {},
                    {},
                    {},
                    {}};
    std::vector<double> density(t.mechanism.species.size(), 0.0);
    for (std::size_t s = 0; s < species(); ++s) {
      density[tables.species[s]] = static_cast<double>(start[q * species() + s]);
      air.density.emplace_back(t.names[s], density[tables.species[s]]);
    }
    double light_of_member = 1.0;
    std::vector<double> constants(rates.begin() + static_cast<std::ptrdiff_t>(c) * t.solver.rates(),
                                  rates.begin() + static_cast<std::ptrdiff_t>(c + 1) * t.solver.rates());
    for (std::size_t u = 0; u < users(); ++u) {
      const auto own = static_cast<double>(factor[q * users() + u]);
      if (rate_tables.user_source[u] == RateTables::of_light)
        light_of_member = own;
      else
        air.rate.emplace_back(rate_tables.user_names[rate_tables.user_source[u]], own);
      constants[rate_tables.user_rate[u]] *= own;
    }
    for (std::size_t p = 0; p < rate_tables.photolysis_names.size(); ++p)
      air.photolysis.emplace_back(rate_tables.photolysis_names[p],
                                  light_of_member * conditions.photolysis[p * n + c]);
    const int busiest = busiest_reaction(t.mechanism, tables, constants, density, tables.species[failed]);
    if (busiest >= 0) air.reaction = t.mechanism.reactions[busiest].id;
    return air;
  }
};

template <class Real>
std::vector<double> GasChemistry<Real>::profiles(const Weather& weather, Interval interval) const {
  const Tables& t = *tables_;
  const UtcSeconds middle = interval.start + static_cast<UtcSeconds>(0.5 * interval.dt.si());
  const double distance = earth_sun_distance_factor(middle);
  std::vector<double> profiles(t.sky.latitude.size() * t.photolysis.profile_size());
  parallel_for(static_cast<std::ptrdiff_t>(t.sky.latitude.size()), [&](std::ptrdiff_t column) {
    const double sun = cosine_of_solar_zenith(middle, t.sky.latitude[column], t.sky.longitude[column]);
    t.photolysis.column(sun, t.sky.ozone_column, distance * weather.photolysis_factor[column],
                        profiles.data() + column * t.photolysis.profile_size());
  });
  return profiles;
}

template <class Real>
MassExchange GasChemistry<Real>::advance(State<Real>& state, const Forcing& forcing, Interval interval,
                                         Scratch& scratch) const {
  const Tables& t = *tables_;
  const std::vector<double> sunlight = profiles(forcing.weather.middle, interval);
  const std::size_t cells = state.air_amount.size(), lanes = state.layout.lanes;
  const auto blocks = static_cast<std::ptrdiff_t>((cells + block_cells - 1) / block_cells);
  constexpr std::array booked{Exchange::produced, Exchange::lost, Exchange::clipped};
  std::vector<double> moved(booked.size() * lanes * blocks, 0.0);
  const auto make = [&] {
    return Block{
        t, state, forcing.weather.middle, interval, scratch.heterogeneous, scratch.light, sunlight.data()};
  };
  const auto book = [&] {
    MassExchange exchange(static_cast<int>(lanes));
    for (std::ptrdiff_t b = 0; b < blocks; ++b)
      for (std::size_t n = 0; n < booked.size(); ++n)
        for (std::size_t l = 0; l < lanes; ++l)
          exchange.of(booked[n])[l] += moved[(booked.size() * b + n) * lanes + l];
    return exchange;
  };
  parallel_for_with(blocks, make, [&](std::ptrdiff_t b, Block& block) {
    block.first = static_cast<std::size_t>(b) * block_cells;
    block.cells = std::min(block_cells, cells - block.first);
    block.gather_conditions();
    block.gather_problems();
    block.solve();
    double* const sums = moved.data() + booked.size() * lanes * b;
    block.scatter(sums, sums + lanes, sums + 2 * lanes);
    block.throw_if_failed(t.names);
  });
  return book();
}

template class GasChemistry<float>;
template class GasChemistry<double>;
static_assert(Process<GasChemistry<float>, float>);
static_assert(Process<GasChemistry<double>, double>);

}  // namespace lantian::model::chemistry
