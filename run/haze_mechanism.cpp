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
      if (left_out != nullptr) left_out->push_back(one.key);
      continue;
    }
    file.mechanism = std::move(joined.mechanism);
    for (const std::size_t r : joined.taken) file.places.push_back(read.places[r]);
    file.files.insert(file.files.end(), read.files.begin(), read.files.end());
  }
  return file;
}

}  // namespace lantian::run
