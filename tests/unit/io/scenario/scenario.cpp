#include "io/scenario/scenario.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "io/standards.hpp"
#include "scenarios/policy/plan_text.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {

using namespace lantian;
using scenarios::Pollutant;
namespace fs = std::filesystem;

constexpr model::LocalClock china{8 * 3600};
constexpr model::UtcSeconds hour = 3600;

/// The embedded case's default run: 2023-11-22T01:00 to 25T01:00 local.
const scenarios::Period winter = [] {
  using namespace std::chrono;
  const auto day = sys_days{year{2023} / 11 / 22}.time_since_epoch().count();
  const auto start = china.midnight(day) + hour;
  return scenarios::Period{start, start + 72 * hour};
}();

fs::path case_scenarios() { return tests::source_root() / "cases" / "mengzhou" / "scenarios"; }

/// One source of each kind that the two plans name; every one emits 8.76 t/a, 1 kg/h, of everything.
scenarios::Inventory one_of_each() {
  scenarios::Inventory inventory;
  for (const char* region : {"dading", "gudan", "heyang", "heyong", "huichang"})
    inventory.regions.push_back({region, {}, "mengzhou", {}});
  inventory.regions.push_back({"gongyi", {}, "gongyi", {}});
  const auto works = [&](const std::string& industry, const std::string& grade, const std::string& process,
                         const std::string& region, std::vector<std::string> tags = {}) {
    const int e = static_cast<int>(inventory.enterprises.size());
    const std::string id = "E" + std::to_string(100 + e);
    inventory.enterprises.push_back({id, {}, industry, grade, region, tags, {}, ""});
    inventory.lines.push_back({"L1", e, {}, "", 10, 10, ""});
    scenarios::Source s;
    s.id = id + "/L1/" + process + "/DA001";
    s.enterprise = s.line = e;
    s.industry = industry;
    s.process = process;
    s.region = region;
    s.tags = tags;
    s.in_county = region != "gongyi";
    inventory.sources.push_back(s);
  };
  works("brick", "B", "tunnel_kiln", "gudan");
  works("brick", "C", "tunnel_kiln", "gudan");
  works("cement.clinker", "B", "kiln", "gongyi");
  works("glass", "C", "furnace", "gudan");
  works("casting.auto_parts", "leading", "melting", "gudan");
  works("chemical.paint", "B", "mixing", "gudan");
  works("fertiliser", "B", "synthesis", "gudan", {"livelihood"});
  works("sand_aggregate", "B", "outdoor_yard", "gudan");
  const auto area = [&](const std::string& industry, const std::string& region,
                        const std::string& standard = "", std::vector<std::string> tags = {}) {
    scenarios::Source s;
    s.id = "area/" + industry + "/" + region + standard + (tags.empty() ? "" : "/tagged");
    s.industry = industry;
    s.region = region;
    s.standard = standard;
    s.tags = std::move(tags);
    s.in_county = region != "gongyi";
    inventory.sources.push_back(s);
  };
  area("road.freight.heavy", "gudan", "CN4", {"serves_industry"});
  area("road.freight.heavy", "dading", "CN6");
  area("road.freight.heavy", "gongyi", "CN4", {"serves_industry"});
  area("nonroad.construction", "gudan");
  area("construction.earthworks", "dading");
  area("road.dust", "gudan");
  area("solvent.building", "gudan");
  area("open_burning.straw", "gudan");
  area("residential.coal", "gudan");
  for (auto& s : inventory.sources) s.annual_mass.fill(8760.0);
  return inventory;
}

scenarios::EmissionPlan plan_of(const std::vector<std::string>& names, const scenarios::Inventory& inventory,
                                scenarios::Period run = winter) {
  io::Diagnostics mistakes;
  std::vector<io::ScenarioFile> files;
  for (const auto& name : names) files.push_back(io::read_scenario(case_scenarios() / name, china, mistakes));
  const auto industries =
      io::read_industries(tests::source_root() / "data" / "standards" / "industries.toml", mistakes);
  const auto plan = io::expand_plan(files, inventory, {china, run, industries}, mistakes);
  for (const auto& m : mistakes.items()) {
    std::string text = m.code;
    for (const auto& [key, value] : m.arguments) text += " " + key + "=" + value;
    ADD_FAILURE() << m.place.file << ":" << m.place.line << ":" << m.place.column << " " << text;
  }
  return plan.value_or(scenarios::EmissionPlan{});
}

