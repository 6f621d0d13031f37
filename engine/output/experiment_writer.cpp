#include "kaldor/output/experiment_writer.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <numeric>

#include "kaldor/core/errors.hpp"
#include "netcdf.hpp"
#include "partial_file.hpp"

namespace kaldor {
namespace {

using hdf5::check;
using hdf5::Handle;

constexpr const char* kFiletype = "kaldor-experiment";
constexpr int kFormatMajor = 1;
constexpr int kFormatMinor = 0;
constexpr double kQuartersAYear = 4;

void write_attributes(hid_t file, const Experiment& experiment, const BuildInfo& build) {
  const Scenario& base = experiment.arms.front().scenario;
  hdf5::write_text(file, "filetype", kFiletype);
  hdf5::write_integers(file, "format_version", {kFormatMajor, kFormatMinor});
  hdf5::write_integer(file, "complete", 0);
  hdf5::write_text(file, "Conventions", "CF-1.8");
  hdf5::write_text(file, "kaldor_version", build.version);
  hdf5::write_text(file, "git_commit", build.git_commit);
  hdf5::write_text(file, "compiler", build.compiler);
  hdf5::write_text(file, "numerics_check", build.numerics_check);
  hdf5::write_text(file, "created", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))));
  hdf5::write_long_text(file, "experiment_name", experiment.name);
  hdf5::write_text(file, "row", experiment.row);
  hdf5::write_long_text(file, "claim", experiment.claim);
  hdf5::write_long_text(file, "economy", experiment.economy.name);
  hdf5::write_unsigned(file, "seed", base.seed);
  hdf5::write_integer(file, "replications", base.replications);
  hdf5::write_long_text(file, "experiment", experiment.source);
}

struct Dimensions {
  Handle arm, replication, outcome;
  netcdf::Attachments attachments;
};

/// One of the dimensions, for a variable to hang on.
struct Axis {
  const Handle& handle;
  netcdf::Attachments& attachments;
  void attach(hid_t variable) const { attachments.attach(variable, {handle.get()}); }
};

Handle counted(hid_t file, const char* name, std::size_t count, int number) {
  std::vector<int> values(count);
  std::iota(values.begin(), values.end(), 0);
  Handle variable = netcdf::write_integers(file, name, values);
  netcdf::make_dimension(variable.get(), name, number);
  netcdf::describe(variable.get(), "1", name);
  return variable;
}

Dimensions write_dimensions(hid_t file, const Experiment& experiment) {
  std::vector<std::string> arms;
  for (const ExperimentArm& arm : experiment.arms) arms.push_back(arm.name);
  Dimensions d;
  d.arm = netcdf::write_texts(file, "arm", arms);
  netcdf::make_dimension(d.arm.get(), "arm", 0);
  hdf5::write_text(d.arm.get(), "long_name", "arm, the first is the base");
  const int replications = experiment.arms.front().scenario.replications;
  d.replication = counted(file, "replication", static_cast<std::size_t>(replications), 1);
  d.outcome = counted(file, "outcome", experiment.outcomes.size(), 2);
  return d;
}

void write_texts(hid_t file, const char* name, const std::vector<std::string>& texts, const Axis& axis,
                 const char* long_name) {
  const Handle variable = netcdf::write_texts(file, name, texts);
  axis.attach(variable.get());
  hdf5::write_text(variable.get(), "long_name", long_name);
}

void write_numbers(hid_t file, const char* name, const std::vector<double>& numbers, const Axis& axis,
                   const char* units, const char* long_name) {
  const Handle variable = netcdf::write_numbers(file, name, numbers);
  axis.attach(variable.get());
  netcdf::describe(variable.get(), units, long_name);
}

template <typename Things, typename Get>
auto each(const Things& things, Get get) {
  std::vector<std::decay_t<decltype(get(things.front()))>> values;
  for (const auto& thing : things) values.push_back(get(thing));
  return values;
}

