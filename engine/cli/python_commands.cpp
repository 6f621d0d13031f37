#include <fmt/format.h>
#include <unistd.h>

#include "commands.hpp"
#include "kaldor/output/build_info.hpp"
#include "streams.hpp"

namespace kaldor::cli {

ExitStatus python_command(const std::string& name, const std::vector<std::string>& arguments) {
  std::string program = "kaldor-" + name;
  std::vector<char*> words{program.data()};
  std::vector<std::string> copies = arguments;
  for (std::string& argument : copies) words.push_back(argument.data());
  words.push_back(nullptr);
  ::execvp(program.c_str(), words.data());  // returns only when there is no such program
  complain_error(
      fmt::format("`kaldor {0}` comes with the Python package of Kaldor, which is not installed here: there is no "
                  "program kaldor-{0} on the PATH. Version {1} of Kaldor does not yet include that package; "
                  "docs/command.md says what can be done without it.",
                  name, build_info().version));
  return ExitStatus::request_wrong;
}

std::string version_text() { return "kaldor " + build_info().version; }

}  // namespace kaldor::cli