/// kg of a pollutant from all sources in the hour at `time`, each emitting 1 kg/h before the plan.
double emitted(const scenarios::EmissionPlan& plan, const scenarios::Inventory& inventory, Pollutant p,
               model::UtcSeconds time) {
  double sum = 0.0;
  for (int s = 0; s < static_cast<int>(inventory.sources.size()); ++s) sum += plan.factor(s, time, p);
  return sum;
}

TEST(CaseScenarios, OffPeakChangesEmissionByTheHandCount) {
  const auto inventory = one_of_each();
  const auto plan = plan_of({"offpeak-kilns.toml"}, inventory);
  // Two brick works at 1 - 0.9, one clinker line at 1 - 0.93, fourteen sources untouched.
  const double wanted = 2 * 0.1 + 0.07 + 14;
  for (int h : {0, 24, 71})
    EXPECT_NEAR(emitted(plan, inventory, Pollutant::SO2, winter.start + h * hour), wanted,
                1e-12);  // sum of 17 terms
}

TEST(CaseScenarios, OrangeChangesEmissionByTheHandCount) {
  const auto inventory = one_of_each();
  const auto plan = plan_of({"orange-by-grade.toml"}, inventory);
  const auto late = winter.start + 71 * hour;
  const double kept[] = {1 - 0.85 * 0.5, 1 - 0.85 * (1 - 0.07), 1, 1 - 0.85 * 0.3, 1, 1 - 0.85 * 0.5, 1,
                         1 - 0.85};
  for (int s = 0; s < 8; ++s)
    EXPECT_NEAR(plan.factor(s, late, Pollutant::NOx), kept[s], 1e-15) << s;  // rounding
  const double nox[] = {
      1 - 0.7 * (1 - 0.6 * 0.15), 1 - 0.8 * 0.8, 1, 1 - 0.8 * 0.6, 1 - 0.8, 1, 1 - 0.7, 1 - 0.85, 1};
  for (int s = 0; s < 9; ++s)
    EXPECT_NEAR(plan.factor(8 + s, late, Pollutant::NOx), nox[s], 1e-15) << s;       // rounding
  EXPECT_NEAR(plan.factor(13, late, Pollutant::PM10), 1 - 0.28 * 0.5 * 0.8, 1e-15);  // rounding
  EXPECT_NEAR(plan.factor(13, late, Pollutant::BC), 1 - 0.23 * 0.5 * 0.8, 1e-15);    // rounding
  EXPECT_NEAR(plan.factor(8, late, Pollutant::CO), 1 - 0.7 * (1 - 0.6), 1e-15);      // rounding
}

TEST(CaseScenarios, OrangeBeginsAfter24HoursAndRampsDown) {
  const auto inventory = one_of_each();
  const auto plan = plan_of({"orange-by-grade.toml"}, inventory);
  EXPECT_EQ(plan.runs.front().start, winter.start + 24 * hour);
  EXPECT_EQ(plan.factor(3, winter.start + 23 * hour, Pollutant::NOx), 1.0);
  EXPECT_NEAR(plan.factor(3, winter.start + 24 * hour, Pollutant::NOx), 1 - 0.85 * 0.3 / 24,
              1e-15);  // first of 12 h
}

TEST(CaseScenarios, BothPlansTogetherTakeTheStricterOfEach) {
  const auto inventory = one_of_each();
  const auto both = plan_of({"orange-by-grade.toml", "offpeak-kilns.toml"}, inventory);
  const auto late = winter.start + 71 * hour;
  EXPECT_DOUBLE_EQ(both.factor(0, late, Pollutant::NOx), 0.1);  // off-peak stop, not times the orange limit
  EXPECT_DOUBLE_EQ(both.factor(7, late, Pollutant::NOx), 0.15);
  EXPECT_EQ(both.id, "offpeak-kilns+orange-by-grade");
  EXPECT_EQ(io::plan_hash(both, inventory),
            io::plan_hash(plan_of({"offpeak-kilns.toml", "orange-by-grade.toml"}, inventory), inventory));
}

