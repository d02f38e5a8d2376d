#include "bench/aermod/prairie_grass.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "run/aermod/hourly_concentrations.hpp"
#include "run/aermod/run_deck.hpp"

namespace lantian::bench {
namespace {

namespace fs = std::filesystem;

std::vector<std::vector<std::string>> rows_of(const fs::path& file) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(file);
  std::string line;
  for (std::getline(in, line); std::getline(in, line);) {
    std::istringstream cells(line);
    auto& row = rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
  }
  return rows;
}

double number(const std::string& cell) { return std::strtod(cell.c_str(), nullptr); }

}  // namespace

Skill skill_of(const std::vector<double>& measured, const std::vector<double>& modelled) {
  Skill skill{.pairs = measured.size()};
  const auto n = static_cast<double>(skill.pairs);
  double o = 0.0, m = 0.0, square = 0.0, log_ratio = 0.0, log_square = 0.0;
  for (std::size_t i = 0; i < skill.pairs; ++i) {
    o += measured[i] / n;
    m += modelled[i] / n;
    square += (measured[i] - modelled[i]) * (measured[i] - modelled[i]) / n;
    const double log = std::log(measured[i] / modelled[i]);
    log_ratio += log / n;
    log_square += log * log / n;
    skill.fac2 += std::fabs(log) <= std::log(2.0) ? 1.0 / n : 0.0;
  }
  skill.fb = 2.0 * (o - m) / (o + m);
  skill.nmse = square / (o * m);
  skill.mg = std::exp(log_ratio);
  skill.vg = std::exp(log_square);
  return skill;
}

PrairieGrass evaluate_prairie_grass(const fs::path& folder) {
  const auto inputs = run::read_deck_inputs(folder / "prairie_grass.inp");
  std::map<int, int> run_of;  // by hour
  for (const auto& row : rows_of(folder / "run_order.csv"))
    run_of[std::atoi(row[1].c_str())] = std::atoi(row[2].c_str());
  std::map<std::pair<int, int>, double> largest;  // by run and arc [ug m-3]
  run::for_each_hour(inputs, model::plume::Evaluation::direct, [&](const run::DeckHour& hour) {
    const auto run = run_of.find(hour.hour.code());
    if (run == run_of.end() || hour.use != scenarios::HourUse::computed) return;
    for (std::size_t r = 0; r < inputs.deck.receptors.size(); ++r) {
      const auto& place = inputs.deck.receptors[r].place;
      double& value = largest[{run->second, static_cast<int>(std::lround(std::hypot(place.x, place.y)))}];
      value = std::max(value, hour.values[r]);
    }
  });
  std::vector<double> measured, ours, theirs;
  PrairieGrass result;
  for (const auto& row : rows_of(folder / "pg_arcmax.csv")) {
    measured.push_back(number(row[6]));
    theirs.push_back(number(row[7]));
    ours.push_back(1e-3 * largest.at({std::atoi(row[0].c_str()), std::atoi(row[1].c_str())}));
    result.largest_difference =
        std::max(result.largest_difference, std::fabs(ours.back() / theirs.back() - 1.0));
  }
  result.lantian = skill_of(measured, ours);
  result.aermod = skill_of(measured, theirs);
  return result;
}

}  // namespace lantian::bench
