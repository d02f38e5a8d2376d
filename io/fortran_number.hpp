/// Numbers as Fortran programs write them: 1.0D-12, .5, 3E2, 36*0.1.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

namespace lantian::io {

/// Nothing where it is no number, or not a finite one.
std::optional<double> fortran_number(std::string text);

/// 36*0.1 is thirty-six times 0.1; a plain number stands once.
struct RepeatedNumber {
  std::size_t times = 1;
  double value = 0.0;
};
std::optional<RepeatedNumber> repeated_number(const std::string& text);

}  // namespace lantian::io
