#include "run/uncertainty.hpp"

#include <algorithm>

#include "run/report_cells.hpp"
#include "run/results.hpp"
#include "scenarios/emission/planned_mass.hpp"
#include "scenarios/inventory/inventory_totals.hpp"
#include "scenarios/policy/expansion.hpp"

namespace lantian::run {
namespace {

using scenarios::Doubt;

/// The member's plan with every compliance moved by `shift`, within 0 and 1.
scenarios::EmissionPlan shifted_plan(const io::CaseInputs& inputs, std::size_t member, double shift) {
  auto moved = io::scenarios_of_member(inputs, member);
  for (auto& scenario : moved)
    for (auto& [id, measure] : scenario.measures)
      measure.compliance.mean = std::clamp(measure.compliance.mean + shift, 0.0, 1.0);
  auto plan = scenarios::expand(moved, inputs.inventory, io::surroundings_of_member(inputs, member)).plan;
  plan.id = inputs.plans[member].id;
  plan.label = inputs.plans[member].label;
  return plan;
}

scenarios::PollutantMasses emitted(const io::CaseInputs& inputs, const scenarios::EmissionPlan& plan) {
  const auto& time = inputs.file.contents.time;
  const scenarios::EmissionMember member{&plan, scenarios::Exclusion::none};
  scenarios::PollutantMasses sum{};
  for (auto hour = time.start + static_cast<model::UtcSeconds>(time.spinup); hour < time.end;
       hour += model::seconds_per_hour) {
    const scenarios::PlannedMass mass(inputs.inventory, inputs.around.clock, hour);
    for (std::size_t s = 0; s < inputs.inventory.sources.size(); ++s)
      scenarios::operator+=(sum, mass.of(static_cast<int>(s), member));
  }
  return sum;
}

/// The emission that goes with a quantity of the air.
scenarios::Pollutant emission_of(const std::string& quantity) {
  if (quantity == "NO2") return scenarios::Pollutant::NOx;
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    if (scenarios::pollutant_names[p] == quantity) return static_cast<scenarios::Pollutant>(p);
  return scenarios::Pollutant::PM2p5;
}

void scale_inventory(io::CaseInputs& inputs, double factor) {
  for (auto& source : inputs.inventory.sources)
    for (auto& mass : source.annual_mass) mass *= factor;
}

/// Particles, and gases that are given by the hour.
void scale_background(io::CaseInputs& inputs, double factor) {
  auto& background = inputs.background;
  for (auto& regime : background.regimes) {
    if (!regime.pm2p5_is_factor)
      for (auto& value : regime.pm2p5) value *= factor;
    for (auto& [name, hours] : regime.surface)
      for (auto& value : hours) value *= factor;
  }
  for (auto& day : background.days) day.pm2p5 *= factor;
  for (auto& reading : background.monitor) {
    reading.pm2p5 *= factor;
    reading.coarse *= factor;
    for (auto& [name, value] : reading.gases) value *= factor;
  }
}

void scale_least_diffusivity(io::CaseInputs& inputs, double factor) {
  auto& weather = inputs.file.contents.weather;
  weather.minimum_eddy_diffusivity *= factor;
  weather.minimum_eddy_diffusivity_urban *= factor;
}

void shift_compliance(io::CaseInputs& inputs, double shift) {
  for (std::size_t m = 0; m < inputs.plans.size(); ++m)
    if (!inputs.file.contents.members[m].scenarios.empty()) inputs.plans[m] = shifted_plan(inputs, m, shift);
}

/// One end of one doubt.
struct Perturbation {
  Doubt doubt;
  void (*apply)(io::CaseInputs&, double);
  double size;
};
constexpr std::array perturbations{
    Perturbation{Doubt::inventory, scale_inventory, scenarios::inventory_factor},
    Perturbation{Doubt::inventory, scale_inventory, 1.0 / scenarios::inventory_factor},
    Perturbation{Doubt::background, scale_background, scenarios::background_factor},
    Perturbation{Doubt::background, scale_background, 1.0 / scenarios::background_factor},
    Perturbation{Doubt::least_diffusivity, scale_least_diffusivity, scenarios::least_diffusivity_factor},
    Perturbation{Doubt::least_diffusivity, scale_least_diffusivity,
                 1.0 / scenarios::least_diffusivity_factor},
    Perturbation{Doubt::compliance, shift_compliance, scenarios::compliance_half_width},
    Perturbation{Doubt::compliance, shift_compliance, -scenarios::compliance_half_width}};

/// A larger model's air or WRF's mixing has no such knob here: left out, and told as not estimated.
bool applies(const Perturbation& perturbation, const io::CaseInputs& inputs) {
  return perturbation.doubt != Doubt::background || inputs.larger.empty();
}

/// Passes all on and remembers that a stop was asked for.
class Watching final : public Progress {
 public:
  explicit Watching(Progress& progress) : progress_(progress) {}
  void begin(int hours, int members) override { progress_.begin(hours, members); }
  void hour(int done, int hours) override { progress_.hour(done, hours); }
  bool stop_requested() override { return stopped |= progress_.stop_requested(); }
  bool stopped = false;

