/// Units as people write them ("35 m", "t/a", "µg/m³"), turned into the unit a number is stored in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace lantian::io {

/// y = factor x + offset. An offset is there for temperatures only.
struct UnitConversion {
  double factor = 1.0, offset = 0.0;
  double operator()(double value) const { return factor * value + offset; }
};

/// Whether `unit` can be read at all: udunits' words, and the Chinese practice's t/a, kWh, m³, μg.
/// Thread-safe.
bool is_unit(std::string_view unit);

/// From unit `from` to unit `to`; nothing where one is unknown or their dimensions differ.
std::optional<UnitConversion> conversion(std::string_view from, std::string_view to);

/// What `unit` measures, in English (a msgid): "a length", "a mass per time", "another quantity"; "" where it
/// is no unit.
std::string kind_of_unit(std::string_view unit);

enum class ReadingFault { none, not_a_number, not_finite, no_unit, unknown_unit, wrong_dimension };

struct ReadQuantity {
  double value = 0.0;  // in the asked unit
  ReadingFault fault = ReadingFault::none;
  std::string unit;  // as written
};

/// "2 km" asked in "m" gives 2000. A plain number is taken only where the asked unit is "1".
ReadQuantity read_quantity(std::string_view text, std::string_view unit);

/// A plain number, all of `text` but blanks around it; decimal point, no thousands separators.
ReadQuantity read_number(std::string_view text);

}  // namespace lantian::io
