#include "document.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace kaldor::input {
namespace {

using YAML::Mark;

/// Builds the tree from yaml-cpp's events. Throwing from an event stops the parser before it recurses deeper.
class Builder : public YAML::EventHandler {
public:
  Builder(SourcePtr source, Faults& faults) : source_(std::move(source)), faults_(faults) {}
  NodePtr root() const { return root_; }
  /// The scalar in quotes that stands last.
  NodePtr last_quoted() const { return last_quoted_; }

  void OnDocumentStart(const Mark& mark) override {
    if (++documents_ > 1) refuse(at(mark), "", "one YAML document", "a second one", "is the indentation right?");
  }
  void OnDocumentEnd() override {}
  void OnNull(const Mark& mark, YAML::anchor_t anchor) override {
    if (expects_key()) refuse(at(mark), path(), "a key", "none");
    auto node = start(mark, Node::Kind::null);
    // yaml-cpp places a value that is not there at the token after it; its key says more.
    if (!levels_.empty() && levels_.back().has_key) node->place = levels_.back().key_place;
    finish(node, anchor);
  }
  void OnScalar(const Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    refuse_tag(mark, tag);
    if (expects_key()) return take_key(mark, anchor, value);
    auto node = start(mark, Node::Kind::scalar);
    node->text = value;
    node->quoted = tag == "!";
    if (node->quoted) last_quoted_ = node;
    finish(node, anchor);
  }
  void OnSequenceStart(const Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }
  void OnAlias(const Mark& mark, YAML::anchor_t anchor) override;

private:
  struct Level {
    std::shared_ptr<Node> node;
    YAML::anchor_t anchor = 0;
    std::set<std::string> keys;
    std::string key;
    Place key_place;
    bool has_key = false, ignored = false;
  };

  Place at(const Mark& mark) const { return {source_, mark.line + 1, static_cast<std::size_t>(std::max(mark.pos, 0))}; }
  bool expects_key() const {
    return !levels_.empty() && levels_.back().node->kind == Node::Kind::map && !levels_.back().has_key;
  }
  std::string path() const;
  void refuse_tag(const Mark& mark, const std::string& tag) const;
  std::shared_ptr<Node> start(const Mark& mark, Node::Kind kind) const;
  void take_key(const Mark& mark, YAML::anchor_t anchor, const std::string& key);
  void open(const Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind);
  void close();
  void finish(const std::shared_ptr<Node>& node, YAML::anchor_t anchor);
  void attach(const NodePtr& node);

  SourcePtr source_;
  Faults& faults_;
  std::vector<Level> levels_;
  std::map<YAML::anchor_t, NodePtr> anchors_;
  NodePtr root_, last_quoted_;
  std::size_t aliased_ = 0;
  int documents_ = 0;
};

std::string Builder::path() const {
  std::string text;
  for (const Level& level : levels_) {
    if (level.node->kind == Node::Kind::list) {
      text += '[' + std::to_string(level.node->items.size()) + ']';
    } else if (level.has_key) {
      if (!text.empty()) text += '.';
      text += cut(level.key);
    }
  }
  return text;
}

void Builder::refuse_tag(const Mark& mark, const std::string& tag) const {
  if (tag.empty() || tag == "?" || tag == "!") return;
  refuse(at(mark), path(), "a plain value", "a tag", "leave the word that begins with `!` out");
}

std::shared_ptr<Node> Builder::start(const Mark& mark, Node::Kind kind) const {
  auto node = std::make_shared<Node>();
  node->kind = kind;
  node->place = at(mark);
  return node;
}

void Builder::take_key(const Mark& mark, YAML::anchor_t anchor, const std::string& key) {
  if (anchor != 0) refuse(at(mark), path(), "a plain key", "one with an anchor");
  Level& level = levels_.back();
  level.key = key;
  level.key_place = at(mark);
  level.has_key = true;
  level.ignored = true;
  const std::string full = path();
  if (key == "<<") {
    faults_.add(at(mark), full, "no merge keys", "\"<<\"", "use `base:` to build on another scenario");
  } else if (!level.keys.insert(key).second) {
    faults_.add(at(mark), full, "each key once", in_quotes(key) + " again");
  } else {
    level.ignored = false;
  }
}

void Builder::open(const Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind) {
  refuse_tag(mark, tag);
  if (expects_key()) {
    refuse(at(mark), path(), "a plain key", kind == Node::Kind::map ? "a map" : "a list", "is a bracket left open?");
  }
  if (levels_.size() >= kNestingHigh) {
    refuse(at(mark), "", "nesting of at most " + std::to_string(kNestingHigh) + " levels", "more");
  }
  Level level;
  level.node = start(mark, kind);
  level.anchor = anchor;
  levels_.push_back(std::move(level));
}

void Builder::close() {
  const Level level = std::move(levels_.back());
  levels_.pop_back();
  finish(level.node, level.anchor);
}

void Builder::finish(const std::shared_ptr<Node>& node, YAML::anchor_t anchor) {
  if (anchor != 0) anchors_[anchor] = node;
  attach(node);
}

void Builder::attach(const NodePtr& node) {
  if (levels_.empty()) {
    root_ = node;
    return;
  }
  Level& level = levels_.back();
  level.node->size += node->size;
  level.node->height = std::max(level.node->height, node->height + 1);
  if (level.node->kind == Node::Kind::list) {
    level.node->items.push_back(node);
    return;
  }
  if (!level.ignored) level.node->members.push_back({level.key, level.key_place, node});
  level.has_key = false;
}

void Builder::OnAlias(const Mark& mark, YAML::anchor_t anchor) {
  if (expects_key()) refuse(at(mark), path(), "a plain key", "an alias");
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) refuse(at(mark), path(), "an alias of a finished value", "an alias of what holds it");
  aliased_ += found->second->size;
  if (aliased_ > kAliasNodesHigh) {
    refuse(at(mark), "", "aliases that expand to at most " + std::to_string(kAliasNodesHigh) + " values", "more");
  }
  if (levels_.size() + found->second->height > kNestingHigh) {
    refuse(at(mark), "", "nesting of at most " + std::to_string(kNestingHigh) + " levels", "more");
  }
  attach(found->second);
}

