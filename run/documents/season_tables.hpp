/// Tables of the seasons of a run's off-peak rules, of season.csv and makeup.csv.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "run/documents/material.hpp"

namespace lantian::run {

/// A row a spell that a line stands still, is limited or makes up; what its days are.
io::ReportTable spells_table(const Material& material);
/// A row a line: days due, expected, made up; stops; output; cost.
io::ReportTable lines_table(const Material& material);
/// A row a month and pollutant.
io::ReportTable months_table(const Material& material);
/// A row a product and grade, or town.
io::ReportTable equity_table(const Material& material, bool by_town);
/// A row a product.
io::ReportTable output_table(const Material& material);
/// A row a share that is made up, and product; and the same in tonnes and money.
io::ReportTable makeup_output_table(const Material& material);
io::ReportTable makeup_emission_table(const Material& material);

}  // namespace lantian::run
