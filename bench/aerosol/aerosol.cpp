// How long does the aerosol's equilibrium take, and is its answer right? The airs of the converged metastable
// table, each instruction set, and the older model's conventions against the table itself.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "model/aerosol/equilibrium.hpp"
#include "model/aerosol/equilibrium_block.hpp"
#include "model/numerics/instruction_set.hpp"

namespace {

using namespace lantian::model;
using namespace lantian::model::aerosol;

void print(const char* name, double value, const char* unit, double bar) {
  std::printf("%s %.4g %s %.4g %s\n", name, value, unit, bar, value <= bar ? "held" : "short");
}

struct Scored {
  std::vector<InorganicAir> airs;
  std::vector<double> nitrate, ammonium;  // of the table [mol m-3]

  explicit Scored(const std::string& name) {
    std::ifstream file(name);
    std::string line, cell;
    std::getline(file, line);
    while (std::getline(file, line)) {
      std::stringstream stream(line);
      std::vector<double> at;
      for (int n = 0; n < 24 && std::getline(stream, cell, ','); ++n)
        at.push_back(n < 4 || n == 14 || cell.empty() ? 0.0 : std::stod(cell));
      if (at.size() < 21 || at[15] < 1) continue;  // not to be scored
      airs.push_back({at[4], at[5], at[7], at[8], at[9], at[10], at[6], at[12], at[11], at[13]});
      ammonium.push_back(at[19]);
      nitrate.push_back(at[20]);
    }
  }
};

double percentile_99(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x[x.size() * 99 / 100];
}

/// Largest of the errors of nitrate and ammonium as shares of their totals.
double error_99(const Scored& s, const std::vector<InorganicParticle>& found,
                const std::vector<double>& nitrate, const std::vector<double>& ammonium) {
  std::vector<double> errors;
  for (std::size_t n = 0; n < s.airs.size(); ++n) {
    const auto& a = s.airs[n];
    const double no3 = a.nitrate > 0 ? std::fabs(found[n].nitrate - nitrate[n]) / a.nitrate : 0.0;
    const double nh4 = a.ammonia > 0 ? std::fabs(found[n].ammonium - ammonium[n]) / a.ammonia : 0.0;
    errors.push_back(std::max(no3, nh4));
  }
  return percentile_99(errors);
}

std::vector<EquilibriumBlock> blocks(const Scored& s) {
  std::vector<EquilibriumBlock> all(s.airs.size() / EquilibriumBlock::width);
  for (std::size_t n = 0; n < all.size() * EquilibriumBlock::width; ++n) {
    EquilibriumBlock& b = all[n / EquilibriumBlock::width];
    const auto l = n % EquilibriumBlock::width;
    const InorganicAir& a = s.airs[n];
    b.tolerance = production_tolerance;
    b.temperature[l] = a.temperature, b.relative_humidity[l] = a.relative_humidity;
    b.sulfate[l] = a.sulfate, b.ammonia[l] = a.ammonia, b.nitrate[l] = a.nitrate, b.chloride[l] = a.chloride;
    b.sodium[l] = a.sodium, b.potassium[l] = a.potassium, b.calcium[l] = a.calcium,
    b.magnesium[l] = a.magnesium;
  }
  return all;
}

template <class Work>
double microseconds(std::size_t calls, Work work) {
  double best = 1e300;
  for (int repeat = 0; repeat < 15; ++repeat) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count() / static_cast<double>(calls));
  }
  return best;
}

}  // namespace

int main() {
  const char* set = std::getenv("LANTIAN_REFERENCE");
  const std::string reference = set ? set : LANTIAN_REFERENCE_DEFAULT;
  const Scored s(reference + "/aerosol-reference/isorropia2_forward_metastable.csv");
  if (s.airs.empty()) {
    std::fprintf(stderr, "aerosol-reference is not there\n");
    return 1;
  }
  auto all = blocks(s);
  const std::size_t calls = all.size() * EquilibriumBlock::width;
  const auto time = [&](void (*solve)(EquilibriumBlock&)) {
    return microseconds(calls, [&] {
      for (EquilibriumBlock& b : all) solve(b);
    });
  };
  if (fastest_instruction_set() == InstructionSet::v4)
    print("aerosol_equilibrium", time(&solve_equilibrium_v4), "us/call", 5.0);
  print("aerosol_equilibrium_avx2", time(&solve_equilibrium_v3), "us/call", 5.0);

  const std::size_t count = s.airs.size();
  std::vector<InorganicParticle> found(count), exact(count), older(count);
  equilibrium(s.airs, found);
  equilibrium(s.airs, exact, Convention::smooth, 1e-12);
  equilibrium(s.airs, older, Convention::older_model, 1e-10);
  std::vector<double> nitrate, ammonium, evaluations;
  double sum = 0.0, unconverged = 0.0;
  for (std::size_t n = 0; n < count; ++n) {
    nitrate.push_back(exact[n].nitrate);
    ammonium.push_back(exact[n].ammonium);
    sum += found[n].evaluations;
    unconverged += found[n].converged ? 0.0 : 1.0;
  }
  print("aerosol_evaluations_mean", sum / static_cast<double>(count), "1", 8.0);
  print("aerosol_unconverged", unconverged, "1", 0.0);
  print("aerosol_p99_of_own_converged", error_99(s, found, nitrate, ammonium), "1", 5e-3);
  print("aerosol_older_model_p99_of_table", error_99(s, older, s.nitrate, s.ammonium), "1", 5e-3);
}
