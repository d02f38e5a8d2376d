#include "run/engine.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "io/data_folder.hpp"
#include "io/mechanism.hpp"
#include "model/aerosol/aerosol_species.hpp"
#include "model/aerosol/particle_quantities.hpp"
#include "model/aerosol/volatility_basis.hpp"
#include "model/boundary_layer/surface_parameters.hpp"
#include "model/ground/land_cover.hpp"
#include "model/photolysis/photolysis_rates.hpp"
#include "model/quantities/constants.hpp"
#include "model/state/mass_concentration.hpp"
#include "run/case_weather.hpp"
#include "run/city/city_setup.hpp"
#include "run/exclusion.hpp"
#include "run/haze_mechanism.hpp"
#include "run/plumes/plume_setup.hpp"
#include "scenarios/inventory/speciation.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::run {
namespace {

constexpr double degree = model::constants::pi / 180.0;
constexpr double moles_per_dobson_unit =
    4.4615e-4;  // mol m-2: 10 um of gas at 273.15 K, 1013.25 hPa [Basher1982]

model::SpeciesTable species_of(const model::chemistry::Mechanism& mechanism,
                               scenarios::OrganicAerosol organics) {
  std::vector<model::Species> all;
  auto particles = model::aerosol::aerosol_species();
  if (organics == scenarios::OrganicAerosol::vbs)
    for (auto& s : model::aerosol::volatility_species()) particles.push_back(std::move(s));
  for (const auto& s : mechanism.species) {
    if (s.given) continue;
    const auto particle = std::find_if(particles.begin(), particles.end(), [&](const auto& p) {
      return p.name == s.name && p.kind != model::SpeciesKind::gas;
    });
    if (particle != particles.end())
      all.push_back(*particle);
    else
      all.push_back({s.name, s.molar_mass, model::SpeciesKind::gas, s.atoms_of("N"), s.atoms_of("S")});
  }
  for (auto& s : particles)
    if (std::none_of(all.begin(), all.end(), [&](const auto& have) { return have.name == s.name; }))
      all.push_back(std::move(s));
  return model::SpeciesTable(std::move(all));
}

model::chemistry::Sky sky_of(const io::CaseInputs& inputs) {
  model::chemistry::Sky sky;
  const auto& grid = inputs.grid;
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i) {
      const auto place =
          inputs.projection->inverse(grid.x_west + (i + 0.5) * grid.dx, grid.y_south + (j + 0.5) * grid.dx);
      sky.longitude.push_back(place.longitude * degree);
      sky.latitude.push_back(place.latitude * degree);
    }
  sky.ozone_column = inputs.file.contents.chemistry.ozone_column / moles_per_dobson_unit;
  sky.ground_altitude = inputs.ground.altitude;
  for (int k = 0; k < grid.nz(); ++k) sky.layer_altitude.push_back(grid.layer_centre(k));
  return sky;
}

/// Methane and hydrogen are not integrated: the case's background gives them, the mean of its regimes.
/// The ground that takes up what the air brings.
model::DepositionSurface ground_of(const io::CaseInputs& inputs) {
  model::DepositionSurface ground;
  ground.season = io::season_of_case(inputs);
  ground.land_use = io::land_use_of_case(inputs);
  ground.roughness_length.clear();
  if (inputs.ground.land_use.empty())
    ground.roughness_length = {inputs.file.contents.weather.surface.roughness};
  else
    for (const auto& column : ground.land_use)
      ground.roughness_length.push_back(model::ground_of(column, ground.season).roughness_length);
  return ground;
}

/// Leaf area of wheat fields by season [m2 m-2], general knowledge for the North China plain.
double leaf_area_of_fields(model::Season season) {
  model::LandUse fields;
  fields.share[1] = 1.0;
  return model::leaf_area_index(fields, season);
}

