#include "trajectory_layout.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <limits>
#include <map>

#include "netcdf.hpp"

namespace kaldor {
namespace {

using hdf5::check;
using hdf5::Handle;

constexpr int kMostChunkPeriods = 50;
constexpr std::size_t kBlockBytes = std::size_t{4} << 20U;  // buffered for one replication, and once more encoded
constexpr double kQuartersPerYear = 4;

struct Dimensions {
  Handle replication, period, region, industry, skill, flow, account;
  netcdf::Attachments attachments;  ///< of the variables to these
};

void write_attributes(hid_t file, const TrajectoryPlan& plan) {
  const Scenario& scenario = plan.scenario;
  hdf5::write_text(file, "filetype", kFiletype);
  hdf5::write_integers(file, "format_version", {kFormatMajor, kFormatMinor});
  hdf5::write_integer(file, "complete", 0);
  hdf5::write_text(file, "Conventions", "CF-1.8");
  hdf5::write_text(file, "kaldor_version", plan.build.version);
  hdf5::write_text(file, "git_commit", plan.build.git_commit);
  hdf5::write_text(file, "compiler", plan.build.compiler);
  hdf5::write_text(file, "numerics_check", plan.build.numerics_check);
  hdf5::write_text(file, "created", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))));
  hdf5::write_long_text(file, "scenario_name", scenario.name);
  hdf5::write_long_text(file, "economy", plan.economy.name);
  hdf5::write_unsigned(file, "seed", scenario.seed);
  hdf5::write_integer(file, "replications", scenario.replications);
  hdf5::write_long_text(file, "scenario", scenario.source);
  hdf5::write_long_text(file, "scenario_resolved", plan.scenario_resolved);
}

template <typename Things, typename Member>
std::vector<std::string> texts_of(const Things& things, Member member) {
  std::vector<std::string> texts;
  for (const auto& thing : things) texts.push_back(thing.*member);
  return texts;
}

template <typename Kind>
std::vector<std::string> names_of(int count) {
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.emplace_back(name(static_cast<Kind>(i)));
  return names;
}

Handle number_dimension(hid_t file, const char* name, int count, int step, DimensionNumber number,
                        const char* long_name) {
  std::vector<int> values(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) values[static_cast<std::size_t>(i)] = i * step;
  Handle variable = netcdf::write_integers(file, name, values);
  netcdf::make_dimension(variable.get(), name, static_cast<int>(number));
  netcdf::describe(variable.get(), "1", long_name);
  return variable;
}

Handle text_dimension(hid_t file, const char* name, const std::vector<std::string>& values, DimensionNumber number,
                      const char* long_name) {
  Handle variable = netcdf::write_texts(file, name, values);
  netcdf::make_dimension(variable.get(), name, static_cast<int>(number));
  hdf5::write_text(variable.get(), "long_name", long_name);
  return variable;
}

void text_beside(hid_t file, const char* name, const std::vector<std::string>& values, const Handle& dimension,
                 netcdf::Attachments& attachments, const char* long_name) {
  const Handle variable = netcdf::write_texts(file, name, values);
  attachments.attach(variable.get(), {dimension.get()});
  hdf5::write_text(variable.get(), "long_name", long_name);
}

void write_time(hid_t file, const TrajectoryPlan& plan, Dimensions& dimensions) {
  std::vector<double> times(static_cast<std::size_t>(plan.periods));
  for (std::size_t i = 0; i < times.size(); ++i) {
    times[i] = plan.scenario.start + static_cast<double>(i) * plan.scenario.record_every / kQuartersPerYear;
  }
  const Handle variable = netcdf::write_numbers(file, "time", times);
  dimensions.attachments.attach(variable.get(), {dimensions.period.get()});
  netcdf::describe(variable.get(), "year", "decimal year in which the quarter begins");
}

Dimensions write_coordinates(hid_t file, const TrajectoryPlan& plan) {
  const Economy& economy = plan.economy;
  Dimensions d;
  d.replication =
      number_dimension(file, "replication", plan.scenario.replications, 1, DimensionNumber::replication, "replication");
  d.period = number_dimension(file, "period", plan.periods, plan.scenario.record_every, DimensionNumber::period,
                              "quarter, 0 is the first simulated one");
  d.region = text_dimension(file, "region", texts_of(economy.regions, &Region::id), DimensionNumber::region, "region");
  d.industry = text_dimension(file, "industry", texts_of(economy.industries, &Industry::id), DimensionNumber::industry,
                              "industry");
  d.skill = text_dimension(file, "skill", {"low", "high"}, DimensionNumber::skill, "skill");
  d.flow = text_dimension(file, "flow", names_of<Flow>(kFlowCount), DimensionNumber::flow, "flow between the accounts");
  d.account = text_dimension(file, "account", names_of<Account>(kAccountCount), DimensionNumber::account,
                             "account of an institutional sector");
  write_time(file, plan, d);
  text_beside(file, "region_name", texts_of(economy.regions, &Region::name), d.region, d.attachments,
              "name of the region");
  text_beside(file, "industry_code", texts_of(economy.industries, &Industry::code), d.industry, d.attachments,
              "code of the industry in the input-output table");
  text_beside(file, "industry_name", texts_of(economy.industries, &Industry::name), d.industry, d.attachments,
              "name of the industry");
  return d;
}