/// What yaml-cpp says, without the file's own words unless the file says that it is one of ours.
std::string message_of(const YAML::ParserException& error, const Source& source) {
  const bool ours = source.text.find("kaldor:") != std::string::npos;
  const std::size_t colon = error.msg.find(": ");
  return cut(ours ? error.msg : error.msg.substr(0, colon));
}

/// Advice for what beginners meet most.
std::string_view hint_for(std::string_view message) {
  constexpr std::pair<std::string_view, std::string_view> hints[] = {
      {"unexpected character in block scalar", "put a text that begins with `>` or `|` in quotes"},
      {"unknown token", "put a text that holds signs in quotes"},
      {"illegal map value", "is the indentation right? put a text that holds `: ` in quotes"},
      {"illegal tab when looking for indentation", "indent with spaces"},
      {"end of sequence flow not found", "is a bracket left open?"},
      {"end of map flow not found", "is a brace left open?"},
      {"end of map not found", "is the indentation right?"},
      {"end of sequence not found", "is the indentation right?"},
  };
  for (const auto& [text, hint] : hints) {
    if (message == text) return hint;
  }
  return {};
}

/// yaml-cpp takes the end of the file for the end of a text in quotes.
void refuse_open_quote(const Node& scalar) {
  const std::string& text = scalar.place.source->text;
  const std::size_t first = text.find_first_of("\"'|>", scalar.place.offset);  // after an anchor, if there is one
  if (first == std::string::npos || text[first] == '|' || text[first] == '>') return;
  const char quote = text[first];
  for (std::size_t at = first + 1; at < text.size(); ++at) {
    const bool pair = quote == '"' ? text[at] == '\\' : text.compare(at, 2, "''") == 0;
    if (pair) {
      ++at;
    } else if (text[at] == quote) {
      return;
    }
  }
  refuse(scalar.place, "", "a text that ends with a quotation mark", "none up to the end of the file");
}

}  // namespace

NodePtr parse_document(const SourcePtr& source, Faults& faults) {
  Builder builder(source, faults);
  try {
    std::istringstream stream(source->text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::ParserException& error) {
    const Place place{source, error.mark.line + 1, static_cast<std::size_t>(std::max(error.mark.pos, 0))};
    refuse(place, "", "YAML", message_of(error, *source), hint_for(error.msg));
  } catch (const YAML::Exception&) {
    refuse({source, 0, 0}, "", "YAML", "something else");
  }
  if (builder.last_quoted()) refuse_open_quote(*builder.last_quoted());
  if (builder.root()) return builder.root();
  auto empty = std::make_shared<Node>();
  empty->place = {source, 1, 0};
  return empty;
}

}  // namespace kaldor::input