/// Names of species that the case, its tables and its profiles use but the run does not have: all in one go.
void check_species(const io::CaseInputs& inputs, const model::chemistry::Mechanism& mechanism,
                   const model::SpeciesTable& species, io::Diagnostics& diagnostics) {
  const auto unknown = [&](const io::TextPlace& place, const std::string& key, const std::string& name,
                           const std::vector<std::string>& known) {
    diagnostics.add("unknown_reference", place,
                    {{"key", key}, {"value", name}, {"nearest", io::nearest_spelling(name, known)}});
  };
  std::vector<std::string> names, written;
  for (int s = 0; s < species.size(); ++s) names.push_back(species[s].name);
  for (const auto& s : mechanism.species) names.push_back(s.name);  // those given, not integrated, too
  for (const auto& quantity : model::output_quantities(species)) written.push_back(quantity.name);
  for (const auto& quantity :
       model::aerosol::particle_quantities(species, inputs.file.contents.chemistry.aerosol_phase))
    written.push_back(quantity.name);
  const auto is_in = [](const std::vector<std::string>& all, const std::string& name) {
    return std::find(all.begin(), all.end(), name) != all.end();
  };

  const auto& contents = inputs.file.contents;
  for (const auto& name : contents.output.species)
    if (!is_in(written, name)) unknown(inputs.file.place("output.species"), "species", name, written);
  if (contents.city_field.active)
    for (const auto& name : contents.city_field.species) {
      const bool is_of_ozone = name == "NO2" || name == "O3";
      if (is_of_ozone && !(is_in(written, "NO") && is_in(written, "NO2") && is_in(written, "O3")))
        diagnostics.add("city_field_of_ozone", inputs.file.place("city_field.species"), {{"value", name}});
      else if (!is_in(written, name))
        unknown(inputs.file.place("city_field.species"), "species", name, written);
    }
  std::set<std::string> outside;
  for (const auto& regime : inputs.background.regimes) {
    for (const auto& [name, hours] : regime.surface) outside.insert(name);
    for (const auto& [name, day_night] : regime.gases) outside.insert(name);
  }
  for (const auto& name : outside)
    if (!is_in(names, name)) unknown({contents.background.gases, 0, 0}, "species", name, names);
  check_outside(inputs, species, diagnostics);
  for (const auto& name : scenarios::missing_species(inputs.inventory, species))
    unknown(inputs.file.place("chemistry.mechanism"), "species of a speciation profile", name, names);
}

io::MechanismFile mechanism_of(const io::CaseFile& file) {
  return with_haze(io::read_mechanism_file(mechanism_file(file), file.place("chemistry.mechanism")),
                   file.contents.chemistry);
}

/// What a mechanism asks of a run: photolysis and rates that it has, molar masses of what is carried.
void check_rates(const io::MechanismFile& file, io::Diagnostics& diagnostics) {
  using namespace model::chemistry;
  const auto light = model::PhotolysisRates::known_names();
  const std::vector<std::string> supplied(supplied_rates.begin(), supplied_rates.end());
  const auto is_in = [](const std::vector<std::string>& all, const std::string& name) {
    return std::find(all.begin(), all.end(), name) != all.end();
  };
  for (std::size_t r = 0; r < file.mechanism.reactions.size(); ++r) {
    const Reaction& reaction = file.mechanism.reactions[r];
    const auto unknown = [&](const char* code, const std::string& name, const std::vector<std::string>& known,
                             const std::string& accepted) {
      diagnostics.add(code, file.places[r],
                      {{"key", reaction.id},
                       {"value", name},
                       {"nearest", io::nearest_spelling(name, known)},
                       {"accepted", accepted}});
    };
    for (const auto& name : photolysis_names(reaction))
      if (!is_in(light, name)) unknown("unknown_photolysis", name, light, "");
    const auto* law = std::get_if<UserDefined>(&reaction.rate);
    if (law != nullptr && law->process == UserDefined::Process::any && !is_in(supplied, law->name))
      unknown("unknown_supplied_rate", law->name, supplied, scenarios::joined(supplied));
  }
  for (const auto& one : file.mechanism.species)
    if (!one.given && one.molar_mass <= 0.0)
      diagnostics.add("species_without_mass", {file.files.front().string(), 0, 0}, {{"value", one.name}});
}

