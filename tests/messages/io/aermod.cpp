// Mistakes in decks of AERMOD and in the files beside them: every headline, in both languages.
#include <gtest/gtest.h>

#include <algorithm>

#include "io/messages.hpp"
#include "run/aermod/run_deck.hpp"
#include "tests/support/small_deck.hpp"

namespace {

using namespace lantian;
using tests::replaced;
using tests::SmallDeck;

class DeckMessages : public ::testing::Test {
 protected:
  tests::ScratchFolder scratch;
  std::filesystem::path before = std::filesystem::current_path();
  void SetUp() override {
    std::filesystem::current_path(scratch.path());
    io::set_language("en");
  }
  void TearDown() override {
    io::set_language("en");
    std::filesystem::current_path(before);
  }

  /// Headlines of all mistakes, one a line; then of the notes.
  static std::string headlines(const std::string& language) {
    io::set_language(language);
    std::string text;
    try {
      const auto inputs = run::read_deck_inputs("small.inp");
      for (const auto& note : inputs.deck.notes) text += io::headline(note) + "\n";
    } catch (const io::InputErrors& errors) {
      for (const auto& mistake : errors.mistakes) text += io::headline(mistake) + "\n";
    }
    return text;
  }
  std::string mistakes(const SmallDeck& deck, const std::string& language = "en") {
    deck.write(scratch);
    return headlines(language);
  }
  /// The same where one of the weather files is another.
  std::string weather_mistakes(const std::string& file, const std::string& text) {
    SmallDeck().write(scratch);
    scratch.write(file, text);
    return headlines("en");
  }
};

SmallDeck wrong_everywhere() {
  SmallDeck deck;
  deck.control =
      "CO STARTING\n"
      "   TITLEONE  A deck with many mistakes\n"
      "   MODELOPT  CONC FLAT PVMRM DFALT\n"
      "   AVERTIME  1 5 24\n"
      "   POLLUTID  NO2\n"
      "   EVENTFIL  events.inp\n"
      "   OZONEVAL  forty PPB\n"
      "   RUNORNOT  RUN\n"
      "CO FINISHED\n";
  deck.sources =
      "SO STARTING\n"
      "   LOCATION  STACK1  POINT  0.0  0.0\n"
      "   LOCATION  ROAD1   RLINE  0.0  0.0  10.0 10.0\n"
      "   LOCATION  STACK1  POINT  5.0  0.0\n"
      "   SRCPARAM  STACK1  10.0  35.0  400.0  10.0\n"
      "   SRCPARM   STACK1  10.0  35.0  400.0  10.0  1.5\n"
      "   SRCPARAM  STACK2  10.0  -35.0  400.0  10.0  1.5\n"
      "   GASDEPOS  STACK1  0.1 0.1 0.1 0.1\n"
      "   EMISFACT  STACK1  SEASN  4*1.0\n"
      "   SRCGROUP  ALL\n"
      "    SRCGROUP ALL\n"
      "   RECTABLE  1  FIRST\n"
      "SO FINISHED\n";
  deck.receptors =
      "RE STARTING\n"
      "   GRIDPOLR  R1  STA\n"
      "             R1  ORIG  STACK9\n"
      "             R1  DIST  100. 200.\n"
      "RE FINISHED\n";
  deck.weather =
      replaced(replaced(deck.weather, "met.sfc", "nothere.sfc"), "METERS", "YARDS\n   DAYRANGE  2/30");
  deck.outputs =
      "OU STARTING\n"
      "   PLOTFILE  8  ALL  FIRST  p.plt\n"
      "   PLOTFILE  24  ALL  FIRST  ../p.plt\n"
      "   POSTFILE  1  ALL  PLOT  /etc/p.pst\n"
      "   RECTABLE  24  ZEROTH\n"
      "OU FINISHED\n";
  return deck;
}

TEST_F(DeckMessages, AllMistakesOfADeckAtOnce) {
  EXPECT_EQ(
      mistakes(wrong_everywhere()),
      R"(small.inp:20:5: "SRCGROUP" does not stand in its columns: the pathway belongs in 1 and 2, the keyword in 4 to 11, the rest from 13 on
small.inp:3:24: MODELOPT PVMRM: PVMRM and what is built on it - not in this version
small.inp:3:30: MODELOPT = "DFALT" is not known; did you mean `DFAULT`?
small.inp:4:16: AVERTIME = "5" is not known
small.inp:6:4: EVENTFIL: event processing (EVENTFIL and the EV pathway) - not in this version
small.inp:7:14: OZONEVAL = "forty" is not a number
small.inp:12:22: LOCATION RLINE: RLINE sources, barriers and depressed roads - not in this version
small.inp:13:14: LOCATION = "STACK1" stands already in line 11
small.inp:15:4: SRCPARM is no keyword of the pathway SO; did you mean `SRCPARAM`?
small.inp:16:14: SRCPARAM = "STACK2" names nothing that there is; did you mean `STACK1`?
small.inp:17:4: GASDEPOS: deposition of gases and particles - not in this version
small.inp:18:22: EMISFACT = "SEASN" is not known; did you mean `SEASON`?
small.inp:21:4: RECTABLE is no keyword of the pathway SO; it belongs to OU
small.inp:14:4: SRCPARAM STACK1 has 4 values; 5 are needed: emission, stack height, exit temperature, exit velocity, stack diameter
small.inp:25:24: ORIG = "STACK9" names nothing that there is; did you mean `STACK1`?
small.inp:27:4: the network R1, begun in line 24, is not closed by END
small.inp:29:14: there is no file nothere.sfc
small.inp:33:19: PROFBASE = "YARDS" is not known
small.inp:34:14: DAYRANGE: 2/30 is no day or range of days, such as 36, 2/5, 1-31, 1/15-2/20
small.inp:37:14: PLOTFILE = "8" is not known
small.inp:38:23: PLOTFILE 24 FIRST stands without RECTABLE 24 FIRST
small.inp:38:30: PLOTFILE: ../p.plt leads out of the run's folder; a deck writes only inside it
small.inp:39:28: POSTFILE: /etc/p.pst leads out of the run's folder; a deck writes only inside it
small.inp:40:18: RECTABLE: ZEROTH is no rank or range of ranks, such as FIRST, 8TH, 1-10
)");
}

TEST_F(DeckMessages, TheSameInChinese) {
  EXPECT_EQ(mistakes(wrong_everywhere(), "zh"),
            R"(small.inp:20:5: “SRCGROUP”未对齐：路径占第 1～2 列，关键字占第 4～11 列，其余从第 13 列开始
small.inp:3:24: MODELOPT PVMRM：PVMRM 及基于它的方法——本版本尚不支持
small.inp:3:30: MODELOPT = "DFALT" 无法识别；是否想写 `DFAULT`？
small.inp:4:16: AVERTIME = "5" 无法识别
small.inp:6:4: EVENTFIL：事件处理（EVENTFIL 与 EV 路径）——本版本尚不支持
small.inp:7:14: OZONEVAL = "forty" 不是数
small.inp:12:22: LOCATION RLINE：RLINE 线源、声屏障与下沉道路——本版本尚不支持
small.inp:13:14: LOCATION = "STACK1" 已在第 11 行出现
small.inp:15:4: SRCPARM 不是 SO 路径的关键字；是否想写 `SRCPARAM`？
small.inp:16:14: SRCPARAM = "STACK2" 所指的对象不存在；是否想写 `STACK1`？
small.inp:17:4: GASDEPOS：气体与颗粒物沉降——本版本尚不支持
small.inp:18:22: EMISFACT = "SEASN" 无法识别；是否想写 `SEASON`？
small.inp:21:4: RECTABLE 不是 SO 路径的关键字；它属于 OU
small.inp:14:4: SRCPARAM STACK1 有 4 个值；需要 5 个：emission, stack height, exit temperature, exit velocity, stack diameter
small.inp:25:24: ORIG = "STACK9" 所指的对象不存在；是否想写 `STACK1`？
small.inp:27:4: 网格 R1（始于第 24 行）没有以 END 结束
small.inp:29:14: 没有文件 nothere.sfc
small.inp:33:19: PROFBASE = "YARDS" 无法识别
small.inp:34:14: DAYRANGE：2/30 不是日期或日期范围，例如 36、2/5、1-31、1/15-2/20
small.inp:37:14: PLOTFILE = "8" 无法识别
small.inp:38:23: 有 PLOTFILE 24 FIRST 而没有 RECTABLE 24 FIRST
small.inp:38:30: PLOTFILE：../p.plt 指向运行文件夹之外；控制文件只能写入该文件夹内
small.inp:39:28: POSTFILE：/etc/p.pst 指向运行文件夹之外；控制文件只能写入该文件夹内
small.inp:40:18: RECTABLE：ZEROTH 不是排序或排序范围，例如 FIRST、8TH、1-10
)");
}

TEST_F(DeckMessages, PathwaysOutOfOrder) {
  SmallDeck deck;
  std::swap(deck.sources, deck.receptors);
  deck.weather = replaced(deck.weather, "ME FINISHED\n", "");
  EXPECT_EQ(mistakes(deck), R"(small.inp:8:4: RE STARTING stands out of order; expected: SO STARTING
small.inp:10:26: ORIG = "STACK1" names nothing that there is
small.inp:16:4: SO STARTING stands out of order; expected: ME STARTING
small.inp:30:4: the pathway ME, begun in line 24, is not closed by ME FINISHED
)");
}

TEST_F(DeckMessages, NothingThatLooksLikeADeck) {
  scratch.write("small.inp", "year,month\n1,2\n");
  EXPECT_EQ(
      headlines("en"),
      R"(small.inp:1:1: "year,month" does not stand in its columns: the pathway belongs in 1 and 2, the keyword in 4 to 11, the rest from 13 on
small.inp:2:1: "1,2" does not stand in its columns: the pathway belongs in 1 and 2, the keyword in 4 to 11, the rest from 13 on
)");
  scratch.write("small.inp", "** nothing\n");
  EXPECT_EQ(headlines("en"), R"(small.inp: the file holds no line of a deck
)");
}

TEST_F(DeckMessages, ColumnsSayTheKeywordAndTheTab) {
  SmallDeck deck;
  deck.control = replaced(deck.control, "   AVERTIME  1", "CO AVERTME 1");
  EXPECT_EQ(
      mistakes(deck),
      R"(small.inp:4:4: "AVERTME" does not stand in its columns: the pathway belongs in 1 and 2, the keyword in 4 to 11, the rest from 13 on; did you mean `AVERTIME`?
small.inp:7:4: `CO AVERTIME` is missing
)");
  deck = {};
  deck.sources = replaced(deck.sources, "   SRCPARAM  STACK1", "SO SRCPARAM\tSTACK1");
  EXPECT_NE(mistakes(deck).find(
                "small.inp:10:4: \"SRCPARAM\" does not stand in its columns: the pathway belongs in 1 "
                "and 2, the keyword in 4 to 11, the rest from 13 on; the tab in column 12 counts as "
                "one column, write blanks"),
            std::string::npos);
}

TEST_F(DeckMessages, NetworksSayWhichRow) {
  SmallDeck deck;
  const auto with = [&](const char* lines) {
    SmallDeck changed = deck;
    changed.receptors =
        std::string("RE STARTING\n   GRIDCART  G1 STA\n") + lines + "   GRIDCART  G1 END\nRE FINISHED\n";
    return mistakes(changed);
  };
  EXPECT_NE(with("             XPNTS 1. 2.\n").find("`YPNTS` is missing in G1"), std::string::npos);
  EXPECT_NE(with("             YPNTS 1. 2.\n").find("`XPNTS` is missing in G1"), std::string::npos);
  const std::string told = with(
      "             XPNTS 1. 2.\n             YPNTS 1. 2.\n             ELEV 1 5. 6.\n"
      "             ELEV 2 5. 6. 7.\n");
  EXPECT_NE(told.find("ELEV G1 2 has 3 values; 2 are needed"), std::string::npos) << told;
}

TEST_F(DeckMessages, AFileThatIncludesItselfIsToldOnce) {
  SmallDeck deck;
  deck.receptors = replaced(deck.receptors, "RE FINISHED", "   INCLUDED  small.inp\nRE FINISHED");
  const std::string told = mistakes(deck);
  EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 1) << told;
  EXPECT_NE(told.find("INCLUDED: small.inp refers to itself in the end"), std::string::npos) << told;
}

