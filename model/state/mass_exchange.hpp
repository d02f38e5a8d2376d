/// What a process moved, per species and member, in moles: the rows of the mass ledger.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace lantian::model {

/// Every term is >= 0 and accumulated by the process that moves it, from its own fluxes, in double.
/// deposited: taken up by the ground, dry; washed_out: brought down by rain and snow; clipped: made of
/// nothing where a solver's round-off fell below zero and was set to it.
enum class Exchange { emitted, produced, flowed_in, lost, flowed_out, deposited, washed_out, clipped };
inline constexpr std::array exchange_names{std::string_view{"emitted"},    std::string_view{"produced"},
                                           std::string_view{"flowed_in"},  std::string_view{"lost"},
                                           std::string_view{"flowed_out"}, std::string_view{"deposited"},
                                           std::string_view{"washed_out"}, std::string_view{"clipped"}};
inline constexpr std::size_t exchange_count = exchange_names.size();

class MassExchange {
 public:
  MassExchange() = default;
  explicit MassExchange(int lanes) : lanes_(lanes), moles_(exchange_count * lanes, 0.0) {}

  int lanes() const { return lanes_; }
  double* of(Exchange term) { return moles_.data() + static_cast<std::size_t>(term) * lanes_; }
  const double* of(Exchange term) const { return moles_.data() + static_cast<std::size_t>(term) * lanes_; }

  MassExchange& operator+=(const MassExchange& other) {
    if (lanes_ == 0) return *this = other;
    for (std::size_t n = 0; n < moles_.size() && n < other.moles_.size(); ++n) moles_[n] += other.moles_[n];
    return *this;
  }

 private:
  int lanes_ = 0;
  std::vector<double> moles_;
};

}  // namespace lantian::model
