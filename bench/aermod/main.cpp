/// How near do a deck's hours come to AERMOD's own, deck by deck and group by group?
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "bench/aermod/prairie_grass.hpp"
#include "io/messages.hpp"
#include "run/aermod/run_deck.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {

namespace fs = std::filesystem;
using namespace lantian;
using model::plume::AreaIntegral;
using model::plume::AreaSource;
using model::plume::Evaluation;

constexpr double counted_share = 0.01;  // of the deck's maximum
constexpr double median_bar = 1e-4, worst_bar = 1e-2;

/// AERMOD's values of a group: hour (YYMMDDHH) to one value a receptor.
using Reference = std::map<int, std::vector<double>>;

Reference read_reference(const fs::path& file) {
  Reference reference;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::string cell;
    std::vector<double> values;
    int date = 0;
    for (bool first = true; std::getline(cells, cell, ','); first = false)
      first ? void(date = std::atoi(cell.c_str())) : values.push_back(std::strtod(cell.c_str(), nullptr));
    if (date > 0) reference[date] = std::move(values);
  }
  return reference;
}

struct Score {
  std::size_t counted = 0;
  double median = 0.0, high = 0.0, worst = 0.0;  // relative; high: the 99th percentile
  int worst_hour = 0;
};

class Comparison {
 public:
  explicit Comparison(Reference reference) : reference_(std::move(reference)) {
    for (const auto& [date, values] : reference_)
      for (const double value : values) largest_ = std::max(largest_, value);
  }
  void add(int date, const std::vector<double>& values) {
    const auto found = reference_.find(date);
    if (found == reference_.end()) return;
    for (std::size_t r = 0; r < std::min(values.size(), found->second.size()); ++r) {
      const double theirs = found->second[r];
      if (theirs < counted_share * largest_) continue;
      differences_.push_back({std::fabs(values[r] - theirs) / theirs, date});
    }
  }
  Score score() {
    if (differences_.empty()) return {};
    std::sort(differences_.begin(), differences_.end());
    const auto at = [&](double share) {
      return differences_[static_cast<std::size_t>(share * static_cast<double>(differences_.size() - 1))]
          .first;
    };
    return {differences_.size(), at(0.5), at(0.99), differences_.back().first, differences_.back().second};
  }

 private:
  Reference reference_;
  double largest_ = 0.0;
  std::vector<std::pair<double, int>> differences_;
};

fs::path deck_in(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".inp") return entry.path();
  return {};
}

/// The deck without the sources that are not in this version; nothing where more than sources is missing.
bool drop_missing_sources(const fs::path& deck, const io::InputErrors& errors) {
  std::set<int> lines;
  for (const auto& mistake : errors.mistakes) {
    const bool is_source =
        mistake.code == "deck_later" && mistake.arguments[0].second.starts_with("LOCATION");
    if (!is_source) return false;
    lines.insert(mistake.place.line);
  }
  std::ifstream in(deck);
  std::vector<std::string> all;
  for (std::string line; std::getline(in, line);) all.push_back(line);
  std::set<std::string> ids;
  for (const int number : lines) {
    std::istringstream words(all[static_cast<std::size_t>(number) - 1]);
    std::string word;
    while (words >> word && word != "LOCATION" && word != "location") {
    }
    words >> word;
    ids.insert(word);
  }
  std::ofstream out(deck);
  for (const auto& line : all) {
    std::istringstream words(line);
    bool names_one = false;
    for (std::string word; words >> word;) names_one |= ids.contains(word);
    if (!names_one) out << line << "\n";
  }
  return true;
}

class Report {
 public:
  explicit Report(bool markdown) : markdown_(markdown) {
    if (markdown)
      std::puts(
          "| deck | group | evaluation | receptor-hours | median | 99 % | worst | hour of the worst |\n"
          "|---|---|---|---|---|---|---|---|");
  }
  void add(const std::string& deck, const std::string& group, const char* evaluation, const Score& s) {
    if (markdown_) {
      std::printf("| %s | %s | %s | %zu | %.1e | %.1e | %.1e | %d |\n", deck.c_str(), group.c_str(),
                  evaluation, s.counted, s.median, s.high, s.worst, s.worst_hour);
      return;
    }
    const std::string name = "aermod." + deck + "." + group + "." + evaluation;
    std::printf("%s.median %.3g 1 <=%g %s\n", name.c_str(), s.median, median_bar,
                s.counted > 0 && s.median <= median_bar ? "held" : "short");
    std::printf("%s.worst %.3g 1 <=%g %s\n", name.c_str(), s.worst, worst_bar,
                s.counted > 0 && s.worst <= worst_bar ? "held" : "short");
  }
  /// A difference that has no bar.
  void note(const std::string& deck, const std::string& group, const char* evaluation, const Score& s) {
    if (markdown_) return add(deck, group, evaluation, s);
    const std::string name = "aermod." + deck + "." + group + ".converged";
    std::printf("%s.median %.3g 1 - noted\n%s.worst %.3g 1 - noted\n", name.c_str(), s.median, name.c_str(),
                s.worst);
  }
  void leave_out(const std::string& deck, const std::string& why) {
    if (markdown_)
      std::printf("| %s | | | | | | | %s |\n", deck.c_str(), why.c_str());
    else
      std::printf("aermod.%s - 1 - noted\n", deck.c_str());
  }

 private:
  bool markdown_;
};

