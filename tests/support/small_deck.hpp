/// A deck of AERMOD of a few lines, with its weather, in a scratch folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tests/support/scratch_folder.hpp"

namespace lantian::tests {

/// Two stacks, a grid and single receptors, a day of weather (hour 3 calm, hour 4 missing).
struct SmallDeck {
  std::string control =
      "CO STARTING\n"
      "   TITLEONE  A stack and a heap\n"
      "   MODELOPT  CONC FLAT\n"
      "   AVERTIME  1 24 PERIOD\n"
      "   POLLUTID  OTHER\n"
      "   RUNORNOT  RUN\n"
      "CO FINISHED\n";
  std::string sources =
      "SO STARTING\n"
      "   LOCATION  STACK1  POINT   0.0  0.0\n"
      "   SRCPARAM  STACK1  10.0  35.0  400.0  10.0  1.5\n"
      "   LOCATION  HEAP    VOLUME  50.0 0.0\n"
      "   SRCPARAM  HEAP    1.0  5.0  10.0  3.0\n"
      "   SRCGROUP  ALL\n"
      "   SRCGROUP  CHIMNEY  STACK1\n"
      "SO FINISHED\n";
  std::string receptors =
      "RE STARTING\n"
      "   GRIDPOLR  RING  STA\n"
      "                   ORIG  STACK1\n"
      "                   DIST  200. 500.\n"
      "                   GDIR  4  90.  90.\n"
      "   GRIDPOLR  RING  END\n"
      "   DISCCART  1000.0  0.0\n"
      "RE FINISHED\n";
  std::string weather =
      "ME STARTING\n"
      "   SURFFILE  met.sfc\n"
      "   PROFFILE  met.pfl\n"
      "   SURFDATA  99999  1990\n"
      "   UAIRDATA  99999  1990\n"
      "   PROFBASE  0.0  METERS\n"
      "ME FINISHED\n";
  std::string outputs =
      "OU STARTING\n"
      "   RECTABLE  ALLAVE  FIRST-SECOND\n"
      "   PLOTFILE  24  ALL  FIRST  plot.plt\n"
      "   POSTFILE  1  CHIMNEY  PLOT  post.pst\n"
      "OU FINISHED\n";

  std::string text() const { return control + sources + receptors + weather + outputs; }

  static std::string surface() {
    std::string lines = "   40.000N  80.000W   UA_ID: 99999  SF_ID: 99999  OS_ID:   VERSION: 24142\n";
    for (int hour = 1; hour <= 24; ++hour) {
      const bool day = hour > 7 && hour < 18;
      lines +=
          "90  6  1 152 " + std::to_string(hour) +
          (day ? " 120.0 0.250 1.200 0.010 900. 300. -20.0" : " -10.0 0.120 -9.000 -9.000 -999. 100. 40.0") +
          " 0.1000 1.00 0.20 " +
          (hour == 3   ? "0.00 0.0"
           : hour == 4 ? "999.0 999.0"
                       : "3.00 270.0") +
          " 10.0 288.0 2.0 0 0.00 60. 1000. 5\n";
    }
    return lines;
  }
  static std::string profile() {
    std::string lines;
    for (int hour = 1; hour <= 24; ++hour)
      lines += "90  6  1 " + std::to_string(hour) + " 10.0 1 " +
               (hour == 3   ? "0.0 0.00"
                : hour == 4 ? "999.0 99.00"
                            : "270.0 3.00") +
               " 15.00 99.00 99.00\n";
    return lines;
  }
  /// The deck's path.
  std::filesystem::path write(const ScratchFolder& folder) const {
    folder.write("met.sfc", surface());
    folder.write("met.pfl", profile());
    return folder.write("small.inp", text());
  }
};

/// `text` with one part replaced; the part must be there.
inline std::string replaced(std::string text, const std::string& part, const std::string& by) {
  return text.replace(text.find(part), part.size(), by);
}

}  // namespace lantian::tests
