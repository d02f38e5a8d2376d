#include "io/box/box_file.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "io/data_folder.hpp"
#include "io/local_time.hpp"
#include "io/mechanism.hpp"
#include "io/regular_file.hpp"
#include "io/scenario/table_reader.hpp"
#include "io/table.hpp"
#include "io/units.hpp"
#include "model/chemistry/mechanism.hpp"
#include "model/photolysis/photolysis_rates.hpp"

namespace lantian::io {
namespace {

using model::seconds_per_hour;

constexpr double degree = std::numbers::pi / 180.0;
constexpr double per_cubic_centimetre = 1e-6;  // cm-3 in m-3
constexpr NumberRange any_amount{0.0, 1e30};
constexpr NumberRange temperatures{180.0, 340.0}, pressures{5e3, 1.1e5};  // K, Pa: the troposphere's and more

/// A way to write an amount: its unit, and what that makes of it.
struct Spelling {
  const char* unit;
  BoxAmount::Kind kind;
  double factor;  // to BoxAmount's unit
  bool by_mass = false;
};

const std::vector<Spelling> amounts{{"1", BoxAmount::Kind::mole_fraction, 1.0},
                                    {"m-3", BoxAmount::Kind::density, per_cubic_centimetre}};
const std::vector<Spelling> flows{{"s-1", BoxAmount::Kind::mole_fraction, 1.0},
                                  {"m-3 s-1", BoxAmount::Kind::density, per_cubic_centimetre},
                                  {"mol m-2 s-1", BoxAmount::Kind::flux, 1.0},
                                  {"kg m-2 s-1", BoxAmount::Kind::flux, 1.0, true}};

class BoxReader {
 public:
  BoxReader(const TomlValue& document, const std::filesystem::path& path, Diagnostics& diagnostics)
      : folder_(path.parent_path()),
        diagnostics_(diagnostics),
        root_(document, "", {diagnostics, places_, &folder_}) {}

  BoxFile read() {
    read_head();
    root_.table("time", [&](TableReader& t) { read_time(t); });
    if (!root_.has("time")) root_.missing("time");
    if (!root_.has("air")) root_.missing("air");
    root_.table("air", [&](TableReader& t) { read_air(t); });
    root_.table("sun", [&](TableReader& t) { read_sun(t); });
    read_rates("photolysis", box_.photolysis, model::chemistry::photolysis_names(box_.mechanism));
    read_rates("rate", box_.user, model::chemistry::user_defined_names(box_.mechanism));
    read_amounts("initial", box_.initial, amounts);
    read_amounts("background", box_.background, amounts);
    read_amounts("emission", box_.emission, flows);
    read_hours();
    root_.table("deposition", [&](TableReader& t) { read_deposition(t); });
    root_.table("dilution", [&](TableReader& t) {
      if (!t.has("rate")) t.missing("rate");
      box_.dilution = t.quantity("rate", "s-1", 0.0, any_amount);
    });
    root_.table("solver", [&](TableReader& t) { read_solver(t); });
    root_.table("isopleths", [&](TableReader& t) { read_isopleths(t); });
    root_.finish();
    if (diagnostics_.empty()) check();
    return std::move(box_);
  }

 private:
  void read_head() {
    if (!root_.has("schema")) root_.missing("schema");
    root_.choice("schema", {"lantian.box/1"}, "");
    box_.id = root_.required_text("id");
    box_.label = root_.label("label");
    box_.mechanism_name = root_.text("mechanism", "cb6r3");
    std::optional<std::filesystem::path> file = shipped_mechanism(box_.mechanism_name);
    const auto* node = root_.take("mechanism");
    const TextPlace place = node ? node->place : TextPlace{};
    if (!file) file = folder_.resolve(box_.mechanism_name, place, diagnostics_);
    if (!file) return;
    try {
      box_.mechanism = read_mechanism(*file, place);
      read_additions();
    } catch (const InputErrors& errors) {
      for (const auto& mistake : errors.mistakes)
        diagnostics_.add(mistake.code, mistake.place, mistake.arguments);
    }
  }

