#include "relatedness.hpp"

#include <boost/graph/adjacency_list.hpp>

#include "kaldor/core/elementary.hpp"

namespace kaldor {

namespace {
using Network = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, double>>;
}  // namespace

struct Relatedness::Graph {
  Network network;
  Matrix proximity;
};

Relatedness::Relatedness(const Economy& e, double close) : graph_(std::make_unique<Graph>()) {
  const std::size_t n = e.industry_count();
  graph_->network = Network(n);
  graph_->proximity = Matrix(n, n);
  const auto bought = [&](std::size_t g, std::size_t s) { return e.domestic_inputs(g, s) + e.imported_inputs(g, s); };
  const std::size_t measured = e.measured_count();
  // A latent industry buys what its parents buy for each unit of output, blended.
  const auto input = [&](std::size_t g, std::size_t s) {
    if (s < measured) return bought(g, s);
    double sum = 0;
    const LatentIndustry& latent = e.latent[s - measured];
    for (int k = 0; k < 2; ++k) {
      const std::size_t parent = static_cast<std::size_t>(latent.parents[k]);
      sum += latent.weights[k] * bought(g, parent) / e.industries[parent].output;
    }
    return sum;
  };
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      double ab = 0, aa = 0, bb = 0;
      for (std::size_t g = 0; g < n; ++g) {
        ab += input(g, a) * input(g, b);
        aa += input(g, a) * input(g, a);
        bb += input(g, b) * input(g, b);
      }
      const double cosine = aa * bb > 0 ? ab / math::sqrt(aa * bb) : 0;
      graph_->proximity(a, b) = graph_->proximity(b, a) = cosine;
      if (a != b && cosine >= close) boost::add_edge(a, b, cosine, graph_->network);
    }
}
Relatedness::~Relatedness() = default;
Relatedness::Relatedness(Relatedness&&) noexcept = default;
Relatedness& Relatedness::operator=(Relatedness&&) noexcept = default;

std::vector<double> Relatedness::pool(const std::vector<double>& knowledge, const std::vector<char>& present) const {
  const auto weights = boost::get(boost::edge_weight, graph_->network);
  std::vector<double> result(knowledge);
  for (std::size_t s = 0; s < knowledge.size(); ++s) {
    double sum = 0, weight = 0;
    const auto [first, last] = boost::out_edges(s, graph_->network);
    for (auto edge = first; edge != last; ++edge) {
      if (!present.empty() && !present[boost::target(*edge, graph_->network)]) continue;
      sum += weights[*edge] * knowledge[boost::target(*edge, graph_->network)];
      weight += weights[*edge];
    }
    if (weight > 0) result[s] = sum / weight;
  }
  return result;
}

Matrix Relatedness::density(const Matrix& specialised, const std::vector<char>& present) const {
  const auto weights = boost::get(boost::edge_weight, graph_->network);
  Matrix result(specialised.rows, specialised.columns);
  for (std::size_t s = 0; s < specialised.rows; ++s) {
    double weight = 0;
    const auto [first, last] = boost::out_edges(s, graph_->network);
    for (auto edge = first; edge != last; ++edge) {
      const std::size_t neighbour = boost::target(*edge, graph_->network);
      if (!present.empty() && !present[neighbour]) continue;
      weight += weights[*edge];
      for (std::size_t r = 0; r < specialised.columns; ++r) result(s, r) += weights[*edge] * specialised(neighbour, r);
    }
    for (std::size_t r = 0; r < specialised.columns && weight > 0; ++r) result(s, r) /= weight;
  }
  return result;
}

double Relatedness::proximity(int a, int b) const { return graph_->proximity(a, b); }

std::span<const double> Relatedness::proximity(int industry) const {
  const Matrix& m = graph_->proximity;
  return std::span(m.values).subspan(static_cast<std::size_t>(industry) * m.columns, m.columns);
}

}  // namespace kaldor
