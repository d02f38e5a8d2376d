#include "run/haze_mechanism.hpp"

#include "io/data_folder.hpp"

namespace lantian::run {
namespace {

/// A file of data/mechanisms/haze, and the species that it brings along.
struct Addition {
  const char* name;
  std::vector<std::string> brought;
};

std::vector<Addition> additions(const scenarios::CaseChemistry& chemistry) {
  std::vector<Addition> all;
  if (chemistry.hydroperoxyl_uptake > 0.0) all.push_back({"hydroperoxyl", {}});
  if (chemistry.nitrate_radical_uptake > 0.0) all.push_back({"nitrate_radical", {}});
  if (chemistry.sulfur_dioxide_on_particles == scenarios::SulfurDioxideOnParticles::uptake)
    all.push_back({"sulfur_dioxide", {"SULF"}});
  if (chemistry.nitryl_chloride)
    all.push_back({"nitryl_chloride", {"ACL", "HCL", "CL", "CL2", "CLO", "CLNO2", "CLNO3", "HOCL", "FMCL"}});
  return all;
}

}  // namespace

io::MechanismFile with_haze(io::MechanismFile file, const scenarios::CaseChemistry& chemistry) {
  for (const Addition& one : additions(chemistry)) {
    const auto read = io::read_mechanism_file(io::data_folder() / "mechanisms" / "haze" /
                                              (std::string(one.name) + ".yaml"));
    auto joined = model::chemistry::joined(std::move(file.mechanism), read.mechanism, one.brought);
    file.mechanism = std::move(joined.mechanism);
    for (const std::size_t r : joined.taken) file.places.push_back(read.places[r]);
    file.files.insert(file.files.end(), read.files.begin(), read.files.end());
  }
  return file;
}

}  // namespace lantian::run
