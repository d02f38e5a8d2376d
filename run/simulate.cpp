#include "run/simulate.hpp"

#include <algorithm>
#include <chrono>

#include "io/sha256.hpp"
#include "model/state/mass_concentration.hpp"

namespace lantian::run {
namespace {

using model::UtcSeconds;

std::vector<const std::vector<OutsideFactor>*> outside_of(const Engine& engine) {
  std::vector<const std::vector<OutsideFactor>*> factors;
  for (const auto& member : engine.members) factors.push_back(&member.outside);
  return factors;
}

/// The air beyond the window as each member has it.
model::BoundaryValues air_beyond(const Engine& engine, const model::Layout& layout, UtcSeconds time) {
  auto air = engine.boundary.at(layout, time);
  scale_outside(outside_of(engine), layout, time, air);
  return air;
}

/// Weather, boundary air and emission of the two halves of a step and of its whole.
class Drive {
 public:
  Drive(const Engine& engine, const model::Layout& layout, const model::EmissionField& emission,
        UtcSeconds start, UtcSeconds end)
      : weather_{engine.weather.step(start, start + (end - start) / 2),
                 engine.weather.step(start + (end - start) / 2, end), engine.weather.step(start, end)},
        air_{air_beyond(engine, layout, start + (end - start) / 4),
             air_beyond(engine, layout, start + 3 * (end - start) / 4)},
        emission_(emission) {}

  model::StepForcing forcing() const {
    return {{weather_[0], emission_, air_[0]},
            {weather_[1], emission_, air_[1]},
            {weather_[2], emission_, air_[1]}};
  }
  const model::Weather& middle() const { return weather_[2].middle; }

