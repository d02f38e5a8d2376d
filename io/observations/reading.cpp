#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <list>
#include <map>
#include <set>

#include "io/local_time.hpp"
#include "io/observations.hpp"
#include "io/observations/layout.hpp"
#include "io/sha256.hpp"
#include "model/quantities/time.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

using namespace observations;
using scenarios::item_count;
using scenarios::item_ozone;
using scenarios::PerItem;
using scenarios::Resolution;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// What monitors can read at most, kg m-3: ten times the worst that their archives hold. Beyond it a value is
/// a slip of units.
constexpr PerItem<double> most{1e-5, 5e-6, 5e-5, 2e-5, 2e-4, 3e-6};
constexpr std::size_t item_carbon_monoxide = 4;
/// CO of the cleanest air is about 0.05 mg/m3; a value between 0 and this is mg/m3 under a heading of ug/m3.
constexpr double least_carbon_monoxide = 1e-8;
constexpr int first_year = 1980, last_year = 2099;

struct ObservedRow {
  std::int64_t time = 0;  // hours or days
  PerItem<double> values{};
  double ozone_1h = missing;
  int given_index = -1;
  TextPlace place;
};

struct StationRows {
  std::string station, area;
  Resolution resolution = Resolution::hour;
  bool is_evaluated = true;
  std::vector<ObservedRow> rows;
};

struct EvaluationPoint {
  std::string station, area;
  bool is_evaluated = true;
};

bool is_of_a_value(const std::string& code) {
  static const std::set<std::string> codes{"not_a_number", "not_finite", "out_of_range",
                                           "observations_unit_looks_wrong"};
  return codes.contains(code);
}

std::string time_text(const StationRows& station, std::int64_t time) {
  if (station.resolution == Resolution::hour) return local_time_text(time * model::seconds_per_hour, 0);
  constexpr std::size_t date = 10;
  return local_time_text(time * model::seconds_per_day, 0).substr(0, date);
}

class ObservationReader {
 public:
  ObservationReader(const ObservationRequest& request, Diagnostics& diagnostics)
      : request_(request), diagnostics_(diagnostics) {}

  ReadObservations run() {
    read_points();
    for (const auto& file : request_.files) read_file(file);
    for (auto& station : stations_) {
      check_order(station);
      if (!diagnostics_.empty() || station.rows.empty()) continue;
      read_.stations.push_back(series_of(station));
    }
    return std::move(read_);
  }

 private:
  void read_points() {
    if (request_.stations.empty()) return;
    const auto table = Table::read(
        request_.stations,
        {{"station", ""}, {"area", "", true}, {"evaluated", "", true}, {"source", "", true}}, diagnostics_);
    table.require_rows();
    table.require_unique({"station", "area"});
    static constexpr std::array<std::string_view, 2> answers{"yes", "no"};
    for (const Row row : table) {
      const bool evaluated = !row.is_given("evaluated") || row.one_of("evaluated", answers) == 0;
      points_.push_back({row.text("station"), row.cell("area"), evaluated});
    }
  }

  void read_file(const std::filesystem::path& path) {
    Diagnostics found;
    auto layout = layout_of(path, found);
    if (!found.empty()) return take_over(found);
    const auto table = layout.has_header ? Table::read(path, layout.columns, found)
                                         : Table::read_without_header(path, layout.columns, found);
    table.require_rows();
    if (found.empty()) {
      if (layout.look) layout.look(layout, table, read_.notes);
      if (request_.hours_are_ending) layout.hours_are_ending = *request_.hours_are_ending;
      read_.files.push_back({path.string(), layout.id, sha256_of_file(path)});
      FileReader(*this, path, layout, table, found).run();
    }
    take_over(found);
  }

  /// Values that cannot be are mistakes, or left out and listed if the user says so.
  void take_over(const Diagnostics& found) {
    for (const auto& item : found.items()) {
      auto& to = request_.skip_invalid && is_of_a_value(item.code) ? read_.invalid : diagnostics_;
      to.add(item.code, item.place, item.arguments);
    }
  }

  /// The rows of one file by its layout.
  class FileReader {
   public:
    FileReader(ObservationReader& all, const std::filesystem::path& path, const Layout& layout,
               const Table& table, Diagnostics& found)
        : all_(all), path_(path), layout_(layout), table_(table), found_(found) {}

    void run() {
      if (!find_resolution()) return;
      if (!ozone_fits()) return;
      for (const Row row : table_) read_row(row);
      tell_assumptions();
    }

   private:
    /// By the first row whose time can be read.
    bool find_resolution() {
      for (const Row row : table_) {
        Diagnostics before = found_;
        const auto time = layout_.time(row);
        found_ = before;  // told when the row is read
        if (!time) continue;
        resolution_ = time->names_an_hour ? Resolution::hour : Resolution::day;
        return true;
      }
      for (const Row row : table_) layout_.time(row);
      return false;
    }

