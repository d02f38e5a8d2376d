#include "run/plumes/kept_units.hpp"

#include <fmt/format.h>

#include <optional>

#include "io/csv_text.hpp"
#include "io/local_time.hpp"
#include "io/sha256.hpp"
#include "model/plume/column_hour.hpp"
#include "run/version.hpp"

namespace lantian::run {
namespace {

void add(io::Sha256& hash, std::initializer_list<double> numbers) {
  hash.add(std::as_bytes(std::span(numbers.begin(), numbers.size())));
}

void add_release(io::Sha256& hash, const model::plume::Source& source) {
  const auto& place = std::visit([](const auto& one) -> const model::plume::Release& { return one; }, source);
  add(hash, {static_cast<double>(source.index()), place.x, place.y, place.base_elevation, place.height,
             place.flat ? 1.0 : 0.0});
  if (const auto* p = std::get_if<model::plume::PointSource>(&source))
    add(hash, {p->diameter, p->exit_velocity, p->exit_temperature, static_cast<double>(p->kind)});
  if (const auto* v = std::get_if<model::plume::VolumeSource>(&source))
    add(hash, {v->initial_sigma_y, v->initial_sigma_z});
  if (const auto* a = std::get_if<model::plume::AreaSource>(&source)) {
    add(hash, {a->initial_sigma_z});
    for (const auto& vertex : a->vertices) add(hash, {vertex.x, vertex.y});
  }
}

std::string outlets_hash(const PlumeSetup& setup) {
  io::Sha256 hash;
  for (const auto& outlet : setup.sources.outlets) add_release(hash, outlet.release);
  return hash.hex();
}

std::string receptors_hash(const PlumeSetup& setup) {
  io::Sha256 hash;
  for (const auto& r : setup.receptors) add(hash, {r.x, r.y, r.elevation, r.hill_height, r.above_ground});
  return hash.hex();
}

/// Of the air over all outlets in an hour, as the engine is given it.
std::string air_hash(const PlumeSetup& setup, const model::Weather& weather) {
  io::Sha256 hash;
  for (std::size_t n = 0; n < setup.air_columns.size(); ++n) {
    const auto hour =
        model::plume::hour_over_column(setup.grid, weather, setup.air_columns[n], setup.roughness_length[n]);
    const auto& s = hour.surface;
    add(hash, {setup.altitude[n], s.sensible_heat_flux, s.friction_velocity, s.obukhov_length,
               s.mechanical_mixing_height, s.roughness_length, s.air_temperature});
    if (s.obukhov_length < 0.0)
      add(hash, {s.convective_velocity, s.convective_mixing_height, s.potential_temperature_gradient_above});
    for (const auto& level : hour.tower)
      add(hash, {level.height, level.wind_speed, level.wind_from_direction, level.air_temperature});
  }
  return hash.hex();
}

std::string outlet_table(const io::CaseInputs& inputs, const PlumeSetup& setup) {
  std::string text = "outlet,group,source,share_of_mass\n";
  for (const auto& part : setup.sources.shares) {
    const auto& outlet = setup.sources.outlets[static_cast<std::size_t>(part.outlet)];
    text += fmt::format("{},{},{},{}\n", part.outlet,
                        io::csv_cell(setup.sources.groups[static_cast<std::size_t>(outlet.group)]),
                        io::csv_cell(inputs.inventory.sources[static_cast<std::size_t>(part.source)].id),
                        part.share);
  }
  return text;
}

std::string receptor_table(const PlumeSetup& setup) {
  std::string text = "receptor,kind,id,x [m],y [m],height [m]\n";
  for (std::size_t n = 0; n < setup.receptors.size(); ++n) {
    const auto& r = setup.receptors[n];
    const bool named = n < setup.places.size();
    text += fmt::format("{},{},{},{},{},{}\n", n, named ? setup.places[n].kind : "map",
                        named ? io::csv_cell(setup.places[n].id) : "", r.x, r.y, r.above_ground);
  }
  return text;
}

}  // namespace

io::PlumeMatrixIdentity matrix_identity(const io::CaseInputs& inputs, const PlumeSetup& setup) {
  return {{{"version", version()},
           {"start", std::to_string(setup.start)},
           {"outlets", outlets_hash(setup)},
           {"receptors", receptors_hash(setup)}},
          outlet_table(inputs, setup),
          receptor_table(setup)};
}

struct KeptUnits::Work {
  Work(const io::CaseInputs& case_inputs, const PlumeSetup& plumes, const WeatherSeries& series,
       std::filesystem::path path)
      : inputs(case_inputs),
        setup(plumes),
        weather(series),
        file(std::move(path)),
        computed(computed_units(plumes, series)) {}

  const io::CaseInputs& inputs;
  const PlumeSetup& setup;
  const WeatherSeries& weather;
  std::filesystem::path file;
  UnitValues computed;
  std::optional<io::PlumeMatrixWriter> writer;
  std::optional<io::PlumeMatrixReader> reader;
  std::vector<float> rounded;
  int compared = 0;  // hours whose weather is written, or was the file's

  void pass_air(const PlumeBlock& block) {
    for (int hour = std::max(compared, block.first_hour); hour < block.first_hour + block.hours; ++hour) {
      const auto begin = setup.start + hour * model::seconds_per_hour;
      const std::string hash = air_hash(setup, weather.at(begin + model::seconds_per_hour / 2));
      if (writer) {
        writer->write_air(static_cast<std::size_t>(hour), hash);
      } else if (reader->air(static_cast<std::size_t>(hour)) != hash) {
        const auto offset = inputs.file.contents.time.utc_offset;
        throw io::InputErrors(
            {{"matrix_mismatch",
              {file.string(), 0, 0},
              {{"value", file.string()}, {"what", "weather at " + io::local_time_text(begin, offset)}}}});
      }
      compared = hour + 1;
    }
  }

  void operator()(const PlumeBlock& block, std::span<double> values) {
    pass_air(block);
    rounded.resize(values.size());
    const auto hour = static_cast<std::size_t>(block.first_hour);
    if (reader) {
      reader->read(hour, block.first_receptor, block.receptors, rounded);
    } else {
      computed(block, values);
      std::copy(values.begin(), values.end(), rounded.begin());
      writer->write(hour, block.first_receptor, block.receptors, rounded);
    }
    std::copy(rounded.begin(), rounded.end(), values.begin());
  }
};

KeptUnits::KeptUnits(const io::CaseInputs& inputs, const PlumeSetup& setup, const WeatherSeries& weather,
                     const std::filesystem::path& file)
    : work_(std::make_unique<Work>(inputs, setup, weather, file)) {
  const io::PlumeMatrixShape shape{static_cast<std::size_t>(setup.hours), setup.outlets(),
                                   setup.receptors.size()};
  std::error_code failed;
  if (std::filesystem::exists(file, failed))
    work_->reader.emplace(file, shape, matrix_identity(inputs, setup));
  else
    work_->writer.emplace(file, shape, matrix_identity(inputs, setup));
}

KeptUnits::~KeptUnits() = default;

bool KeptUnits::is_there() const { return work_->reader.has_value(); }

UnitValues KeptUnits::values() {
  return [work = work_.get()](const PlumeBlock& block, std::span<double> values) { (*work)(block, values); };
}

void KeptUnits::finish() {
  if (work_->writer) work_->writer->commit();
}

}  // namespace lantian::run
