#include "io/inventory.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <sstream>

#include "io/messages.hpp"

namespace {

using namespace lantian;
using Mistakes = std::vector<std::string>;

const std::string masses =
    "SO2 [t/year],NOx [t/year],CO [t/year],VOC [t/year],NH3 [t/year],PM10 [t/year],PM2p5 [t/year],BC "
    "[t/year],OC [t/year],TSP [t/year]";
const std::string stack = "height [m],diameter [m],exit_temperature [degC],exit_velocity [m/s]";
const std::string place = "longitude [degree_east],latitude [degree_north]";

/// A small sound inventory; each test spoils a copy.
std::map<std::string, std::string> sound() {
  std::string hours, hour_shares;
  for (int h = 0; h < 24; ++h) {
    hours += (h < 10 ? "h0" : "h") + std::to_string(h) + " [percent],";
    hour_shares += h < 20 ? "5," : "0,";
  }
  return {
      {"regions.csv",
       "id,name_zh,name_en,county," + place + ",source\nhuaishu,槐树乡,Huaishu,mengzhou,112.6,34.95,x\n"},
      {"enterprises.csv", "id,name_zh,name_en,industry,grade,region,tags," + place +
                              ",source\nE1,砖厂,Brick works,brick,B-,huaishu,old;west,112.6,34.95,x\n"},
      {"lines.csv",
       "enterprise,id,name_zh,name_en,product,unit,capacity [unit/year],activity [unit/year],source\n"
       "E1,L1,窑,Kiln,brick,brick,60000000,50000000,x\n"},
      {"outlets.csv",
       "enterprise,id," + stack + "," + place + ",source\nE1,DA001,35,2.8,52,8,112.6,34.95,x\n"},
      {"processes.csv",
       "enterprise,line,process,outlet,category,fuel,device,temporal,speciation,spread,source\n"
       "E1,L1,kiln,DA001,a.b.c.d,coal,wet_fgd,steady,default,,x\n"
       "E1,L1,yard,fugitive,a.b.c.e,,,steady,default,,x\n"},
      {"factors.csv",
       "enterprise,line,process,outlet,pollutant,factor,factor_unit,removal [1],device,source\n"
       "E1,L1,kiln,DA001,SO2,1.5,kg/1000,0.8,wet_fgd,x\n"
       "E1,L1,kiln,DA001,NOx,300,g/1000,0,,x\n"
       "E1,L1,yard,fugitive,PM10,0.2,kg/1000 brick,0.5,,x\n"},
      {"area.csv",
       "id,name_zh,name_en,industry,process,category,region,fuel,standard,tags,temporal,speciation,spread," +
           masses +
           ",source\nroad/G55,二广,G55,road,driving,m.r.c.v,huaishu,diesel,VI,heavy,steady,"
           "default,g55,1,80,100,9,2,4,3,1,1,,x\n"},
      {"points.csv",
       "id,name_zh,name_en,industry,process,category,region,fuel,standard,tags,temporal,speciation," + place +
           "," + stack + "," + masses +
           ",source\npower,电厂,Power,power.coal,boiler,f.p.c.u,huaishu,coal,ulv,,steady,default,"
           "112.7,34.9,210,7,50,15,500,900,800,20,10,90,60,2,1,,x\n"},
      {"spreads.csv", "id,kind," + place +
                          ",to_longitude [degree_east],to_latitude [degree_north],radius [km],weight,"
                          "bottom [m],top [m],source\ng55,segment,112.7,34.8,112.7,35.0,,1,0,5,x\n"
                          "wood,disc,112.5,35.0,,,4,1,0,20,x\n"},
      {"natural_ground.csv",
       "law,species,kind,rate_at_standard [ug/m2/h],source\n"
       "isoprene,ISOP,deciduous,2500,x\n"},
      {"temporal_month.csv",
       "id,january [percent],february [percent],march [percent],april [percent],may "
       "[percent],june [percent],july [percent],august [percent],september [percent],october "
       "[percent],november [percent],december [percent],source\n"
       "even,8,8,8,8,9,8,9,8,9,8,9,8,x\n"},
      {"temporal_weekday.csv",
       "id,sunday [percent],monday [percent],tuesday [percent],wednesday [percent],thursday "
       "[percent],friday [percent],saturday [percent],source\neven,10,15,15,15,15,15,15,x\n"},
      {"temporal_hour.csv", "id," + hours + "source\neven," + hour_shares + "x\n"},
      {"temporal.csv", "id,month,weekday,hour,holiday,source\nsteady,even,even,even,none,x\n"},
      {"holidays.csv", "date,kind,source\n2023-01-22,holiday,x\n"},
      {"speciation.csv",
       "id,pollutant,species,mass_fraction [1],molar_mass [g/mol],source\n"
       "default,NOx,NO,0.9,46,x\ndefault,NOx,NO2,0.1,46,x\ndefault,OC,APOA,1.4,,x\n"
       "default,TSP,none,1,,x\n"}};
}

class InventoryMessages : public ::testing::Test {
 protected:
  std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("lantian_inventory_" + std::to_string(getpid()));
  std::map<std::string, std::string> files = sound();
  io::Diagnostics diagnostics;
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }

  void spoil(const std::string& file, const std::string& from, const std::string& to) {
    auto& text = files.at(file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " has no " << from;
    text.replace(at, from.size(), to);
  }
  scenarios::Inventory read() {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) std::filesystem::remove(entry);
    for (const auto& [name, text] : files) std::ofstream(folder / name) << text;
    io::InventoryRequest request;
    request.folders = {folder};
    request.profiles = folder;
    request.county = "mengzhou";
    request.county_place = {"case.toml", 7, 3};
    request.project = [](double longitude, double latitude) {
      return std::array<double, 2>{(longitude - 112.787) * 91000.0, (latitude - 34.91) * 111000.0};
    };
    request.inside_window = [](double x, double y) { return std::abs(x) < 40000.0 && std::abs(y) < 40000.0; };
    model::LandUse wood;
    wood.share[3] = 1.0;
    request.natural = {{3, 3, 1000.0, 0.0, 0.0, {0, 20}}, {wood}, model::Season::midsummer};
    request.species = {"NO", "NO2", "ISOP", "APOA"};
    diagnostics = {};
    return io::read_inventory(request, diagnostics);
  }
  /// "code file:line:column" of every mistake.
  Mistakes mistakes() {
    read();
    Mistakes found;
    for (const auto& item : diagnostics.items()) {
      const auto file = std::filesystem::path(item.place.file).filename().string();
      found.push_back(item.code + " " + file + ":" + std::to_string(item.place.line) + ":" +
                      std::to_string(item.place.column));
    }
    return found;
  }
  /// The only mistake after one change.
  std::string mistake(const std::string& file, const std::string& from, const std::string& to) {
    files = sound();
    spoil(file, from, to);
    const auto found = mistakes();
    std::string all;
    for (const auto& one : found) all += (all.empty() ? "" : " | ") + one;
    return all;
  }
  std::string argument(const std::string& name) const {
    for (const auto& item : diagnostics.items())
      for (const auto& [key, value] : item.arguments)
        if (key == name) return value;
    return "";
  }
};

TEST_F(InventoryMessages, ASoundInventoryHasNone) { EXPECT_EQ(mistakes(), Mistakes{}); }

TEST_F(InventoryMessages, NumbersAreFiniteAndInRange) {
  EXPECT_EQ(mistake("area.csv", ",80,", ",eighty,"), "not_a_number area.csv:2:83");
  EXPECT_EQ(mistake("area.csv", ",80,", ",nan,"), "not_finite area.csv:2:83");
  EXPECT_EQ(mistake("area.csv", ",80,", ",-80,"), "out_of_range area.csv:2:83");
  EXPECT_EQ(argument("key"), "NOx");
  EXPECT_EQ(argument("value"), "-80");
  EXPECT_EQ(mistake("factors.csv", "1.5", "-1.5"), "out_of_range factors.csv:2:22");
  EXPECT_EQ(mistake("factors.csv", ",0.8,", ",1.8,"), "out_of_range factors.csv:2:34");
  EXPECT_EQ(argument("range"), "0 … 1");
  EXPECT_EQ(mistake("outlets.csv", "DA001,35", "DA001,3500"), "out_of_range outlets.csv:2:10");
  EXPECT_EQ(argument("range"), "0 m … 500 m");
  EXPECT_EQ(mistake("natural_ground.csv", ",2500,", ",-1,"), "out_of_range natural_ground.csv:2:25");
}

