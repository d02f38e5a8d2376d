#include "model/step.hpp"

#include <algorithm>
#include <chrono>

namespace lantian::model {
namespace {

/// Runs one process and books its wall time under its own name: the profile, the ledger and the docs use one
/// word.
template <class Real, class Process, class Scratch>
MassExchange timed(const Process& process, State<Real>& state, const Forcing& forcing, Interval interval,
                   Scratch& scratch, Workspace<Real>& workspace) {
  const auto begin = std::chrono::steady_clock::now();
  MassExchange moved = process.advance(state, forcing, interval, scratch);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  auto row = std::find_if(workspace.seconds.begin(), workspace.seconds.end(),
                          [](const auto& entry) { return entry.first == Process::name; });
  if (row == workspace.seconds.end()) row = workspace.seconds.insert(row, {Process::name, 0.0});
  row->second += taken.count();
  return moved;
}

}  // namespace

template <class Real>
MassExchange step(State<Real>& state, const StepForcing& forcing, const Processes<Real>& p,
                  const SpeciesTable& species, Interval interval, Workspace<Real>& w) {
  const Seconds half = interval.dt / 2.0;
  const Interval first{interval.start, half};
  const Interval second{interval.start + static_cast<UtcSeconds>(half.si()), half};
  MassExchange moved;
  moved += timed(p.horizontal, state, forcing.first_half, first, w.horizontal, w);
  moved += timed(p.vertical, state, forcing.first_half, first, w.vertical, w);

  const auto uptake = aerosol::heterogeneous_rates(state, forcing.whole.weather.middle, p.vertical.grid,
                                                   species, p.heterogeneous);
  const LightFactors light =
      p.haze_light.factors(state, forcing.whole.weather.middle, p.vertical.grid, species, uptake,
                           p.heterogeneous.dry_effective_radius, interval);
  w.chemistry.heterogeneous = &uptake;
  w.chemistry.light = &light;
  p.organic_aerosol.remember(state, w.organic_aerosol);
  moved += timed(p.chemistry, state, forcing.whole, interval, w.chemistry, w);
  w.chemistry.heterogeneous = nullptr;
  w.chemistry.light = nullptr;
  if (p.organic_aerosol.is_active())
    moved += timed(p.organic_aerosol, state, forcing.whole, interval, w.organic_aerosol, w);
  if (p.aqueous_sulfur.active())
    moved += timed(p.aqueous_sulfur, state, forcing.whole, interval, w.aqueous_sulfur, w);
  if (p.aerosol_active) moved += timed(p.aerosol, state, forcing.whole, interval, w.aerosol, w);
  if (p.dust_nitrate_active)
    moved += timed(p.dust_nitrate, state, forcing.whole, interval, w.dust_nitrate, w);
  moved += timed(p.settling, state, forcing.whole, interval, w.settling, w);
  moved += timed(p.wet_deposition, state, forcing.whole, interval, w.wet_deposition, w);

  moved += timed(p.vertical_mirrored, state, forcing.second_half, second, w.vertical, w);
  moved += timed(p.horizontal_mirrored, state, forcing.second_half, second, w.horizontal, w);
  state.time = interval.start + static_cast<UtcSeconds>(interval.dt.si());
  ++state.step;
  return moved;
}
template MassExchange step(State<float>&, const StepForcing&, const Processes<float>&, const SpeciesTable&,
                           Interval, Workspace<float>&);
template MassExchange step(State<double>&, const StepForcing&, const Processes<double>&, const SpeciesTable&,
                           Interval, Workspace<double>&);

}  // namespace lantian::model
