#include <array>

#include "io/case.hpp"
#include "io/epw.hpp"
#include "io/plume_keys.hpp"

namespace lantian::io {
namespace {

using namespace scenarios;
constexpr const char* but_griddesc = "must be given without `griddesc`";
constexpr const char* but_wrf = "must be given without `wrf`";
constexpr const char* but_netcdf = "must be given without `netcdf`";
constexpr const char* but_station = "must be given without `netcdf` and `station`";
// In the order of their enumerations.
constexpr std::array<std::string_view, 3> exclude_words{"", "window", "county"};
constexpr std::array<std::string_view, 2> scheme_words{"monotone", "positive"};
constexpr std::array<std::string_view, 2> mixing_words{"acm2", "k_theory"};
constexpr std::array<std::string_view, 2> phase_words{"metastable", "stable"};
constexpr std::array<std::string_view, 3> pentoxide_words{"davis_2008", "evans_jacob_2005",
                                                          "bertram_thornton_2009"};
constexpr std::array<std::string_view, 3> sulfur_words{"none", "uptake", "aerosol_water"};
constexpr std::array<std::string_view, 3> dimming_words{"off", "weather", "all"};
constexpr std::array<std::string_view, 2> organic_words{"inert", "vbs"};

template <class Choice, std::size_t N>
void describe_choice(KeyVisitor& visitor, const Key& key, Choice& member,
                     const std::array<std::string_view, N>& words) {
  std::string word{words[static_cast<std::size_t>(member)]};
  visitor.word(key, word, words);
  for (std::size_t n = 0; n < N; ++n)
    if (word == words[n]) member = static_cast<Choice>(n);
}

void describe_time(KeyVisitor& key, CaseTime& time) {
  key.utc_offset(
      {"utc_offset", "offset of local time from UTC, the same all year", "当地时间与 UTC 的时差，全年不变"},
      time.utc_offset);
  key.local_time({"start", "begin of the run, local time", "起算时刻（当地时间）"}, time.start);
  key.local_time({"end", "end of the run, local time", "终止时刻（当地时间）"}, time.end);
  key.number({"spinup", "time from the start that evaluation leaves out", "预热时段，不参与评价", "0 h"},
             time.spinup, "s", {0.0, 30 * 86400.0});
  key.number({"step", "time step of the model: an even number of seconds that divides the hour",
              "模式时间步长：整除一小时的偶数秒", "600 s"},
             time.step, "s", {2.0, 3600.0});
}

void describe_place(KeyVisitor& key, double& longitude, double& latitude) {
  key.number({"longitude", "longitude, WGS84", "经度（WGS84）"}, longitude, "degree", {-180.0, 180.0});
  key.number({"latitude", "latitude, WGS84", "纬度（WGS84）"}, latitude, "degree", {-90.0, 90.0});
}

void describe_grid(KeyVisitor& key, CaseGrid& grid) {
  key.text({"projection", "map projection, as PROJ spells it; its unit is the metre",
            "地图投影（PROJ 写法，单位为米）", but_griddesc},
           grid.projection);
  key.table(
      {"origin", "the point that west and south are counted from", "west、south 的起算点", but_griddesc},
      [&](KeyVisitor& inner) { describe_place(inner, grid.longitude, grid.latitude); });
  key.number({"west", "from the origin to the west edge; negative: the edge lies west of it",
              "原点到西边界的距离（向西为负）", but_griddesc},
             grid.west, "m", {-2e6, 2e6});
  key.number({"south", "from the origin to the south edge; negative: the edge lies south of it",
              "原点到南边界的距离（向南为负）", but_griddesc},
             grid.south, "m", {-2e6, 2e6});
  key.whole_number({"nx", "cells from west to east", "东西向格数", but_griddesc}, grid.nx, 3, 2000);
  key.whole_number({"ny", "cells from south to north", "南北向格数", but_griddesc}, grid.ny, 3, 2000);
  key.number({"dx", "width of a cell, both ways", "网格距（两个方向相同）", but_griddesc}, grid.dx, "m",
             {100.0, 50e3});
  key.numbers({"layers", "heights above ground of the layers' faces, the first 0",
               "各层界面的离地高度，第一个为 0", "the 14 layers up to 4 km"},
              grid.layers, "m", {0.0, 20e3});
  key.file({"griddesc", "GRIDDESC file that holds the grid, instead of the keys above but `layers`",
            "给出网格的 GRIDDESC 文件，代替上面除 layers 外的各项", none},
           grid.griddesc);
  key.text({"name", "the grid's name in the GRIDDESC file", "GRIDDESC 文件中的网格名", none}, grid.name);
}

void describe_inventory(KeyVisitor& key, CaseInventory& inventory) {
  key.files({"folder", "folder of the inventory's tables; of several, tables of the same name are joined",
             "清单表所在文件夹；可写多个，同名表相接"},
            inventory.folders);
  key.text({"county", "id of the county in regions.csv that scenarios act on",
            "情景所作用的县（regions.csv 中的编号）"},
           inventory.county);
}

void describe_surface(KeyVisitor& key, CaseSurface& surface) {
  key.number({"roughness", "roughness length", "地表粗糙度"}, surface.roughness, "m", {1e-5, 5.0});
  key.number({"albedo", "share of the light sent back, sun overhead", "地表反照率", but_wrf}, surface.albedo,
             "1", {0.0, 0.95});
  key.number({"bowen", "sensible over latent heat by day", "波文比（白天感热与潜热之比）", but_wrf},
             surface.bowen, "1", {0.01, 20.0});
  key.number({"urban_fraction", "share of the ground that is town", "城区面积比例"}, surface.urban_fraction,
             "1", {0.0, 1.0});
  key.number({"ground_heat_fraction", "share of the net radiation that goes into the ground",
              "进入地面的净辐射比例", "0.1"},
             surface.ground_heat_fraction, "1", {0.0, 0.6});
  key.number({"smallest_obukhov_length", "smallest Obukhov length in stable air; towns 10-100 m",
              "稳定大气莫宁—奥布霍夫长度下限；城区 10–100 m", "1 m"},
             surface.smallest_obukhov_length, "m", {0.1, 500.0});
}

void describe_site(KeyVisitor& key, CaseStation& station) {
  if (key.omits(station.file.empty() || is_epw(station.file))) return;
  key.table({"site", "where the station stands; an EPW file says it itself", "气象站位置；EPW 文件自带",
             "that of the EPW file"},
            [&](KeyVisitor& inner) {
              describe_place(inner, station.longitude, station.latitude);
              inner.number({"altitude", "height of the ground above the sea; needed where there is terrain",
                            "地面海拔；有地形时须给出", "0 m"},
                           station.altitude, "m", {-430.0, 6000.0});
              inner.number({"anemometer_height", "height of the wind vane", "风速仪高度", "10 m"},
                           station.anemometer_height, "m", {1.0, 200.0});
              inner.number({"thermometer_height", "height of the thermometer", "温度计高度", "2 m"},
                           station.thermometer_height, "m", {0.5, 50.0});
            });
}

void describe_weather(KeyVisitor& key, CaseWeather& weather, const CaseGround& ground) {
  key.files({"wrf", "wrfout files in the order of their times, instead of stations and upper air",
             "wrfout 文件（按时间顺序），代替气象站和高空表", none},
            weather.wrf);
  key.file({"station", "table of the station's hours, or an EPW file", "气象站逐时数据表，或 EPW 文件",
            "see `stations` and `wrf`"},
           weather.station.file);
  describe_site(key, weather.station);
  key.tables(
      {"stations", "several stations instead of one: weighted by the inverse square of distance",
       "多个气象站（代替 station）：按距离平方反比加权", "see `station`"},
      [&](std::size_t size) { weather.stations.resize(size); }, weather.stations.size(),
      [&](KeyVisitor& inner, std::size_t n) {
        inner.file({"file", "table of the station's hours, or an EPW file", "气象站逐时数据表，或 EPW 文件"},
                   weather.stations[n].file);
        describe_site(inner, weather.stations[n]);
      });
  key.file({"sounding", "table of balloon soundings; its temperatures and winds take the regimes' place",
            "探空表；其温度和风代替按天气型给出的高空资料", none},
           weather.sounding);
  key.file({"upper_air", "table of winds above the mast, by regime", "高空风表（按天气型）",
            "only with a sounding that has winds, or `wrf`"},
           weather.upper_air);
  key.file({"upper_air_temperature", "table of temperature gradients, by regime",
            "高空温度梯度表（按天气型）", "only with a sounding or `wrf`"},
           weather.upper_air_temperature);
  key.file({"regimes", "table of regimes in time", "天气型时间表", "only without upper_air"},
           weather.regimes);
  key.number({"relative_humidity_cap", "relative humidity is taken as this at most", "相对湿度上限", "1"},
             weather.relative_humidity_cap, "1", {0.3, 1.0});
  key.number({"calm_wind_speed", "wind speed given to hours that read calm", "静风小时所取风速", "0.5 m/s"},
             weather.calm_wind_speed, "m/s", {0.1, 2.0});
  key.truth({"pressure_is_daily", "pressure is a daily mean, joined by lines between noons",
             "气压为日均值，在各日正午之间线性内插", "false"},
            weather.pressure_is_daily);
  key.number({"haze_transmittance", "share of the light that a cloudless but hazy sky lets through",
              "无云有霾时的透光比例", "1"},
             weather.haze_transmittance, "1", {0.3, 1.0});
  key.number({"minimum_eddy_diffusivity", "least vertical diffusivity over open country",
              "乡村地区垂直扩散系数下限", "0.01 m2/s"},
             weather.minimum_eddy_diffusivity, "m2/s", {0.0, 10.0});
  key.number({"minimum_eddy_diffusivity_urban", "least vertical diffusivity over town, up to 500 m",
              "城区垂直扩散系数下限（500 m 以下）", "1 m2/s"},
             weather.minimum_eddy_diffusivity_urban, "m2/s", {0.0, 10.0});
  key.number({"cloud_base", "height above ground of the cloud that the station's rain falls from",
              "站点降水所对应云层的云底离地高度", "1000 m"},
             weather.cloud_base, "m", {0.0, 10e3});
  key.number({"cloud_depth", "depth of that cloud; 0.28 g of water in a cubic metre of it",
              "该云层厚度；云水含量取 0.28 g/m3", "2500 m"},
             weather.cloud_depth, "m", {1.0, 12e3});
  if (key.omits(!ground.land_use.empty())) return;
  key.table({"surface", "what the ground is like, the same everywhere; not beside ground.land_use",
             "地表参数（全域相同）；不与 ground.land_use 并用", "only with ground.land_use"},
            [&](KeyVisitor& inner) { describe_surface(inner, weather.surface); });
}

void describe_ground(KeyVisitor& key, CaseGround& ground) {
  key.file({"land_use", "table of patches of land laid over the mixture",
            "土地利用斑块表，覆盖在 mixture 之上", none},
           ground.land_use);
  if (!key.omits(ground.land_use.empty()))
    key.table({"mixture", "shares of land where no patch lies, summing to 1",
               "斑块之外各类土地的比例，合计为 1", "needed with land_use"},
              [&](KeyVisitor& inner) {
                static constexpr const char* zh[] = {"城区",   "农田", "草地", "落叶林", "针叶林",
                                                     "混交林", "水面", "裸地", "湿地"};
                for (std::size_t kind = 0; kind < model::land_use_count; ++kind) {
                  const std::string name(model::land_use_names[kind]);
                  inner.number({name.c_str(), "share of this kind of land", zh[kind], "0"},
                               ground.mixture.share[kind], "1", {0.0, 1.0});
                }
              });
  key.number({"town_ground_heat_fraction", "share of a town's net radiation that goes into walls and ground",
              "城区净辐射进入建筑和地面的比例", "0.3"},
             ground.town_ground_heat_fraction, "1", {0.0, 0.6});
  key.number({"town_smallest_obukhov_length", "smallest Obukhov length over towns in stable air",
              "城区稳定大气莫宁—奥布霍夫长度下限", "30 m"},
             ground.town_smallest_obukhov_length, "m", {0.1, 500.0});
  key.file(
      {"terrain", "table of the ground's altitude on a regular lattice", "地面海拔表（规则经纬网格）", none},
      ground.terrain);
  key.number({"terrain_filter", "features of the terrain shorter than this are smoothed away",
              "短于此尺度的地形起伏被平滑", "5 km"},
             ground.terrain_filter, "m", {0.0, 50e3});
}

void describe_background(KeyVisitor& key, CaseBackground& background) {
  key.files({"netcdf", "files of a larger model, CF or I/O API, instead of all tables",
             "更大范围模式的文件（CF 或 I/O API），代替各表", "none"},
            background.netcdf);
  key.file({"station", "table of a monitor's hours, instead of `surface` and `days`",
            "监测站逐时数据表，代替 surface 和 days", none},
           background.station);
  key.file({"surface", "table of values at the ground, by regime and hour", "地面背景值表（按天气型和小时）",
            but_station},
           background.surface);
  key.file({"composition", "table of the parts of dry PM2.5", "干 PM2.5 组分表", but_netcdf},
           background.composition);
  key.file({"profile", "table of values and shares by height", "随高度变化的背景表", but_netcdf},
           background.profile);
  key.file(
      {"wind_side", "table of factors by the side the wind comes from", "按来风方位的系数表", but_netcdf},
      background.wind_side);
  key.file({"gases", "table of other gases", "其他气体表", but_netcdf}, background.gases);
  key.file({"days", "table of the daily level of PM2.5", "逐日 PM2.5 水平表", but_station}, background.days);
  key.file({"regimes", "table of regimes in time; may differ from the weather's",
            "背景天气型时间表；可与气象的不同", but_netcdf},
           background.regimes);
  key.number(
      {"dustfall", "dustfall of a month of 30 days that the run does not make; shown beside, never added",
       "模型以外的背景降尘量（按30天计），单独列出，不与模拟值相加", "0 t/km2/month"},
      background.dustfall, "t/km2/month", {0.0, 100.0});
  key.text({"dustfall_source", "where the figure of dustfall comes from", "背景降尘量的出处", "none"},
           background.dustfall_source);
}

void describe_transport(KeyVisitor& key, CaseTransport& transport) {
  describe_choice(key,
                  {"scheme", "limiter of advection: monotone, or positive, which keeps peaks better",
                   "平流限制器：monotone 保单调；positive 只保非负，峰值削减较小", "monotone"},
                  transport.scheme, scheme_words);
  key.truth({"horizontal_diffusion", "whether turbulence exchanges air between neighbouring columns",
             "是否计入水平湍流扩散", "false"},
            transport.horizontal_diffusion);
  describe_choice(
      key,
      {"vertical_mixing", "acm2: convection lifts surface air past the next layer; k_theory: neighbours only",
       "acm2：对流把近地面空气直接带到上层；k_theory：只在相邻层间扩散", "acm2"},
      transport.vertical_mixing, mixing_words);
}

void describe_chemistry(KeyVisitor& key, CaseChemistry& chemistry) {
  key.text({"mechanism", "gas mechanism: a name in data/mechanisms, or a file",
            "气相机理：data/mechanisms 中的名称或文件"},
           chemistry.mechanism);
  key.number({"ozone_column", "ozone above the ground, for photolysis; 300 DU is usual",
              "臭氧柱总量（光解用），通常约 300 DU"},
             chemistry.ozone_column, "mol/m2", {0.02, 0.35});
  key.truth({"nitrogen_pentoxide_uptake", "N2O5 reacts on particles", "N2O5 在颗粒物上反应", "true"},
            chemistry.nitrogen_pentoxide_uptake);
  describe_choice(key,
                  {"nitrogen_pentoxide_scheme", "how fast it reacts there", "其反应概率的算法", "davis_2008"},
                  chemistry.nitrogen_pentoxide_scheme, pentoxide_words);
  key.truth({"nitryl_chloride", "N2O5 makes ClNO2 on particles with chloride, and chlorine reacts in the gas",
             "N2O5 在含氯颗粒物上生成 ClNO2，并计入气相氯化学", "false"},
            chemistry.nitryl_chloride);
  key.number({"hydroperoxyl_uptake", "reaction probability of HO2 on particles, to water; 0: none",
              "HO2 在颗粒物上的反应概率（生成水），0 为不计", "0.07"},
             chemistry.hydroperoxyl_uptake, "1", {0.0, 1.0});
  key.number({"nitrate_radical_uptake", "reaction probability of NO3 on particles, to HNO3; 0: none",
              "NO3 在颗粒物上的反应概率（生成 HNO3），0 为不计", "0.001"},
             chemistry.nitrate_radical_uptake, "1", {0.0, 1.0});
  key.truth({"surface_nitrous_acid", "NO2 makes HONO on surfaces", "NO2 在表面生成 HONO", "true"},
            chemistry.surface_nitrous_acid);
  describe_choice(
      key,
      {"sulfur_dioxide_on_particles",
       "SO2 to sulfate on wet particles: by a reaction probability, or by the chemistry of their water",
       "SO2 在湿颗粒物上生成硫酸盐：uptake 用反应概率，aerosol_water 用颗粒物水中的化学", "uptake"},
      chemistry.sulfur_dioxide_on_particles, sulfur_words);
  key.truth({"sulfur_dioxide_in_cloud", "SO2 to sulfate in cloud water", "SO2 在云水中生成硫酸盐", "true"},
            chemistry.sulfur_dioxide_in_cloud);
  describe_choice(
      key,
      {"haze_dimming",
       "particles dim the light of photolysis: off; weather: a station's light is freed of the haze it was "
       "measured below first, that of `wrf` knows of none; all: no light knows of any",
       "颗粒物削弱光解：off 不计；weather 站点辐射测于霾下，先扣除霾的影响再逐情景计入，wrf 辐射不含霾；all "
       "视辐射均不含霾",
       "weather"},
      chemistry.haze_dimming, dimming_words);
  key.number(
      {"ultraviolet_albedo", "share of the light near 400 nm that the ground sends back; snow 0.6 to 0.9",
       "地面对 400 nm 附近光的反照率；积雪 0.6–0.9", "10 %"},
      chemistry.ultraviolet_albedo, "1", {0.0, 0.95});
  key.truth({"inorganic_aerosol", "nitrate, ammonium, chloride and water follow their equilibrium",
             "硝酸盐、铵盐、氯盐和水按平衡分配", "true"},
            chemistry.inorganic_aerosol);
  key.truth({"shared_factorisation", "members take the baseline's Jacobian too: faster, for screening only",
             "各情景沿用基准情景的雅可比分解：较快，仅供初筛", "false"},
            chemistry.shared_factorisation);
  describe_choice(key,
                  {"aerosol_phase", "metastable: salts stay dissolved; stable: they are solid in dry air",
                   "metastable：盐类保持溶解；stable：干空气中析出为固体", "metastable"},
                  chemistry.aerosol_phase, phase_words);
  key.truth(
      {"dust_nitrate", "HNO3 reacts with the calcium of coarse dust", "HNO3 与粗颗粒扬尘中的钙反应", "false"},
      chemistry.dust_nitrate);
  describe_choice(key,
                  {"organic_aerosol",
                   "vbs: secondary organics form, age and evaporate; inert: emitted ones stay as they are",
                   "vbs：二次有机物生成、老化、挥发分配；inert：一次有机物不变，无二次生成", "inert"},
                  chemistry.organic_aerosol, organic_words);
}

void describe_natural(KeyVisitor& key, CaseNatural& natural) {
  key.truth({"emissions", "isoprene, terpenes and soil NO by land use, leaf area, warmth and light",
             "按土地利用、叶面积、气温和光照计算异戊二烯、萜烯和土壤 NO", "false"},
            natural.emissions);
}

void describe_member(KeyVisitor& key, CaseMember& member) {
  key.text({"id", "short name of the member, unique", "情景成员编号，不可重复"}, member.id);
  key.label({"label", "name shown to people", "显示名称"}, member.label);
  key.files({"scenarios", "scenario files, applied in this order", "情景文件，依次施行", "none"},
            member.scenarios);
  describe_choice(key,
                  {"exclude", "people's emissions left out: of the whole window, or of the county",
                   "去掉的人为排放：整个模拟范围（window）或本县（county）；天然源保留", "\"\""},
                  member.exclude, exclude_words);
  key.whole_number({"draw", "number of a draw of compliances, one for each enterprise; 0: their means",
                    "执行率抽样编号，逐企业抽取；0为取均值", "0"},
                   member.draw, 0, 1000000000);
}

void describe_output(KeyVisitor& key, CaseOutput& output) {
  key.texts({"species", "species and sums that are written", "输出的物种与合计",
             "the regulated pollutants and the parts of PM2.5"},
            output.species);
  key.whole_number({"levels", "lowest layers that are written; more than one: levels.nc beside surface.nc",
                    "输出的最低若干层；大于 1 时另写 levels.nc", "1"},
                   output.levels, 1, 200);
  key.truth({"ioapi", "an I/O API file too, with the names and units of CMAQ",
             "另写一个 I/O API 文件（CMAQ 的名称和单位）", "false"},
            output.ioapi);
  key.text({"folder", "folder for the results; --output overrides it", "结果文件夹；--output 优先",
            "out/ and the case's id"},
           output.folder);
}

}  // namespace

void describe(KeyVisitor& key, Case& contents) {
  key.text({"id", "short name of the case, used in file names", "算例编号，用于文件名"}, contents.id);
  key.label({"label", "name shown to people", "显示名称"}, contents.label);
  key.truth(
      {"synthetic", "true: every output says that the data are made up", "true：一切输出标明数据为合成"},
      contents.synthetic);
  key.table({"time", "when", "时间"}, [&](KeyVisitor& inner) { describe_time(inner, contents.time); });
  key.table({"grid", "where", "网格"}, [&](KeyVisitor& inner) { describe_grid(inner, contents.grid); });
  key.table({"inventory", "emissions", "排放清单"},
            [&](KeyVisitor& inner) { describe_inventory(inner, contents.inventory); });
  key.table({"weather", "weather from stations or from WRF", "气象：台站或 WRF"},
            [&](KeyVisitor& inner) { describe_weather(inner, contents.weather, contents.ground); });
  key.table({"ground", "land use and terrain of the window", "模拟范围的土地利用和地形", none},
            [&](KeyVisitor& inner) { describe_ground(inner, contents.ground); });
  key.table({"background", "the air outside the window", "模拟范围之外的空气"},
            [&](KeyVisitor& inner) { describe_background(inner, contents.background); });
  key.table({"transport", "advection and turbulence", "平流与湍流", none},
            [&](KeyVisitor& inner) { describe_transport(inner, contents.transport); });
  key.table({"chemistry", "chemistry", "化学"},
            [&](KeyVisitor& inner) { describe_chemistry(inner, contents.chemistry); });
  key.table({"natural", "what plants and soil emit", "天然源排放", none},
            [&](KeyVisitor& inner) { describe_natural(inner, contents.natural); });
  if (!key.omits(!contents.plumes.active))
    key.table({"plumes", "plumes of stacks and yards beside the grid, at places and on a fine map",
               "网格之外的烟羽计算：排气筒和厂区无组织源对各点位及加密网格的影响", none},
              [&](KeyVisitor& inner) { describe_plumes(inner, contents.plumes); });
  key.table({"monitors", "monitors", "监测点"}, [&](KeyVisitor& inner) {
    inner.file({"file", "table of monitors", "监测点表"}, contents.monitors);
  });
  if (!key.omits(contents.signals.forecast.empty()))
    key.table({"forecast", "the forecast that scenarios ask for; without it that of the no-action run",
               "情景所用的空气质量预报；没有时用不采取措施的模拟结果", none},
              [&](KeyVisitor& inner) {
                inner.file({"file", "table of hours or days: pollutants, or indices and means by name",
                            "逐时或逐日表：污染物浓度，或指数、均值", none},
                           contents.signals.forecast);
              });
  if (!key.omits(contents.signals.observed.empty()))
    key.table({"observed", "the observed air that scenarios ask for", "情景所用的监测数据", none},
              [&](KeyVisitor& inner) {
                inner.file({"file", "table as of [forecast]", "表格形式同 [forecast]", none},
                           contents.signals.observed);
              });
  key.tables(
      {"member", "one scenario of the run; the first is the baseline", "参与计算的一个情景；第一个为基准"},
      [&](std::size_t size) { contents.members.resize(size); }, contents.members.size(),
      [&](KeyVisitor& inner, std::size_t n) { describe_member(inner, contents.members[n]); });
  key.table({"output", "what is written", "输出", none},
            [&](KeyVisitor& inner) { describe_output(inner, contents.output); });
}

}  // namespace lantian::io
