#include <fmt/format.h>

#include <cmath>
#include <set>

#include "io/atomic_file.hpp"
#include "io/box/box_file.hpp"
#include "io/data_folder.hpp"
#include "io/local_time.hpp"
#include "io/mechanism.hpp"
#include "io/messages.hpp"

namespace lantian::io {
namespace {

/// A table of rates or densities; zeros of what may be left out are left out.
std::string table_of(const std::string& name, const std::vector<std::pair<std::string, double>>& values,
                     const char* unit, bool with_zeros) {
  std::string text = "\n[" + name + "]\n";
  std::set<std::string> written;
  for (const auto& [key, value] : values)
    if ((with_zeros || value != 0.0) && written.insert(key).second)
      text += json_text(key) + fmt::format(" = \"{:.17g} {}\"\n", value, unit);
  return text;
}

}  // namespace

void write_unsolved_air(const model::NumericalFailure& failure, const std::string& mechanism,
                        const std::vector<std::filesystem::path>& files,
                        const model::chemistry::GivenMoleFractions& fractions,
                        const model::chemistry::Tolerances& tolerances, bool single_precision,
                        model::LocalClock clock, const std::filesystem::path& target) {
  // Files of one mechanism name each other from their folder: they go together.
  const auto folder = data_folder() / "mechanisms" / "haze";
  std::string name = mechanism, additions;
  for (const auto& file : files)
    if (file.parent_path() == folder)
      additions += (additions.empty() ? "" : ", ") + json_text(file.stem().string());
  if (!shipped_mechanism(mechanism)) {
    const auto beside = target.parent_path() / "failed_mechanism";
    for (const auto& file : files) {
      if (file.parent_path() == folder) continue;
      const auto copy = beside / file.lexically_relative(files.front().parent_path());
      std::filesystem::create_directories(copy.parent_path());
      std::filesystem::copy_file(file, copy, std::filesystem::copy_options::overwrite_existing);
    }
    name = "failed_mechanism/" + files.front().filename().string();
  }
  if (!additions.empty()) additions = "\nadditions = [" + additions + "]";
  const auto& air = failure.air;
  const auto seconds = static_cast<model::UtcSeconds>(std::llround(air.interval));
  std::string text =
      "# Air of a run that could not be solved: " + failure.species + " by " + air.reaction + ".\n" +
      "schema = \"lantian.box/1\"\nid = \"failed-cell\"\nmechanism = " + json_text(name) + additions +
      "\n\n[time]\n" + "utc_offset = " + json_text(utc_offset_text(clock.offset)) +
      "\nstart = " + json_text(local_time_text(failure.time, clock.offset)) +
      "\nend = " + json_text(local_time_text(failure.time + seconds, clock.offset)) +
      fmt::format("\nstep = \"{0} s\"\noutput_step = \"{0} s\"\n\n[air]\n", seconds) +
      fmt::format("temperature = \"{:.17g} K\"\npressure = \"{:.17g} Pa\"\nrelative_humidity = \"{:.17g}\"\n",
                  air.temperature, air.pressure, air.relative_humidity) +
      fmt::format("methane = \"{:.17g}\"\nhydrogen = \"{:.17g}\"\n", fractions.methane, fractions.hydrogen) +
      table_of("photolysis", air.photolysis, "s-1", true) + table_of("rate", air.rate, "s-1", true) +
      table_of("initial", air.density, "cm-3", false) +
      fmt::format(
          "\n[solver]\nrelative_tolerance = {:.17g}\nabsolute_tolerance = \"{:.17g} cm-3\"\n"
          "first_step_share = {:.17g}\nattempts = {}\nprecision = \"{}\"\n",
          tolerances.relative, tolerances.absolute, tolerances.first_step_share, tolerances.attempts,
          single_precision ? "single" : "double");
  write_atomically(target, text);
}

}  // namespace lantian::io