    /// In the documented layout an hour's ozone and a day's have columns of their own.
    bool ozone_fits() {
      items_ = layout_.items;
      if (layout_.id != documented_layout().id) return true;
      const bool daily = resolution_ == Resolution::day;
      if (daily) items_[item_ozone].name = "O3_mda8";
      for (const char* wrong : daily ? std::vector{"O3"} : std::vector{"O3_mda8", "O3_1h"})
        if (is_there(wrong))
          table_[0].fault("observations_wrong_ozone", wrong,
                          {{"expected", daily ? "O3_mda8" : "O3"}, {"what", daily ? "days" : "hours"}});
      if (!found_.empty()) return false;
      if (any_item()) return true;
      found_.add("observations_no_item", {table_.file(), 0, 0},
                 {{"accepted", "SO2, NO2, PM10, PM2p5, CO, O3"}});
      return false;
    }

    /// A declared column that the file has: a missing one has no place of its own.
    bool is_there(const std::string& column) const { return table_[0].place(column).column > 0; }
    bool any_item() const {
      return std::any_of(items_.begin(), items_.end(),
                         [&](const ItemColumn& item) { return !item.name.empty() && is_there(item.name); });
    }

    std::optional<std::int64_t> time_of(const Row& row) {
      const auto time = layout_.time(row);
      if (!time) return std::nullopt;
      const bool hour = resolution_ == Resolution::hour;
      const auto year = static_cast<int>(model::LocalClock{0}.local_date(time->seconds).year());
      const auto fault = [&](const char* code, std::vector<std::pair<std::string, std::string>> arguments) {
        row.fault(code, layout_.time_column, std::move(arguments));
        return std::nullopt;
      };
      if (year < first_year || year > last_year)
        return fault("out_of_range",
                     {{"range", std::to_string(first_year) + " … " + std::to_string(last_year)}});
      if (time->names_an_hour != hour)
        return fault("observations_mixed_times", {{"what", hour ? "hours" : "days"}});
      if (!hour) return model::floor_div(time->seconds, model::seconds_per_day);
      if (time->seconds % model::seconds_per_hour != 0) return fault("observations_not_an_hour", {});
      return time->seconds / model::seconds_per_hour - (layout_.hours_are_ending ? 1 : 0);
    }

    double value_of(const Row& row, const ItemColumn& column, std::size_t item) {
      if (column.name.empty() || is_missing(row.cell(column.name), layout_)) return missing;
      const auto before = found_.items().size();
      const double written = row.number(column.name, {0.0, most[item] / column.factor});
      if (found_.items().size() > before) return missing;
      if (layout_.zero_is_missing && written == 0.0) {
        ++zeros_;
        return missing;
      }
      const double value = written * column.factor;
      if (item != item_carbon_monoxide || value == 0.0 || value >= least_carbon_monoxide) return value;
      row.fault("observations_unit_looks_wrong", column.name);
      return missing;
    }

    int given_index_of(const Row& row) {
      const auto& column = layout_.given_index;
      if (column.empty() || is_missing(row.cell(column), layout_)) return -1;
      const auto before = found_.items().size();
      constexpr double top = 500.0;
      const double index = row.number(column, {0.0, top});
      return found_.items().size() > before ? -1 : static_cast<int>(index);
    }

    std::string station_of(const Row& row) const {
      if (!layout_.station.empty() && is_there(layout_.station)) return row.cell(layout_.station);
      return path_.stem().string();
    }

    std::string area_of(const Row& row, const std::string& station) const {
      if (layout_.station_is_area) return station;
      if (layout_.file_names_area) return path_.stem().string();
      return layout_.area.empty() ? "" : row.cell(layout_.area);
    }

    void read_row(const Row& row) {
      const auto time = time_of(row);
      ObservedRow observed;
      for (std::size_t item = 0; item < item_count; ++item)
        observed.values[item] = value_of(row, items_[item], item);
      if (resolution_ == Resolution::day) observed.ozone_1h = value_of(row, layout_.ozone_1h, item_ozone);
      observed.given_index = given_index_of(row);
      observed.place = row.place(layout_.time_column);
      const std::string station = station_of(row);
      if (is_missing(station, layout_)) {  // an archive's line that says nothing at all may stand
        const bool says_nothing = std::all_of(observed.values.begin(), observed.values.end(),
                                              [](double value) { return std::isnan(value); });
        if (!says_nothing) row.fault("empty_cell", layout_.station);
        return;
      }
      StationRows* rows = all_.rows_of(station, area_of(row, station), resolution_, row, layout_);
      if (!time || !rows) return;
      observed.time = *time;
      check_times(*rows, observed);
      rows->rows.push_back(observed);
    }

    /// Within a file the rows of a station climb.
    void check_times(const StationRows& station, const ObservedRow& row) {
      const auto earlier = last_.find(&station);
      if (earlier != last_.end() && row.time < earlier->second)
        found_.add("times_not_ascending", row.place,
                   {{"value", time_text(station, row.time)},
                    {"previous", time_text(station, earlier->second)},
                    {"other", station.station}});
      last_[&station] = row.time;
    }