TEST_F(DeckMessages, WhatIsReadButChangesNothingIsTold) {
  SmallDeck deck;
  deck.control =
      replaced(deck.control, "   RUNORNOT", "   ERRORFIL  errors.out\n   DEBUGOPT  MODEL\n   RUNORNOT");
  deck.receptors = replaced(deck.receptors, "1000.0  0.0", "1000.0  0.0  20.0  30.0");
  deck.weather = replaced(deck.weather, "ME FINISHED", "   SITEDATA  99999  1990\nME FINISHED");
  EXPECT_EQ(mistakes(deck),
            R"(small.inp:6:4: ERRORFIL: without effect; mistakes and notes are told on the terminal
small.inp:7:4: DEBUGOPT: without effect; no debugging files are written
small.inp:24:27: receptor elevations: without effect; the deck is FLAT
small.inp:32:4: SITEDATA: without effect; the station is named in the output only
)");
}

TEST_F(DeckMessages, SurfaceFiles) {
  const std::string sound = SmallDeck::surface();
  EXPECT_EQ(weather_mistakes("met.sfc", replaced(sound, "0.120", "0.l20")),
            R"(met.sfc:2:22: u* = "0.l20" is not a number
)");
  EXPECT_EQ(weather_mistakes("met.sfc", replaced(sound, "152 5 ", "152 6 ")),
            R"(met.sfc:6: there is a gap: 1990-06-01 06 h follows 1990-06-01 04 h; rows must be 1 h apart
met.sfc:7: there is a gap: 1990-06-01 06 h follows 1990-06-01 06 h; rows must be 1 h apart
)");
  EXPECT_EQ(weather_mistakes("met.sfc", replaced(sound, "90  6  1 152 5", "90  6 31 152 5")),
            R"(met.sfc:6: SURFFILE: there is no hour 1990-06-31 05 h
)");
  EXPECT_EQ(weather_mistakes("met.sfc", sound.substr(sound.find('\n') + 1)),
            R"(met.sfc:1: SURFFILE: the header of AERMET is missing
)");
  EXPECT_EQ(weather_mistakes("met.sfc", sound.substr(0, sound.find('\n') + 40)),
            R"(met.sfc:2: SURFFILE: the line has 9 values; 20 are needed
)");
  EXPECT_EQ(weather_mistakes("met.sfc", ""), R"(met.sfc: SURFFILE holds no hour
)");
}

