#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace kaldor {

/// One fault of an input file. `line` and `column` count from 1; 0 means that no place is known.
struct Fault {
  std::string file;
  int line = 0;
  int column = 0;
  std::string path;  ///< dotted path inside the file, for example `policies[0].value`
  std::string expected;
  std::string got;
  std::string hint;  ///< for example the nearest known name
};

/// `file:line:column: path: expected ..., got ... (hint)`.
std::string describe(const Fault& fault);

/// The request is wrong. Carries the first faults and their total number; exit status 2.
class InputError : public std::runtime_error {
public:
  explicit InputError(std::vector<Fault> faults, std::size_t total = 0);
  const std::vector<Fault>& faults() const { return faults_; }
  std::size_t total() const { return total_; }

private:
  std::vector<Fault> faults_;
  std::size_t total_;
};

/// The run failed: which stage, which period, who; exit status 3.
class RunError : public std::runtime_error {
public:
  RunError(std::string stage, int period, std::string who, std::string what);
  std::string stage;
  int period;
  std::string who;
};

/// The result could not be written; exit status 4.
class OutputError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

}  // namespace kaldor