    void tell_assumptions() {
      const TextPlace place{table_.file(), 0, 0};
      auto& notes = all_.read_.notes;
      notes.add("observations_layout", place, {{"what", layout_.description}});
      if (resolution_ == Resolution::hour)
        notes.add(layout_.hours_are_ending ? "observations_hours_ending" : "observations_hours_beginning",
                  place);
      if (zeros_ > 0) notes.add("observations_zero_is_missing", place, {{"value", std::to_string(zeros_)}});
      if (!layout_.unused.empty()) {
        notes.add("observations_unused_columns", place, {{"key", scenarios::joined(layout_.unused)}});
      }
    }

    ObservationReader& all_;
    const std::filesystem::path& path_;
    const Layout& layout_;
    const Table& table_;
    Diagnostics& found_;
    Resolution resolution_ = Resolution::hour;
    PerItem<ItemColumn> items_;
    std::map<const StationRows*, std::int64_t> last_;
    int zeros_ = 0;
  };

  /// The station that a row belongs to; nothing (and a mistake, once a station) where it is none of the
  /// evaluation points, or is hourly in one file and daily in another.
  StationRows* rows_of(const std::string& station, const std::string& area, Resolution resolution,
                       const Row& row, const Layout& layout) {
    const auto key = std::pair(area, station);
    if (const auto known = index_.find(key); known != index_.end()) {
      if (known->second == nullptr) return nullptr;
      if (known->second->resolution == resolution) return known->second;
      row.fault("observations_mixed_times", layout.time_column,
                {{"what", known->second->resolution == Resolution::hour ? "hours" : "days"}});
      return nullptr;
    }
    StationRows fresh{station, area, resolution, true, {}};
    if (!points_.empty()) {
      const auto point = std::find_if(points_.begin(), points_.end(), [&](const EvaluationPoint& one) {
        return one.station == station && (one.area.empty() || area.empty() || one.area == area);
      });
      if (point == points_.end()) {
        std::vector<std::string> names;
        for (const auto& one : points_) names.push_back(one.station);
        row.fault("observations_unknown_station",
                  layout.station.empty() ? layout.time_column : layout.station,
                  {{"value", station},
                   {"nearest", nearest_spelling(station, names)},
                   {"other", request_.stations.string()}});
        index_[key] = nullptr;
        return nullptr;
      }
      if (!point->area.empty()) fresh.area = point->area;
      fresh.is_evaluated = point->is_evaluated;
    } else if (station.find("对照点") != std::string::npos) {
      fresh.is_evaluated = false;
      read_.notes.add("observations_background_point", {"", 0, 0}, {{"key", station}});
    }
    stations_.push_back(std::move(fresh));
    return index_[key] = &stations_.back();
  }

  /// Rows of several files in the order of time; an hour that stands twice is a mistake.
  void check_order(StationRows& station) {
    std::stable_sort(station.rows.begin(), station.rows.end(),
                     [](const ObservedRow& a, const ObservedRow& b) { return a.time < b.time; });
    for (std::size_t r = 1; r < station.rows.size(); ++r)
      if (station.rows[r].time == station.rows[r - 1].time)
        diagnostics_.add("observations_twice", station.rows[r].place,
                         {{"key", station.station},
                          {"value", time_text(station, station.rows[r].time)},
                          {"other", station.rows[r - 1].place.file + ":" +
                                        std::to_string(station.rows[r - 1].place.line)}});
  }

  scenarios::Observations series_of(const StationRows& station) const {
    scenarios::Observations series;
    series.station = station.station;
    series.area = station.area;
    series.is_evaluated = station.is_evaluated;
    series.resolution = station.resolution;
    series.first = station.rows.front().time;
    series.gas_temperature = request_.gas_temperature;
    const auto length = static_cast<std::size_t>(station.rows.back().time - series.first + 1);
    for (auto& values : series.values) values.assign(length, missing);
    series.given_index.assign(length, -1);
    if (station.resolution == Resolution::day) series.ozone_1h.assign(length, missing);
    for (const auto& row : station.rows) {
      const auto at = static_cast<std::size_t>(row.time - series.first);
      for (std::size_t item = 0; item < item_count; ++item) series.values[item][at] = row.values[item];
      if (!series.ozone_1h.empty()) series.ozone_1h[at] = row.ozone_1h;
      series.given_index[at] = row.given_index;
    }
    return series;
  }

  const ObservationRequest& request_;
  Diagnostics& diagnostics_;
  std::vector<EvaluationPoint> points_;
  std::list<StationRows> stations_;  // a list: rows are found by their station's address
  std::map<std::pair<std::string, std::string>, StationRows*> index_;
  ReadObservations read_;
};

}  // namespace

ReadObservations read_observations(const ObservationRequest& request, Diagnostics& diagnostics) {
  return ObservationReader(request, diagnostics).run();
}

}  // namespace lantian::io
