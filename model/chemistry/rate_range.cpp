#include "model/chemistry/rate_range.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "model/chemistry/solver.hpp"
#include "model/state/aligned.hpp"

namespace lantian::model::chemistry {
namespace {

constexpr std::array temperatures{200.0, 220.0, 240.0, 260.0, 273.15, 285.0, 298.15, 310.0};
constexpr std::array pressures{105000.0, 85000.0, 50000.0, 30000.0};
constexpr std::size_t room = 6;           // the cell of 298.15 K in the first pressure
constexpr double some_photolysis = 1e-3;  // s-1
constexpr double some_humidity = 0.5;

Conditions troposphere(std::size_t photolysis_names) {
  Conditions c;
  c.resize(temperatures.size() * pressures.size(), photolysis_names);
  const std::size_t n = c.padded();
  for (std::size_t cell = 0; cell < n; ++cell) {
    c.temperature[cell] = temperatures[cell % temperatures.size()];
    c.pressure[cell] = pressures[cell / temperatures.size()];
    const auto given = given_densities(c.temperature[cell], c.pressure[cell], some_humidity, {});
    for (std::size_t g = 0; g < given.size(); ++g) c.given[g * n + cell] = given[g];
  }
  std::fill(c.photolysis.begin(), c.photolysis.end(), some_photolysis);
  return c;
}

}  // namespace

std::vector<double> rate_constants(const Mechanism& mechanism, const Conditions& c) {
  std::vector<int> each(mechanism.reactions.size());
  std::iota(each.begin(), each.end(), 0);
  const RateTables tables(mechanism, each, static_cast<int>(each.size()), false);
  const RateView view = tables.view();
  std::vector<double> out(c.padded() * each.size());
  AlignedVector<std::byte> memory(static_cast<std::size_t>(view.exponentials + view.rates) * cache_line);
  const RateKernels& kernels =
      fastest_instruction_set() == InstructionSet::v4 ? rate_kernels_v4 : rate_kernels_v3;
  kernels.in_double(view,
                    {static_cast<int>(c.padded()), c.temperature.data(), c.pressure.data(), c.given.data(),
                     c.photolysis.data()},
                    out.data(), memory.data());
  return out;
}

std::vector<RateRange> rate_ranges(const Mechanism& mechanism) {
  const Conditions c = troposphere(photolysis_names(mechanism).size());
  const auto constants = rate_constants(mechanism, c);
  const std::size_t reactions = mechanism.reactions.size();
  std::vector<RateRange> ranges(reactions);
  for (std::size_t r = 0; r < reactions; ++r) {
    RateRange& range = ranges[r];
    range.smallest = constants[r];
    range.at_room = constants[room * reactions + r];
    for (std::size_t cell = 0; cell < c.padded(); ++cell) {
      const double k = constants[cell * reactions + r];
      const bool was_sound = range.is_sound();
      range.is_finite = range.is_finite && std::isfinite(k);
      range.smallest = std::min(range.smallest, k);
      if (was_sound && !range.is_sound()) range.worst_temperature = c.temperature[cell];
    }
  }
  return ranges;
}

}  // namespace lantian::model::chemistry