TEST_F(InventoryMessages, ColumnsAreThereKnownAndInTheRightUnit) {
  EXPECT_EQ(mistake("outlets.csv", "height [m]", "height [kg]"), "wrong_dimension outlets.csv:1:15");
  EXPECT_EQ(mistake("outlets.csv", "height [m]", "heigth [m]"),
            "unknown_column outlets.csv:1:15 | missing_column outlets.csv:1:0");
  EXPECT_EQ(argument("nearest"), "height");
  EXPECT_EQ(mistake("lines.csv", "activity [unit/year]", "activity [unit/kg]"),
            "wrong_dimension lines.csv:1:65");
}

TEST_F(InventoryMessages, AMissingTableIsNamedAndAMissingPointsTableIsNoMistake) {
  files.erase("area.csv");
  EXPECT_EQ(mistakes(), Mistakes{"file_missing area.csv:0:0"});
  files = sound();
  files.erase("points.csv");
  EXPECT_EQ(mistakes(), Mistakes{});
}

TEST_F(InventoryMessages, ReferencesLeadSomewhereAndNearSpellingsAreOffered) {
  EXPECT_EQ(mistake("area.csv", "huaishu", "huashu"), "unknown_reference area.csv:2:38");
  EXPECT_EQ(argument("nearest"), "huaishu");
  EXPECT_EQ(mistake("area.csv", "steady", "stedy"), "unknown_reference area.csv:2:62");
  EXPECT_EQ(mistake("area.csv", ",g55,", ",g56,"), "unknown_reference area.csv:2:77");
  EXPECT_EQ(mistake("processes.csv", "DA001", "DA01"),
            "unknown_reference processes.csv:2:12 | unknown_reference factors.csv:2:7 | "
            "unknown_reference factors.csv:3:7 | process_without_factor processes.csv:2:7");
  EXPECT_EQ(mistake("processes.csv", "E1,L1,yard,fugitive,a.b.c.e,,,steady,default",
                    "E1,L1,yard,fugitive,a.b.c.e,,,steady,defualt"),
            "unknown_reference processes.csv:3:38");
  EXPECT_EQ(argument("nearest"), "default");
  EXPECT_EQ(mistake("lines.csv", "E1,L1", "E1,L2"),
            "unknown_reference processes.csv:2:4 | unknown_reference processes.csv:3:4");
  EXPECT_EQ(mistake("natural_ground.csv", "deciduous", "decidous"), "unknown_word natural_ground.csv:2:15");
  EXPECT_EQ(mistake("temporal.csv", "steady,even", "steady,evne"), "unknown_reference temporal.csv:2:8");
}

TEST_F(InventoryMessages, TheCountyIsThatOfSomeRegion) {
  EXPECT_EQ(mistake("regions.csv", "mengzhou", "jiyuan"), "unknown_reference case.toml:7:3");
}

TEST_F(InventoryMessages, WordsAreKnown) {
  EXPECT_EQ(mistake("factors.csv", "NOx", "NOX"), "unknown_word factors.csv:3:18");
  EXPECT_EQ(argument("nearest"), "NOx");
  EXPECT_EQ(mistake("speciation.csv", "NO2", "NO22"), "unknown_species speciation.csv:3:13");
  EXPECT_EQ(mistake("natural_ground.csv", "ISOP", "ISOPR"), "unknown_species natural_ground.csv:2:10");
  EXPECT_EQ(mistake("enterprises.csv", "B-", "B+"), "unknown_word enterprises.csv:2:25");
  EXPECT_EQ(mistake("spreads.csv", "disc", "disk"), "unknown_word spreads.csv:3:6");
  EXPECT_EQ(mistake("outlets.csv", "DA001", "fugitive"),
            "reserved_word outlets.csv:2:4 | unknown_reference processes.csv:2:12");
  EXPECT_EQ(mistake("holidays.csv", "2023-01-22", "2023-02-30"), "not_a_time holidays.csv:2:1");
}

TEST_F(InventoryMessages, IdsStandOnce) {
  files["area.csv"] += "road/G55,,,road,driving,m.r.c.v,huaishu,,,,steady,default,g55,,,,,,,,,,,x\n";
  EXPECT_EQ(mistakes(), Mistakes{"duplicate area.csv:3:1"});
  EXPECT_EQ(argument("line"), "2");
  files = sound();
  files["factors.csv"] += "E1,L1,kiln,DA001,SO2,1,kg/1000,0,,x\n";
  EXPECT_EQ(mistakes(), Mistakes{"duplicate factors.csv:5:18"});
}