TEST_F(DeckMessages, Profiles) {
  const std::string sound = SmallDeck::profile();
  EXPECT_EQ(weather_mistakes("met.pfl", replaced(sound, "6  1 7 10.0", "6  2 7 10.0")),
            R"(met.pfl:7: the line is of 1990-06-02 07 h; met.sfc has 1990-06-01 07 h here
)");
  EXPECT_EQ(weather_mistakes("met.pfl", sound.substr(0, sound.size() / 2)),
            R"(met.pfl:13: PROFFILE: the line has 2 values; 11 are needed
)");
  EXPECT_EQ(
      weather_mistakes("met.pfl", replaced(sound, "7 10.0 1 270.0", "7 10.0 0 270.0")),
      R"(met.pfl:8: the levels of 1990-06-01 07 h have no top: the last one must have a 1 after its height
)");
}

TEST_F(DeckMessages, HourlyFiles) {
  SmallDeck deck;
  deck.control = replaced(replaced(deck.control, "CONC FLAT", "CONC FLAT OLM"), "POLLUTID  OTHER",
                          "POLLUTID  NO2 H1H\n   OZONEFIL  o3.dat PPB\n   NO2STACK  0.1");
  deck.sources = replaced(deck.sources, "   SRCGROUP  ALL", "   HOUREMIS  q.dat  STACK1\n   SRCGROUP  ALL");
  scratch.write("q.dat",
                "SO HOUREMIS 90 6 1 1 STACK1 1.0 400. 10.\nSO HOUREMIS 90 6 1 2 STACK2 1.0 400. 10.\n");
  scratch.write("o3.dat", "90 6 1 1 40.\n90 6 1 3 40.\n");
  EXPECT_EQ(mistakes(deck), R"(q.dat:2:22: the line is of STACK2; STACK1 is its turn
o3.dat:2: the line is of 1990-06-01 03 h; met.sfc has 1990-06-01 02 h here
)");
  scratch.write("q.dat", "SO HOUREMIS 90 6 1 1 STACK1 1.0 400.\n");
  scratch.write("o3.dat", "90 6 1 1 forty\n");
  EXPECT_EQ(mistakes(deck), R"(q.dat:1: HOUREMIS STACK1: the line has 2 values; 3 are needed
q.dat: HOUREMIS ends before 1990-06-01 02 h
o3.dat:1:10: OZONEFIL = "forty" is not a number
o3.dat: OZONEFIL ends before 1990-06-01 02 h
)");
}

