#include "bench/aerosol/scored_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <utility>

namespace lantian::bench {
namespace {

Percentiles percentiles(std::vector<double> errors, double limit) {
  if (errors.empty()) return {0, 0, 0, 1, 0};
  std::sort(errors.begin(), errors.end());
  const auto at = [&](std::size_t percent) { return errors[(errors.size() - 1) * percent / 100]; };
  const auto within = std::upper_bound(errors.begin(), errors.end(), limit) - errors.begin();
  return {at(50), at(90), at(99), static_cast<double>(within) / static_cast<double>(errors.size()),
          static_cast<int>(errors.size())};
}

using namespace model::aerosol;
constexpr std::pair<const char*, Salt> solid_columns[] = {
    {"solid_NaNO3", NaNO3},   {"solid_NH4NO3", NH4NO3},   {"solid_NaCl", NaCl},
    {"solid_NH4Cl", NH4Cl},   {"solid_Na2SO4", Na2SO4},   {"solid_NH42SO4", NH42SO4},
    {"solid_NaHSO4", NaHSO4}, {"solid_NH4HSO4", NH4HSO4}, {"solid_NH43HSO42", letovicite},
    {"solid_CaNO32", CaNO32}, {"solid_CaCl2", CaCl2},     {"solid_K2SO4", K2SO4},
    {"solid_KHSO4", KHSO4},   {"solid_KNO3", KNO3},       {"solid_KCl", KCl},
    {"solid_MgSO4", MgSO4},   {"solid_MgNO32", MgNO32},   {"solid_MgCl2", MgCl2}};

double share(double found, double given, double total) {
  return total > 0.0 ? std::abs(found - given) / total : 0.0;
}

void print_line(const std::string& name, const char* quantity, const Percentiles& ours,
                const Percentiles& theirs) {
  std::printf("# %-22s %-5s %4d  %9.1e %9.1e %9.1e %6.1f %%   %9.1e %9.1e %9.1e %6.1f %%\n", name.c_str(),
              quantity, ours.count, ours.p50, ours.p90, ours.p99, 100.0 * ours.within, theirs.p50, theirs.p90,
              theirs.p99, 100.0 * theirs.within);
}

}  // namespace

std::vector<ScoredRow> scored_table(const std::string& name) {
  std::ifstream file(name);
  std::vector<ScoredRow> rows;
  std::string line, cell;
  std::getline(file, line);
  std::vector<std::string> head;
  for (std::stringstream stream(line); std::getline(stream, cell, ',');) head.push_back(cell);
  while (std::getline(file, line)) {
    std::map<std::string, std::string> at;
    std::stringstream stream(line);
    for (std::size_t n = 0; n < head.size() && std::getline(stream, cell, ','); ++n) at[head[n]] = cell;
    const auto number = [&](const char* column) {
      const auto& text = at[column];
      return text.empty() ? std::numeric_limits<double>::quiet_NaN() : std::stod(text);
    };
    if (number("quality") < 1) continue;
    ScoredRow row;
    row.air = {number("T_K"),    number("RH"),     number("tot_SO4"), number("tot_NH3"), number("tot_NO3"),
               number("tot_Cl"), number("tot_Na"), number("tot_K"),   number("tot_Ca"),  number("tot_Mg")};
    row.subcase = at["subcase"];
    row.is_dry = number("dry_flag") > 0.5;
    row.converged = {number("aer_NH4"), number("aer_NO3"), number("aer_Cl"), 1e-9 * number("water_ug_m3"),
                     number("pH")};
    row.by_default = {number("def_aer_NH4"), number("def_aer_NO3"), number("def_aer_Cl"),
                      1e-9 * number("def_water_ug_m3"), number("def_pH")};
    for (const auto& [column, salt] : solid_columns) row.solids[salt] = number(column);
    row.hydrogen = number("Hplus"), row.sulfate = number("SO4_aq"), row.bisulfate = number("HSO4_aq");
    rows.push_back(row);
  }
  return rows;
}

Score score(const std::vector<ScoredRow>& rows, const std::vector<Answer>& answers) {
  std::vector<double> no3, nh4, cl, water, ph;
  for (std::size_t n = 0; n < rows.size(); ++n) {
    const Answer &found = answers[n], &given = rows[n].converged;
    no3.push_back(share(found.nitrate, given.nitrate, rows[n].air.nitrate));
    nh4.push_back(share(found.ammonium, given.ammonium, rows[n].air.ammonia));
    cl.push_back(share(found.chloride, given.chloride, rows[n].air.chloride));
    if (given.water <= 1e-9) continue;
    water.push_back(std::abs(found.water / given.water - 1.0));
    if (given.ph > -2.0 && given.ph < 8.0) {
      const double error = std::abs(found.ph - given.ph);
      ph.push_back(std::isnan(error) ? std::numeric_limits<double>::infinity() : error);
    }
  }
  return {percentiles(no3, 5e-3), percentiles(nh4, 5e-3), percentiles(cl, 5e-3), percentiles(water, 1e-2),
          percentiles(ph, 5e-3)};
}

void print_score(const std::string& name, const std::vector<ScoredRow>& rows,
                 const std::vector<Answer>& ours) {
  std::vector<Answer> defaults;
  for (const auto& row : rows) defaults.push_back(row.by_default);
  const Score mine = score(rows, ours), theirs = score(rows, defaults);
  print_line(name, "NO3", mine.nitrate, theirs.nitrate);
  print_line(name, "NH4", mine.ammonium, theirs.ammonium);
  print_line(name, "Cl", mine.chloride, theirs.chloride);
  print_line(name, "water", mine.water, theirs.water);
  print_line(name, "pH", mine.ph, theirs.ph);
}

}  // namespace lantian::bench
