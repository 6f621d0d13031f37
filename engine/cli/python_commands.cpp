#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "commands.hpp"
#include "kaldor/output/build_info.hpp"
#include "streams.hpp"

namespace kaldor::cli {

ExitStatus python_command(const std::string& name, const std::vector<std::string>& arguments) {
  if (const char* python = std::getenv("KALDOR_PYTHON"); python != nullptr && *python != '\0') {
    std::vector<std::string> words{python, "-m", "kaldor", name};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::setenv("PYTHONSAFEPATH", "1", 1);  // files of the working directory are not modules
    ::execvp(python, pointers.data());   // returns only when there is no such program
  }
  complain_error(
      fmt::format("`kaldor {}` belongs to the Python package of Kaldor. `pip install .` in the sources installs the "
                  "package with a command `kaldor` that has it; this one is the engine alone.",
                  name));
  return ExitStatus::request_wrong;
}

std::string version_text() { return "kaldor " + build_info().version; }

}  // namespace kaldor::cli
