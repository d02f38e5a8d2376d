#include "io/inventory.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "io/inventory/reading.hpp"
#include "scenarios/inventory/inventory_totals.hpp"
#include "scenarios/inventory/speciation.hpp"
#include "scenarios/inventory/temporal_profile.hpp"
#include "tests/support/places.hpp"

namespace lantian::io {
namespace {

const std::filesystem::path root = tests::source_root();

/// The embedded case, read once.
const scenarios::Inventory& mengzhou() {
  static const scenarios::Inventory inventory = [] {
    InventoryRequest request;
    request.folders = {root / "cases/mengzhou/inventory"};
    request.profiles = root / "data/profiles";
    request.county = "mengzhou";
    request.project = [](double longitude, double latitude) {
      return std::array<double, 2>{(longitude - 112.787) * 91300.0, (latitude - 34.91) * 110950.0};
    };
    request.inside_window = [](double x, double y) { return x > -46e3 && x < 34e3 && y > -40e3 && y < 32e3; };
    Diagnostics diagnostics;
    auto read = read_inventory(request, diagnostics);
    diagnostics.throw_if_any();
    return read;
  }();
  return inventory;
}

TEST(InventoryReader, FactorsArePerUnitOfTheLine) {
  EXPECT_DOUBLE_EQ(*inventory::kilograms_per_unit("kg/t", "t"), 1.0);
  EXPECT_DOUBLE_EQ(*inventory::kilograms_per_unit("g/kg", "t"), 1.0);
  EXPECT_DOUBLE_EQ(*inventory::kilograms_per_unit("kg/1000", "brick"), 0.001);
  EXPECT_DOUBLE_EQ(*inventory::kilograms_per_unit("g/1000 brick", "brick"), 1e-6);
  EXPECT_DOUBLE_EQ(*inventory::kilograms_per_unit("mg/kWh", "MWh"), 1e-3);
  for (const char* wrong : {"kg", "kg/brick", "m/t", "kg/0", "kg/"})
    EXPECT_FALSE(inventory::kilograms_per_unit(wrong, "t")) << wrong;
}

TEST(InventoryReader, TheSourcesSumToTheTables) {
  Diagnostics diagnostics;
  scenarios::PollutantMasses sum{};
  std::vector<Column> columns;
  for (const auto name : scenarios::pollutant_names) columns.push_back({std::string(name), "kg/year"});
  const auto add = [&](const char* file) {
    Diagnostics other_columns;  // the table has more than the masses
    const Table table = Table::read(root / "cases/mengzhou/inventory" / file, columns, other_columns);
    for (const Row row : table)
      for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
        sum[p] += row.number_or(scenarios::pollutant_names[p], 0.0);
  };
  add("area.csv");
  add("points.csv");
  std::map<std::string, double> activity;
  Diagnostics other_columns;
  for (const Row row :
       Table::read(root / "cases/mengzhou/inventory/lines.csv",
                   {{"enterprise", ""}, {"id", ""}, {"activity", "unit/year"}}, other_columns))
    activity[row.cell("enterprise") + "/" + row.cell("id")] = row.number("activity");
  const Table factors = Table::read(root / "cases/mengzhou/inventory/factors.csv",
                                    {{"enterprise", ""},
                                     {"line", ""},
                                     {"pollutant", ""},
                                     {"factor", "1"},
                                     {"factor_unit", ""},
                                     {"removal", "1"}},
                                    other_columns);
  for (const Row row : factors)
    sum[row.one_of("pollutant", scenarios::pollutant_names)] +=
        activity.at(row.cell("enterprise") + "/" + row.cell("line")) * row.number("factor") *
        (row.cell("factor_unit") == "kg/1000" ? 1e-3 : 1.0) * (1.0 - row.number_or("removal", 0.0));
  const auto totals = scenarios::inventory_totals(mengzhou());
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    EXPECT_NEAR(totals.total[p] / sum[p], 1.0, 1e-12) << scenarios::pollutant_names[p];  // the requirement
}

TEST(InventoryReader, EveryBreakdownOfTheLedgerClosesOnTheTotal) {
  const auto totals = scenarios::inventory_totals(mengzhou());
  for (const auto* table : {&totals.by_category, &totals.by_region, &totals.by_grade, &totals.by_industry}) {
    scenarios::PollutantMasses sum{};
    for (const auto& [key, mass] : *table) scenarios::operator+=(sum, mass);
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
      EXPECT_NEAR(sum[p] / totals.total[p], 1.0, 1e-12);  // the requirement
  }
}

TEST(InventoryReader, SourcesAreSortedAndWhole) {
  const auto& all = mengzhou();
  for (std::size_t s = 0; s < all.sources.size(); ++s) {
    const auto& source = all.sources[s];
    if (s > 0) {
      EXPECT_LT(all.sources[s - 1].id, source.id);
    }
    EXPECT_TRUE(source.spread >= 0 || source.stack.height > 0.0) << source.id;
    if (source.natural) continue;
    EXPECT_GE(source.temporal, 0);
    EXPECT_GE(source.speciation, 0);
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
      EXPECT_LE(source.annual_mass[p], source.uncontrolled[p]);
  }
}

TEST(ShippedProfiles, EveryYearSumsToItsMass) {
  constexpr model::LocalClock china{8 * 3600};
  for (const int year : {2023, 2024}) {
    const auto midnight = [&](int of) {
      return china.midnight(std::chrono::sys_days{std::chrono::year{of} / 1 / 1}.time_since_epoch().count());
    };
    for (const auto& profile : mengzhou().temporal_profiles) {
      double sum = 0.0;
      for (auto t = midnight(year); t < midnight(year + 1); t += 3600)
        sum += scenarios::rate_factor(profile, mengzhou().calendar, china, t);
      EXPECT_NEAR(sum / scenarios::hours_of_year(china, midnight(year)), 1.0, 1e-12)
          << profile.id;  // required
    }
  }
}

TEST(ShippedProfiles, EveryClassHasAllPollutantsAndSumsToOne) {
  for (const auto& profile : mengzhou().speciation_profiles)
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) {
      double sum = 0.0;
      for (const auto& part : profile.parts[p]) sum += part.mass_fraction;
      const bool carbon = p == static_cast<std::size_t>(scenarios::Pollutant::OC);
      if (carbon)
        EXPECT_TRUE(sum >= 1.2 && sum <= 1.8) << profile.id;  // fresh organic matter per carbon
      else
        EXPECT_NEAR(sum, 1.0, 1e-12) << profile.id << " " << scenarios::pollutant_names[p];  // required
    }
}

TEST(ShippedProfiles, NitrogenOxidesAreNinetyPercentNOByMoles) {
  for (const auto& profile : mengzhou().speciation_profiles) {
    double nitric_oxide = 0.0, whole = 0.0;
    for (const auto& part : profile.parts[static_cast<std::size_t>(scenarios::Pollutant::NOx)]) {
      whole += part.mass_fraction / part.molar_mass;
      if (part.species == "NO") nitric_oxide += part.mass_fraction / part.molar_mass;
    }
    EXPECT_NEAR(nitric_oxide / whole, 0.9, 1e-12);       // rounding
    EXPECT_NEAR(whole, 1.0 / 46.0055e-3, 1e-9 * whole);  // one mole per 46.0055 g: rounding
  }
}

TEST(ShippedProfiles, HolidaysOf2023And2024AreTheNoticesDates) {
  const auto& calendar = mengzhou().calendar;
  const auto day = [](int year, unsigned month, unsigned date) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(date)}
        .time_since_epoch()
        .count();
  };
  const auto has = [](const std::vector<std::int64_t>& days, std::int64_t one) {
    return std::find(days.begin(), days.end(), one) != days.end();
  };
  EXPECT_TRUE(has(calendar.holidays, day(2023, 1, 21)) && has(calendar.holidays, day(2023, 1, 27)));
  EXPECT_TRUE(has(calendar.makeup_workdays, day(2023, 1, 28)));
  EXPECT_TRUE(has(calendar.holidays, day(2023, 10, 6)) && !has(calendar.holidays, day(2023, 10, 7)));
  EXPECT_TRUE(has(calendar.makeup_workdays, day(2023, 10, 7)));
  EXPECT_TRUE(has(calendar.holidays, day(2024, 2, 17)) && has(calendar.makeup_workdays, day(2024, 2, 18)));
  EXPECT_FALSE(has(calendar.holidays, day(2023, 11, 22)));
}

TEST(ShippedProfiles, KilnsBurnEvenlyAndHomesMostInJanuary) {
  constexpr model::LocalClock china{8 * 3600};
  for (const auto& profile : mengzhou().temporal_profiles) {
    const double night = scenarios::rate_factor(profile, {}, china, 1674237600);  // 2023-01-21T02:00+08:00
    if (profile.id == "kiln") {
      EXPECT_NEAR(night, 1.0, 1e-8);
    }  // nine digits in the table
    if (profile.id == "homes") {
      EXPECT_GT(night, 1.2);
    }
    if (profile.id == "farming") {
      EXPECT_GT(night, 0.1);
    }
  }
}

}  // namespace
}  // namespace lantian::io
