/// How gases stick: what decides their uptake by leaves and ground.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string_view>

namespace lantian::model {

/// Two numbers of Wesely's scheme and one of diffusion [Wesely1989, table 2].
struct GasUptake {
  double henry = 0.0;              // H*, effective at pH 7 [M atm-1]
  double reactivity = 0.0;         // f0, 0 inert to 1 as ozone
  double diffusivity_ratio = 1.0;  // D of water vapour over D of the gas
};

/// Of a carbon-bond species by name. A species that is known not to deposit (radicals, hydrocarbons, CO) has
/// all zeros; an unknown name nothing.
std::optional<GasUptake> gas_uptake(std::string_view species);

}  // namespace lantian::model