  /// Reactions that a case would switch on, with all the species that they bring along.
  void read_additions() {
    const auto folder = data_folder() / "mechanisms" / "haze";
    std::vector<std::string> known;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      known.push_back(entry.path().stem().string());
    std::sort(known.begin(), known.end());
    box_.additions = root_.words("additions");
    for (const auto& name : box_.additions) {
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        root_.fault("not_one_of", "additions", root_.item("additions", name),
                    {{"accepted", joined(known)}, {"nearest", nearest_spelling(name, known)}});
        continue;
      }
      const auto addition = read_mechanism(folder / (name + ".yaml"));
      std::vector<std::string> brought;
      for (const auto& species : addition.species) brought.push_back(species.name);
      box_.mechanism = model::chemistry::joined(std::move(box_.mechanism), addition, brought).mechanism;
    }
  }

  std::optional<model::UtcSeconds> local(TableReader& table, const char* key) {
    const std::string written = table.required_text(key);
    const auto time = read_local_time(written, box_.clock.offset);
    if (!written.empty() && !time)
      table.fault("unreadable_value", key, *table.take(key), {{"accepted", "\"2023-07-15T06:00\""}});
    return time;
  }

  void read_time(TableReader& table) {
    const std::string offset = table.text("utc_offset", "+08:00");
    if (const auto read = read_utc_offset(offset))
      box_.clock.offset = *read;
    else
      table.fault("unreadable_value", "utc_offset", *table.take("utc_offset"), {{"accepted", "\"+08:00\""}});
    const auto start = local(table, "start"), end = local(table, "end");
    box_.step = table.quantity("step", "s", 300.0, {1.0, 3600.0});
    box_.output_step = table.quantity("output_step", "s", 3600.0, {1.0, 86400.0});
    const auto whole = [](double many, double one) { return many >= one && std::fmod(many, one) == 0.0; };
    if (!whole(box_.output_step, box_.step) && table.node())
      diagnostics_.add("not_a_multiple", table.node()->place,
                       {{"key", "step"}, {"value", table.text("step", "300 s")}, {"other", "output_step"}});
    if (!start || !end) return;
    box_.start = *start;
    box_.end = *end;
    if (*end <= *start)
      table.fault("ends_before_start", "end", *table.take("end"), {});
    else if (!whole(static_cast<double>(*end - *start), box_.step))
      diagnostics_.add("not_a_multiple", table.take("end")->place,
                       {{"key", "step"}, {"value", table.text("step", "300 s")}, {"other", "end - start"}});
  }

  void read_air(TableReader& table) {
    auto& given = box_.fractions;
    given.methane = table.quantity("methane", "1", given.methane, share);
    given.hydrogen = table.quantity("hydrogen", "1", given.hydrogen, share);
    if (table.has("file")) {
      for (const char* key : {"temperature", "pressure", "relative_humidity", "mixing_height", "light"})
        if (const auto* both = table.take(key)) table.fault("both_given", key, *both, {{"other", "file"}});
      const std::string written = table.required_text("file");
      if (const auto file = folder_.resolve(written, table.take("file")->place, diagnostics_))
        read_weather(*file, table.take("file")->place);
      return;
    }
    BoxWeather air;
    for (const char* key : {"temperature", "pressure", "relative_humidity"})
      if (!table.has(key)) table.missing(key);
    air.temperature = table.quantity("temperature", "K", 298.15, temperatures);
    air.pressure = table.quantity("pressure", "Pa", 101325.0, pressures);
    air.relative_humidity = table.quantity("relative_humidity", "1", 0.5, {0.0, 1.1});
    air.mixing_height = table.quantity("mixing_height", "m", 0.0, {1.0, 20000.0});
    air.light = table.number("light", 1.0, {0.0, 3.0});
    box_.weather.push_back(air);
  }

