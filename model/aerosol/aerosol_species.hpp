/// The particles of a run, and the two gases that the gas mechanism lacks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <vector>

#include "model/state/species.hpp"

namespace lantian::model::aerosol {

/// NH3, HCL; ASO4 ANO3 ANH4 ACL ANA AK ACA AMG (soluble ions of fine particles), AEC, APOA, ASOA, AOTHR,
/// ASOIL (insoluble mineral), PMC (coarse: PM10 - PM2.5, but its nitrate), ANO3K (nitrate on coarse dust),
/// PML and PMG (large and giant dust: 10 to 30 and 30 to 100 um, the rest of TSP). Particles without one
/// formula (APOA, ASOA, AOTHR, ASOIL, PMC, PML, PMG) have a nominal molar mass; only their mass means
/// something.
std::vector<Species> aerosol_species();

/// Where the aerosol's species stand in a run's table; -1 where the run has none.
struct AerosolIndex {
  // gases: those of the mechanism and the two of aerosol_species()
  int SULF = -1, HNO3 = -1, NH3 = -1, HCL = -1;
  int ASO4 = -1, ANO3 = -1, ANH4 = -1, ACL = -1, ANA = -1, AK = -1, ACA = -1, AMG = -1;
  int AEC = -1, APOA = -1, ASOA = -1, AOTHR = -1, ASOIL = -1, PMC = -1, ANO3K = -1;
  // volatility_species(), where the run has them
  int ASVPO = -1, AAVB0 = -1, AAVB1 = -1, AAVB2 = -1, AAVB3 = -1, ABVB0 = -1, ABVB1 = -1, ABVB2 = -1;

  AerosolIndex() = default;
  explicit AerosolIndex(const SpeciesTable& table);

  /// Fine particles; organics of the volatility basis set last.
  std::array<int, 21> fine() const {
    return {ASO4,  ANO3,  ANH4,  ACL,   ANA,   AK,    ACA,   AMG,   AEC,   APOA, ASOA,
            AOTHR, ASOIL, ASVPO, AAVB0, AAVB1, AAVB2, AAVB3, ABVB0, ABVB1, ABVB2};
  }
  /// Organic matter of fine particles.
  std::array<int, 10> organic() const {
    return {APOA, ASOA, ASVPO, AAVB0, AAVB1, AAVB2, AAVB3, ABVB0, ABVB1, ABVB2};
  }
};

}  // namespace lantian::model::aerosol
