#include "kaldor/scenario/economy_file.hpp"

#include "economy_reader.hpp"
#include "lookup.hpp"

namespace kaldor {

Economy read_economy(const std::string& path) {
  input::Faults faults;
  const input::NodePtr root = input::parse_document(input::read_source(path), faults);
  Economy economy = input::economy_from(*root, faults);
  faults.raise();
  return economy;
}

std::string find_economy(const std::string& name_or_path) {
  return input::find_file(name_or_path, shipped_economies(), "economy", {}, "economy").string();
}

}  // namespace kaldor