TEST_F(InventoryMessages, PlacesLieInTheWindow) {
  EXPECT_EQ(mistake("outlets.csv", "112.6", "114.6"), "outside_window outlets.csv:2:22");
  EXPECT_EQ(argument("value"), "114.6, 34.95");
  EXPECT_EQ(mistake("points.csv", "34.9,", "36.9,"), "outside_window points.csv:2:75");
  EXPECT_EQ(mistake("enterprises.csv", "34.95", "95"), "out_of_range enterprises.csv:2:51");
}

TEST_F(InventoryMessages, ARoadFromTheOtherSideOfTheEarthIsRefused) {
  EXPECT_EQ(mistake("spreads.csv", "112.7,34.8", "-67.3,-34.8"), "outside_window spreads.csv:2:13");
  EXPECT_EQ(mistake("spreads.csv", ",4,1,", ",4000,1,"), "out_of_range spreads.csv:3:24");
}

TEST_F(InventoryMessages, SharesSumToOne) {
  EXPECT_EQ(mistake("temporal_weekday.csv", "even,10", "even,15"), "shares_not_one temporal_weekday.csv:2:1");
  EXPECT_EQ(argument("value"), "1.05");
  EXPECT_EQ(mistake("speciation.csv", "NO2,0.1", "NO2,0.2"), "shares_not_one speciation.csv:2:16");
  EXPECT_EQ(mistake("speciation.csv", "1.4", "0.4"), "shares_not_one speciation.csv:4:17");
}

TEST_F(InventoryMessages, PartsDoNotExceedTheWhole) {
  EXPECT_EQ(mistake("area.csv", ",4,3,1,1,", ",4,5,1,1,"), "part_exceeds_whole area.csv:2:1");
  EXPECT_EQ(argument("value"), "5 t");
  EXPECT_EQ(mistake("area.csv", ",4,3,1,1,", ",4,3,2,1,"), "part_exceeds_whole area.csv:2:1");
  EXPECT_EQ(mistake("area.csv", ",4,3,1,1,,", ",4,3,1,1,3,"), "part_exceeds_whole area.csv:2:1");
}

TEST_F(InventoryMessages, FactorsArePerTheLinesUnit) {
  EXPECT_EQ(mistake("factors.csv", "kg/1000", "kg/t"), "factor_unit factors.csv:2:26");
  EXPECT_EQ(mistake("factors.csv", "kg/1000", "m3/1000"), "factor_unit factors.csv:2:26");
  EXPECT_EQ(mistake("processes.csv", "steady,default,,x\nE1,L1,yard", "steady,default,wood,x\nE1,L1,yard"),
            "spread_of_a_stack processes.csv:2:54");
}

TEST_F(InventoryMessages, SpreadsAreSound) {
  EXPECT_EQ(mistake("spreads.csv", "4,1,0,20", "4,0,0,20"), "weights_are_zero spreads.csv:3:26");
  EXPECT_EQ(mistake("spreads.csv", ",0,20,", ",30,20,"), "not_ascending spreads.csv:3:31");
  files = sound();
  files["spreads.csv"] += "wood,disc,112.5,35.0,,,4,1,0,30,x\n";
  EXPECT_EQ(mistakes(), Mistakes{"differs_within_id spreads.csv:4:30"});
}

TEST_F(InventoryMessages, MistakesOfAllTablesComeInOneGoWithATextEach) {
  spoil("regions.csv", "112.6", "112,6");
  spoil("lines.csv", "50000000", "many");
  spoil("factors.csv", "g/1000,0,", "g/1000,2,");
  spoil("area.csv", ",80,", ",-80,");
  spoil("natural_ground.csv", "isoprene,ISOP", "isopren,ISOP");
  const auto found = mistakes();
  // Not again what names the region whose row could not be read.
  const Mistakes expected{"row_length regions.csv:2:1", "not_a_number lines.csv:2:35",
                          "out_of_range factors.csv:3:33", "out_of_range area.csv:2:83",
                          "unknown_word natural_ground.csv:2:1"};
  EXPECT_EQ(found, expected);
  for (const auto& item : diagnostics.items()) EXPECT_NE(io::template_of(item.code), nullptr) << item.code;
}

TEST_F(InventoryMessages, EachCodeOfTheInventoryHasAText) {
  for (const char* code : {"part_exceeds_whole", "process_without_factor", "factor_unit", "reserved_word",
                           "spread_of_a_stack", "differs_within_id", "weights_are_zero", "outside_window",
                           "shares_not_one", "duplicate", "unknown_species", "not_a_time"})
    EXPECT_NE(io::template_of(code), nullptr) << code;
}

}  // namespace