/// The mechanism, whether a run can have its rates, and the species that the rest names.
void check_chemistry(const io::CaseInputs& inputs, io::Diagnostics& diagnostics) {
  try {
    const auto file = mechanism_of(inputs.file);
    const auto species = species_of(file.mechanism, inputs.file.contents.chemistry.organic_aerosol);
    check_species(inputs, file.mechanism, species, diagnostics);
    check_rates(file, diagnostics);
  } catch (const io::InputErrors& errors) {
    for (const auto& mistake : errors.mistakes)
      diagnostics.add(mistake.code, mistake.place, mistake.arguments);
  }
}

/// Emission and loss in a mechanism: the run has its own.
void note_left_to_run(const io::MechanismFile& file, io::Diagnostics& notes) {
  using model::chemistry::UserDefined;
  for (std::size_t r = 0; r < file.mechanism.reactions.size(); ++r)
    if (const auto* law = std::get_if<UserDefined>(&file.mechanism.reactions[r].rate);
        law != nullptr && law->process != UserDefined::Process::any)
      notes.add("left_to_run", file.places[r], {{"key", law->name}});
}

/// Reactions on particles that the case asks for and its mechanism has no species for, or has itself.
void note_left_out(const io::CaseFile& file, io::Diagnostics& notes) {
  std::vector<std::string> keys;
  with_haze(io::read_mechanism_file(mechanism_file(file)), file.contents.chemistry, &keys);
  for (const auto& key : keys) notes.add("haze_left_out", file.place("chemistry." + key), {{"key", key}});
}

}  // namespace

std::vector<std::string> recorded_names(const io::CaseInputs& inputs) {
  const auto species =
      species_of(mechanism_of(inputs.file).mechanism, inputs.file.contents.chemistry.organic_aerosol);
  std::vector<std::string> names;
  for (const auto& quantity : model::output_quantities(species)) names.push_back(quantity.name);
  return names;
}

std::vector<RunMember> run_members(const io::CaseInputs& inputs, const std::vector<std::string>& asked) {
  check_members(inputs, asked);
  const auto& all = inputs.file.contents.members;
  std::vector<RunMember> members;
  std::size_t baseline = all.size();
  for (std::size_t n = 0; n < all.size(); ++n) {
    members.push_back({all[n].id, all[n].label, &inputs.plans[n], exclusion_of(all[n].exclude)});
    const bool is_free = members[n].plan->runs.empty() && members[n].exclude == scenarios::Exclusion::none &&
                         all[n].outside.empty();
    if (is_free) baseline = std::min(baseline, n);
  }
  if (baseline < all.size()) {
    const auto first = members.begin() + static_cast<std::ptrdiff_t>(baseline);
    std::rotate(members.begin(), first, first + 1);
  }
  if (!asked.empty())
    members.erase(std::remove_if(members.begin() + 1, members.end(),
                                 [&](const RunMember& m) {
                                   return std::find(asked.begin(), asked.end(), m.id) == asked.end();
                                 }),
                  members.end());
  return members;
}

void check_members(const io::CaseInputs& inputs, const std::vector<std::string>& asked) {
  io::Diagnostics diagnostics;
  std::vector<std::string> known;
  for (const auto& member : inputs.file.contents.members) known.push_back(member.id);
  for (const auto& id : asked)
    if (std::find(known.begin(), known.end(), id) == known.end())
      diagnostics.add("unknown_reference", {inputs.file.file, 0, 0},
                      {{"key", "--members"}, {"value", id}, {"nearest", io::nearest_spelling(id, known)}});
  diagnostics.throw_if_any();
}

model::chemistry::GivenMoleFractions given_fractions(const scenarios::Background& background) {
  model::chemistry::GivenMoleFractions fractions;
  for (const auto& [name, fraction] :
       {std::pair{"CH4", &fractions.methane}, std::pair{"H2", &fractions.hydrogen}}) {
    double sum = 0.0;
    int count = 0;
    for (const auto& regime : background.regimes)
      if (const auto found = regime.gases.find(name); found != regime.gases.end())
        sum += 0.5 * (found->second.day + found->second.night), ++count;
    if (count > 0) *fraction = sum / count;
  }
  return fractions;
}