void write_questions(hid_t file, const Experiment& experiment, Dimensions& d) {
  const Axis along{d.outcome, d.attachments};
  const auto& outcomes = experiment.outcomes;
  const int start = experiment.arms.front().scenario.start;
  const auto name_of = [](const Outcome& o) {
    return std::string(indicator_declarations()[static_cast<std::size_t>(o.measure.indicator)].name);
  };
  const auto units_of = [](const Outcome& o) {
    return std::string(indicator_declarations()[static_cast<std::size_t>(o.measure.indicator)].unit);
  };
  const auto contrast_of = [](const Outcome& o) {
    return o.without ? fmt::format("share lost: {} without: {}", o.contrast.text, o.without->text) : o.contrast.text;
  };
  write_texts(file, "indicator", each(outcomes, name_of), along, "indicator");
  write_texts(file, "indicator_units", each(outcomes, units_of), along, "units of the values");
  write_texts(file, "measure", each(outcomes, [](const Outcome& o) { return o.measure.text; }), along,
              "what is read, where and when");
  write_texts(file, "contrast", each(outcomes, contrast_of), along, "what is compared");
  write_texts(file, "expected", each(outcomes, [](const Outcome& o) { return o.expect.text; }), along,
              "what was expected beforehand");
  const Handle primary =
      netcdf::write_integers(file, "primary", each(outcomes, [](const Outcome& o) { return o.primary ? 1 : 0; }));
  along.attach(primary.get());
  netcdf::describe(primary.get(), "1", "1 for the primary outcome");
  const Handle relative =
      netcdf::write_integers(file, "relative", each(outcomes, [](const Outcome& o) { return o.relative ? 1 : 0; }));
  along.attach(relative.get());
  netcdf::describe(relative.get(), "1", "1 for a difference over the value of the base arm");
  write_numbers(file, "from",
                each(outcomes, [&](const Outcome& o) { return start + o.measure.first / kQuartersAYear; }), along,
                "year", "decimal year in which the first quarter begins");
  write_numbers(file, "until", each(outcomes, [&](const Outcome& o) { return start + o.measure.end / kQuartersAYear; }),
                along, "year", "decimal year in which the last quarter ends");
}

void write_answers(hid_t file, const ExperimentRecord& record, Dimensions& d) {
  const Axis along{d.outcome, d.attachments};
  const auto& found = record.outcomes;
  const char* units = "indicator_units, 1 when relative or a share lost";
  write_numbers(file, "difference", each(found, [](const OutcomeRecord& o) { return o.difference; }), along, units,
                "mean difference over replications, or share lost");
  write_numbers(file, "low", each(found, [](const OutcomeRecord& o) { return o.low; }), along, units,
                "lower end of the 95 % interval");
  write_numbers(file, "high", each(found, [](const OutcomeRecord& o) { return o.high; }), along, units,
                "upper end of the 95 % interval");
  write_numbers(file, "pairing_gain", each(found, [](const OutcomeRecord& o) { return o.pairing_gain; }), along, "1",
                "variance without common random numbers over that with them");
  write_texts(file, "verdict", each(found, [](const OutcomeRecord& o) { return o.verdict; }), along,
              "holds, fails, unclear or undefined");
}

void write_values(hid_t file, const ExperimentRecord& record, Dimensions& d) {
  const Handle* axes[] = {&d.arm, &d.replication, &d.outcome};
  std::vector<hsize_t> sizes;
  for (const Handle* axis : axes) sizes.push_back(hdf5::sizes_of(axis->get()).at(0));
  const Handle space = hdf5::simple_space(sizes);
  const Handle variable(H5Dcreate2(file, "value", H5T_IEEE_F64LE, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                        H5Dclose);
  check(H5Dwrite(variable.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, record.values.data()));
  netcdf::describe(variable.get(), "indicator_units", "mean over the quarters of the outcome");
  d.attachments.attach(variable.get(), {axes[0]->get(), axes[1]->get(), axes[2]->get()});
}

}  // namespace

struct ExperimentWriter::State {
  State(const std::string& path, bool overwrite) : file(std::make_unique<PartialFile>(path, overwrite)) {}
  std::unique_ptr<PartialFile> file;
  bool finished = false;
};

ExperimentWriter::ExperimentWriter(const std::string& path, bool overwrite)
    : state_(std::make_unique<State>(path, overwrite)) {}

ExperimentWriter::~ExperimentWriter() {
  if (state_->finished) return;
  const std::string left_over = state_->file->partial_path();
  state_->file.reset();
  std::error_code ignored;
  std::filesystem::remove(left_over, ignored);
}

void ExperimentWriter::write(const Experiment& experiment, const std::vector<std::string>& resolved_scenarios,
                             const ExperimentRecord& record, const BuildInfo& build) {
  const hdf5::Quiet quiet;
  PartialFile& file = *state_->file;
  try {
    write_attributes(file.id(), experiment, build);
    {
      Dimensions dimensions = write_dimensions(file.id(), experiment);
      write_texts(file.id(), "scenario_resolved", resolved_scenarios, Axis{dimensions.arm, dimensions.attachments},
                  "scenario of the arm with all defaults filled in");
      write_questions(file.id(), experiment, dimensions);
      write_answers(file.id(), record, dimensions);
      write_values(file.id(), record, dimensions);
      dimensions.attachments.finish();
    }
    hdf5::rewrite_integer(file.id(), "complete", 1);
    file.finish();
    state_->finished = true;
  } catch (const hdf5::Failure& failure) {
    file.abandon();
    throw OutputError(fmt::format("cannot write {}: {}", file.path(), failure.what()));
  }
}

}  // namespace kaldor