 private:
  Progress& progress_;
};

}  // namespace

scenarios::DeltaRange Uncertainty::range(const std::string& name, const std::string& member,
                                         const std::string& against, const std::string& quantity,
                                         double change) const {
  const auto found = compliance.find({member, against});
  const auto p = static_cast<std::size_t>(emission_of(quantity));
  return scenarios::delta_range(name, change, scenarios::is_linear(quantity),
                                found == compliance.end() ? scenarios::ComplianceRatios{} : found->second[p],
                                runs);
}

Uncertainty estimated_uncertainty(const io::CaseInputs& inputs,
                                  const std::vector<scenarios::Comparison>& comparisons) {
  Uncertainty found;
  for (const auto& c : comparisons) {
    const auto member = place_of(inputs, c.member), against = place_of(inputs, c.against);
    const auto cut = [&](const scenarios::EmissionPlan& before, const scenarios::EmissionPlan& after) {
      auto less = emitted(inputs, before);
      const auto rest = emitted(inputs, after);
      for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) less[p] -= rest[p];
      return less;
    };
    const auto shifted = [&](double shift) {
      return cut(shifted_plan(inputs, against, shift), shifted_plan(inputs, member, shift));
    };
    const auto planned = cut(inputs.plans[against], inputs.plans[member]);
    const auto low = shifted(-scenarios::compliance_half_width),
               high = shifted(scenarios::compliance_half_width);
    auto& ratios = found.compliance[{c.member, c.against}];
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
      if (planned[p] != 0.0) ratios[p] = {low[p] / planned[p], high[p] / planned[p]};
  }
  return found;
}

std::vector<scenarios::PerturbedRun> perturbed_runs(const Engine& engine, const Request& request,
                                                    const std::filesystem::path& folder, Progress& progress) {
  const auto standards = shipped_standards();
  std::vector<std::string> members;
  for (const auto& c : question_of(engine, standards).comparisons)
    for (const auto& id : {c.member, c.against})
      if (std::find(members.begin(), members.end(), id) == members.end()) members.push_back(id);
  std::vector<scenarios::PerturbedRun> runs;
  if (members.empty()) return runs;
  Request own = request;
  own.restart.reset();
  own.stop_after_hours.reset();
  Watching watching(progress);
  for (const auto& perturbation : perturbations) {
    if (!applies(perturbation, engine.inputs)) continue;
    io::CaseInputs inputs = engine.inputs;
    perturbation.apply(inputs, perturbation.size);
    const Engine moved = make_engine(inputs, members);
    const auto scratch = folder / "uncertainty";
    const Simulated simulated = own.double_precision ? simulate<double>(moved, own, scratch, {}, watching)
                                                     : simulate<float>(moved, own, scratch, {}, watching);
    if (simulated.stopped || watching.stopped) {
      std::error_code failed;
      if (simulated.restart) std::filesystem::remove_all(scratch, failed);
      break;
    }
    const auto series = monitor_series(moved, simulated);
    const auto evaluation = evaluation_of(moved, simulated, series);
    runs.push_back(
        {perturbation.doubt, scenarios::deltas(evaluation.effects, appraisal_of(moved, simulated, series))});
  }
  return runs;
}

}  // namespace lantian::run
