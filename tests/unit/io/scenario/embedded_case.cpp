// The two plans on the embedded case: what they take out of the county's emission, beside a count by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "io/case_inputs.hpp"
#include "io/local_time.hpp"
#include "io/scenario/scenario.hpp"
#include "scenarios/policy/selection.hpp"
#include "scenarios/policy/trigger.hpp"
#include "tests/support/places.hpp"

namespace {

using namespace lantian;
using scenarios::Pollutant;
using scenarios::Source;

const io::CaseInputs& mengzhou() {
  static const io::CaseInputs inputs = [] {
    io::Diagnostics diagnostics;
    auto read = io::read_case_inputs(tests::source_root() / "cases" / "mengzhou", {}, diagnostics);
    diagnostics.throw_if_any();
    return read;
  }();
  return inputs;
}

std::size_t member(const std::string& id) {
  const auto& members = mengzhou().file.contents.members;
  for (std::size_t m = 0; m < members.size(); ++m)
    if (members[m].id == id) return m;
  throw std::runtime_error("the case has no member " + id);
}

std::string grade_of(const Source& s) {
  return s.enterprise < 0 ? ""
                          : mengzhou().inventory.enterprises[static_cast<std::size_t>(s.enterprise)].grade;
}

bool has_tag(const Source& s, const std::string& tag) {
  return std::find(s.tags.begin(), s.tags.end(), tag) != s.tags.end();
}

/// kg a-1 of all sources, each times what `kept` leaves of it.
template <class Kept>
double yearly(Pollutant p, Kept kept) {
  double sum = 0.0;
  const auto& sources = mengzhou().inventory.sources;
  for (std::size_t s = 0; s < sources.size(); ++s)
    if (!sources[s].natural) sum += sources[s].annual_mass[static_cast<std::size_t>(p)] * kept(s, sources[s]);
  return sum;
}

double planned(const std::string& id, Pollutant p) {
  const auto& plan = mengzhou().plans[member(id)];
  const auto late = mengzhou().file.contents.time.end - model::seconds_per_hour;
  return yearly(p, [&](std::size_t s, const Source&) { return plan.factor(static_cast<int>(s), late, p); });
}

/// Off-peak by hand: brick works below A keep 10 %, clinker 7 %.
double off_peak(const Source& s) {
  if (s.industry == "brick" && grade_of(s) != "A" && grade_of(s) != "leading") return 0.1;
  return s.industry == "cement.clinker" ? 0.07 : 1.0;
}

/// Output that the orange ladder leaves, row by row as the plan's table has it; 1 where no row holds.
double ladder(const Source& s) {
  const auto is = [&](const char* branch) { return scenarios::in_branch(s.industry, branch); };
  const std::string grade = grade_of(s);
  const bool b = grade == "B", c = grade == "C" || grade == "non_leading", d = grade == "D";
  if (has_tag(s, "livelihood") || has_tag(s, "heat_supply") || has_tag(s, "power_grid_must_run")) return 1.0;
  if (!s.in_county || !(b || c || d)) return 1.0;
  const auto of = [&](double at_b, double at_c, double at_d) { return b ? at_b : c ? at_c : at_d; };
  if (is("brick")) return of(0.5, 0.07, 0.07);  // kept hot
  if (is("refractory")) return of(0.7, 0.07, 0.07);
  if (is("glass")) return of(0.8, 0.7, 0.6);
  if (is("fertiliser")) return of(0.8, 0.7, 0.5);
  if (is("leather") || is("food")) return of(0.8, 0.5, 0.0);
  if (is("chemical.paint") || is("casting") || is("printing") || is("furniture") || is("sand_aggregate"))
    return of(0.5, 0.0, 0.0);
  if (is("chemical") || is("coating")) return of(0.7, 0.0, 0.0);
  if (is("cement.grinding") || is("concrete_mixing")) return of(1.0, 0.0, 0.0);
  return 1.0;
}

/// What mobile, dust and area measures leave of NOx.
double mobile_nox(const Source& s) {
  if (!s.in_county) return 1.0;
  if (s.industry == "nonroad.construction" || s.industry == "nonroad.industry") return 1 - 0.8 * 0.6;
  if (s.industry.starts_with("open_burning")) return 1 - 0.85;
  if (s.industry != "road.freight.heavy") return 1.0;
  const bool in_town =
      s.region == "dading" || s.region == "huichang" || s.region == "heyang" || s.region == "heyong";
  const double fleet =
      s.standard == "CN4" && has_tag(s, "serves_industry") ? 1 - 0.7 * (1 - 0.6 * 0.15) : 1.0;
  return fleet * (in_town ? 1 - 0.8 * 0.8 : 1.0);
}

TEST(EmbeddedPlans, OffPeakTakesWhatAHandCountTakes) {
  for (auto p : {Pollutant::SO2, Pollutant::NOx, Pollutant::PM10}) {
    const double wanted = yearly(p, [](std::size_t, const Source& s) { return off_peak(s); });
    EXPECT_NEAR(planned("offpeak", p), wanted, 1e-12 * wanted);  // sum of a few hundred terms
    EXPECT_LT(wanted, yearly(p, [](std::size_t, const Source&) { return 1.0; }));
  }
}

TEST(EmbeddedPlans, OrangeOnTopTakesWhatAHandCountTakes) {
  const double wanted = yearly(Pollutant::NOx, [](std::size_t, const Source& s) {
    return std::min(off_peak(s), 1 - 0.85 * (1 - ladder(s))) * mobile_nox(s);
  });
  EXPECT_NEAR(planned("orange", Pollutant::NOx), wanted, 1e-12 * wanted);  // sum of a few hundred terms
}

/// Spells of a trigger by scheme on the case's own forecast: "orange 11-19T04-11-24T20".
std::string called_by(const std::string& scheme) {
  const auto clock = mengzhou().file.contents.time.clock();
  io::Diagnostics diagnostics;
  const auto file = io::read_scenario_text(
      "schema = \"lantian.scenario/1\"\nid = \"s\"\nlabel = { en = \"S\", zh = \"情\" "
      "}\n[trigger.city]\nsignal = "
      "\"forecast\"\nmetric = \"aqi_24h_running\"\nscheme = \"" +
          scheme +
          "\"\n[window.w]\nwarning = { trigger = \"city\", level = \"yellow\" }\n[measure.m]\nlabel = { en = "
          "\"M\", zh = \"措\" }\nselect = { where = { industry = \"brick\" } }\nwindow = \"w\"\nop = { kind "
          "= "
          "\"stop\" }\n",
      "s.toml", clock, diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  const auto& time = mengzhou().file.contents.time;
  const scenarios::Surroundings around{clock, {time.start, time.end}, {}, mengzhou().signals};
  std::string text;
  for (const auto& w : warnings_of(file.scenario.triggers.at("city"), around))
    text += w.level + " " + io::local_time_text(w.start, clock.offset).substr(5, 8) + "-" +
            io::local_time_text(*w.end, clock.offset).substr(5, 8) + ";";
  return text;
}

TEST(EmbeddedPlans, ItsForecastIsOrangeByTheRulesOf2024AndYellowByThoseOf2018) {
  // Above 200 from 22 Nov 15 h to 24 Nov 8 h, 42 values: hours from 21 Nov 16 h to 24 Nov 9 h, 65 of them.
  // Above 150 from 21 Nov 3 h to 24 Nov 19 h, 89 values: from 20 Nov 4 h to 24 Nov 20 h. Called a day ahead.
  EXPECT_EQ(called_by("2018"), "yellow 11-20T16-11-24T09;");
  EXPECT_EQ(called_by("2024"), "orange 11-19T04-11-24T20;");
}

TEST(EmbeddedPlans, TheCounterfactualHasNoRun) {
  EXPECT_TRUE(mengzhou().plans[member("counterfactual")].runs.empty());
}

}  // namespace