TEST_F(DeckMessages, NothingIsLeftOfTheHours) {
  SmallDeck deck;
  deck.weather = replaced(deck.weather, "ME FINISHED", "   DAYRANGE  300-310\nME FINISHED");
  EXPECT_EQ(mistakes(deck), R"(small.inp:25:14: no hour of the weather is left by STARTEND and DAYRANGE
)");
  deck = {};
  deck.control = replaced(deck.control, "PERIOD", "ANNUAL");
  deck.outputs = "OU STARTING\nOU FINISHED\n";
  EXPECT_EQ(
      mistakes(deck),
      R"(small.inp:25:14: ANNUAL needs whole years; the hours run from 1990-06-01 01 h to 1990-06-01 24 h
)");
}

TEST_F(DeckMessages, WhatStandsWithoutWhatItBelongsTo) {
  SmallDeck deck;
  deck.control = replaced(deck.control, "   RUNORNOT",
                          "   URBANOPT  2000000.\n   OZONEVAL  40. PPB\n   ARMRATIO  0.5 0.9\n   RUNORNOT");
  deck.sources = replaced(deck.sources, "   SRCGROUP  ALL",
                          "   NO2RATIO  STACK1  0.1\n   OLMGROUP  ALL\n   SRCGROUP  ALL");
  deck.sources = replaced(deck.sources, "SO FINISHED", "   EMISFACT  STACK1  SEASON  4*1.0\nSO FINISHED");
  deck.outputs = replaced(deck.outputs, "FIRST  plot.plt", "THIRD  plot.plt");
  deck.outputs = replaced(deck.outputs, "OU FINISHED", "EV EVENTPER  E1  1  ALL  90060105\nOU FINISHED");
  const std::string in_english =
      R"(small.inp:7:4: CO OZONEVAL stands without MODELOPT OLM
small.inp:8:4: CO ARMRATIO stands without MODELOPT ARM2
small.inp:20:4: EMISFACT stands out of order; expected: SRCGROUP, SO FINISHED
small.inp:6:4: CO URBANOPT stands without SO URBANSRC
small.inp:17:4: SO OLMGROUP stands without MODELOPT OLM
small.inp:16:4: SO NO2RATIO stands without MODELOPT OLM
small.inp:39:23: PLOTFILE 24 THIRD stands without RECTABLE 24 THIRD
small.inp:41:4: EV EVENTPER: event processing (EVENTFIL and the EV pathway) - not in this version
)";
  EXPECT_EQ(mistakes(deck), in_english);
}

