#include "model/aerosol/aerosol_species.hpp"

namespace lantian::model::aerosol {

// Molar masses from standard atomic weights [IUPAC2013]; 0.2 kg mol-1 for organics and 0.1 kg mol-1 for
// minerals and the rest are nominal.
std::vector<Species> aerosol_species() {
  using enum SpeciesKind;
  return {{"NH3", 17.031e-3, gas, 1.0, 0.0},
          {"HCL", 36.458e-3, gas},
          {"ASO4", 96.06e-3, fine_particle, 0.0, 1.0},
          {"ANO3", 62.004e-3, fine_particle, 1.0, 0.0},
          {"ANH4", 18.039e-3, fine_particle, 1.0, 0.0},
          {"ACL", 35.45e-3, fine_particle},
          {"ANA", 22.990e-3, fine_particle},
          {"AK", 39.098e-3, fine_particle},
          {"ACA", 40.078e-3, fine_particle},
          {"AMG", 24.305e-3, fine_particle},
          {"AEC", 12.011e-3, fine_particle},
          {"APOA", 0.2, fine_particle},
          {"ASOA", 0.2, fine_particle},
          {"AOTHR", 0.1, fine_particle},
          {"ASOIL", 0.1, fine_particle},
          {"PMC", 0.1, coarse_particle},
          {"ANO3K", 62.004e-3, coarse_particle, 1.0, 0.0},
          {"PML", 0.1, large_particle},
          {"PMG", 0.1, giant_particle}};
}

AerosolIndex::AerosolIndex(const SpeciesTable& table) {
  const auto place = [&table](const char* name) { return table.find(name).value_or(-1); };
  SULF = place("SULF"), HNO3 = place("HNO3"), NH3 = place("NH3"), HCL = place("HCL");
  ASO4 = place("ASO4"), ANO3 = place("ANO3"), ANH4 = place("ANH4"), ACL = place("ACL");
  ANA = place("ANA"), AK = place("AK"), ACA = place("ACA"), AMG = place("AMG");
  AEC = place("AEC"), APOA = place("APOA"), ASOA = place("ASOA"), AOTHR = place("AOTHR");
  ASOIL = place("ASOIL"), PMC = place("PMC"), ANO3K = place("ANO3K");
  ASVPO = place("ASVPO"), AAVB0 = place("AAVB0"), AAVB1 = place("AAVB1"), AAVB2 = place("AAVB2"),
  AAVB3 = place("AAVB3");
  ABVB0 = place("ABVB0"), ABVB1 = place("ABVB1"), ABVB2 = place("ABVB2");
}

}  // namespace lantian::model::aerosol
