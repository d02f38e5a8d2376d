/// Output that is made in other hours: as much as before, later, within what the plant can do.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

namespace lantian::scenarios {

/// Hour by hour. Output is counted in any one unit.
struct HourlyOutput {
  std::vector<double> made;   // before the shift
  std::vector<double> given;  // to be made later, at most `made`; 0 in hours that give nothing
  std::vector<double> room;   // what an hour may take on; 0 in hours that take nothing
  int most_delay = 0;         // h
};

struct Move {
  int from = 0, to = 0;  // hours
  double output = 0.0;
};

struct ShiftedOutput {
  std::vector<Move> moves;
  std::vector<double> unplaced;  // by hour that gave it
};

/// What hour i gives is made in hours i < j <= i + most_delay, none beyond its room. Each block of giving
/// hours is spread over the room that all of them can reach, in proportion to it. Where that does not take
/// all of it, that block and those it shares room with are placed anew, the earliest first into the earliest
/// room: since all wait equally long, no other placing takes more. Sum of moves and unplaced is what was
/// given, to rounding.
ShiftedOutput shifted(const HourlyOutput& hours);

}  // namespace lantian::scenarios
