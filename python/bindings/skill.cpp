// Model evaluation: statistics on arrays, and a run's folder against monitor data.
#include "scenarios/skill/skill.hpp"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "python/bindings/arrays.hpp"
#include "python/bindings/bindings.hpp"
#include "run/model_skill.hpp"

namespace py = pybind11;

namespace lantian::python {
namespace {

py::dict skill(const Numbers& model, const Numbers& observed, double cutoff) {
  const auto found = scenarios::skill_of(span_of(model), span_of(observed), cutoff);
  py::dict made;
  made["count"] = found.count;
  made["mean_observed"] = found.mean_observed;
  made["mean_model"] = found.mean_model;
  made["deviation_observed"] = found.deviation_observed;
  made["deviation_model"] = found.deviation_model;
  made["rmse"] = found.root_mean_square_error;
  made["centred_rmse"] = found.centred_error;
  made["NMB"] = found.nmb;
  made["NME"] = found.nme;
  made["MFB"] = found.mfb;
  made["MFE"] = found.mfe;
  made["r"] = found.correlation;
  made["IOA"] = found.agreement;
  made["FAC2"] = found.within_factor;
  return made;
}

std::string evaluate(const run::SkillRequest& request) {
  std::string json;
  without_lock([&] { json = io::skill_json(run::model_skill(request)); });
  return json;
}

}  // namespace

void bind_skill(py::module_& core) {
  using py::arg;
  core.def("skill", &skill, arg("model"), arg("observed"), arg("cutoff"));
  core.def(
      "evaluate",
      [](const std::filesystem::path& folder, const std::vector<std::filesystem::path>& observations,
         const std::string& member, const std::filesystem::path& stations, const std::string& first_day,
         const std::string& last_day, std::optional<bool> hours_are_ending,
         std::optional<double> gas_temperature, const std::filesystem::path& output) {
        run::SkillRequest request;
        request.folder = folder;
        request.observations.files = observations;
        request.observations.hours_are_ending = hours_are_ending;
        request.observations.gas_temperature = gas_temperature;
        request.member = member;
        request.stations = stations;
        request.first_day = first_day;
        request.last_day = last_day;
        request.output = output;
        return evaluate(request);
      },
      py::kw_only(), arg("folder"), arg("observations"), arg("member"), arg("stations"), arg("first_day"),
      arg("last_day"), arg("hours_are_ending"), arg("gas_temperature"), arg("output"));
}

}  // namespace lantian::python
