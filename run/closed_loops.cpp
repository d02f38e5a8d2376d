#include "run/closed_loops.hpp"

#include <algorithm>
#include <map>

#include "io/csv_text.hpp"
#include "io/local_time.hpp"
#include "run/county_air.hpp"

namespace lantian::run {
namespace {

using scenarios::ClosedLoop;
using scenarios::LoopEnd;

/// By member, its signals at each of its loop's calendars.
using Heard = std::map<std::size_t, std::vector<scenarios::Signals>>;

scenarios::WarningCalendar calendar_of(const io::CaseInputs& inputs, std::size_t member) {
  return scenarios::closed_calendar(io::scenarios_of_member(inputs, member),
                                    io::surroundings_of_member(inputs, member));
}

scenarios::Signals with_own_air(const io::CaseInputs& inputs, const scenarios::AirHours& air,
                                const scenarios::Standards& standards) {
  scenarios::Signals signals = inputs.signals;
  scenarios::add_air_signals(signals, scenarios::own_source, index_air(air),
                             inputs.file.contents.time.clock(), standards);
  return signals;
}

std::vector<std::string> running(const io::CaseInputs& inputs) {
  std::vector<std::string> ids;
  for (const auto& [member, loop] : inputs.loops)
    if (loop.end == LoopEnd::running) ids.push_back(inputs.file.contents.members[member].id);
  return ids;
}

void expand(io::CaseInputs& inputs) {
  io::Diagnostics diagnostics;
  io::expand_plans(inputs, diagnostics);
  diagnostics.throw_if_any();
}

/// One run of all that are not at their end.
bool run_once(io::CaseInputs& inputs, const Request& request, const scenarios::Standards& standards,
              Progress& progress, Heard& heard) {
  std::map<std::size_t, scenarios::Signals> soon;
  {
    const Engine engine = make_engine(inputs, running(inputs));
    const auto simulated = simulated_beforehand(engine, request, progress);
    if (!simulated) return false;
    for (const auto& [member, loop] : inputs.loops)
      if (loop.end == LoopEnd::running)
        soon[member] = with_own_air(
            inputs, county_air(engine, *simulated, inputs.file.contents.members[member].id), standards);
  }
  for (auto& [member, signals] : soon) {
    inputs.own_signals[member] = signals;
    auto& loop = inputs.loops[member];
    scenarios::take(loop, calendar_of(inputs, member));
    if (loop.end == LoopEnd::running || loop.end == LoopEnd::unsettled)
      heard[member].push_back(std::move(signals));
    if (loop.end == LoopEnd::swinging || loop.end == LoopEnd::unsettled)
      inputs.own_signals[member] = heard[member][loop.kept];
  }
  expand(inputs);
  return true;
}

std::string time_words(const io::CaseInputs& inputs, model::UtcSeconds time) {
  return io::local_time_text(time, inputs.file.contents.time.utc_offset);
}

/// "orange 2023-11-22T07:00 to 2023-11-24T12:00"; "none".
std::string words_of(const io::CaseInputs& inputs, const scenarios::WarningCalendar& calendar) {
  std::string words;
  for (const auto& spell : calendar)
    words += (words.empty() ? "" : ", ") + spell.level + " " + time_words(inputs, spell.start) + " to " +
             time_words(inputs, spell.end);
  return words.empty() ? "none" : words;
}

/// What a calendar is in its loop: "open", "in_force", "cycle", "passed".
std::string role_of(const ClosedLoop& loop, std::size_t calendar) {
  if (calendar == loop.kept) return "in_force";
  if (loop.end == LoopEnd::swinging && calendar >= loop.repeated) return "cycle";
  return calendar == 0 ? "open" : "passed";
}

constexpr std::string_view end_names[] = {"running", "settled", "swinging", "unsettled"};

}  // namespace

void open_loops(io::CaseInputs& inputs, const scenarios::AirHours& no_action,
                const scenarios::Standards& standards) {
  for (std::size_t m = 0; m < inputs.file.contents.members.size(); ++m)
    if (scenarios::has_closed_loop(io::scenarios_of_member(inputs, m)))
      inputs.own_signals[m] = with_own_air(inputs, no_action, standards);
}

bool close_loops(io::CaseInputs& inputs, const Request& request, const scenarios::Standards& standards,
                 Progress& progress) {
  Heard heard;
  for (const auto& [member, signals] : inputs.own_signals) {
    const auto& id = inputs.file.contents.members[member].id;
    if (!request.members.empty() &&
        std::find(request.members.begin(), request.members.end(), id) == request.members.end())
      continue;  // not run: its plan stays as the open loop calls it
    inputs.loops[member] = {.calendars = {calendar_of(inputs, member)}};
    heard[member] = {signals};
  }
  while (!running(inputs).empty())
    if (!run_once(inputs, request, standards, progress, heard)) return false;
  return true;
}

std::vector<LoopEnding> endings_of(const io::CaseInputs& inputs) {
  std::vector<LoopEnding> endings;
  for (const auto& [member, loop] : inputs.loops) {
    LoopEnding ending;
    ending.member = inputs.file.contents.members[member].id;
    ending.end = end_names[static_cast<std::size_t>(loop.end)];
    ending.runs = loop.runs;
    ending.open = words_of(inputs, loop.calendars.front());
    ending.in_force = words_of(inputs, loop.calendars[loop.kept]);
    if (loop.end == LoopEnd::swinging)
      for (std::size_t n = loop.repeated; n < loop.calendars.size(); ++n)
        ending.cycle.push_back(words_of(inputs, loop.calendars[n]));
    endings.push_back(std::move(ending));
  }
  return endings;
}

std::string loops_csv(const io::CaseInputs& inputs) {
  if (inputs.loops.empty()) return "";
  std::string text = "member,end,runs,calendar,role,trigger,level,start,end_of_level\n";
  for (const auto& [member, loop] : inputs.loops)
    for (std::size_t n = 0; n < loop.calendars.size(); ++n) {
      const std::string head = io::csv_cell(inputs.file.contents.members[member].id) + ',' +
                               std::string(end_names[static_cast<std::size_t>(loop.end)]) + ',' +
                               std::to_string(loop.runs) + ',' + std::to_string(n) + ',' + role_of(loop, n) +
                               ',';
      if (loop.calendars[n].empty()) text += head + ",none,,\n";
      for (const auto& spell : loop.calendars[n])
        text += head + io::csv_cell(spell.trigger) + ',' + io::csv_cell(spell.level) + ',' +
                time_words(inputs, spell.start) + ',' + time_words(inputs, spell.end) + '\n';
    }
  return text;
}

io::ReportTable loops_table(const io::CaseInputs& inputs) {
  io::ReportTable table;
  table.id = "closed_loops";
  table.source = "loops.csv";
  table.title = {"Warnings that answer to the plan's own air", "由方案自身空气质量触发的预警（闭环）"};
  table.note = {
      "Open loop: called by the air without any rule. In force: what the run went by. A loop that swings "
      "has no calendar that calls itself; the strictest of its cycle is in force, and the response that it "
      "calls removes the reason for calling it.",
      "开环：按不采取措施的空气质量启动。执行：本次模拟所依据。来回摆动的闭环没有自洽的预警时段；"
      "取循环中最严的执行，而其响应又使启动条件不再成立。"};
  table.columns = {{"member", "情景"},
                   {"the loop", "闭环结果"},
                   {"runs", "迭代次数"},
                   {"calendar", "预警"},
                   {"spells", "时段"}};
  const auto text = [](const std::string& en, const std::string& zh) {
    return io::ReportCell{scenarios::Label{en, zh}, 1};
  };
  for (const auto& [member, loop] : inputs.loops) {
    const auto& label = inputs.file.contents.members[member].label;
    const bool swings = loop.end == LoopEnd::swinging, settles = loop.end == LoopEnd::settled;
    const auto end = settles  ? text("settled", "收敛")
                     : swings ? text("DOES NOT SETTLE: swings", "不收敛：来回摆动")
                              : text("DOES NOT SETTLE", "不收敛");
    const auto add = [&](const io::ReportCell& what, std::size_t calendar) {
      const std::string words = words_of(inputs, loop.calendars[calendar]);
      table.rows.push_back(
          {io::ReportCell{label, 1}, end, {static_cast<double>(loop.runs), 0}, what, text(words, words)});
    };
    add(text("open loop", "开环"), 0);
    if (swings)
      for (std::size_t n = loop.repeated; n < loop.calendars.size(); ++n)
        add(text("of the cycle", "循环中"), n);
    add(text("in force", "执行"), loop.kept);
  }
  return table;
}

}  // namespace lantian::run
