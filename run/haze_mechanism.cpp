#include "run/haze_mechanism.hpp"

#include <algorithm>

#include "io/data_folder.hpp"

namespace lantian::run {
namespace {

/// A file of data/mechanisms/haze, the case's key for it, and the species that it brings along.
struct Addition {
  const char *name, *key;
  std::vector<std::string> brought;
};

std::vector<Addition> additions(const scenarios::CaseChemistry& chemistry) {
  std::vector<Addition> all;
  if (chemistry.hydroperoxyl_uptake > 0.0) all.push_back({"hydroperoxyl", "hydroperoxyl_uptake", {}});
  if (chemistry.nitrate_radical_uptake > 0.0)
    all.push_back({"nitrate_radical", "nitrate_radical_uptake", {}});
  if (chemistry.sulfur_dioxide_on_particles == scenarios::SulfurDioxideOnParticles::uptake)
    all.push_back({"sulfur_dioxide", "sulfur_dioxide_on_particles", {"SULF"}});
  if (chemistry.nitryl_chloride)
    all.push_back({"nitryl_chloride",
                   "nitryl_chloride",
                   {"ACL", "HCL", "CL", "CL2", "CLO", "CLNO2", "CLNO3", "HOCL", "FMCL"}});
  return all;
}

/// Whether the mechanism asks the run for a rate of the addition by itself.
bool asks_itself(const model::chemistry::Mechanism& mechanism, const model::chemistry::Mechanism& addition) {
  const auto own = model::chemistry::user_defined_names(mechanism);
  const auto added = model::chemistry::user_defined_names(addition);
  return std::find_first_of(own.begin(), own.end(), added.begin(), added.end()) != own.end();
}

}  // namespace

io::MechanismFile with_haze(io::MechanismFile file, const scenarios::CaseChemistry& chemistry,
                            std::vector<std::string>* left_out) {
  using model::chemistry::UserDefined;
  for (const Addition& one : additions(chemistry)) {
    const auto read = io::read_mechanism_file(io::data_folder() / "mechanisms" / "haze" /
                                              (std::string(one.name) + ".yaml"));
    auto joined = model::chemistry::joined(file.mechanism, read.mechanism, one.brought);
    const bool is_supplied = std::any_of(joined.taken.begin(), joined.taken.end(), [&](std::size_t r) {
      return std::holds_alternative<UserDefined>(read.mechanism.reactions[r].rate);
    });
    if (!is_supplied) {
      if (left_out != nullptr && !asks_itself(file.mechanism, read.mechanism)) left_out->push_back(one.key);
      continue;
    }
    file.mechanism = std::move(joined.mechanism);
    for (const std::size_t r : joined.taken) file.places.push_back(read.places[r]);
    file.files.insert(file.files.end(), read.files.begin(), read.files.end());
  }
  return file;
}

}  // namespace lantian::run