  void read_weather(const std::filesystem::path& path, const TextPlace& mentioned) {
    const Table table = Table::read(path,
                                    {{"time", ""},
                                     {"air_temperature", "K"},
                                     {"air_pressure", "Pa"},
                                     {"relative_humidity", "1"},
                                     {"mixing_height", "m", true},
                                     {"light", "1", true}},
                                    diagnostics_, mentioned);
    table.require_rows();
    for (const Row row : table) {
      BoxWeather air;
      const auto time = local_time_of(row, "time", box_.clock.offset);
      air.temperature = row.number("air_temperature", {temperatures.lowest, temperatures.highest});
      air.pressure = row.number("air_pressure", {pressures.lowest, pressures.highest});
      air.relative_humidity = row.number("relative_humidity", {0.0, 1.1});
      air.mixing_height = row.number_or("mixing_height", 0.0, {1.0, 20000.0});
      air.light = row.number_or("light", 1.0, {0.0, 3.0});
      if (!time) continue;
      air.time = *time;
      if (!box_.weather.empty() && air.time <= box_.weather.back().time)
        row.fault("times_not_ascending", "time",
                  {{"previous", local_time_text(box_.weather.back().time, box_.clock.offset)},
                   {"other", path.filename().string()}});
      box_.weather.push_back(air);
    }
    if (box_.weather.empty()) return;
    if (box_.weather.size() > 1 &&
        (box_.weather.front().time > box_.start || box_.weather.back().time < box_.end))
      diagnostics_.add("signal_too_short", mentioned,
                       {{"key", "air.file"},
                        {"value", path.filename().string()},
                        {"first", local_time_text(box_.weather.front().time, box_.clock.offset)},
                        {"last", local_time_text(box_.weather.back().time, box_.clock.offset)}});
  }

  void read_sun(TableReader& table) {
    BoxSun sun;
    const bool fixed = table.has("zenith_angle");
    if (fixed) sun.zenith_angle = degree * table.quantity("zenith_angle", "degree", 0.0, {0.0, 180.0});
    for (const char* key : {"latitude", "longitude"}) {
      const auto* given = table.take(key);
      if (fixed && given) table.fault("both_given", key, *given, {{"other", "zenith_angle"}});
      if (!fixed && !given) table.missing(key);
    }
    sun.latitude = degree * table.quantity("latitude", "degree", 0.0, {-90.0, 90.0});
    sun.longitude = degree * table.quantity("longitude", "degree", 0.0, {-180.0, 180.0});
    sun.altitude = table.quantity("altitude", "m", 0.0, {-500.0, 9000.0});
    sun.ozone_column = table.number("ozone_column_DU", 300.0, {50.0, 700.0});
    box_.sun = sun;
  }

  /// A rate a name of the mechanism.
  void read_rates(const char* key, std::map<std::string, double>& found,
                  const std::vector<std::string>& names) {
    root_.table(key, [&](TableReader& table) {
      if (!table.node()) return;
      for (const auto& entry : table.node()->entries) {
        table.take(entry.key);
        if (std::find(names.begin(), names.end(), entry.key) == names.end())
          unknown(entry, key, names);
        else
          found[entry.key] = table.quantity(entry.key, "s-1", 0.0, any_amount);
      }
    });
  }

  void unknown(const TomlEntry& entry, const char* table, const std::vector<std::string>& names) {
    if (box_.mechanism.species.empty()) return;  // the mechanism could not be read: that is told
    diagnostics_.add("unknown_reference", entry.place,
                     {{"key", table},
                      {"kind", "name of the mechanism"},
                      {"value", entry.key},
                      {"nearest", nearest_spelling(entry.key, names)},
                      {"accepted", joined(names)}});
  }

  /// Species that are integrated.
  std::vector<std::string> species() const {
    std::vector<std::string> names;
    for (const auto& one : box_.mechanism.species)
      if (!one.given) names.push_back(one.name);
    return names;
  }

  bool is_species(const TomlEntry& entry, const char* table) {
    const auto names = species();
    if (std::find(names.begin(), names.end(), entry.key) != names.end()) return true;
    unknown(entry, table, names);
    return false;
  }

