/// The grid engine set up for a case: species, processes, weather, boundary air, emissions.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/case_inputs.hpp"
#include "model/chemistry/mechanism.hpp"
#include "model/deposition/dry_deposition.hpp"
#include "model/state/mass_concentration.hpp"
#include "model/step.hpp"
#include "run/boundary_air.hpp"
#include "run/outside_air.hpp"
#include "run/weather_series.hpp"
#include "scenarios/emission/emission_assembly.hpp"

namespace lantian::run {

/// A member as it runs. The baseline, member 0, is the first that excludes nothing, has no scenario and no
/// air of its own outside, or the case's first.
struct RunMember {
  std::string id;
  scenarios::Label label;
  const scenarios::EmissionPlan* plan;
  scenarios::Exclusion exclude;
  std::vector<OutsideFactor> outside{};  // of the air beyond the window
};

/// What does not change during a run. Must outlive nothing: it owns or refers to `inputs`, which outlives it.
struct Engine {
  const io::CaseInputs& inputs;
  model::chemistry::Mechanism mechanism;
  std::vector<std::filesystem::path> mechanism_files;  // that it was read from
  model::SpeciesTable species;
  std::vector<RunMember> members;
  model::Grid grid;
  WeatherSeries weather;
  BoundaryAir boundary;
  scenarios::EmissionAssembly emission;
  model::DepositionSurface ground;
  std::vector<model::OutputQuantity> indicators{};  // recorded beside the output, but no part of it

  std::vector<std::string> recorded{};  // names of the output that is kept; empty: all

  /// Quantities of the particles that are recorded where the case asks for them by name.
  std::vector<model::OutputQuantity> particle_quantities() const;

  template <class Real>
  model::Processes<Real> processes() const;
};

/// Gases of a run with the volatility basis set that make organic aerosol; nothing in a run without it.
std::optional<std::vector<std::string>> organic_precursors(const Engine& engine);

/// The file of the case's mechanism: one that is shipped, by its name, or one of the case's own.
std::filesystem::path mechanism_file(const io::CaseFile& file);

/// Of gases that the mechanism takes as given: the background's, else the usual ones.
model::chemistry::GivenMoleFractions given_fractions(const scenarios::Background& background);

/// Everything that a case reads. Throws io::InputErrors with all mistakes, those included that only show
/// beside the mechanism.
io::CaseInputs read_sound_case(const std::filesystem::path& path, const io::CaseChoice& choice);

/// The members asked for, in the case's order after the baseline, which all others follow: it always runs, so
/// that a member's bits do not hang on who was asked for with it. Throws as `check_members`.
std::vector<RunMember> run_members(const io::CaseInputs& inputs, const std::vector<std::string>& asked);

/// Throws io::InputErrors where a member that was asked for is none of the case's.
void check_members(const io::CaseInputs& inputs, const std::vector<std::string>& asked);

/// Names of the concentrations that every run of the case records, particles and their parts among them.
std::vector<std::string> recorded_names(const io::CaseInputs& inputs);

struct Checked {
  std::string file;       // the case's
  io::Diagnostics notes;  // no mistakes, but worth a look
};

/// As far as a run would go before its first step. Throws as above.
Checked check_case(const std::filesystem::path& path, const io::CaseChoice& choice);

/// Throws io::InputErrors where the mechanism file, a member's name or a profile's species is wrong.
Engine make_engine(const io::CaseInputs& inputs, const std::vector<std::string>& members);

}  // namespace lantian::run
