// The same numbers for programs.
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/messages.hpp"
#include "io/monitor_report/words.hpp"

namespace lantian::io {
namespace {

using namespace monitors;
using Json = nlohmann::ordered_json;
using scenarios::item_count;
using scenarios::item_names;

/// Six significant digits; null for none.
Json number(const std::optional<double>& value) {
  return value ? Json(std::stod(exact(value))) : Json(nullptr);
}
Json whole(const std::optional<int>& value) { return value ? Json(*value) : Json(nullptr); }
Json in_unit(const std::optional<double>& value, const scenarios::ItemRule& rule) {
  return value ? number(*value / rule.unit) : Json(nullptr);
}

Json item_names_of(const std::vector<std::size_t>& items) {
  Json names = Json::array();
  for (const auto item : items) names.push_back(std::string(item_names[item]));
  return names;
}

Json item_json(const scenarios::ItemOfPeriod& of, const scenarios::ItemRule& rule) {
  const auto published = [&](const std::optional<double>& value) {
    return value ? number(scenarios::published(*value, rule)) : Json(nullptr);
  };
  return {{"unit", rule.unit_name},
          {"valid_days", of.valid_days},
          {"enough_data", of.is_valid},
          {"mean", in_unit(of.mean, rule)},
          {"published_mean", published(of.mean)},
          {"annual_limit", in_unit(of.annual_limit, rule)},
          {"mean_exceedance", number(of.mean_exceedance)},
          {"percentile_rank", rule.percentile},
          {"percentile", in_unit(of.percentile, rule)},
          {"published_percentile", published(of.percentile)},
          {"daily_limit", in_unit(of.daily_limit, rule)},
          {"percentile_exceedance", number(of.percentile_exceedance)},
          {"exceeding_days", of.exceeding_days},
          {"attainment", number(of.attainment)},
          {"attains", of.attains ? Json(*of.attains) : Json(nullptr)},
          {"single_index", number(of.single_index)}};
}

Json evaluation_json(const scenarios::PeriodEvaluation& of, const MonitorReport& report) {
  const auto& rules = report.assessment(of);
  Json items = Json::object();
  for (std::size_t item = 0; item < item_count; ++item)
    items[std::string(item_names[item])] = item_json(of.items[item], rules.items[item]);
  Json composites = Json::array();
  for (const auto& one : of.composites)
    composites.push_back({{"scheme", one.scheme},
                          {"verified", one.is_verified},
                          {"value", number(one.value)},
                          {"leading", item_names_of(one.leading)}});
  Json primary = Json::object();
  for (std::size_t item = 0; item < item_count; ++item)
    primary[std::string(item_names[item])] = of.primary_days[item];
  return {{"period", of.period.name()},
          {"first_day", date_text(of.span.first)},
          {"last_day", date_text(of.span.last)},
          {"whole", of.is_whole},
          {"standards", {of.limits, of.index_scheme, of.assessment}},
          {"gas_temperature", of.gas_temperature},
          {"dust_removed", of.dust_removed},
          {"dust_days", of.dust_days},
          {"items", items},
          {"composite_index", composites},
          {"valid_days", of.valid_days},
          {"incomplete_days", of.incomplete_days},
          {"days_by_category", of.categories},
          {"incomplete_days_by_category", of.incomplete_categories},
          {"good_days", of.good_days},
          {"good_rate", number(of.good_rate())},
          {"heavy_days", of.heavy_days},
          {"primary_days", primary}};
}

Json compared_json(const scenarios::ComparedPeriod& period, const MonitorReport& report) {
  Json json = evaluation_json(period.now, report);
  json["good_days_by_own_date"] = whole(period.good_days_by_own_date);
  json["year_earlier"] = period.year_earlier ? evaluation_json(*period.year_earlier, report) : Json(nullptr);
  json["previous"] = period.previous ? evaluation_json(*period.previous, report) : Json(nullptr);
  json["composite_change_on_year"] = number(scenarios::change_of_index(period.now, period.year_earlier));
  json["composite_change_on_previous"] = number(scenarios::change_of_index(period.now, period.previous));
  json["good_rate_change_on_year"] = number(scenarios::change_of_good_rate(period.now, period.year_earlier));
  return json;
}

Json trend_json(const std::optional<scenarios::Trend>& trend) {
  if (!trend) return nullptr;
  return {{"years", trend->years},
          {"coefficient", number(trend->coefficient)},
          {"critical", number(trend->critical)},
          {"significant", trend->is_significant}};
}

Json place_json(const scenarios::EvaluatedPlace& place, const MonitorReport& report) {
  Json periods = Json::array();
  for (const auto& period : place.periods) {
    Json json = compared_json(period.all, report);
    const auto& rules = report.assessment(period.all.now);
    for (std::size_t item = 0; item < item_count; ++item)
      if (period.moving_average[item])
        json["moving_average"][std::string(item_names[item])] =
            in_unit(period.moving_average[item], rules.items[item]);
    if (period.without_dust) json["without_dust"] = compared_json(*period.without_dust, report);
    periods.push_back(std::move(json));
  }
  Json trends = Json::object();
  for (std::size_t item = 0; item < item_count; ++item)
    trends[std::string(item_names[item])] = trend_json(place.trends[item]);
  trends["composite_index"] = trend_json(place.index_trend);
  return {{"name", report.name_of(place)},
          {"area", place.area},
          {"level", place.is_area ? "area" : "station"},
          {"evaluated", place.is_evaluated},
          {"stations", place.stations},
          {"trends", trends},
          {"periods", periods}};
}

Json ranking_json(const std::vector<const scenarios::EvaluatedPlace*>& places, const MonitorReport& report) {
  Json rows = Json::array();
  for (const auto& one :
       scenarios::ranking(places, report.period, report.improvement_weight, report.standards))
    rows.push_back({{"name", report.name_of(*one.place)},
                    {"rank", whole(one.rank)},
                    {"rank_year_earlier", whole(one.rank_year_earlier)},
                    {"composite_index", number(one.index)},
                    {"change_on_year", number(one.change)},
                    {"rank_of_change", whole(one.rank_of_change)},
                    {"combined_rank", whole(one.combined)}});
  return rows;
}

Json diagnostics_json(const Diagnostics& diagnostics) {
  Json list = Json::array();
  for (const auto& item : diagnostics.items()) {
    Json arguments = Json::object();
    for (const auto& [name, value] : item.arguments)
      if (!value.empty()) arguments[name] = value;
    list.push_back({{"code", item.code}, {"text", headline(item)}, {"arguments", arguments}});
  }
  return list;
}

}  // namespace

std::string bulletin_json(const MonitorReport& report) {
  Json files = Json::array(), places = Json::array();
  for (const auto& file : report.files)
    files.push_back({{"file", file.name}, {"layout", file.layout}, {"sha256", file.sha256}});
  for (const auto& place : report.evaluation.places) places.push_back(place_json(place, report));
  Json json{{"schema", "lantian.aqi/1"},
            {"version", report.version},
            {"standard", report.asked_standard.empty() ? "by date" : report.asked_standard},
            {"period", report.period.name()},
            {"files", files},
            {"notes", diagnostics_json(report.notes)},
            {"left_out", diagnostics_json(report.invalid)},
            {"ranking", ranking_json(report.main_places(), report)}};
  if (const auto main = report.main_places(); main.size() == 1 && main.front()->is_area)
    json["station_ranking"] = ranking_json(report.stations_of(*main.front()), report);
  json["places"] = places;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lantian::io
