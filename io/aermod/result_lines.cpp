#include "io/aermod/result_lines.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstring>

namespace lantian::io {
namespace {

constexpr int shown_title = 68;  // characters

template <class T>
void append(std::string& bytes, const T& value) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof value);
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

}  // namespace

std::string fortran_exponent(double value, int digits) {
  if (value == 0.0 || !std::isfinite(value))
    return fmt::format("{:.{}f}E+00", std::isfinite(value) ? value : 0.0, digits);
  // d.ddde+xx becomes 0.dddde+(xx + 1).
  const std::string scientific = fmt::format("{:.{}e}", std::fabs(value), digits - 1);
  const std::size_t e = scientific.find('e');
  const int exponent = std::stoi(scientific.substr(e + 1)) + 1;
  std::string mantissa = scientific.substr(0, 1) + scientific.substr(2, e - 2);
  return fmt::format("{}0.{}E{}{:02d}", value < 0.0 ? "-" : "", mantissa, exponent < 0 ? '-' : '+',
                     std::abs(exponent));
}

/// "   50.00    ", as Fortran's G12.4 writes it.
std::string fortran_general(double value) {
  const std::string scientific = fmt::format("{:.3e}", value);
  const int exponent = value == 0.0 ? 0 : std::stoi(scientific.substr(scientific.find('e') + 1));
  if (exponent < -1 || exponent > 3) return fmt::format("{:>12}", fortran_exponent(value, 4));
  return fmt::format("{:8.{}f}    ", value, 3 - exponent);
}

std::string average_label(int average) {
  if (average == scenarios::whole_month) return "MONTH";
  if (average == period_average) return "PERIOD";
  return average == annual_average ? "ANNUAL" : fmt::format("{}-HR", average);
}

std::string rank_label(std::size_t rank) {
  const std::size_t tens = rank % 100 / 10, ones = rank % 10;
  const char* ending = tens == 1 ? "TH" : ones == 1 ? "ST" : ones == 2 ? "ND" : ones == 3 ? "RD" : "TH";
  return std::to_string(rank) + ending;
}

ResultLines::ResultLines(const Deck& deck, std::string program) : deck_(deck), program_(std::move(program)) {}

std::string ResultLines::value(double number) const {
  return deck_.tables.exponents ? fmt::format(" {:>13}", fortran_exponent(number, 6))
                                : fmt::format(" {:13.5f}", number);
}

std::string ResultLines::place(std::size_t receptor) const {
  const auto& at = deck_.receptors[receptor].place;
  return fmt::format(" {:13.5f} {:13.5f}", at.x, at.y);
}

/// AERMOD shows receptors of a flat deck at the tower's base.
std::string ResultLines::heights(std::size_t receptor, int width) const {
  const auto& at = deck_.receptors[receptor].place;
  const bool flat = !deck_.control.elevated;
  const double elevation = flat ? deck_.weather.base_elevation : at.elevation;
  const double hill = flat ? deck_.weather.base_elevation : at.hill_height;
  return fmt::format(" {:{}.2f} {:{}.2f} {:{}.2f}", elevation, width, hill, width, at.above_ground, width);
}

