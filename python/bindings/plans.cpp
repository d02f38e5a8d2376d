// Emission plans as arrays: what each member's scenarios do to every source, hour by hour. Nothing is
// simulated.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "io/case_inputs.hpp"
#include "python/bindings/arrays.hpp"
#include "python/bindings/bindings.hpp"
#include "run/exclusion.hpp"
#include "run/no_action.hpp"
#include "scenarios/emission/emission_assembly.hpp"
#include "scenarios/emission/planned_mass.hpp"

namespace py = pybind11;

namespace lantian::python {
namespace {

using scenarios::pollutant_count;

/// kg in each hour, (hours, sources, pollutants), as the run's own account counts people's sources; and the
/// plan's mean factor in the hour.
struct Expanded {
  std::vector<double> mass, factor;
};

Expanded expanded(const io::CaseInputs& inputs, std::size_t member, int hours) {
  const auto& time = inputs.file.contents.time;
  const auto sources = inputs.inventory.sources.size();
  Expanded made;
  made.mass.reserve(static_cast<std::size_t>(hours) * sources * pollutant_count);
  made.factor.reserve(made.mass.capacity());
  const scenarios::EmissionMember of{&inputs.plans[member],
                                     run::exclusion_of(inputs.file.contents.members[member].exclude)};
  for (int h = 0; h < hours; ++h) {
    const auto start = time.start + h * model::seconds_per_hour;
    const scenarios::PlannedMass planned(inputs.inventory, time.plan_clock(), start);
    for (std::size_t s = 0; s < sources; ++s) {
      const auto mass = planned.of(static_cast<int>(s), of);
      for (std::size_t p = 0; p < pollutant_count; ++p) {
        made.mass.push_back(mass[p]);
        made.factor.push_back(scenarios::mean_factor(inputs.plans[member], static_cast<int>(s), start,
                                                     start + model::seconds_per_hour,
                                                     static_cast<scenarios::Pollutant>(p)));
      }
    }
  }
  return made;
}

py::list texts(const io::CaseInputs& inputs, const std::function<std::string(const scenarios::Source&)>& of) {
  py::list made;
  for (const auto& source : inputs.inventory.sources) made.append(of(source));
  return made;
}

py::dict expand(const std::filesystem::path& case_path, const std::string& season, const std::string& variant,
                bool outside_allowed, int threads) {
  io::CaseInputs inputs;
  std::vector<Expanded> members;
  int hours = 0;
  without_lock([&] {
    io::Diagnostics diagnostics;
    inputs = io::read_case_inputs(case_path, {season, variant, outside_allowed}, diagnostics);
    diagnostics.throw_if_any();
    if (inputs.awaits_run()) run::expand_by_no_action(inputs, threads);
    const auto& time = inputs.file.contents.time;
    hours = static_cast<int>((time.end - time.start) / model::seconds_per_hour);
    for (std::size_t m = 0; m < inputs.plans.size(); ++m) members.push_back(expanded(inputs, m, hours));
  });
  const auto& time = inputs.file.contents.time;
  const std::vector<py::ssize_t> shape{hours, static_cast<py::ssize_t>(inputs.inventory.sources.size()),
                                       static_cast<py::ssize_t>(pollutant_count)};
  py::list ids, hashes, mass, factor;
  for (std::size_t m = 0; m < members.size(); ++m) {
    ids.append(inputs.plans[m].id);
    hashes.append(io::plan_hash(inputs.plans[m], inputs.inventory));
    mass.append(array_of(std::move(members[m].mass), shape));
    factor.append(array_of(std::move(members[m].factor), shape));
  }
  const auto enterprise = [&](const scenarios::Source& source) {
    return source.enterprise < 0
               ? std::string()
               : inputs.inventory.enterprises[static_cast<std::size_t>(source.enterprise)].id;
  };
  py::dict made;
  made["members"] = ids;
  made["hashes"] = hashes;
  made["mass"] = mass;
  made["factor"] = factor;
  made["start"] = time.start;
  made["utc_offset"] = time.utc_offset;
  made["sources"] = texts(inputs, [](const auto& one) { return one.id; });
  made["industry"] = texts(inputs, [](const auto& one) { return one.industry; });
  made["category"] = texts(inputs, [](const auto& one) { return one.category; });
  made["region"] = texts(inputs, [](const auto& one) { return one.region; });
  made["enterprise"] = texts(inputs, enterprise);
  py::list in_county;
  for (const auto& one : inputs.inventory.sources) in_county.append(one.in_county);
  made["in_county"] = in_county;
  py::list pollutants;
  for (const auto name : scenarios::pollutant_names) pollutants.append(std::string(name));
  made["pollutants"] = pollutants;
  made["synthetic"] = inputs.file.contents.synthetic;
  return made;
}

}  // namespace

void bind_plans(py::module_& core) {
  using py::arg;
  core.def("expand", &expand, py::kw_only(), arg("case_path"), arg("season"), arg("variant"),
           arg("outside_allowed"), arg("threads"));
}

}  // namespace lantian::python
