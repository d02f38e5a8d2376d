#include "io/larger_fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "io/cf_grid.hpp"
#include "io/data_folder.hpp"
#include "io/local_time.hpp"
#include "io/table.hpp"
#include "io/units.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::io {
namespace {

using scenarios::AmountKind;
constexpr std::array<std::string_view, 11> particle_parts{"NO3", "SO4", "NH4",     "Cl",    "POA",   "SOA",
                                                          "EC",  "K",   "mineral", "other", "coarse"};

struct MappedName {
  std::string quantity;
  double share = 1.0;
};

/// data/species/<name>.csv: what a variable of that name, or of that standard name, is.
std::map<std::string, MappedName> read_mapping(const char* name, Diagnostics& diagnostics) {
  const auto table =
      Table::read(data_folder() / "species" / (std::string(name) + ".csv"),
                  {{"name", ""}, {"quantity", ""}, {"share", "1"}, {"source", "", true}}, diagnostics);
  std::map<std::string, MappedName> mapping;
  for (const Row row : table)
    mapping[row.text("name")] = {row.text("quantity"), row.number("share", {0.0, 10.0})};
  return mapping;
}

/// "ppmV" and "ppbV" of CMAQ as udunits spells them.
std::string spelt_unit(std::string unit) {
  if (unit.starts_with("pp") && unit.ends_with("V")) unit.pop_back();
  if (unit.starts_with("pp") && unit.ends_with("v") && unit.size() > 3) unit.pop_back();
  return unit;
}

struct UnitOf {
  AmountKind kind;
  double factor;
};

std::optional<UnitOf> unit_of(const std::string& written) {
  const std::string unit = spelt_unit(written);
  if (const auto mass = conversion(unit, "kg/m3"))
    return UnitOf{AmountKind::mass_concentration, mass->factor};
  if (const auto plain = conversion(unit, "1"))
    return UnitOf{unit.find('g') != std::string::npos ? AmountKind::mass_fraction : AmountKind::mole_fraction,
                  plain->factor};
  return std::nullopt;
}

/// Height of a pressure in the standard atmosphere's troposphere [USSA1976].
double standard_height(double pressure) {
  constexpr double temperature = 288.15, lapse = 0.0065, surface = 101325.0;  // K, K m-1, Pa
  const double exponent = model::constants::gas_constant_air * lapse / model::constants::gravity;
  return temperature / lapse * (1.0 - std::pow(pressure / surface, exponent));
}

bool is_particle(const std::string& quantity) {
  return quantity == "Na" ||
         std::find(particle_parts.begin(), particle_parts.end(), quantity) != particle_parts.end();
}

}  // namespace

LargerFields::LargerFields(const std::vector<std::string>& paths, const TextPlace& mentioned,
                           Diagnostics& diagnostics, Diagnostics& notes) {
  const std::size_t before = diagnostics.items().size();
  for (const auto& path : paths)
    if (auto model = open_larger_model(path, mentioned, diagnostics)) models_.push_back(std::move(*model));
  if (diagnostics.items().size() != before || models_.empty()) return;
  for (const auto& model : models_)
    if (model.grid.nx() != grid().nx() || model.grid.ny() != grid().ny() ||
        std::abs(model.grid.x().front() - grid().x().front()) > 1e-3 * (grid().x()[1] - grid().x()[0]))
      diagnostics.add("grid_differs", model.file.place(), {{"other", name()}});
  if (diagnostics.items().size() == before) map_variables(diagnostics, notes);
  if (diagnostics.items().size() == before) find_heights(diagnostics, notes);
  sound_ = diagnostics.items().size() == before;
}

