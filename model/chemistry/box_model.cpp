#include "model/chemistry/box_model.hpp"

#include <algorithm>

#include "model/chemistry/busiest_reaction.hpp"
#include "model/grid/parallel.hpp"

namespace lantian::model::chemistry {
namespace {

constexpr std::size_t block_boxes = 64;  // fills the lanes several times over

// No mechanism's rate has a name with a blank in front.
std::string source_name(const MechanismSpecies& species) { return " source of " + species.name; }
std::string loss_name(const MechanismSpecies& species) { return " loss of " + species.name; }

Mechanism with_exchange(Mechanism mechanism, const std::vector<bool>& exchanged) {
  for (std::size_t s = 0; s < mechanism.species.size(); ++s) {
    const auto& species = mechanism.species[s];
    if (!exchanged[s] || species.given) continue;
    const Term one{static_cast<int>(s), 1.0};
    mechanism.reactions.push_back({source_name(species), {}, {one}, UserDefined{source_name(species)}});
    mechanism.reactions.push_back({loss_name(species), {one}, {}, UserDefined{loss_name(species)}});
  }
  return mechanism;
}

}  // namespace

template <class Real>
BoxModel<Real>::BoxModel(const Mechanism& mechanism, const std::vector<bool>& exchanged,
                         Tolerances tolerances, GivenMoleFractions fractions)
    : mechanism_(with_exchange(mechanism, exchanged)),
      species_count_(mechanism.species.size()),
      user_names_(user_defined_names(mechanism)),
      fractions_(fractions),
      solver_(mechanism_, tolerances) {
  const auto place = [](const auto& all, const auto& match) {
    return static_cast<int>(std::find_if(all.begin(), all.end(), match) - all.begin());
  };
  const RateTables& rates = solver_.rate_tables();
  for (const int source : rates.user_source) {
    const std::string& name = rates.user_names[source];
    using Kind = typename UserFactor::Kind;
    if (const int n = place(user_names_, [&](const auto& one) { return one == name; });
        n < static_cast<int>(user_names_.size()))
      factors_.push_back({Kind::given, n});
    else if (const int s =
                 place(mechanism_.species, [&](const auto& one) { return source_name(one) == name; });
             s < static_cast<int>(species_count_))
      factors_.push_back({Kind::source, s});
    else
      factors_.push_back(
          {Kind::loss, place(mechanism_.species, [&](const auto& one) { return loss_name(one) == name; })});
  }
}

template <class Real>
Conditions BoxModel<Real>::conditions_of(const BoxAir& air) const {
  Conditions conditions;
  conditions.resize(1, air.photolysis.size());
  const std::size_t n = conditions.padded();
  std::fill(conditions.temperature.begin(), conditions.temperature.end(), air.temperature);
  std::fill(conditions.pressure.begin(), conditions.pressure.end(), air.pressure);
  const auto given = given_densities(air.temperature, air.pressure, air.relative_humidity, fractions_);
  for (std::size_t g = 0; g < given.size(); ++g)
    std::fill_n(conditions.given.begin() + static_cast<std::ptrdiff_t>(g * n), n, given[g]);
  for (std::size_t p = 0; p < air.photolysis.size(); ++p)
    std::fill_n(conditions.photolysis.begin() + static_cast<std::ptrdiff_t>(p * n), n, air.photolysis[p]);
  return conditions;
}

template <class Real>
std::vector<BoxFailure> BoxModel<Real>::advance(std::span<double> density, const BoxAir& air,
                                                std::span<const BoxExchange> exchange,
                                                double interval) const {
  const Conditions conditions = conditions_of(air);
  typename Solver<Real>::Scratch first;
  std::vector<Real> rates(conditions.padded() * static_cast<std::size_t>(solver_.rates()));
  solver_.evaluate_rates(conditions, rates, first);
  const auto& order = solver_.tables().species;
  const std::size_t boxes = exchange.size(), width = order.size(), users = factors_.size();
  std::vector<Real> state(boxes * width), factor(boxes * users);
  std::vector<std::int32_t> cell(boxes, 0);
  std::vector<Outcome> outcome(boxes);
  for (std::size_t b = 0; b < boxes; ++b) {
    for (std::size_t s = 0; s < width; ++s)
      state[b * width + s] = static_cast<Real>(std::max(0.0, density[b * species_count_ + order[s]]));
    for (std::size_t u = 0; u < users; ++u) {
      const auto& f = factors_[u];
      using Kind = typename UserFactor::Kind;
      factor[b * users + u] = static_cast<Real>(f.kind == Kind::given    ? air.user[f.index]
                                                : f.kind == Kind::source ? exchange[b].source[f.index]
                                                                         : exchange[b].loss[f.index]);
    }
  }
  using Span = std::span<Real>;
  const std::size_t blocks = (boxes + block_boxes - 1) / block_boxes;
  parallel_for_with(
      static_cast<std::ptrdiff_t>(blocks), [] { return typename Solver<Real>::Scratch{}; },
      [&](std::ptrdiff_t block, typename Solver<Real>::Scratch& scratch) {
        const std::size_t from = static_cast<std::size_t>(block) * block_boxes,
                          count = std::min(block_boxes, boxes - from);
        solver_.solve({Span(state).subspan(from * width, count * width),
                       rates,
                       std::span(cell).subspan(from, count),
                       Span(factor).subspan(from * users, count * users),
                       std::span(outcome).subspan(from, count),
                       {},
                       {},
                       {},
                       {},
                       {}},
                      interval, scratch);
      });
  std::vector<BoxFailure> failures;
  for (std::size_t b = 0; b < boxes; ++b) {
    double* const box = density.data() + b * species_count_;
    if (outcome[b].failed_species < 0) {
      for (std::size_t s = 0; s < width; ++s) box[order[s]] = static_cast<double>(state[b * width + s]);
      continue;
    }
    std::vector<double> constants(rates.begin(), rates.begin() + solver_.rates());
    for (std::size_t u = 0; u < users; ++u)
      constants[solver_.rate_tables().user_rate[u]] *= static_cast<double>(factor[b * users + u]);
    const int species = order[outcome[b].failed_species];
    failures.push_back(
        {b, species,
         busiest_reaction(mechanism_, solver_.tables(), constants, {box, species_count_}, species),
         outcome[b].remaining});
  }
  return failures;
}

template class BoxModel<float>;
template class BoxModel<double>;

}  // namespace lantian::model::chemistry
