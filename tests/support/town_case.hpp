/// A small case that runs in a second: the embedded case's inputs on a few coarse cells around the town,
/// afternoon to evening, so that sun, dusk, night, an hour of rain and every source are in it. Synthetic, as
/// those are.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "run/run.hpp"
#include "tests/support/places.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_case.hpp"

namespace lantian::tests {

struct TownMember {
  std::string id, scenarios = "", exclude = "";  // scenarios: a TOML list without its brackets
};

inline const std::string offpeak_file = "\"scenarios/offpeak-kilns.toml\"";
inline const std::string orange_file = offpeak_file + ", \"scenarios/orange-by-grade.toml\"";

using TownMembers = std::vector<TownMember>;

/// The embedded case's own five.
inline TownMembers embedded_members() {
  return {{"counterfactual"},
          {"offpeak", offpeak_file},
          {"orange", orange_file},
          {"no_window", "", "window"},
          {"no_county", "", "county"}};
}

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

class TownCase {
 public:
  static constexpr int hours = 6;

  explicit TownCase(const TownMembers& members = embedded_members(),
                    const std::string& end = "2023-11-22T21:00") {
    const auto embedded = tests::source_root() / "cases" / "mengzhou";
    std::filesystem::create_directory(path());
    for (const char* part : {"inventory", "inventory-full", "weather", "background", "scenarios",
                             "monitors.csv", "monitors-full.csv", "land_use.csv", "terrain.csv"})
      std::filesystem::copy(embedded / part, path() / part, std::filesystem::copy_options::recursive);
    std::string text = text_of(embedded / "case.toml");
    text = with(text, "start = \"2023-11-22T00:00\"", "start = \"2023-11-22T15:00\"");
    text = with(text, "end = \"2023-11-25T00:00\"", "end = \"" + end + "\"");
    text = with(text, "spinup = \"24 h\"", "spinup = \"1 h\"");
    text = with(text, "nx = 40", "nx = 10");
    text = with(text, "ny = 36", "ny = 9");
    text = with(text, "dx = \"2 km\"", "dx = \"8 km\"");
    write("case.toml", with_members(text, members));
    write("weather/winter-station.csv", with_rain(text_of(path() / "weather" / "winter-station.csv")));
    const std::string orange = text_of(path() / "scenarios" / "orange-by-grade.toml");
    write("scenarios/orange-by-grade.toml", with(orange, "from_start_h = 24", "from_start_h = 1"));
  }

  std::filesystem::path path() const { return folder_.path() / "town"; }
  std::filesystem::path output(const std::string& name) const { return folder_.path() / name; }
  void write(const std::string& name, const std::string& text) const { folder_.write("town/" + name, text); }
  std::string text(const std::string& name) const { return text_of(path() / name); }

  run::Request request(const std::string& output_name, int threads = 2) const {
    run::Request request;
    request.case_path = path();
    request.output = output(output_name);
    request.threads = threads;
    return request;
  }
  run::Summary run(const run::Request& request) const {
    run::Progress progress;
    return run::run_case(request, progress);
  }

 private:
  ScratchFolder folder_;

  /// 2 mm in the hour that ends at 19 h.
  static std::string with_rain(const std::string& text) {
    const auto row = text.find("2023-11-22T19:00,"), end = text.find('\n', row);
    const auto source = text.rfind(',', end), rain = text.rfind(',', source - 1);
    if (row == std::string::npos || rain < row)
      throw std::logic_error("the embedded weather has another form");
    return text.substr(0, rain + 1) + "2" + text.substr(source);
  }

  static std::string with_members(const std::string& text, const TownMembers& members) {
    const auto from = text.find("# No emergency"), to = text.find("[output]");
    if (from == std::string::npos || to == std::string::npos)
      throw std::logic_error("the embedded case has another form");
    std::string own;
    for (const auto& member : members)
      own += "[[member]]\nid = \"" + member.id + "\"\nlabel = \"" + member.id + "\"\nscenarios = [" +
             member.scenarios + "]\nexclude = \"" + member.exclude + "\"\n\n";
    return text.substr(0, from) + own + text.substr(to);
  }
};

/// Changes all people's emission by 1: a plan with runs, of which none changes anything.
inline const char* const ones = R"(schema = "lantian.scenario/1"
id = "ones"
label = { en = "Everything kept", zh = "全部保留" }
timezone = "Asia/Shanghai"
[basis]
en = "a test"
zh = "测试"
[window.always]
label = { en = "All winter", zh = "整个冬季" }
dates = ["11-15/03-15"]
[select.works]
industry = ["brick", "casting", "chemical", "road", "dust", "residential"]
[measure.kept]
label = { en = "All output kept", zh = "产量不变" }
select = "works"
window = "always"
op = { kind = "limit_output", to = 1.0 }
compliance = 0.5
)";

}  // namespace lantian::tests