TEST_F(DeckMessages, DfaultOverridesWithANoteOrRefuses) {
  SmallDeck deck;
  deck.control = replaced(deck.control, "CONC FLAT", "DFAULT CONC NOSTD NOCHKD");
  deck.sources = replaced(deck.sources, "0.0  0.0\n", "0.0  0.0  0.0\n");
  deck.sources = replaced(deck.sources, "50.0 0.0\n", "50.0 0.0 0.0\n");
  deck.weather = replaced(deck.weather, "ME FINISHED", "   NOSA\nME FINISHED");
  const std::string notes = mistakes(deck);
  for (const char* line : {"small.inp:3:26: MODELOPT NOSTD: without effect; DFAULT does without it\n",
                           "small.inp:3:32: MODELOPT NOCHKD: without effect; DFAULT does without it\n",
                           "small.inp:30:4: NOSA: without effect; DFAULT does without it\n"})
    EXPECT_NE(notes.find(line), std::string::npos) << line << notes;
  deck.control = replaced(deck.control, "DFAULT CONC NOSTD NOCHKD", "DFAULT CONC ARM2");
  deck.control = replaced(deck.control, "POLLUTID  OTHER", "POLLUTID  NO2 H1H\n   ARMRATIO  0.2 0.9");
  EXPECT_EQ(mistakes(deck), "small.inp:6:14: ARMRATIO = \"0.2\" is out of range: 0.5 … 0.9\n");
}