std::filesystem::path mechanism_file(const io::CaseFile& file) {
  const auto& name = file.contents.chemistry.mechanism;
  return io::shipped_mechanism(name).value_or(file.folder / name);
}

std::vector<model::OutputQuantity> Engine::particle_quantities() const {
  return model::aerosol::particle_quantities(species, inputs.file.contents.chemistry.aerosol_phase);
}

namespace {

void fill_uptake(const scenarios::CaseChemistry& chemistry, model::aerosol::HeterogeneousSettings& uptake) {
  uptake.n2o5_uptake = chemistry.nitrogen_pentoxide_uptake
                           ? static_cast<model::aerosol::N2O5Uptake>(chemistry.nitrogen_pentoxide_scheme)
                           : model::aerosol::N2O5Uptake::none;
  uptake.nitryl_chloride = chemistry.nitryl_chloride;
  uptake.ho2_uptake = chemistry.hydroperoxyl_uptake;
  uptake.no3_uptake = chemistry.nitrate_radical_uptake;
  uptake.so2_uptake = chemistry.sulfur_dioxide_on_particles == scenarios::SulfurDioxideOnParticles::uptake;
}

/// A mesoscale model's light knows of no particles; a station's was measured below them.
model::HazeDimming dimming_of(scenarios::HazeDimming asked, bool is_mesoscale) {
  if (asked == scenarios::HazeDimming::off) return model::HazeDimming::off;
  return asked == scenarios::HazeDimming::all || is_mesoscale ? model::HazeDimming::all
                                                              : model::HazeDimming::measured;
}

}  // namespace

template <class Real>
model::Processes<Real> Engine::processes() const {
  const auto& contents = inputs.file.contents;
  model::aerosol::HeterogeneousSettings uptake;
  if (inputs.ground.land_use.empty()) {
    uptake.leaf_area_index = {leaf_area_of_fields(ground.season)};
    uptake.urban_fraction = {contents.weather.surface.urban_fraction};
  } else {
    for (const auto& column : ground.land_use) {
      uptake.leaf_area_index.push_back(model::leaf_area_index(column, ground.season));
      uptake.urban_fraction.push_back(column.share[0]);
    }
  }
  if (!contents.chemistry.surface_nitrous_acid) {
    uptake.no2_uptake = 0.0;
    uptake.leaf_area_index.clear();
    uptake.urban_fraction.clear();
  }
  model::chemistry::Tolerances tolerances;
  tolerances.shared_factorisation = contents.chemistry.shared_factorisation;
  const auto& chemistry = contents.chemistry;
  fill_uptake(chemistry, uptake);
  auto sky = sky_of(inputs);
  const auto dimming = dimming_of(chemistry.haze_dimming, !contents.weather.wrf.empty());
  const model::HazeLight light(dimming, chemistry.ultraviolet_albedo, sky.latitude, sky.longitude);
  sky.light_by_member = light.differs_between_members();
  model::chemistry::AqueousSulfurSettings water;
  water.in_cloud = chemistry.sulfur_dioxide_in_cloud;
  water.in_particles =
      chemistry.sulfur_dioxide_on_particles == scenarios::SulfurDioxideOnParticles::aerosol_water;
  const auto horizontal = [&](model::StepHalf half) {
    model::HorizontalTransport<Real> process{grid, half};
    process.scheme = contents.transport.scheme;
    process.diffuses = contents.transport.horizontal_diffusion;
    return process;
  };
  const auto vertical = [&](model::StepHalf half) {
    model::VerticalTransport<Real> process(grid, half);
    process.scheme = contents.transport.scheme;
    process.mixing = contents.transport.vertical_mixing;
    return process;
  };
  return {.horizontal = horizontal(model::StepHalf::first),
          .horizontal_mirrored = horizontal(model::StepHalf::second),
          .vertical = vertical(model::StepHalf::first),
          .vertical_mirrored = vertical(model::StepHalf::second),
          .chemistry = model::chemistry::GasChemistry<Real>(mechanism, species, std::move(sky), tolerances,
                                                            given_fractions(inputs.background)),
          .aerosol = model::aerosol::Aerosol<Real>(species, model::aerosol::production_tolerance,
                                                   contents.chemistry.aerosol_phase),
          .aerosol_active = contents.chemistry.inorganic_aerosol,
          .dust_nitrate = model::aerosol::DustNitrate<Real>(species),
          .dust_nitrate_active = contents.chemistry.dust_nitrate,
          .organic_aerosol = model::aerosol::OrganicAerosol<Real>(species, mechanism),
          .settling = {grid, species},
          .wet_deposition = {grid, species},
          .heterogeneous = uptake,
          .haze_light = light,
          .aqueous_sulfur = {species, water}};
}
template model::Processes<float> Engine::processes() const;
template model::Processes<double> Engine::processes() const;