  std::optional<BoxAmount> amount_of(TableReader& table, const TomlEntry& entry,
                                     const std::vector<Spelling>& spellings) {
    if (entry.value.kind == TomlValue::Kind::text)
      for (const auto& one : spellings) {
        const auto read = read_quantity(entry.value.text, one.unit);
        if (read.fault != ReadingFault::none) continue;
        if (read.unit.empty()) break;  // a bare number has no kind
        if (read.value < 0.0) {
          table.fault("out_of_range", entry.key, entry.value, {{"range", "≥ 0"}});
          return std::nullopt;
        }
        double factor = one.factor;
        if (one.by_mass) {
          const double mass = box_.mechanism.species[*box_.mechanism.find(entry.key)].molar_mass;
          if (mass <= 0.0) {
            table.fault("no_molar_mass", entry.key, entry.value, {});
            return std::nullopt;
          }
          factor /= mass;
        }
        return BoxAmount{one.kind, factor * read.value};
      }
    std::string accepted;
    for (const auto& one : spellings) accepted += (accepted.empty() ? "\"… " : ", \"… ") + shown(one) + "\"";
    table.fault("unreadable_value", entry.key, entry.value, {{"accepted", accepted}});
    return std::nullopt;
  }

  static std::string shown(const Spelling& one) {
    const std::string unit = one.unit;
    return unit == "1"         ? "ppb"
           : unit == "m-3"     ? "cm-3"
           : unit == "s-1"     ? "ppb/h"
           : unit == "m-3 s-1" ? "cm-3 s-1"
                               : unit;
  }

  void read_amounts(const char* key, std::map<std::string, BoxAmount>& found,
                    const std::vector<Spelling>& spellings) {
    root_.table(key, [&](TableReader& table) {
      if (!table.node()) return;
      for (const auto& entry : table.node()->entries) {
        table.take(entry.key);
        if (!is_species(entry, key)) continue;
        if (const auto amount = amount_of(table, entry, spellings)) found[entry.key] = *amount;
      }
    });
  }

  void read_hours() {
    const auto* list = root_.take("emission_by_hour");
    if (!list) return;
    if (list->kind != TomlValue::Kind::list || list->items.size() != 24) {
      root_.fault("unreadable_value", "emission_by_hour", *list, {{"accepted", "[1.0, …], 24"}});
      return;
    }
    for (const auto& item : list->items) {
      if (item.kind != TomlValue::Kind::number && item.kind != TomlValue::Kind::whole_number)
        root_.wrong_kind("emission_by_hour", item, "a number");
      else if (item.number < 0.0)
        root_.fault("out_of_range", "emission_by_hour", item, {{"range", "≥ 0"}});
      box_.emission_by_hour.push_back(item.number);
    }
  }

  void read_deposition(TableReader& table) {
    if (!table.node()) return;
    for (const auto& entry : table.node()->entries) {
      table.take(entry.key);
      if (is_species(entry, "deposition"))
        box_.deposition_velocity[entry.key] = table.quantity(entry.key, "m s-1", 0.0, {0.0, 1.0});
    }
  }

  void read_solver(TableReader& table) {
    auto& t = box_.tolerances;
    t.relative = table.number("relative_tolerance", t.relative, {1e-10, 0.1});
    t.absolute = per_cubic_centimetre *
                 table.quantity("absolute_tolerance", "m-3", t.absolute / per_cubic_centimetre, {1e-3, 1e20});
    t.first_step_share = table.number("first_step_share", t.first_step_share, {1e-6, 1.0});
    t.attempts = table.whole("attempts", t.attempts, {1.0, 1e8});
    box_.single_precision = table.choice("precision", {"double", "single"}, "double") == "single";
  }

