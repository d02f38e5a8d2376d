#include "run/aermod/result_names.hpp"

#include <algorithm>
#include <set>

#include "io/aermod/result_files.hpp"
#include "io/output_place.hpp"

namespace lantian::run {
namespace {

namespace fs = std::filesystem;

bool are_one_file(const fs::path& a, const fs::path& b) {
  std::error_code failed;
  if (fs::equivalent(a, b, failed)) return true;
  return fs::weakly_canonical(fs::absolute(a), failed) == fs::weakly_canonical(fs::absolute(b), failed);
}

}  // namespace

std::string listing_name(const io::Deck& deck) { return deck.file.stem().string() + ".txt"; }
std::string netcdf_name(const io::Deck& deck) { return deck.file.stem().string() + ".nc"; }

std::vector<ResultName> result_names(const io::Deck& deck) {
  std::vector<ResultName> names;
  std::set<std::string> seen;
  for (const auto& output : deck.outputs)
    if (seen.insert(output.file).second) names.push_back({output.file, output.place});
  const io::TextPlace whole{deck.file.string(), 0, 0};
  if (!deck.tables.days.empty()) names.push_back({io::day_tables_name(deck), whole});
  names.push_back({listing_name(deck), whole});
  if (!deck.tables.summary.empty()) names.push_back({deck.tables.summary, deck.tables.summary_place});
  names.push_back({netcdf_name(deck), whole});
  return names;
}

void check_result_names(const io::Deck& deck, const fs::path& folder, io::Diagnostics& mistakes) {
  const std::vector<fs::path> inputs = io::input_files(deck);
  for (const auto& [name, place] : result_names(deck)) {
    const fs::path target = folder / name;
    const bool asked = place.line > 0;
    const auto own = {listing_name(deck), netcdf_name(deck), io::day_tables_name(deck)};
    std::error_code failed;
    if (asked && std::find(own.begin(), own.end(), name) != own.end())
      mistakes.add("reserved_word", place, {{"key", "OU"}, {"value", name}});
    else if (io::leads_out(folder, name))
      mistakes.add("deck_output_outside", place, {{"key", "OU"}, {"value", name}});
    else if (std::any_of(inputs.begin(), inputs.end(),
                         [&](const fs::path& input) { return are_one_file(input, target); }))
      mistakes.add("deck_output_input", place, {{"key", "OU"}, {"value", name}});
    else if (fs::is_directory(target, failed))
      mistakes.add("file_not_regular", place, {{"value", target.string()}, {"kind", "a folder"}});
  }
}

}  // namespace lantian::run
