#include "app/command_line_mistake.hpp"

#include <CLI/CLI.hpp>
#include <limits>
#include <regex>
#include <sstream>

#include "scenarios/policy/joined_words.hpp"

namespace lantian::app {
namespace {

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// The program and the commands that were given, if any.
std::vector<const CLI::App*> levels_of(const CLI::App& app) {
  std::vector<const CLI::App*> levels{&app};
  for (std::size_t n = 0; n < levels.size(); ++n)
    for (const auto* command : levels[n]->get_subcommands()) levels.push_back(command);
  return levels;
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* level : levels_of(app))
    for (const auto* option : level->get_options())
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

/// A command of its own must follow, and none did.
bool lacks_command(const CLI::App& level) {
  return level.get_subcommands().empty() && !commands_of(level).empty();
}

/// What was given for the option that an error names.
std::string given_for(const std::string& name, const CLI::App& app) {
  for (const auto* level : levels_of(app))
    for (const auto* option : level->get_options())
      if (option->get_name() == name && !option->results().empty()) return option->results().back();
  return "";
}

template <class Kind>
bool is(const CLI::ParseError& error) {
  return dynamic_cast<const Kind*>(&error) != nullptr;
}

/// The word to blame: an option before what may have been its value.
std::string culprit(const std::string& words) {
  std::istringstream all(words);
  std::string word, last;
  while (all >> word) {
    if (word.starts_with("-")) return word;
    last = word;
  }
  return last;
}

io::Diagnostic unexpected(const std::string& word, const CLI::App& app) {
  if (word.starts_with("-")) {
    const auto known = options_of(app);
    return {"unknown_option", {}, {{"value", word}, {"nearest", io::nearest_spelling(word, known)}}};
  }
  const CLI::App& last = *levels_of(app).back();
  if (!lacks_command(last)) return {"argument_not_expected", {}, {{"value", word}}};
  const auto known = commands_of(last);
  return {"unknown_command",
          {},
          {{"value", word},
           {"nearest", io::nearest_spelling(word, known)},
           {"accepted", scenarios::joined(known)}}};
}

/// "--threads: Value 0 not in range 1 to 4096", "--lang: fr not in {zh,en}", …
io::Diagnostic refused_value(const std::string& what, const CLI::App& app) {
  const std::string name = what.substr(0, what.find(':'));
  const std::string value = given_for(name, app);
  Arguments arguments{{"key", name}, {"value", value}};
  std::smatch found;
  if (std::regex_search(what, found, std::regex("not in range (.+) to (.+)"))) {
    const bool has_end = std::stod(found[2]) < std::numeric_limits<double>::max();  // of CLI::PositiveNumber
    arguments.push_back({"range", has_end ? found[1].str() + " … " + found[2].str() : "> 0"});
    return {"out_of_range", {}, std::move(arguments)};
  }
  if (std::regex_search(what, found, std::regex("not in \\{(.+)\\}"))) {
    arguments.push_back({"accepted", found[1].str()});
    return {"unknown_word", {}, std::move(arguments)};
  }
  return {"out_of_range", {}, std::move(arguments)};
}

}  // namespace

io::Diagnostic command_line_mistake(const CLI::ParseError& error, const CLI::App& app) {
  const std::string what = error.what();
  const auto before = [&](const std::string& words) { return what.substr(0, what.find(words)); };
  const auto after = [&](const std::string& words) { return what.substr(what.find(words) + words.size()); };
  if (is<CLI::ExtrasError>(error)) return unexpected(culprit(after(": ")), app);
  const auto extra = app.remaining(true);
  const CLI::App& last = *levels_of(app).back();
  if (lacks_command(last) && !extra.empty()) return unexpected(extra.front(), app);
  if (is<CLI::RequiredError>(error) && lacks_command(last))
    return {"missing_command", {}, {{"accepted", scenarios::joined(commands_of(last))}}};
  if (is<CLI::RequiredError>(error)) return {"missing_argument", {}, {{"key", before(" is required")}}};
  if (is<CLI::ValidationError>(error)) return refused_value(what, app);
  if (is<CLI::ConversionError>(error) && what.find(" = ") != std::string::npos)
    return {"not_a_number",
            {},
            {{"key", before(" = ").substr(before(" = ").rfind(' ') + 1)}, {"value", after(" = ")}}};
  if (is<CLI::ArgumentMismatch>(error)) return {"option_without_value", {}, {{"key", before(":")}}};
  if (is<CLI::ExcludesError>(error))
    return {"exclusive_keys", {}, {{"key", before(" excludes ")}, {"accepted", after(" excludes ")}}};
  return {"command_line", {}, {{"system", what}}};
}

}  // namespace lantian::app
