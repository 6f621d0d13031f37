// Files that no scenario can be read from: each is answered with a fault.

#include <fmt/format.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "scratch.hpp"

using namespace kaldor;

namespace {

std::string faults_of_text(const std::string& text) {
  const Scratch scratch;
  const std::string path = scratch.write("case.yaml", text);
  const std::string found = lines_of(error_of([&] { load_scenario(path); }));
  CHECK(lines_of(error_of([&] { validate_file(path); })) == found);
  return found;
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("only regular files are read") {
  const Scratch scratch;
  const auto faults = [](const std::string& path) { return lines_of(error_of([&] { validate_file(path); })); };
  CHECK(holds(faults(scratch.path("")), "expected a regular file, got a directory"));
  CHECK(faults(scratch.path("none.yaml")) == "none.yaml: expected a readable file, got No such file or directory\n");
  CHECK(faults("/dev/null") == "null: expected a regular file, got a device\n");
  REQUIRE(::mkfifo(scratch.path("pipe").c_str(), 0600) == 0);
  CHECK(faults(scratch.path("pipe")) == "pipe: expected a regular file, got a pipe\n");
}

TEST_CASE("a file above 64 MiB is refused without being read") {
  const Scratch scratch;
  const std::string path = scratch.write("case.yaml", "kaldor: 1\n");
  std::filesystem::resize_file(path, (std::uintmax_t{64} << 20) + 1);  // sparse
  CHECK(lines_of(error_of([&] { validate_file(path); })) ==
        "case.yaml: expected a file of at most 64 MiB, got 67108865 bytes\n");
}

TEST_CASE("bytes that are not UTF-8 text are faults at their place") {
  CHECK(faults_of_text("kaldor: 1\nname: \xe4\n") == "case.yaml:2:7: expected UTF-8 text, got a byte that is not\n");
  CHECK(faults_of_text("name: \xed\xa0\x80") == "case.yaml:1:7: expected UTF-8 text, got a byte that is not\n");
  CHECK(faults_of_text(std::string("a: b\0c", 6)) == "case.yaml:1:5: expected text, got a control character\n");
  CHECK(faults_of_text("kaldor: 1\rname: x\n") == "case.yaml:1:10: expected text, got a control character\n");
}

TEST_CASE("columns count characters, not bytes") {
  CHECK(holds(faults_of_text("kaldor: 1\neconomy: { \"\xc3\xa9\xc3\xa9\": 1, \"\xc3\xa9\xc3\xa9\": 2 }\n"),
              "case.yaml:2:21: economy.\xc3\xa9\xc3\xa9: expected each key once"));
}

TEST_CASE("a byte order mark and carriage returns before newlines are allowed") {
  const Scratch scratch;
  const std::string path = scratch.write("case.yaml", "\xEF\xBB\xBFkaldor: 1\r\neconomy: tiny.yaml\r\nfirms: 700\r\n");
  CHECK(load_scenario(path).scenario.firms == 700);
}

TEST_CASE("an empty file and a file of another kind are one fault that does not echo their content") {
  CHECK(faults_of_text("") ==
        "case.yaml:1:1: kaldor: expected a scenario file with the line `kaldor: 1`, got an empty file\n");
  CHECK(faults_of_text("secret: word\n") ==
        "case.yaml:1:1: kaldor: expected a scenario file with the line `kaldor: 1`, got a file without it\n");
  CHECK(faults_of_text("root:x:0:0:secret\n") ==
        "case.yaml:1:1: kaldor: expected a scenario file with the line `kaldor: 1`, got a file without it\n");
  CHECK_FALSE(holds(faults_of_text("a: *secret\n"), "secret"));
  CHECK(holds(faults_of_text(repeated("lorem ipsum\n", 100000)), "case.yaml:1:1: kaldor: expected the line"));
}

TEST_CASE("another file format is refused") {
  const Scratch scratch;
  const std::string path = scratch.write("case.yaml", "kaldor: 2\neconomy: tiny.yaml\n");
  CHECK(lines_of(error_of([&] { load_scenario(path); })) ==
        "case.yaml:1:9: kaldor: expected file format 1, got \"2\"\n");
}

TEST_CASE("bad syntax is a fault with a place") {
  CHECK(faults_of_text("kaldor: 1\nfirms: [1, 2\nyears: 3\n").substr(0, 13) == "case.yaml:3:6");
  const std::string open = "expected a text that ends with a quotation mark, got none up to the end of the file\n";
  CHECK(faults_of_text("kaldor: 1\nname: \"open\n") == "case.yaml:2:7: " + open);
  CHECK(faults_of_text("kaldor: 1\nname: 'it''s \\' open''\n") ==
        "case.yaml:2:17: expected YAML, got end of map not found (is the indentation right?)\n");
  CHECK(holds(faults_of_text("kaldor: 1\nname: *nowhere\n"), "case.yaml:2:7: expected YAML"));
}

TEST_CASE("a second document, tags, merge keys and keys that are no words are faults") {
  CHECK(faults_of_text("kaldor: 1\n---\nkaldor: 1\n") ==
        "case.yaml:2:1: expected one YAML document, got a second one (is the indentation right?)\n");
  CHECK(faults_of_text("kaldor: 1\nfirms: !!int 3\n") ==
        "case.yaml:2:8: firms: expected a plain value, got a tag (leave the word that begins with `!` out)\n");
  CHECK(holds(faults_of_text("kaldor: 1\na: &x { b: 1 }\n<<: *x\n"),
              "case.yaml:3:1: <<: expected no merge keys, got \"<<\" (use `base:` to build on another scenario)"));
  CHECK(holds(faults_of_text("kaldor: 1\n? [a, b]\n: 3\n"), "case.yaml:2:3: expected a plain key, got a list"));
  CHECK(holds(faults_of_text("kaldor: 1\n: 3\n"), "case.yaml:2:1: expected a key, got none"));
}

TEST_CASE("duplicate keys are faults at the second one") {
  CHECK(faults_in("firms: 600\nparameters: { share.replicator: 0.1, share.replicator: 0.2 }\nfirms: 700\n") ==
        "case.yaml:4:38: parameters.share.replicator: expected each key once, got \"share.replicator\" again\n"
        "case.yaml:5:1: firms: expected each key once, got \"firms\" again\n");
}

TEST_CASE("deep nesting is a fault and never a crash") {
  for (const std::string& text :
       {repeated("[", 100000), repeated("{", 100000), repeated("[", 100000) + repeated("]", 100000),
        repeated("{a: ", 50000), repeated("- ", 100000), repeated("? ", 100000),
        "kaldor: 1\nx: " + repeated("[", 100000) + repeated("]", 100000)}) {
    INFO(text.substr(0, 20));
    CHECK(error_of([&] { faults_of_text(text); }).total() == 0);
    CHECK_FALSE(faults_of_text(text).empty());
  }
  std::string steps = "kaldor: 1\n";
  for (int i = 0; i < 500; ++i) steps += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(faults_of_text(steps) == "case.yaml:66:65: expected nesting of at most 64 levels, got more\n");
  CHECK(faults_of_text("kaldor: 1\nx: " + repeated("[", 64) + repeated("]", 64)) ==
        "case.yaml:2:67: expected nesting of at most 64 levels, got more\n");
  CHECK_FALSE(holds(faults_of_text("kaldor: 1\nx: " + repeated("[", 63) + repeated("]", 63)), "nesting"));
}

TEST_CASE("aliases that multiply are a fault") {
  std::string bomb = "kaldor: 1\na: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'm'; ++c) {
    const std::string before = fmt::format("*{}", static_cast<char>(c - 1));
    bomb += fmt::format("{}: &{} [{}{}]\n", c, c, before, repeated(", " + before, 9));
  }
  CHECK(faults_of_text(bomb) == "case.yaml:6:36: expected aliases that expand to at most 100000 values, got more\n");
  CHECK(faults_of_text("kaldor: 1\na: &a [*a]\n") ==
        "case.yaml:2:8: a[0]: expected an alias of a finished value, got an alias of what holds it\n");
}

TEST_CASE("an alias stands for its value") {
  const Scratch scratch;
  const Scenario scenario = scratch.load("firms: &n 900\nperiods: *n\n").scenario;
  CHECK(scenario.firms == 900);
  CHECK(scenario.periods == 900);
}

TEST_CASE("more punctuation than any table needs is refused before it is parsed") {
  CHECK(holds(faults_of_text("kaldor: [a" + repeated(",a", 1000000) + "]"), "punctuation marks"));
}

TEST_CASE("the first hundred faults are kept and all are counted") {
  std::string text;
  for (int i = 0; i < 250; ++i) text += fmt::format("key{}: 1\n", i);
  const Scratch scratch;
  const InputError error = error_of([&] { scratch.load(text); });
  CHECK(error.faults().size() == 100);
  CHECK(error.total() == 250);
  CHECK(error.faults()[99].line == 102);
}

TEST_CASE("quoted values are cut at 80 characters") {
  const std::string word(200, 'x');
  CHECK(faults_in("firms: " + word + "\n") ==
        "case.yaml:3:8: firms: expected a whole number in [500, 200000000], got \"" + std::string(80, 'x') + "...\"\n");
}
