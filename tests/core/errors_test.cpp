#include "kaldor/core/errors.hpp"

#include <catch2/catch.hpp>

using kaldor::Fault;
using kaldor::InputError;
using kaldor::RunError;

namespace {
const Fault kWhole{"a.yaml", 4, 11, "firms.growth", "number in [0,1)", "\"abc\"", "did you mean 0.1?"};
}

TEST_CASE("a fault reads as file, line, column, path, finding and hint") {
  CHECK(describe(kWhole) == "a.yaml:4:11: firms.growth: expected number in [0,1), got \"abc\" (did you mean 0.1?)");
}

TEST_CASE("what a fault does not know is left out") {
  CHECK(describe(Fault{"a.yaml", 0, 0, "", "a mapping", "", ""}) == "a.yaml: expected a mapping");
  CHECK(describe(Fault{"", 0, 0, "seed", "", "-1", ""}) == "seed: got -1");
  CHECK(describe(Fault{"a.yaml", 3, 0, "", "", "", "unclosed bracket"}) == "a.yaml:3 (unclosed bracket)");
}

TEST_CASE("an input error lists its faults line by line") {
  const InputError error({kWhole, Fault{"a.yaml", 9, 1, "seed", "integer", "1.5", ""}});
  CHECK(error.total() == 2);
  CHECK(error.faults().size() == 2);
  CHECK(error.what() == describe(kWhole) + "\na.yaml:9:1: seed: expected integer, got 1.5");
}

TEST_CASE("an input error says how many faults it does not list") {
  CHECK(std::string(InputError({kWhole}, 8).what()) == describe(kWhole) + "\n... and 7 more faults");
  CHECK(std::string(InputError({kWhole}, 2).what()) == describe(kWhole) + "\n... and 1 more fault");
  CHECK(InputError({kWhole, kWhole}, 1).total() == 2);
}

TEST_CASE("a run error says stage, quarter, who and what") {
  const RunError error("production", 12, "firm 77", "output is not a number");
  CHECK(std::string(error.what()) == "production, quarter 12, firm 77: output is not a number");
  CHECK(error.stage == "production");
  CHECK(error.period == 12);
  CHECK(error.who == "firm 77");
  CHECK(std::string(RunError("accounts", 3, "", "do not close").what()) == "accounts, quarter 3: do not close");
}