TEST_F(DeckMessages, AveragesOverTheYearsNeedWholeOnes) {
  SmallDeck deck;
  deck.control = replaced(replaced(deck.control, "OTHER", "PM25"), "1 24 PERIOD", "1 24");
  const std::string text = mistakes(deck);
  EXPECT_NE(text.find("small.inp:4:4: AVERTIME 1: beside 24 and ANNUAL nothing is averaged of PM25"),
            std::string::npos)
      << text;
  deck = {};
  deck.control = replaced(replaced(deck.control, "OTHER", "SO2"), "1 24 PERIOD", "1");
  deck.outputs = "OU STARTING\nOU FINISHED\n";
  EXPECT_EQ(mistakes(deck),
            R"(small.inp:25:14: the days' highest values are averaged over whole years; the hours run from )"
            R"(1990-06-01 01 h to 1990-06-01 24 h; POLLUTID SO2 H1H ranks all hours instead
)");
  EXPECT_EQ(mistakes(deck, "zh"),
            R"(small.inp:25:14: 逐日最大值须按整年平均，而时段为 1990-06-01 01 h 至 1990-06-01 24 h；)"
            R"(POLLUTID SO2 H1H 则对所有小时排序
)");
}

TEST_F(DeckMessages, VersionsOfAermet) {
  EXPECT_EQ(weather_mistakes("met.sfc", replaced(SmallDeck::surface(), "24142", "04300")),
            R"(met.sfc:1:69: VERSION = "04300" is out of range: 12345 … 90000
)");
  EXPECT_EQ(weather_mistakes("met.sfc", replaced(SmallDeck::surface(), "24142", "13350")),
            R"(met.sfc:1:69: the weather comes from AERMET 13350, which AERMOD takes as outdated
)");
}

}  // namespace
