#include "kaldor/scenario/reference.hpp"

#include "listing.hpp"

namespace kaldor {
namespace {

constexpr std::string_view kIntroduction = R"(# Reference

Everything a scenario can name and everything a result file holds. `scripts/reference` makes this page from the declarations under
`engine/scenario/include/kaldor/scenario/declarations/`; do not edit it. What a value does is told in [model.md](model.md).

Codes in the columns `source` and `evidence`:

| code | means |
|---|---|
| `S§1.4` | a subject of [the sources](model/sources.md), with its papers |
| `F-01`, `M-02`, `S-12` | a stylised fact of firms, of the economy, of industries: [facts](model/sources.md#facts) |
| `P-12` | evidence on the effect of a policy: [policies](model/sources.md#policies) |
| `I-05` | the definition of an indicator: [indicators](model/sources.md#indicators) |
| `model.md 5` | a choice of ours, told in that section of [model.md](model.md) |
| `stability.md 3`, `stability.md F8`, `F8` | a value or rule with which a small closed core on the table of 2017 behaved; **not an estimate**: [stability](model/stability.md) |
| `proposal` | ours, without a source |
)";

std::string chapter(std::string_view title, std::string_view kind, std::string_view text) {
  return "\n## " + std::string(title) + "\n\n" + std::string(text) + "\n\n" + input::markdown(input::table_of(kind));
}

}  // namespace

std::string reference_markdown() {
  return std::string(kIntroduction) + chapter("Parameters", "parameters", "Keys of `parameters:` in a scenario.") +
         chapter("Mechanisms", "mechanisms", "Keys of `mechanisms:` in a scenario; all are on unless switched off.") +
         chapter("Levers", "levers", "Values of `lever:` in a policy. The range is that of `value:`.") +
         chapter("Indicators", "indicators",
                 "Variables of a result file. Those of the nation, an industry or a region may stand in `when:` and "
                 "`target:`.") +
         chapter("Columns of firms", "columns",
                 "Variables of firm panels and keys of `only:`. Values are per real firm.");
}

}  // namespace kaldor
