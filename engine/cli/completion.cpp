#include "completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kaldor::cli {
namespace {

constexpr std::string_view kHead = R"(# bash completion of kaldor; use: source <(kaldor completion bash)
_kaldor() {
  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]-}
  if [ "$COMP_CWORD" -eq 1 ]; then
)";

constexpr std::string_view kTail = R"(  if [ "$scenario" = yes ] && [[ $word != -* ]]; then
    local line
    while read -r line; do words+=" $line"; done < <("${COMP_WORDS[0]}" list scenarios --names 2>/dev/null)
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ $word == -* ]] || COMPREPLY+=($(compgen -f -- "$word"))
}
complete -o filenames -F _kaldor kaldor
)";

}  // namespace

std::string bash_completion(const std::vector<CommandNames>& commands) {
  std::vector<std::string> names;
  std::string cases;
  for (const CommandNames& command : commands) {
    names.push_back(command.command);
    cases += fmt::format("    {}) words=\"{}\" scenario={} ;;\n", command.command, fmt::join(command.words, " "),
                         command.takes_scenario ? "yes" : "no");
  }
  return fmt::format(
      "{}    COMPREPLY=($(compgen -W \"{} --help --version\" -- \"$word\"))\n    return\n  fi\n"
      "  local words= scenario=no\n  case $command in\n{}  esac\n{}",
      kHead, fmt::join(names, " "), cases, kTail);
}

}  // namespace kaldor::cli
