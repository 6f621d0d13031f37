#include "relatedness.hpp"

#include <catch2/catch.hpp>

#include "model_runs.hpp"

using kaldor::Relatedness;

TEST_CASE("proximity is symmetric, one for an industry with itself and never outside zero and one") {
  for (const char* name : {"mini", "china-2017"}) {
    const auto loaded = model_runs::load(name, 500);
    const Relatedness relatedness(loaded.economy, loaded.scenario.parameters.innovation_related_from);
    const int n = static_cast<int>(loaded.economy.industry_count());
    for (int a = 0; a < n; ++a) {
      CHECK(relatedness.proximity(a, a) == Approx(1).epsilon(1e-12));
      for (int b = 0; b < n; ++b) {
        CHECK(relatedness.proximity(a, b) == relatedness.proximity(b, a));
        CHECK(relatedness.proximity(a, b) >= 0);
        CHECK(relatedness.proximity(a, b) <= 1 + 1e-12);
      }
    }
  }
}

// S§1.11: input vectors (3, 4) and (4, 3) have the cosine 0.96.
TEST_CASE("proximity of the worked example is 0.96") {
  kaldor::Economy economy;
  economy.industries.resize(2);
  economy.domestic_inputs = kaldor::Matrix(2, 2);
  economy.imported_inputs = kaldor::Matrix(2, 2);
  economy.domestic_inputs(0, 0) = 3;
  economy.domestic_inputs(1, 0) = 1;
  economy.imported_inputs(1, 0) = 3;
  economy.domestic_inputs(0, 1) = 4;
  economy.domestic_inputs(1, 1) = 3;
  CHECK(Relatedness(economy, 0.5).proximity(0, 1) == Approx(0.96).epsilon(1e-12));
}

TEST_CASE("the pool of a constant is that constant") {
  const auto loaded = model_runs::load("china-2017", 500);
  const Relatedness relatedness(loaded.economy, loaded.scenario.parameters.innovation_related_from);
  for (const double v : relatedness.pool(std::vector<double>(loaded.economy.industry_count(), 1.7)))
    CHECK(v == Approx(1.7).epsilon(1e-12));
}

TEST_CASE("the pool of an industry lies between the knowledge of its neighbours and leaves its own out") {
  const auto loaded = model_runs::load("china-2017", 500);
  const Relatedness relatedness(loaded.economy, loaded.scenario.parameters.innovation_related_from);
  const std::size_t n = loaded.economy.industry_count();
  int with_neighbours = 0;
  for (std::size_t s = 0; s < n; ++s) {
    std::vector<double> knowledge(n, 1.0);
    knowledge[s] = 5;
    const double own = relatedness.pool(knowledge)[s];
    CHECK((own == 5 || own == Approx(1).epsilon(1e-12)));
    if (own < 5) ++with_neighbours;
  }
  CHECK(with_neighbours > static_cast<int>(n) / 2);
}

TEST_CASE("what one industry knows reaches those that are near it and no others") {
  const auto loaded = model_runs::load("china-2017", 500);
  const Relatedness relatedness(loaded.economy, loaded.scenario.parameters.innovation_related_from);
  const std::size_t n = loaded.economy.industry_count();
  std::vector<double> knowledge(n, 1.0);
  knowledge[0] = 2;
  const std::vector<double> pool = relatedness.pool(knowledge);
  for (std::size_t s = 1; s < n; ++s) {
    const bool near = relatedness.proximity(0, static_cast<int>(s)) >= 0.5;
    CHECK((pool[s] > 1 + 1e-12) == near);
  }
}