  void read_axis(TableReader& isopleths, const char* key, IsoplethAxis& axis) {
    if (!isopleths.has(key)) isopleths.missing(key);
    isopleths.table(key, [&](TableReader& table) {
      const auto known = species();
      for (const char* needed : {"species", "from", "to"})
        if (!table.has(needed)) table.missing(needed);
      axis.species = table.words("species");
      for (const auto& name : axis.species)
        if (std::find(known.begin(), known.end(), name) == known.end() && !known.empty())
          table.fault(
              "unknown_reference", "species", table.item("species", name),
              {{"kind", "species"}, {"nearest", nearest_spelling(name, known)}, {"accepted", joined(known)}});
        else if (!box_.initial.contains(name) && !box_.emission.contains(name) && !known.empty())
          table.fault("never_scaled", "species", table.item("species", name), {});
      axis.from = table.number("from", 0.0, {0.0, 1e6});
      axis.to = table.number("to", 2.0, {0.0, 1e6});
      axis.count = table.whole("count", 21, {2.0, 201.0});
      if (axis.to <= axis.from && table.has("to"))
        table.fault("ends_before_start", "to", *table.take("to"), {});
    });
  }

  void read_isopleths(TableReader& table) {
    Isopleths wanted;
    read_axis(table, "nox", wanted.nox);
    read_axis(table, "voc", wanted.voc);
    wanted.species = table.choice("species", species(), "O3");
    wanted.averaging_hours = table.whole("averaging_h", 1, {1.0, 24.0});
    for (const auto& name : wanted.nox.species)
      if (std::find(wanted.voc.species.begin(), wanted.voc.species.end(), name) != wanted.voc.species.end())
        table.fault("both_axes", "voc", *table.take("voc"), {{"id", name}});
    box_.isopleths = wanted;
  }

  /// What only the whole file shows.
  void check() {
    std::vector<std::string> dark;
    for (const auto& name : model::chemistry::photolysis_names(box_.mechanism))
      if (!box_.photolysis.contains(name) && !(box_.sun && is_in_sunlight(name))) dark.push_back(name);
    if (!dark.empty()) diagnostics_.add("no_photolysis", place_of("photolysis"), {{"value", joined(dark)}});
    std::vector<std::string> open;
    for (const auto& name : model::chemistry::user_defined_names(box_.mechanism))
      if (!box_.user.contains(name)) open.push_back(name);
    if (!open.empty()) diagnostics_.add("no_rate_given", place_of("rate"), {{"value", joined(open)}});
    const bool has_height = std::all_of(box_.weather.begin(), box_.weather.end(),
                                        [](const BoxWeather& air) { return air.mixing_height > 0.0; });
    const bool by_floor = std::any_of(box_.emission.begin(), box_.emission.end(), [](const auto& one) {
      return one.second.kind == BoxAmount::Kind::flux;
    });
    if (!has_height && (by_floor || !box_.deposition_velocity.empty()))
      diagnostics_.add("no_mixing_height", place_of("air"), {});
    if (box_.isopleths &&
        static_cast<double>(box_.end - box_.start) < 3600.0 * box_.isopleths->averaging_hours)
      diagnostics_.add("window_longer_than_run", place_of("isopleths"),
                       {{"value", std::to_string(box_.isopleths->averaging_hours)}});
    if (!box_.background.empty() && box_.dilution == 0.0 && box_.weather.size() < 2)
      diagnostics_.add("never_mixed_in", place_of("background"), {});
  }

  static bool is_in_sunlight(const std::string& name) {
    try {
      const model::PhotolysisRates known({name});
      return true;
    } catch (const model::UnknownPhotolysis&) {
      return false;
    }
  }

  TextPlace place_of(const char* key) {
    if (const auto* node = root_.take(key)) return node->place;
    return root_.node() ? root_.node()->place : TextPlace{};
  }

  BoxFile box_;
  CaseFolder folder_;
  Diagnostics& diagnostics_;
  std::map<std::string, TextPlace> places_;
  TableReader root_;
};

}  // namespace

BoxFile read_box(const std::filesystem::path& path) {
  Diagnostics diagnostics;
  const auto document = read_toml(path, diagnostics, {});
  diagnostics.throw_if_any();
  BoxFile box = BoxReader(*document, path, diagnostics).read();
  diagnostics.throw_if_any();
  return box;
}

}  // namespace lantian::io
