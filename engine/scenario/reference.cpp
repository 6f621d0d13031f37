#include "kaldor/scenario/reference.hpp"

#include "listing.hpp"

namespace kaldor {
namespace {

std::string chapter(std::string_view title, std::string_view kind, std::string_view text) {
  return "\n## " + std::string(title) + "\n\n" + std::string(text) + "\n\n" + input::markdown(input::table_of(kind));
}

}  // namespace

std::string reference_markdown() {
  return "# Reference\n\nMade from the declarations under `engine/scenario/include/kaldor/scenario/declarations/`. Do "
         "not "
         "edit.\n" +
         chapter("Parameters", "parameters", "Keys of `parameters:` in a scenario.") +
         chapter("Mechanisms", "mechanisms", "Keys of `mechanisms:` in a scenario; all are on unless switched off.") +
         chapter("Levers", "levers", "Values of `lever:` in a policy. The range is that of `value:`.") +
         chapter("Indicators", "indicators",
                 "Variables of a result file. Those of the nation, an industry or a region may stand in `when:` and "
                 "`target:`.") +
         chapter("Columns of firms", "columns",
                 "Variables of firm panels and keys of `only:`. Values are per real firm.");
}

}  // namespace kaldor
