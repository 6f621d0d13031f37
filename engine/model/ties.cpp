#include "ties.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>

#include "kaldor/core/elementary.hpp"

namespace kaldor {

namespace {

using Network = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, double>>;

constexpr int kInstitutes = 1 << 30;  ///< first name of an institute where luck is drawn

/// Two that could be tied: their luck, and the chance's exponent for each unit of their mean effort.
struct Pair {
  std::uint32_t a, b;
  double luck, pull, weight;
};

}  // namespace

struct Ties::Graph {
  int industries = 0, regions = 0;
  double base_effort = 1;
  std::vector<Pair> pairs;
  Network network;
  std::vector<std::size_t> possible;  ///< pairs with an end in each region
  std::vector<std::size_t> ties;      ///< of them, those that are tied

  /// Adds a pair to the regions of its ends.
  void count(const Pair& pair, std::vector<std::size_t>& in_region) const {
    const std::size_t a = pair.a % static_cast<std::uint32_t>(regions),
                      b = pair.b % static_cast<std::uint32_t>(regions);
    ++in_region[a];
    if (a != b) ++in_region[b];
  }
};

Ties::Ties(const BaseYear& base, const Relatedness& relatedness, const Parameters& p, Key key)
    : graph_(std::make_unique<Graph>()) {
  Graph& g = *graph_;
  g.industries = base.industries;
  g.regions = base.regions;
  g.base_effort = p.openness_share;
  g.possible.assign(static_cast<std::size_t>(base.regions), 0);
  double rd = 0, output = 0;
  for (const IndustryBase& i : base.industry) {
    rd += i.rd_rate * i.output;
    output += i.output;
  }
  for (const IndustryBase& i : base.industry) use_.push_back(rd > 0 ? std::min(1.0, i.rd_rate * output / rd) : 0.0);
  const int cells = base.industries * base.regions, nodes = cells + base.regions;
  const auto active = [&](int node) {
    const int i = node / base.regions;
    return node >= cells || (use_[i] > 0 && base.industry[i].output * base.share(i, node % base.regions) > 0);
  };
  for (int a = 0; a < nodes; ++a)
    for (int b = a + 1; b < nodes && a < cells; ++b) {  // institutes are tied to firms alone
      if (!active(a) || !active(b)) continue;
      const double likeness =
          b >= cells ? use_[a / base.regions] : relatedness.proximity(a / base.regions, b / base.regions);
      const double nearness = a % base.regions == b % base.regions ? 1.0 : p.openness_distance;
      const double interest = b >= cells ? 1.0 : math::sqrt(use_[a / base.regions] * use_[b / base.regions]);
      const double weight = likeness * nearness;
      if (weight <= 0) continue;
      const int partner =
          b >= cells ? kInstitutes + b % base.regions : b;  // latent industries must not rename institutes
      const std::uint64_t id = (static_cast<std::uint64_t>(a) << 32) | static_cast<std::uint64_t>(partner);
      const Words w = draw(key, id, 0, Stream::ties);
      g.pairs.push_back({static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b), math::unit_double(w.w0, w.w1),
                         p.openness_tie_rate * weight * interest, weight});
      g.count(g.pairs.back(), g.possible);
    }
  g.network = Network(static_cast<std::size_t>(nodes));
  form(Vector(static_cast<std::size_t>(cells), p.openness_share));
  const Vector one(static_cast<std::size_t>(nodes), 1.0);
  for (int c = 0; c < cells; ++c) base_reach_.push_back(sum_over_ties(c, one));
  for (int r = 0; r < base.regions; ++r) base_density_.push_back(density(r));
}

Ties::~Ties() = default;
Ties::Ties(Ties&&) noexcept = default;
Ties& Ties::operator=(Ties&&) noexcept = default;

void Ties::form(const Vector& effort) {
  if (effort == effort_) return;
  effort_ = effort;
  Graph& g = *graph_;
  g.network = Network(effort.size() + static_cast<std::size_t>(g.regions));
  g.ties.assign(static_cast<std::size_t>(g.regions), 0);
  for (const Pair& pair : g.pairs) {
    const bool institute = pair.b >= effort.size();
    const double mean = institute ? effort[pair.a] : 0.5 * (effort[pair.a] + effort[pair.b]);
    if (pair.luck >= 1 - math::exp(-pair.pull * mean / g.base_effort)) continue;
    boost::add_edge(pair.a, pair.b, pair.weight, g.network);
    g.count(pair, g.ties);
  }
}

double Ties::sum_over_ties(int node, const Vector& knowledge) const {
  const auto weights = boost::get(boost::edge_weight, graph_->network);
  double sum = 0;
  const auto [first, last] = boost::out_edges(static_cast<std::size_t>(node), graph_->network);
  for (auto edge = first; edge != last; ++edge)
    sum += weights[*edge] * knowledge[boost::target(*edge, graph_->network)];
  return sum;
}

double Ties::reach(int c, const Vector& knowledge) const {
  return (1 + sum_over_ties(c, knowledge)) / (1 + base_reach_[static_cast<std::size_t>(c)]);
}

double Ties::density(int region) const {
  const Graph& g = *graph_;
  const std::size_t ties = g.ties[static_cast<std::size_t>(region)],
                    possible = g.possible[static_cast<std::size_t>(region)];
  return possible > 0 ? static_cast<double>(ties) / static_cast<double>(possible) : 0.0;
}

}  // namespace kaldor