TEST(CaseScenarios, OffPeakIsIdleInSummer) {
  using namespace std::chrono;
  const auto start = china.midnight(sys_days{year{2023} / 6 / 4}.time_since_epoch().count());
  EXPECT_TRUE(plan_of({"offpeak-kilns.toml"}, one_of_each(), {start, start + 72 * hour}).runs.empty());
}

TEST(PlanFile, HashIsThatOfTheCanonicalText) {
  const auto inventory = one_of_each();
  scenarios::EmissionPlan plan;
  // SHA-256 of nothing [FIPS180-4].
  EXPECT_EQ(io::plan_hash(plan, inventory),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  plan.rules = {"a"};
  plan.runs = {{16, 0, 3600, scenarios::Stage::scale, Pollutant::NOx, 0.1, 0}};
  EXPECT_EQ(scenarios::canonical_text(plan, inventory), "area/residential.coal/gudan 0 3600 scale NOx 0.1\n");
  EXPECT_EQ(io::plan_csv(plan, inventory, china),
            "source,start,end,stage,pollutant,factor [1],measure\n"
            "area/residential.coal/gudan,1970-01-01T08:00,1970-01-01T09:00,scale,NOx,0.1,a\n");
  plan.rules = {"renamed"};
  EXPECT_EQ(scenarios::canonical_text(plan, inventory), "area/residential.coal/gudan 0 3600 scale NOx 0.1\n");
}

TEST(PlanFile, DifferencesNameBothPlansAndCannotBecomeFormulas) {
  const auto inventory = one_of_each();
  scenarios::EmissionPlan none, plan;
  none.id = "=cmd()";
  plan.id = "orange, local";
  plan.rules = {"a"};
  plan.runs = {{16, 0, 3600, scenarios::Stage::scale, Pollutant::NOx, 0.1, 0}};
  EXPECT_EQ(io::plan_difference_csv(none, plan, inventory, china),
            "source,start,end,pollutant,'=cmd() [1],\"orange, local [1]\"\n"
            "area/residential.coal/gudan,1970-01-01T08:00,1970-01-01T09:00,NOx,1,0.1\n");
}

/// A folder of its own that is gone afterwards.
class ExtendedScenario : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) { scratch_.write(name, text); }
  const tests::ScratchFolder scratch_;
  const fs::path folder_ = scratch_.path();
  const std::string head_ = "schema = \"lantian.scenario/1\"\nlabel = { en = \"S\", zh = \"情\" }\n";
};

TEST_F(ExtendedScenario, InheritsWhatItDoesNotName) {
  const auto stop = [](const std::string& id, const std::string& share) {
    return "[measure." + id +
           "]\nlabel = { en = \"M\", zh = \"措\" }\nselect = \"all\"\nop = { kind = \"stop\", share = " +
           share + " }\n";
  };
  write("base.toml",
        head_ + "id = \"base\"\n[select.all]\nindustry = \"brick\"\n" + stop("a", "1.0") + stop("b", "1.0"));
  write("child.toml", head_ + "id = \"child\"\nextends = [\"base.toml\"]\n" + stop("b", "0.5"));
  io::Diagnostics mistakes;
  const auto file = io::read_scenario(folder_ / "child.toml", china, mistakes);
  EXPECT_TRUE(mistakes.empty());
  EXPECT_EQ(file.scenario.id, "child");
  EXPECT_EQ(std::get<scenarios::Stop>(file.scenario.measures.at("a").op).share, 1.0);
  EXPECT_EQ(std::get<scenarios::Stop>(file.scenario.measures.at("b").op).share, 0.5);
  EXPECT_EQ(file.places.at("measure.a").file, (folder_ / "base.toml").string());
}

TEST_F(ExtendedScenario, ThatExtendsItselfOrLeavesItsFolderIsRefused) {
  write("a.toml", head_ + "id = \"a\"\nextends = [\"b.toml\", \"../../etc/passwd\"]\n");
  write("b.toml", head_ + "id = \"b\"\nextends = [\"a.toml\"]\n");
  io::Diagnostics mistakes;
  io::read_scenario(folder_ / "a.toml", china, mistakes);
  std::vector<std::string> codes;
  for (const auto& m : mistakes.items()) codes.push_back(m.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"circular_reference", "file_outside_case"}));
}

}  // namespace
