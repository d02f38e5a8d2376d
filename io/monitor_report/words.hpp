/// Words and numbers that bulletin, JSON and tables share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/monitor_report.hpp"

namespace lantian::io::monitors {

/// "2025-11-22"
std::string date_text(std::int64_t local_day);
/// "2025-11-22T07:00"
std::string hour_text(std::int64_t local_hour);

/// PM2.5 for people where tables have PM2p5.
std::string item_label(std::size_t item);
std::string item_labels(const std::vector<std::size_t>& items);
std::string item_labels(const std::vector<std::string>& names);

/// Digits after the point of numbers that are multiples of `step`.
int digits_of(double step);
std::string in_digits(double value, int digits);

/// A concentration [kg m-3] as it is published; "-" for none.
std::string published_text(const std::optional<double>& value, const scenarios::ItemRule& rule);
/// "+12.3" per cent; "-" for none.
std::string change_text(const std::optional<double>& change);
/// Per cent with one digit; "-" for none.
std::string share_text(const std::optional<double>& share);
/// The composite index as published, "-" for none.
std::string index_text(const scenarios::PeriodEvaluation& of, const MonitorReport& report);

/// Six significant digits; "" for none: what a table holds.
std::string exact(const std::optional<double>& value);

}  // namespace lantian::io::monitors
