#include "io/study/optimisation.hpp"

#include <algorithm>
#include <charconv>

namespace lantian::io {
namespace {

constexpr double microgram = 1e-9;  // kg

void check_reference(TableReader& table, const std::string& id, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), id) != known.end()) return;
  table.fault("unknown_reference", "decide", table.item("decide", id),
              {{"kind", "cut"}, {"nearest", nearest_spelling(id, known)}, {"accepted", joined(known)}});
}

/// "mean", "max", or "cvar" and the share of weathers left out, at least 0 and below 1.
bool is_summary(const std::string& word) {
  if (word == "mean" || word == "max") return true;
  if (word.rfind("cvar", 0) != 0) return false;
  double level = -1.0;
  const char *begin = word.data() + 4, *end = word.data() + word.size();
  const auto read = std::from_chars(begin, end, level);
  return read.ec == std::errc() && read.ptr == end && level >= 0.0 && level < 1.0;
}

std::optional<double> concentration(TableReader& table, const char* key) {
  if (!table.has(key)) return std::nullopt;
  return table.number(key, 0.0, {0.0, 10000.0}) * microgram;
}

scenarios::AirCondition read_condition(TableReader& table) {
  scenarios::AirCondition condition;
  for (const char* key : {"metric", "at"})
    if (!table.has(key)) table.missing(key);
  condition.metric = table.choice("metric", {"pm25_24h", "pm25_mean", "mda8_o3"}, "pm25_24h");
  condition.at = table.choice("at", {"all_national_stations", "city_mean"}, "all_national_stations");
  condition.most = concentration(table, "max");
  condition.most_rise = concentration(table, "increase_max");
  if (condition.most && condition.most_rise)
    table.fault("both_given", "increase_max", *table.take("increase_max"), {{"other", "max"}});
  else if (!condition.most && !condition.most_rise)
    table.missing("max");
  condition.across_weathers = table.text("across_met", "mean");
  if (!is_summary(condition.across_weathers))
    table.fault("unknown_word", "across_met", *table.take("across_met"),
                {{"accepted", "mean, max, cvar0.8"}});
  return condition;
}

/// "nodes:20000".
std::optional<int> read_work(TableReader& table) {
  const std::string work = table.required_text("work");
  if (work.empty()) return std::nullopt;
  int nodes = 0;
  const char* end = work.data() + work.size();
  if (work.rfind("nodes:", 0) == 0) {
    const auto read = std::from_chars(work.data() + 6, end, nodes);
    if (read.ec == std::errc() && read.ptr == end && nodes > 0) return nodes;
  }
  table.fault("unreadable_value", "work", *table.take("work"), {{"accepted", "\"nodes:20000\""}});
  return std::nullopt;
}

}  // namespace

scenarios::Optimisation read_optimisation(TableReader& table, const std::vector<std::string>& cuts) {
  scenarios::Optimisation wanted;
  if (!table.has("decide")) table.missing("decide");
  for (const auto& id : table.words("decide")) {
    check_reference(table, id, cuts);
    wanted.decide.push_back(id);
  }
  if (!table.has("minimise")) table.missing("minimise");
  wanted.minimise = table.choice("minimise", {"cost", "exposure", "peak", "number_of_enterprises"}, "cost");
  table.tables("subject", [&](TableReader& t) { wanted.subject.push_back(read_condition(t)); });
  table.table("fairness", [&](TableReader& t) {
    wanted.monotone_grade = t.boolean("monotone_grade", false);
    if (t.has("max_share_of_cost_per_county"))
      wanted.most_share_of_cost_per_county = t.number("max_share_of_cost_per_county", 1.0, share);
  });
  table.table("verify", [&](TableReader& t) {
    wanted.full_model_runs = t.whole("full_model_runs", 0, {1.0, 10000.0});
    if (t.has("stop_if_gap")) wanted.gap = t.number("stop_if_gap", 0.0, share);
  });
  table.table("limit", [&](TableReader& t) { wanted.most_nodes = read_work(t); });
  return wanted;
}

}  // namespace lantian::io