Engine make_engine(const io::CaseInputs& inputs, const std::vector<std::string>& members) {
  const auto& contents = inputs.file.contents;
  auto file = mechanism_of(inputs.file);
  auto species = species_of(file.mechanism, contents.chemistry.organic_aerosol);
  io::Diagnostics diagnostics;
  check_species(inputs, file.mechanism, species, diagnostics);
  diagnostics.throw_if_any();
  auto run = run_members(inputs, members);
  for (auto& member : run)
    for (const auto& of_case : contents.members)
      if (of_case.id == member.id) member.outside = outside_factors(of_case, species, contents.time.start);
  WeatherSeries weather(inputs.grid, case_weather(inputs));
  const BoundarySite site{contents.grid.latitude * degree, contents.grid.longitude * degree,
                          contents.chemistry.ozone_column / moles_per_dobson_unit, inputs.ground.altitude};
  BoundaryAir boundary = inputs.larger.empty()
                             ? BoundaryAir(inputs.grid, species, inputs.background, weather, site,
                                           contents.time.start, contents.time.end)
                             : BoundaryAir(std::make_shared<const LargerBoundary>(
                                   inputs.grid, species, inputs.larger, weather, contents.time.start));
  scenarios::EmissionAssembly emission(inputs.inventory, inputs.grid, species, contents.time.plan_clock());
  auto ground = ground_of(inputs);
  return {inputs,
          std::move(file.mechanism),
          std::move(file.files),
          std::move(species),
          std::move(run),
          inputs.grid,
          std::move(weather),
          std::move(boundary),
          std::move(emission),
          ground,
          {},
          {}};
}

std::optional<std::vector<std::string>> organic_precursors(const Engine& engine) {
  const model::aerosol::OrganicAerosol<float> process(engine.species, engine.mechanism);
  if (!process.is_active()) return std::nullopt;
  return process.precursors();
}

io::CaseInputs read_sound_case(const std::filesystem::path& path, const io::CaseChoice& choice) {
  io::Diagnostics diagnostics;
  auto inputs = io::read_case_inputs(path, choice, diagnostics);
  const bool is_named = !inputs.file.contents.chemistry.mechanism.empty();
  if (is_named && inputs.file.is_sound("chemistry")) check_chemistry(inputs, diagnostics);
  diagnostics.throw_if_any();
  return inputs;
}

Checked check_case(const std::filesystem::path& path, const io::CaseChoice& choice) {
  const io::CaseInputs inputs = read_sound_case(path, choice);
  const Engine engine = make_engine(inputs, {});
  check_plumes(inputs, engine.members.size());
  check_city_field(inputs, engine.members.size());
  Checked checked{inputs.file.file, inputs.notes};
  note_left_to_run(mechanism_of(inputs.file), checked.notes);
  note_left_out(inputs.file, checked.notes);
  std::string unused;
  for (const auto& name : engine.boundary.unused()) unused += (unused.empty() ? "" : ", ") + name;
  if (!unused.empty())
    checked.notes.add("background_unmapped", {inputs.file.file, 0, 0}, {{"value", unused}});
  if (const auto precursors = organic_precursors(engine); precursors && precursors->empty())
    checked.notes.add("organic_without_precursors", inputs.file.place("chemistry.organic_aerosol"));
  return checked;
}

}  // namespace lantian::run