std::vector<hid_t> axes_of(Shape shape, const Dimensions& d) {
  const hid_t replication = d.replication.get(), period = d.period.get();
  switch (shape) {
    case Shape::national:
      return {replication, period};
    case Shape::industry:
      return {replication, period, d.industry.get()};
    case Shape::region:
      return {replication, period, d.region.get()};
    case Shape::region_industry:
      return {replication, period, d.region.get(), d.industry.get()};
    case Shape::region_skill:
      return {replication, period, d.region.get(), d.skill.get()};
    case Shape::flow_account:
      return {replication, period, d.flow.get(), d.account.get()};
  }
  return {};
}

/// Names of the coordinates that are not dimensions themselves, for readers that follow the CF conventions.
std::string coordinates_of(Shape shape) {
  std::string names = "time";
  if (shape == Shape::region || shape == Shape::region_industry || shape == Shape::region_skill)
    names += " region_name";
  if (shape == Shape::industry || shape == Shape::region_industry) names += " industry_code industry_name";
  return names;
}

/// What the variables of one shape have in common.
struct ShapeLayout {
  std::vector<hid_t> axes;
  Handle space, creation;
  std::string coordinates;
};

Handle indicator_properties(const std::vector<hsize_t>& sizes, int periods_together) {
  std::vector<hsize_t> chunk = sizes;
  chunk[0] = 1;
  chunk[1] = static_cast<hsize_t>(periods_together);
  Handle creation = hdf5::property_list(H5P_DATASET_CREATE);
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  check(H5Pset_chunk(creation.get(), static_cast<int>(chunk.size()), chunk.data()));
  check(H5Pset_shuffle(creation.get()));  // ChunkEncoder applies the filters in this order
  check(H5Pset_deflate(creation.get(), 1));
  check(H5Pset_fletcher32(creation.get()));
  check(H5Pset_fill_value(creation.get(), H5T_NATIVE_DOUBLE, &kNothing));
  check(H5Pset_attr_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  check(H5Pset_obj_track_times(creation.get(), 0));  // `created` is an attribute of the file
  return creation;
}

ShapeLayout layout_of(Shape shape, const Dimensions& dimensions, int periods_together) {
  ShapeLayout layout;
  layout.axes = axes_of(shape, dimensions);
  std::vector<hsize_t> sizes;
  for (const hid_t axis : layout.axes) sizes.push_back(hdf5::sizes_of(axis).at(0));
  layout.space = hdf5::simple_space(sizes);
  layout.creation = indicator_properties(sizes, periods_together);
  layout.coordinates = coordinates_of(shape);
  return layout;
}

Handle create_indicator(hid_t file, const IndicatorDeclaration& declaration, const ShapeLayout& layout,
                        hdf5::TextWriter& texts) {
  Handle variable(H5Dcreate2(file, std::string(declaration.name).c_str(), H5T_IEEE_F64LE, layout.space.get(),
                             H5P_DEFAULT, layout.creation.get(), H5P_DEFAULT),
                  H5Dclose);
  hdf5::write_number(variable.get(), "_FillValue", std::numeric_limits<double>::quiet_NaN());
  texts.write(variable.get(), "units", declaration.unit);
  texts.write(variable.get(), "long_name", declaration.long_name);
  texts.write(variable.get(), "formula", declaration.formula);
  texts.write(variable.get(), "source", declaration.source);
  texts.write(variable.get(), "coordinates", layout.coordinates);
  return variable;
}

}  // namespace

std::vector<Handle> create_trajectory(hid_t file, const TrajectoryPlan& plan) {
  write_attributes(file, plan);
  Dimensions dimensions = write_coordinates(file, plan);
  hdf5::TextWriter texts;
  std::map<Shape, ShapeLayout> layouts;
  std::vector<Handle> variables;
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    auto layout = layouts.find(declaration.shape);
    if (layout == layouts.end()) {
      const Shape shape = declaration.shape;
      layout = layouts.emplace(shape, layout_of(shape, dimensions, plan.chunk_periods)).first;
    }
    variables.push_back(create_indicator(file, declaration, layout->second, texts));
    dimensions.attachments.attach(variables.back().get(), layout->second.axes);
  }
  dimensions.attachments.finish();
  return variables;
}

std::vector<Handle> open_indicators(hid_t file) {
  std::vector<Handle> variables;
  for (const IndicatorDeclaration& declaration : indicator_declarations()) {
    variables.push_back(hdf5::open_dataset(file, std::string(declaration.name)));
  }
  return variables;
}

int chunk_periods(int periods, const FrameLayout& layout) {
  const std::size_t frame_bytes = std::max<std::size_t>(1, layout.size) * sizeof(double);
  const int most = static_cast<int>(std::clamp<std::size_t>(kBlockBytes / frame_bytes, 1, kMostChunkPeriods));
  if (periods <= most) return std::max(1, periods);
  const int chunks = (periods + most - 1) / most;
  return (periods + chunks - 1) / chunks;
}

}  // namespace kaldor