bool LargerFields::take(std::size_t model, const std::string& variable, const std::string& quantity,
                        double share, Diagnostics& diagnostics) {
  const auto& file = models_[model].file;
  const std::string written = file.text_attribute(variable, "units").value_or("");
  const auto unit = unit_of(written);
  const bool particle = is_particle(quantity);
  if (!unit || (particle && unit->kind == AmountKind::mole_fraction)) {
    diagnostics.add("mixed_units", file.place(),
                    {{"key", variable}, {"value", written}, {"unit", particle ? "ug/m3" : "ppb"}});
    return false;
  }
  const std::size_t levels = file.shape_of(variable)[1];
  if (levels_ == 0) levels_ = levels;
  auto known = std::find_if(quantities_.begin(), quantities_.end(), [&](const auto& one) {
    return one.name == quantity && one.is_particle == particle;
  });
  if (known == quantities_.end())
    known = quantities_.insert(known, scenarios::LargerQuantity{quantity, particle, unit->kind});
  if (known->kind != unit->kind || levels != levels_) {
    diagnostics.add(levels != levels_ ? "netcdf_shape" : "mixed_units", file.place(),
                    {{"key", variable},
                     {"value", levels != levels_ ? std::to_string(levels) : written},
                     {"expected", std::to_string(levels_)},
                     {"unit", quantity}});
    return false;
  }
  parts_.push_back(
      {model, static_cast<std::size_t>(known - quantities_.begin()), variable, share, unit->factor});
  return true;
}

void LargerFields::map_variables(Diagnostics& diagnostics, Diagnostics& notes) {
  const auto cmaq = read_mapping("cmaq", diagnostics), cf = read_mapping("cf", diagnostics);
  const std::set<std::string> helpers{"ZH", "ZF", "TFLAG"};
  std::string unknown;
  for (std::size_t m = 0; m < models_.size(); ++m)
    for (const auto& variable : models_[m].file.variables()) {
      if (!is_field(models_[m], variable) || helpers.contains(variable)) continue;
      const std::string standard = models_[m].file.text_attribute(variable, "standard_name").value_or("");
      if (standard == "height" || standard == "altitude" || standard.starts_with("geopotential")) continue;
      const auto by_name = cmaq.find(variable), by_standard = cf.find(standard);
      const MappedName* mapped = !models_[m].is_ioapi && by_standard != cf.end() ? &by_standard->second
                                 : by_name != cmaq.end()                         ? &by_name->second
                                                                                 : nullptr;
      if (mapped == nullptr)
        unknown += (unknown.empty() ? "" : ", ") + variable;
      else if (mapped->quantity != "none")
        take(m, variable, mapped->quantity, mapped->share, diagnostics);
    }
  if (!unknown.empty()) notes.add("background_unmapped", {name(), 0, 0}, {{"value", unknown}});
  if (quantities_.empty() && diagnostics.empty())
    diagnostics.add("background_nothing", {name(), 0, 0}, {{"value", unknown}});
  std::string absent;
  for (const std::string wanted : {"O3", "NO2", "NO", "SO2", "CO", "NH3", "HNO3", "SO4", "NO3", "NH4", "EC",
                                   "POA", "SOA", "mineral", "other", "coarse"})
    if (std::none_of(quantities_.begin(), quantities_.end(),
                     [&](const auto& one) { return one.name == wanted; }))
      absent += (absent.empty() ? "" : ", ") + wanted;
  if (!absent.empty()) notes.add("background_absent", {name(), 0, 0}, {{"value", absent}});
}

void LargerFields::find_heights(Diagnostics& diagnostics, Diagnostics& notes) {
  const auto takes = [&](const std::string& variable, const NetcdfFile& file, const char* unit,
                         double factor) {
    const auto written = conversion(file.text_attribute(variable, "units").value_or("m"), unit);
    if (!written) {
      diagnostics.add(
          "mixed_units", file.place(),
          {{"key", variable}, {"value", *file.text_attribute(variable, "units")}, {"unit", unit}});
      return;
    }
    height_variable_ = variable;
    height_factor_ = written->factor * factor;
  };
  for (const auto& model : models_) {
    if (is_field(model, "ZH")) return takes("ZH", model.file, "m", 1.0);
    for (const auto& variable : model.file.variables()) {
      const std::string standard = model.file.text_attribute(variable, "standard_name").value_or("");
      const bool geopotential = standard == "geopotential";
      if (standard != "height" && standard != "altitude" && standard != "geopotential_height" &&
          !geopotential)
        continue;
      if (is_field(model, variable)) {
        if (standard != "height") ground_variable_ = cf_variable(model.file, "surface_altitude");
        if (standard != "height" && ground_variable_.empty())
          notes.add("background_no_ground", model.file.place(), {{"key", variable}});
        return takes(variable, model.file, geopotential ? "m2 s-2" : "m",
                     geopotential ? 1.0 / model::constants::gravity : 1.0);
      }
      if (model.file.shape_of(variable) == std::vector<std::size_t>{levels_}) {
        takes(variable, model.file, "m", 1.0);
        if (const auto heights = model.file.read(variable, diagnostics)) fixed_heights_ = *heights;
        for (double& height : fixed_heights_) height *= height_factor_;
        return;
      }
    }
  }
  const auto& file = models_.front().file;
  const auto sigma = file.number_attributes("", "VGLVLS");
  const double top = file.number_attribute("", "VGTOP").value_or(0.0);
  if (models_.front().is_ioapi && levels_ > 1 && sigma.size() == levels_ + 1 && top > 0.0 &&
      sigma[0] > sigma[1] && sigma[0] <= 1.001) {
    for (std::size_t l = 0; l < levels_; ++l)
      fixed_heights_.push_back(standard_height(top + 0.5 * (sigma[l] + sigma[l + 1]) * (101325.0 - top)));
    notes.add("background_sigma", file.place());
    return;
  }
  diagnostics.add("background_heights", file.place());
}

