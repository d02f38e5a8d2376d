/// Unit concentrations that a file keeps: made where it is not there, taken from it where it is.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <memory>

#include "io/plume_matrix.hpp"
#include "run/plumes/unit_plumes.hpp"

namespace lantian::run {

/// What a matrix must have in common with a setup: outlets, receptors, hours; with tables that name them.
io::PlumeMatrixIdentity matrix_identity(const io::CaseInputs& inputs, const PlumeSetup& setup);

/// Either way the values have passed through the file's float32, so that the results are the same bytes. The
/// weather of each hour is compared with that of the file.
class KeptUnits {
 public:
  /// Throws io::InputErrors where the file is of another setup, io::WriteFailure where it cannot be made.
  KeptUnits(const io::CaseInputs& inputs, const PlumeSetup& setup, const WeatherSeries& weather,
            const std::filesystem::path& file);
  ~KeptUnits();
  bool is_there() const;  // it was read, not made
  UnitValues values();
  void finish();  // a file that was made stands under its name from now on

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace lantian::run