 private:
  model::StepWeather weather_[3];
  model::BoundaryValues air_[2];
  const model::EmissionField& emission_;
};

std::vector<scenarios::EmissionMember> emission_members(const Engine& engine) {
  std::vector<scenarios::EmissionMember> members;
  for (const auto& member : engine.members) members.push_back({member.plan, member.exclude});
  return members;
}

void remember_emission(Record& record, const scenarios::EmissionAccount& account,
                       const std::vector<scenarios::EmissionGroup>& groups) {
  for (int member = 0; member < account.members(); ++member) {
    record.county[member].push_back(account.anthropogenic(member, groups, true));
    record.all[member].push_back(account.total(member));
    record.outside[member].push_back(account.outside(member));
    record.not_carried[member].push_back(account.not_carried(member));
  }
}

/// SHA-256 of a member's mole fractions in the window, cell by cell, and of its hourly means of the `outputs`
/// first quantities, level by level.
template <class Real>
std::string hash_of(const model::State<Real>& state, const Record& record, int member, std::size_t outputs) {
  const auto& l = state.layout;
  io::Sha256 hash;
  std::vector<Real> values(l.species);
  for (int k = 0; k < l.nz; ++k)
    for (int j = 0; j < l.ny; ++j)
      for (int i = 0; i < l.nx; ++i) {
        for (int s = 0; s < l.species; ++s) values[s] = state.at(k, j, i)[l.lane(s, member)];
        hash.add(std::as_bytes(std::span(values)));
      }
  const std::size_t columns = static_cast<std::size_t>(l.ny) * l.nx;
  for (std::size_t n = 0; n < outputs; ++n)
    for (const auto& hour : record.means[n])
      for (int k = 0; k < record.levels; ++k) {
        const std::size_t begin = (static_cast<std::size_t>(k) * l.members + member) * columns;
        hash.add(std::as_bytes(std::span(hour).subspan(begin, columns)));
      }
  return hash.hex();
}

template <class Real>
model::State<Real> initial_state(const Engine& engine, UtcSeconds start) {
  model::State<Real> state(engine.grid, engine.species.size(), static_cast<int>(engine.members.size()));
  state.time = start;
  const auto air = model::air_amount(engine.grid, engine.weather.at(start));
  state.air_amount.assign(air.begin(), air.end());
  engine.boundary.fill(state, start);
  scale_initial(outside_of(engine), state);
  return state;
}

/// Deposition of the hour's middle holds for the hour: it follows the sun, not the minute.
template <class Real>
void set_deposition(const Engine& engine, const model::Weather& weather, model::Workspace<Real>& workspace) {
  workspace.vertical.deposition_velocity.velocity =
      model::deposition_velocities(engine.grid, weather, engine.species, engine.ground);
}

void add_seconds(std::vector<std::pair<std::string, double>>& all, std::string_view name, double seconds) {
  for (auto& [known, sum] : all)
    if (known == name) {
      sum += seconds;
      return;
    }
  all.emplace_back(name, seconds);
}

}  // namespace

template <class Real>
Simulated simulate_leg(const Engine& engine, const Leg& leg, Progress& progress) {
  const auto& time = engine.inputs.file.contents.time;
  const auto step_length = static_cast<UtcSeconds>(time.step);
  const int hours = static_cast<int>((time.end - time.start) / model::seconds_per_hour);
  const int members = static_cast<int>(engine.members.size());

  Simulated out;
  auto quantities = model::output_quantities(engine.species);
  if (!engine.recorded.empty())
    std::erase_if(quantities, [&](const auto& one) {
      return std::find(engine.recorded.begin(), engine.recorded.end(), one.name) == engine.recorded.end();
    });
  for (auto& one : engine.particle_quantities()) {
    const auto& wanted = engine.inputs.file.contents.output.species;
    if (std::find(wanted.begin(), wanted.end(), one.name) != wanted.end())
      quantities.push_back(std::move(one));
  }
  const std::size_t outputs = quantities.size();
  quantities.insert(quantities.end(), engine.indicators.begin(), engine.indicators.end());
  Record& record = out.record;
  record.levels = engine.inputs.file.contents.output.levels;
  model::ConcentrationMeans means(engine.grid, record.levels, members, std::move(quantities));
  out.quantities = means.quantities();
  record.means.resize(means.quantities().size());
  for (const auto& [scope, emitted] : emitted_scopes) (record.*emitted).resize(members);
  record.dustfall = model::Dustfall(engine.species, engine.grid.columns(), members);

  auto state = initial_state<Real>(engine, time.start);
  record.ledger.initial = model::amount_in_window(state);
  record.ledger.moved = model::MassExchange(state.layout.lanes);
  if (leg.from) from_restart(*leg.from, engine.grid, state, record);

  const auto processes = engine.processes<Real>();
  model::Workspace<Real> workspace;
  const auto emitters = emission_members(engine);
  const auto clock = [] { return std::chrono::steady_clock::now(); };
  const auto since = [&](auto begin) { return std::chrono::duration<double>(clock() - begin).count(); };

  progress.begin(hours, members);
  for (int hour = static_cast<int>((state.time - time.start) / model::seconds_per_hour); hour < hours;
       ++hour) {
    const UtcSeconds begin = time.start + hour * model::seconds_per_hour;
    const auto weather = engine.weather.at(begin + model::seconds_per_hour / 2);
    auto began = clock();
    const auto emission = engine.emission.hour(begin, weather, state.layout, emitters);
    remember_emission(record, emission.account, engine.emission.groups());
    add_seconds(out.seconds, "emission", since(began));
    began = clock();
    set_deposition(engine, weather, workspace);
    add_seconds(out.seconds, "deposition_velocity", since(began));

    // Like all that is evaluated, dustfall is counted after the spin-up.
    const bool counts = static_cast<double>(begin - time.start) >= time.spinup;
    workspace.vertical.dustfall = workspace.wet_deposition.dustfall = counts ? &record.dustfall : nullptr;

    means.clear();
    for (UtcSeconds now = begin; now < begin + model::seconds_per_hour; now += step_length) {
      progress.step();
      began = clock();
      const Drive drive(engine, state.layout, emission.field, now, now + step_length);
      add_seconds(out.seconds, "forcing", since(began));
      record.ledger.moved += model::step(state, drive.forcing(), processes, engine.species,
                                         {now, model::Seconds(time.step)}, workspace);
      means.add(state, drive.middle());
    }
    record.hours.push_back(begin);
    for (std::size_t n = 0; n < record.means.size(); ++n) record.means[n].push_back(means.mean(n));
    progress.hour(hour + 1, hours);

    const auto state_now = [&] { return to_restart(state, record, engine.grid, leg.identity); };
    if (hour + 1 == hours) break;
    if (progress.stop_requested() || leg.until_hour == hour + 1) {
      out.state = state_now();
      out.stopped = true;
      break;
    }
    if (leg.after_hour) leg.after_hour(hour + 1, state_now);
  }
  record.ledger.final = model::amount_in_window(state);
  for (int member = 0; member < members; ++member)
    out.field_hashes[engine.members[member].id] = hash_of(state, record, member, outputs);
  for (const auto& [name, seconds] : workspace.seconds) add_seconds(out.seconds, name, seconds);
  out.solved_aerosols = workspace.aerosol.solved;
  out.unconverged_aerosols = workspace.aerosol.unconverged;
  return out;
}
template Simulated simulate_leg<float>(const Engine&, const Leg&, Progress&);
template Simulated simulate_leg<double>(const Engine&, const Leg&, Progress&);

template <class Real>
Simulated simulate(const Engine& engine, const Request& request, const std::filesystem::path& folder,
                   std::map<std::string, std::string> identity, Progress& progress) {
  std::optional<io::RestartFile> from;
  if (request.restart) from = io::read_restart(*request.restart, identity);
  Simulated out = simulate_leg<Real>(
      engine, {from ? &*from : nullptr, request.stop_after_hours, std::move(identity), {}}, progress);
  if (!out.state) return out;
  out.restart = folder / "restart.h5";
  io::write_restart(*out.state, *out.restart);
  out.state.reset();
  return out;
}
template Simulated simulate<float>(const Engine&, const Request&, const std::filesystem::path&,
                                   std::map<std::string, std::string>, Progress&);
template Simulated simulate<double>(const Engine&, const Request&, const std::filesystem::path&,
                                    std::map<std::string, std::string>, Progress&);

}  // namespace lantian::run