std::vector<model::UtcSeconds> LargerFields::times() const {
  std::set<model::UtcSeconds> all;
  for (const auto& part : parts_)
    all.insert(models_[part.model].times.begin(), models_[part.model].times.end());
  return {all.begin(), all.end()};
}

std::vector<double> LargerFields::values(std::size_t model, const std::string& variable,
                                         model::UtcSeconds time, const LargerWindow& window,
                                         Diagnostics& diagnostics) const {
  const auto& from = models_[model];
  const auto record = from.record(time);
  if (!record) return {};
  return from.file
      .read(variable, {{*record, 0, window.south, window.west}, {1, levels_, window.ny, window.nx}},
            diagnostics, local_time_text(time, 0) + "Z")
      .value_or(std::vector<double>{});
}

std::vector<double> LargerFields::read(std::size_t quantity, model::UtcSeconds time,
                                       const LargerWindow& window, Diagnostics& diagnostics) const {
  std::vector<double> sum;
  std::set<std::string> wanted, read;
  for (const auto& part : parts_) {
    if (part.quantity != quantity) continue;
    wanted.insert(part.variable);
    if (read.contains(part.variable) || !models_[part.model].record(time)) continue;
    const auto values = this->values(part.model, part.variable, time, window, diagnostics);
    if (values.empty()) return {};
    read.insert(part.variable);
    sum.resize(values.size(), 0.0);
    for (std::size_t n = 0; n < values.size(); ++n)
      sum[n] += part.share * part.factor * std::max(0.0, values[n]);
  }
  for (const auto& variable : wanted)
    if (!read.contains(variable)) {
      diagnostics.add("netcdf_no_hour", {name(), 0, 0},
                      {{"key", variable}, {"value", local_time_text(time, 0) + "Z"}});
      return {};
    }
  return sum;
}

std::vector<double> LargerFields::heights(model::UtcSeconds time, const LargerWindow& window,
                                          Diagnostics& diagnostics) const {
  const std::size_t columns = window.nx * window.ny;
  std::vector<double> made;
  if (!fixed_heights_.empty()) {
    for (const double height : fixed_heights_) made.insert(made.end(), columns, height);
    return made;
  }
  for (std::size_t m = 0; m < models_.size(); ++m) {
    if (!is_field(models_[m], height_variable_) || !models_[m].record(time)) continue;
    made = values(m, height_variable_, time, window, diagnostics);
    for (double& height : made) height *= height_factor_;
    if (ground_variable_.empty() || made.empty()) return made;
    const auto shape = models_[m].file.shape_of(ground_variable_);
    NetcdfFile::Slab slab{{window.south, window.west}, {window.ny, window.nx}};
    if (shape.size() == 3) slab.start.insert(slab.start.begin(), 0), slab.count.insert(slab.count.begin(), 1);
    const auto ground = models_[m].file.read(ground_variable_, slab, diagnostics);
    if (!ground) return {};
    for (std::size_t n = 0; n < made.size(); ++n) made[n] -= (*ground)[n % columns];
    return made;
  }
  diagnostics.add("netcdf_no_hour", {name(), 0, 0},
                  {{"key", height_variable_}, {"value", local_time_text(time, 0) + "Z"}});
  return {};
}

}  // namespace lantian::io