std::string ResultLines::header(const DeckOutput& output, std::size_t years) const {
  const bool exponents = deck_.tables.exponents;
  const std::string number = exponents ? "E13.6" : "F13.5";
  const std::string average = average_label(output.average);
  std::string text = fmt::format("* {}: {:.{}}\n* {:.{}}\n* MODELING OPTIONS USED:   CONC{}{}{}\n", program_,
                                 deck_.control.title_one, shown_title, deck_.control.title_two, shown_title,
                                 deck_.control.flat ? "  FLAT" : "", deck_.control.elevated ? "  ELEV" : "",
                                 deck_.control.nitrogen == NitrogenMethod::ozone_limiting  ? "  OLM"
                                 : deck_.control.nitrogen == NitrogenMethod::ambient_ratio ? "  ARM2"
                                                                                           : "");
  const auto about = [&](const std::string& what, const std::string& format) {
    text += fmt::format(
        "*         {} FOR SOURCE GROUP: {:<8}\n*         FOR A TOTAL OF {:>5} RECEPTORS.\n*         FORMAT: "
        "{}\n",
        what, group(output), deck_.receptors.size(), format);
  };
  const std::string columns =
      "*        X             Y      AVERAGE CONC    ZELEV    ZHILL    ZFLAG    AVE     GRP      ";
  const std::string ruler =
      "* ____________  ____________  ____________   ______   ______   ______  ______  ________  ";
  const std::string long_ruler = ruler + "________  ________\n";
  const bool is_long = output.average <= 0, is_annual = output.average == annual_average;
  const std::string start = exponents ? "(2(1X,F13.5),1X,E13.6,3(1X,F8.2)," : "(3(1X,F13.5),3(1X,F8.2),";
  const std::string concurrent_format = start + "2X,A6,2X,A8,2X,I8.8,2X,A8)";
  switch (output.kind) {
    case DeckOutput::Kind::plot:
      if (is_long) {
        about(fmt::format("PLOT FILE OF {:>6} VALUES AVERAGED ACROSS {:3d} YEARS", average, years),
              concurrent_format);
        text += columns + (is_annual ? "NUM YRS" : "NUM HRS") + "   NET ID\n" + long_ruler;
      } else if (years > 0) {
        about(fmt::format("PLOT FILE OF {:>5}-HIGHEST MAX DAILY {:>5} VALUES AVERAGED OVER {:3d} YEARS",
                          rank_label(output.rank), average, years),
              start + "2X,A6,2X,A8,2X,A5,5X,A8,2X,10(" + number + ",2X,I8.8,2X:))");
        std::string ruled = ruler + "________  ________";
        text += columns + " RANK     NET ID ";
        for (std::size_t year = 1; year <= years; ++year) {
          text += fmt::format("  AVER CONC YR{}  DATE YR{}", year, year);
          ruled += "  _____________  ________";
        }
        text += "\n" + ruled + "\n";
      } else {
        about(fmt::format("PLOT FILE OF  HIGH {:>5} HIGH {:>5} VALUES", rank_label(output.rank), average),
              start + "3X,A5,2X,A8,2X,A5,5X,A8,2X,I8)");
        text += columns + " RANK     NET ID   DATE(CONC)\n" + ruler + "________  ________  ________\n";
      }
      break;
    case DeckOutput::Kind::post:
      about(!is_long    ? fmt::format("POST/PLOT FILE OF CONCURRENT {:>5} VALUES", average)
            : is_annual ? fmt::format("POST/PLOT FILE OF {:>6} VALUES FOR YEAR {:3d}", average, years)
                        : fmt::format("POST/PLOT FILE OF {:>6} VALUES", average),
            concurrent_format);
      text += columns.substr(0, columns.size() - 1) +
              (!is_long    ? "  DATE     NET ID\n"
               : is_annual ? "YEAR NUM   NET ID\n"
                           : " NUM HRS   NET ID\n") +
              long_ruler;
      break;
    case DeckOutput::Kind::threshold:
      text += fmt::format(
          "*         MAXI-FILE FOR {:>5} VALUES >= A THRESHOLD OF {}\n*         FOR SOURCE GROUP: {:<8}\n"
          "*         FORMAT: (1X,I3,1X,A8,1X,I8.8,2(1X,F13.5),3(1X,F7.2),1X,{})\n"
          "*AVE   GRP     DATE           X             Y        ZELEV   ZHILL   ZFLAG  AVERAGE CONC\n"
          "*___ ________ ________  ____________  ____________  ______  ______  ______  ____________\n",
          average, fortran_general(output.threshold), group(output), number);
      break;
    case DeckOutput::Kind::rank:
      text += fmt::format(
          "*         RANK-FILE OF UP TO {:>5} TOP {:>5} VALUES FOR {:>5} SOURCE GROUPS\n"
          "*         INCLUDES OVERALL MAXIMUM VALUES WITH DUPLICATE DATA PERIODS REMOVED\n"
          "*         FORMAT: (1X,I6,1X,{},1X,I8.8,2(1X,F13.5),3(1X,F7.2),2X,A8)\n"
          "*  RANK  AVERAGE CONC   DATE          X             Y        ZELEV   ZHILL   ZFLAG     GRP\n"
          "*_______ ____________ ________  ____________  ____________  ______  ______  ______  ________\n",
          output.values, average, deck_.groups.size(), number);
      break;
    case DeckOutput::Kind::season_hours:
      about("FILE OF SEASON/HOUR VALUES", std::string("(2(1X,F13.5),1(1X,") +
                                              (exponents ? "E13.6" : "F13.8") +
                                              "),3(1X,F7.2),2X,A8,2X,3(I4,2X),A8)");
      text +=
          "*        X             Y      AVERAGE CONC   ZELEV   ZHILL   ZFLAG    GRP     NHRS  SEAS  HOUR   "
          "NET ID\n"
          "* ____________  ____________  ____________  ______  ______  ______  ________  ____  ____  ____  "
          "________\n";
      break;
  }
  return text;
}

