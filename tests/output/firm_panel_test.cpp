#include <catch2/catch.hpp>

#include "kaldor/core/errors.hpp"
#include "small_trajectory.hpp"

using namespace kaldor;
using namespace kaldor::testing;
using Catch::Matchers::Contains;

namespace {

Setting with_panel() {
  Scenario scenario = small_scenario();
  scenario.panel.every = 4;
  return {small_economy(), scenario};
}

struct Piece {
  int replication, period;
  std::int64_t first;
  std::size_t count;
};

std::string write_pieces(const std::string& path, const std::vector<Piece>& pieces) {
  const Setting setting = with_panel();
  TrajectoryWriter writer = setting.writer(path, true);
  for (const Piece& piece : pieces) {
    writer.append_panel(piece.replication, piece.period, panel_of(piece.first, piece.count));
  }
  for (int r = 0; r < 2; ++r) setting.write_replication(writer, r);
  writer.finish();
  return path;
}

}  // namespace

TEST_CASE("a firm panel gives back every row in order of arrival, in columns of one length") {
  const Folder folder("panel");
  const std::string path = write_pieces(folder.file("a.h5"), {{1, 0, 10, 20000}, {0, 4, 50000, 3}});
  const TrajectoryInfo about = info(path);
  REQUIRE(about.has_panel);
  CHECK(about.panel_rows == 20003);
  REQUIRE(about.panel_columns.size() == kFirmColumnCount + 2);
  CHECK(about.panel_columns[0].name == "replication");
  CHECK(about.panel_columns[1].name == "period");
  for (const FirmColumnDeclaration& declaration : firm_column_declarations()) {
    const auto k = static_cast<std::size_t>(declaration.column);
    const VariableInfo& column = about.panel_columns[k + 2];
    CHECK(column.name == declaration.name);
    CHECK(column.units == declaration.unit);
    CHECK(column.dimensions == std::vector<std::string>{"row"});
    const Variable values = read_variable(path, "firm_panel/" + column.name);
    REQUIRE(values.values.size() == 20003);
    const bool integer = declaration.type == ColumnType::integer;
    const FirmPanel first = panel_of(10, 20000), second = panel_of(50000, 3);
    CHECK(values.values[19999] == (integer ? static_cast<double>(first.integers[k][19999]) : first.reals[k][19999]));
    CHECK(values.values[20002] == (integer ? static_cast<double>(second.integers[k][2]) : second.reals[k][2]));
  }
  CHECK(read_variable(path, "firm_panel/replication").values[0] == 1);
  CHECK(read_variable(path, "firm_panel/period").values[20002] == 4);
}

TEST_CASE("the order in which panels arrive does not change the digest, any value in them does") {
  const Folder folder("panel_digest");
  const std::vector<Piece> pieces = {{0, 0, 1, 5}, {0, 4, 100, 7}, {1, 0, 200, 6}};
  const std::string expected = digest(write_pieces(folder.file("a.h5"), pieces));
  CHECK(digest(write_pieces(folder.file("a.h5"), {pieces[2], pieces[0], pieces[1]})) == expected);
  CHECK(digest(write_pieces(folder.file("a.h5"), {pieces[0], pieces[1], {1, 0, 201, 6}})) != expected);
  CHECK(digest(write_pieces(folder.file("a.h5"), {pieces[0], pieces[1], {1, 4, 200, 6}})) != expected);
  CHECK(digest(write_pieces(folder.file("a.h5"), {pieces[0], pieces[1], {0, 0, 200, 6}})) != expected);
  CHECK(digest(write_pieces(folder.file("a.h5"), {pieces[0], pieces[1]})) != expected);
}

TEST_CASE("a panel that was asked for and stayed empty has no rows") {
  const Folder folder("panel_empty");
  const TrajectoryInfo about = info(write_pieces(folder.file("a.h5"), {}));
  CHECK(about.has_panel);
  CHECK(about.panel_rows == 0);
  CHECK_THAT(to_text(about), Contains("0 rows"));
  CHECK_THAT(to_json(about), Contains(R"("firm_panel": {"rows": 0, )"));
  CHECK(read_variable(folder.file("a.h5"), "firm_panel/sales").values.empty());
}

TEST_CASE("columns of unequal length are a logic error and write nothing") {
  const Folder folder("panel_unequal");
  const Setting setting = with_panel();
  TrajectoryWriter writer = setting.writer(folder.file("a.h5"));
  FirmPanel panel = panel_of(1, 5);
  panel.reals[static_cast<std::size_t>(FirmColumn::sales)].pop_back();
  CHECK_THROWS_AS(writer.append_panel(0, 0, panel), std::logic_error);
  writer.append_panel(0, 0, panel_of(1, 2));
  writer.finish();
  CHECK(info(folder.file("a.h5")).panel_rows == 2);
}
