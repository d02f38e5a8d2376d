#include "model/deposition/gas_properties.hpp"

#include <algorithm>
#include <array>

namespace lantian::model {
namespace {

struct Row {
  std::string_view species;
  GasUptake uptake;
};

// The first block is Wesely's own table [Wesely1989]. The second gives effective Henry constants at 298 K and
// pH 7 from the compilation [Sander2015] with D ratios sqrt(M / 18.015); f0 0.1 for peroxides and peroxyacyl
// nitrates as their Wesely kin. Lumped species take a representative: NTR1 butyl nitrate, NTR2 and CRON
// hydroxynitrates, INTR isoprene hydroxynitrate [Nguyen2015], ISPX and HPLD isoprene hydroperoxide
// [Nguyen2015], EPOX isoprene epoxydiol [Nguyen2015], OPEN and XOPN dicarbonyls as methylglyoxal. Oxidised
// vapours (V.VB.): the low end of the effective constants of [Hodzic2014].
constexpr std::array rows{
    Row{"SO2", {1e5, 0.0, 1.9}},    Row{"O3", {0.01, 1.0, 1.6}},    Row{"NO2", {0.01, 0.1, 1.6}},
    Row{"NO", {0.003, 0.0, 1.3}},   Row{"HNO3", {1e14, 0.0, 1.9}},  Row{"H2O2", {1e5, 1.0, 1.4}},
    Row{"ALD2", {15.0, 0.0, 1.6}},  Row{"FORM", {6e3, 0.0, 1.3}},   Row{"MEPX", {240.0, 0.1, 1.6}},
    Row{"PACD", {540.0, 0.1, 2.0}}, Row{"FACD", {4e6, 0.0, 1.6}},   Row{"NH3", {2e4, 0.0, 1.0}},
    Row{"PAN", {3.6, 0.1, 2.6}},    Row{"HONO", {1e5, 0.1, 1.6}},   Row{"N2O5", {1e14, 0.0, 2.4}},
    Row{"NO3", {1e14, 0.0, 1.9}},   Row{"SULF", {1e14, 0.0, 2.3}},  Row{"HCL", {1e14, 0.0, 1.4}},
    Row{"PNA", {1e5, 0.1, 2.1}},    Row{"PANX", {3.6, 0.1, 2.6}},   Row{"OPAN", {3.6, 0.1, 3.0}},
    Row{"ROOH", {240.0, 0.1, 2.2}}, Row{"AACD", {7e5, 0.0, 1.8}},   Row{"MEOH", {220.0, 0.0, 1.3}},
    Row{"ETOH", {190.0, 0.0, 1.6}}, Row{"ALDX", {13.0, 0.0, 1.8}},  Row{"ACET", {27.0, 0.0, 1.8}},
    Row{"KET", {20.0, 0.0, 2.0}},   Row{"GLY", {4.2e5, 0.0, 1.8}},  Row{"GLYD", {4.1e4, 0.0, 1.8}},
    Row{"MGLY", {3.5e3, 0.0, 2.0}}, Row{"ISPD", {25.0, 0.0, 2.0}},  Row{"CRES", {820.0, 0.0, 2.4}},
    Row{"CAT1", {4.6e6, 0.0, 2.6}}, Row{"OPEN", {3.5e3, 0.0, 2.2}}, Row{"XOPN", {3.5e3, 0.0, 2.3}},
    Row{"CRON", {1e4, 0.0, 2.9}},   Row{"NTR1", {1.0, 0.0, 2.6}},   Row{"NTR2", {1e4, 0.0, 2.7}},
    Row{"INTR", {1.7e4, 0.0, 2.9}}, Row{"ISPX", {1.7e6, 0.0, 2.6}}, Row{"HPLD", {1.7e6, 0.0, 2.5}},
    Row{"EPOX", {8e7, 0.0, 2.6}},   Row{"VAVB1", {1e5, 0.0, 3.3}},  Row{"VAVB2", {1e5, 0.0, 3.3}},
    Row{"VAVB3", {1e5, 0.0, 3.3}},  Row{"VBVB1", {1e5, 0.0, 3.3}},  Row{"VBVB2", {1e5, 0.0, 3.3}}};

// Too short-lived or too insoluble to reach the ground.
constexpr std::array<std::string_view, 47> not_depositing{
    "CO",   "CH4",  "ECH4", "H2",   "H2O",  "M",     "O2",      "N2",   "O",    "O1D",   "OH",   "HO2",
    "MEO2", "C2O3", "CXO3", "OPO3", "RO2",  "XO2",   "XO2H",    "XO2N", "ROR",  "HCO3",  "ISO2", "EPX2",
    "BZO2", "TO2",  "XLO2", "CRO",  "XPAR", "XPRP",  "PAR",     "ETHA", "PRPA", "ETH",   "ETHY", "OLE",
    "IOLE", "ISOP", "TERP", "APIN", "TOL",  "XYLMN", "BENZENE", "NAPH", "N2O",  "VSVPO", "VIVPO"};

}  // namespace

std::optional<GasUptake> gas_uptake(std::string_view species) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.species == species; });
  if (row != rows.end()) return row->uptake;
  if (std::find(not_depositing.begin(), not_depositing.end(), species) != not_depositing.end())
    return GasUptake{};
  return std::nullopt;
}

}  // namespace lantian::model