std::string ResultLines::plot(const DeckOutput& output, std::size_t receptor, double number, int date) const {
  return place(receptor) + value(number) + heights(receptor, 8) +
         fmt::format("   {:>5}  {:<8}  {:>5}     {:<8}  {:8d}\n", average_label(output.average),
                     group(output), rank_label(output.rank), deck_.receptors[receptor].network, date);
}

std::string ResultLines::design(const DeckOutput& output, std::size_t receptor, double number,
                                std::span<const scenarios::RankedValue> years) const {
  std::string line = place(receptor) + value(number) + heights(receptor, 8) +
                     fmt::format("  {:>6}  {:<8}  {:>5}     {:<8}  ", average_label(output.average),
                                 group(output), rank_label(output.rank), deck_.receptors[receptor].network);
  for (std::size_t n = 0; n < years.size(); ++n) {
    const int date = years[n].is_there() ? scenarios::local_hour_of(years[n].ending).code() : 0;
    line += (n > 0 ? "  " : "") + value(years[n].value).substr(1) + fmt::format("  {:08d}", date);
  }
  return line + "\n";
}

std::string ResultLines::long_mean(const DeckOutput& output, std::size_t receptor, double number,
                                   int count) const {
  return place(receptor) + value(number) + heights(receptor, 8) +
         fmt::format("  {:>6}  {:<8}  {:08d}  {:<8}\n", average_label(output.average), group(output), count,
                     deck_.receptors[receptor].network);
}

std::string ResultLines::post(const DeckOutput& output, std::size_t receptor, double number, int date) const {
  return long_mean(output, receptor, number, date);
}

std::string ResultLines::threshold(const DeckOutput& output, std::size_t receptor, double number,
                                   int date) const {
  return fmt::format(" {:3d} {:<8} {:08d}", output.average, group(output), date) + place(receptor) +
         heights(receptor, 7) + value(number) + "\n";
}

std::string ResultLines::rank(std::size_t rank, std::size_t group, std::size_t receptor, double number,
                              int date) const {
  return fmt::format(" {:6d}", rank) + value(number) + fmt::format(" {:08d}", date) + place(receptor) +
         heights(receptor, 7) + fmt::format("  {:<8}\n", deck_.groups[group].id);
}

std::string ResultLines::season(const DeckOutput& output, std::size_t receptor, double number, int hours,
                                int season, int hour) const {
  const std::string mean = deck_.tables.exponents ? value(number) : fmt::format(" {:13.8f}", number);
  return place(receptor) + mean + heights(receptor, 7) +
         fmt::format("  {:<8}  {:4d}  {:4d}  {:4d}  {:<8}\n", group(output), hours, season, hour,
                     deck_.receptors[receptor].network);
}

std::string ResultLines::binary(const DeckOutput& output, int date, int hours,
                                std::span<const double> values) const {
  std::string record;
  append(record, static_cast<std::int32_t>(date));
  append(record, static_cast<std::int32_t>(hours));
  record += fmt::format("{:<8}", group(output));
  for (const double number : values) append(record, number);
  std::string framed;
  const auto length = static_cast<std::int32_t>(record.size());
  append(framed, length);
  framed += record;
  append(framed, length);
  return framed;
}

}  // namespace lantian::io