/// Nothing where the deck asks for what is not in this version.
std::optional<run::DeckInputs> inputs_of(const fs::path& folder, const tests::ScratchFolder& scratch,
                                         Report& report) {
  fs::copy(folder, scratch.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  const fs::path deck = scratch.path() / deck_in(folder).filename();
  try {
    return run::read_deck_inputs(deck);
  } catch (const io::InputErrors& errors) {
    if (drop_missing_sources(deck, errors)) return run::read_deck_inputs(deck);
    io::Diagnostic first = errors.mistakes.front();
    first.place.file = fs::path(first.place.file).filename().string();
    report.leave_out(folder.filename().string(), io::headline(first));
    return std::nullopt;
  }
}

/// A way to compute a deck, and what the table calls it.
struct Way {
  const char* name;
  Evaluation evaluation;
  AreaIntegral integral;
};
constexpr Way aermods_ways[] = {{"direct", Evaluation::direct, AreaIntegral::aermods_own},
                                {"shared", Evaluation::shared, AreaIntegral::aermods_own}};
constexpr Way converged_way = {"converged integral", Evaluation::shared, AreaIntegral::converged};

std::vector<Score> scores_of(const fs::path& folder, const run::DeckInputs& inputs, Evaluation evaluation) {
  const std::size_t receptors = inputs.deck.receptors.size();
  std::vector<Comparison> comparisons;
  for (const auto& group : inputs.deck.groups)
    comparisons.emplace_back(read_reference(folder / ("ref_" + group.id + "_conc_1h.csv")));
  run::for_each_hour(inputs, evaluation, [&](const run::DeckHour& hour) {
    if (hour.use != scenarios::HourUse::computed) return;
    for (std::size_t g = 0; g < comparisons.size(); ++g) {
      const auto of_group = hour.values.subspan(g * receptors, receptors);
      comparisons[g].add(hour.hour.code(), {of_group.begin(), of_group.end()});
    }
  });
  std::vector<Score> scores;
  for (Comparison& comparison : comparisons) scores.push_back(comparison.score());
  return scores;
}

bool has_areas(const run::DeckInputs& inputs, std::size_t group) {
  for (const std::size_t source : inputs.deck.groups[group].sources)
    if (std::holds_alternative<AreaSource>(inputs.deck.sources[source].release)) return true;
  return false;
}

void print(const char* program, const bench::Skill& skill, bool markdown) {
  const char* form =
      markdown ? "| %s | %zu | %.2f | %.2f | %.2f | %.2f | %.2f |\n"
               : "aermod.prairie_grass.%s %zu pairs - FB %.2f NMSE %.2f FAC2 %.2f MG %.2f VG %.2f\n";
  std::printf(form, program, skill.pairs, skill.fb, skill.nmse, skill.fac2, skill.mg, skill.vg);
}

void print_prairie_grass(const fs::path& folder, bool markdown) {
  const bench::PrairieGrass field = bench::evaluate_prairie_grass(folder);
  if (markdown)
    std::puts(
        "\n| Prairie Grass, arcs' maxima | pairs | FB | NMSE | FAC2 | MG | VG "
        "|\n|---|---|---|---|---|---|---|");
  print("lantian", field.lantian, markdown);
  print("AERMOD", field.aermod, markdown);
}

void compare(const fs::path& folder, Report& report) {
  const std::string name = folder.filename().string();
  const tests::ScratchFolder scratch;
  auto inputs = inputs_of(folder, scratch, report);
  if (!inputs) return;
  for (const Way& way : aermods_ways) {
    const auto scores = scores_of(folder, *inputs, way.evaluation);
    for (std::size_t g = 0; g < scores.size(); ++g)
      report.add(name, inputs->deck.groups[g].id, way.name, scores[g]);
  }
  for (auto& source : inputs->deck.sources)
    if (auto* area = std::get_if<AreaSource>(&source.release)) area->integral = converged_way.integral;
  const auto scores = scores_of(folder, *inputs, converged_way.evaluation);
  for (std::size_t g = 0; g < scores.size(); ++g)
    if (has_areas(*inputs, g)) report.note(name, inputs->deck.groups[g].id, converged_way.name, scores[g]);
}

}  // namespace

/// bench_aermod [--markdown] [deck folder…]: all folders of the reference where none is named.
int main(int count, char** arguments) {
  bool markdown = false;
  std::vector<fs::path> folders;
  for (int n = 1; n < count; ++n)
    std::strcmp(arguments[n], "--markdown") == 0 ? void(markdown = true)
                                                 : void(folders.emplace_back(arguments[n]));
  io::set_language("en");
  const char* chosen = std::getenv("LANTIAN_REFERENCE");
  const fs::path root = fs::path(chosen != nullptr ? chosen : LANTIAN_REFERENCE_DEFAULT) / "aermod";
  if (folders.empty() && fs::is_directory(root))
    for (const auto& entry : fs::directory_iterator(root))
      if (entry.is_directory()) folders.push_back(entry.path());
  if (folders.empty()) {
    std::puts("aermod - 1 - noted  (no reference decks here: LANTIAN_REFERENCE)");
    return 0;
  }
  std::sort(folders.begin(), folders.end());
  Report report(markdown);
  for (const auto& folder : folders) compare(folder, report);
  for (const auto& folder : folders)
    if (folder.filename() == "field_prairie_grass") print_prairie_grass(folder, markdown);
}
