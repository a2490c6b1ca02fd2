// SPDX-License-Identifier: MIT
#include "parse/page/xpath_cost.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/ascii.h"

namespace syndic::parse {
namespace {

// A step takes some ten nanoseconds, a node of a set 16 bytes.
constexpr double kMostVisits = 30'000'000;
constexpr double kLargestSet = 1'000'000;
constexpr double kBytesOfStep = 16;

bool is_name_byte(char c) {
  return base::is_alpha(c) || base::is_digit(c) || c == '_' || c == '-' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The words and marks of an expression (XPath 1.0 §3.7), one at a time.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : rest_(text) { next(); }

  [[nodiscard]] std::string_view peek() const { return token_; }
  [[nodiscard]] bool at_end() const { return token_.empty(); }
  [[nodiscard]] bool is(std::string_view token) const { return token_ == token; }
  [[nodiscard]] bool is_name() const { return !token_.empty() && is_name_start(token_.front()); }
  [[nodiscard]] bool is_followed_by(std::string_view mark) const {
    return base::trim(rest_).starts_with(mark);
  }

  [[nodiscard]] bool is_followed_by_digit() const {
    const std::string_view rest = base::trim(rest_);
    return !rest.empty() && base::is_digit(rest.front());
  }

  std::string_view take() {
    const std::string_view taken = token_;
    next();
    return taken;
  }
  bool take_if(std::string_view token) {
    if (token_ != token) return false;
    next();
    return true;
  }

 private:
  static bool is_name_start(char c) { return is_name_byte(c) && !base::is_digit(c) && c != '.'; }

  void next() {
    rest_ = base::trim(rest_);
    token_ = rest_.substr(0, length());
    rest_.remove_prefix(token_.size());
  }

  [[nodiscard]] std::size_t length() const {
    if (rest_.empty()) return 0;
    const char first = rest_.front();
    if (first == '"' || first == '\'') {
      const std::size_t end = rest_.find(first, 1);
      return end == std::string_view::npos ? rest_.size() : end + 1;
    }
    if (is_name_start(first)) {
      std::size_t end = 1;
      while (end < rest_.size() &&
             (is_name_byte(rest_[end]) || (rest_[end] == ':' && end + 1 < rest_.size() &&
                                           rest_[end + 1] != ':' && rest_[end - 1] != ':'))) {
        ++end;
      }
      return end;
    }
    if (base::is_digit(first)) {
      std::size_t end = 1;
      while (end < rest_.size() && (base::is_digit(rest_[end]) || rest_[end] == '.')) ++end;
      return end;
    }
    for (const std::string_view two : {"//", "::", "..", "!=", "<=", ">="}) {
      if (rest_.starts_with(two)) return 2;
    }
    return 1;
  }

  std::string_view rest_;
  std::string_view token_;
};

/// What an expression returns in all evaluations together.
struct Outcome {
  bool is_set = false;
  double size = 0;        ///< Nodes, if it is a set.
  bool has_text = false;  ///< Of nodes whose text is that of all below them.
  std::string_view name;  ///< Of all these elements; empty: of any.
  double repeats = 1;     ///< In how many evaluations it is the same set.
};

class CostReader {
 public:
  CostReader(std::string_view xpath, const TreeShape& shape, std::string_view context)
      : tokens_(xpath),
        shape_(shape),
        context_{.is_set = true, .has_text = true, .name = context} {}

  XPathCost read(double evaluations) {
    expression(evaluations);
    return cost_;
  }

 private:
  [[nodiscard]] const NodeTotals& totals(std::string_view name) const {
    const auto found = shape_.elements.find(name);
    return name.empty() || found == shape_.elements.end() ? shape_.all : found->second;
  }

  // How often each node is a context, if these nodes are.
  [[nodiscard]] double rounds(const Outcome& from) const {
    const double count = std::max(1.0, totals(from.name).count);
    return from.repeats * std::ceil(from.size / from.repeats / count);
  }

  // The nodes at which something is evaluated.
  [[nodiscard]] Outcome context(double evaluations) const {
    Outcome nodes = context_;
    nodes.is_set = true;
    nodes.size = evaluations;
    nodes.has_text = true;
    nodes.repeats = std::clamp(nodes.repeats, 1.0, std::max(1.0, evaluations));
    return nodes;
  }

  void visit(double steps) { cost_.steps += steps; }

  // The texts of the nodes are read.
  void read_text(const Outcome& outcome) {
    if (!outcome.is_set) return;
    const NodeTotals& kind = totals(outcome.name);
    const double often = rounds(outcome);
    if (outcome.has_text) {
      visit(below(outcome) +
            std::min(outcome.size * shape_.text, often * kind.text) / kBytesOfStep);
    } else {
      visit(outcome.size +
            std::min(outcome.size * shape_.longest, often * (shape_.values + shape_.text)) /
                kBytesOfStep);
    }
  }

  [[nodiscard]] double below(const Outcome& from) const {
    const NodeTotals& kind = totals(from.name);
    return from.size + std::min(from.size * shape_.all.count, rounds(from) * kind.below);
  }

  // All binary operators but "|"; their order does not change the bound.
  Outcome expression(double evaluations) {
    constexpr std::array<std::string_view, 6> kComparisons = {"=", "!=", "<", "<=", ">", ">="};
    Outcome left = union_of_paths(evaluations);
    while (!tokens_.at_end() && !tokens_.is(")") && !tokens_.is("]") && !tokens_.is(",")) {
      const std::string_view op = tokens_.take();
      const Outcome right = union_of_paths(evaluations);
      const bool compares = std::ranges::find(kComparisons, op) != kComparisons.end();
      if (compares && left.is_set && right.is_set) {
        visit(left.size * right.size / std::max(1.0, evaluations));
      }
      read_text(left);
      read_text(right);
      left = {};
    }
    return left;
  }

  Outcome union_of_paths(double evaluations) {
    while (tokens_.take_if("-")) {
    }
    Outcome all = path(evaluations);
    while (tokens_.take_if("|")) {
      const Outcome other = path(evaluations);
      all.size += other.size;
      all.has_text = all.has_text || other.has_text;
      all.name = {};
      hold(all.size, evaluations);
    }
    return all;
  }

  void hold(double size, double evaluations) {
    cost_.largest_set = std::max(cost_.largest_set, size / std::max(1.0, evaluations));
  }

  Outcome path(double evaluations) {
    if (is_primary()) {
      Outcome outcome = primary(evaluations);
      while (tokens_.is("[")) predicate(outcome);
      if (!tokens_.is("/") && !tokens_.is("//")) return outcome;
      outcome.is_set = true;
      return steps(outcome, evaluations);
    }
    if (tokens_.is("/") || tokens_.is("//")) return absolute_path(evaluations);
    return steps(step(context(evaluations), evaluations), evaluations);
  }

  // Each evaluation begins at the same node, the root.
  Outcome absolute_path(double evaluations) {
    const double before = std::exchange(cost_.steps, 0);
    Outcome found{.is_set = true, .size = 1, .has_text = true, .name = {}};
    if (tokens_.is("//")) {
      found = steps(found, 1);
    } else if (tokens_.take(); starts_step()) {
      found = steps(step(found, 1), 1);
    }
    cost_.steps = before + evaluations * cost_.steps;
    found.size *= evaluations;
    found.repeats = std::max(1.0, evaluations);
    return found;
  }

  [[nodiscard]] bool starts_step() const {
    return tokens_.is_name() || tokens_.is("*") || tokens_.is("@") || tokens_.is(".") ||
           tokens_.is("..");
  }

  [[nodiscard]] bool is_primary() const {
    if (tokens_.at_end()) return true;
    const char first = tokens_.peek().front();
    if (first == '(' || first == '$' || first == '"' || first == '\'' || base::is_digit(first)) {
      return true;
    }
    return tokens_.is_name() && tokens_.is_followed_by("(") && !is_node_type(tokens_.peek());
  }

  static bool is_node_type(std::string_view name) {
    return name == "text" || name == "node" || name == "comment" ||
           name == "processing-instruction";
  }

  Outcome primary(double evaluations) {
    if (tokens_.take_if("(")) {
      const Outcome inner = expression(evaluations);
      tokens_.take_if(")");
      return inner;
    }
    const bool is_call = tokens_.is_name();
    const std::string_view name = tokens_.take();
    if (name == "$") tokens_.take();
    if (!is_call || !tokens_.take_if("(")) return {};
    bool has_arguments = false;
    while (!tokens_.at_end() && !tokens_.is(")")) {
      read_text(expression(evaluations));
      has_arguments = true;
      if (!tokens_.take_if(",") && !tokens_.is(")")) tokens_.take();
    }
    tokens_.take_if(")");
    const bool reads_context = name == "string" || name == "normalize-space" ||
                               name == "string-length" || name == "number";
    if (!has_arguments && reads_context) {
      read_text(context(evaluations));
    }
    if (name == "lang") visit(evaluations * shape_.depth);
    return {.is_set = name == "id",
            .size = name == "id" ? evaluations : 0,
            .has_text = true,
            .name = {}};
  }

  // The part of a path after `from`, which begins with "/" or "//".
  Outcome steps(Outcome from, double evaluations) {
    while (tokens_.is("/") || tokens_.is("//")) {
      const bool is_deep = tokens_.take() == "//";
      from = step(from, evaluations, is_deep);
    }
    return from;
  }

  // `is_deep`: after "//", which pugixml reads as the descendant axis unless a predicate counts.
  Outcome step(Outcome from, double evaluations, bool is_deep = false) {
    std::string_view axis = "child";
    std::string_view name;
    bool has_text = true;
    if (tokens_.take_if(".")) {
      axis = "self";
    } else if (tokens_.take_if("..")) {
      axis = "parent";
    } else {
      if (tokens_.take_if("@")) axis = "attribute";
      if (tokens_.is_name() && tokens_.is_followed_by("::")) {
        axis = tokens_.take();
        tokens_.take();
      }
      const bool is_type = is_node_type(tokens_.peek()) && tokens_.is_followed_by("(");
      if (is_type) {
        has_text = tokens_.peek() == "node";
        while (!tokens_.at_end() && !tokens_.take_if(")")) tokens_.take();
      } else if (!tokens_.at_end() && !tokens_.is("]") && !tokens_.is(")")) {
        name = tokens_.take();
      }
    }
    if (is_deep && (axis != "child" || counts_position())) {
      from = walk(from, "descendant-or-self", "", evaluations, false);
    } else if (is_deep) {
      axis = "descendant";
    }
    Outcome found = walk(from, axis, name, evaluations, true);
    found.has_text = has_text && axis != "attribute";
    return found;
  }

  [[nodiscard]] bool counts_position() const {
    if (!tokens_.is("[")) return false;
    return tokens_.is_followed_by("last") || tokens_.is_followed_by("position") ||
           tokens_.is_followed_by_digit();
  }

  // One axis from each node of a set, then its predicates if the step `is_whole`.
  Outcome walk(const Outcome& from, std::string_view axis, std::string_view name,
               double evaluations, bool is_whole) {
    const double seen = visited(axis, from);
    visit(seen);
    Outcome found{
        .is_set = true, .size = seen, .has_text = true, .name = {}, .repeats = from.repeats};
    if (axis == "self" && (name.empty() || name == "*")) found.name = from.name;
    if (!name.empty() && name != "*" && axis != "attribute") {
      const auto named = shape_.elements.find(name);
      const double most = named == shape_.elements.end() ? 0 : named->second.count;
      found.size = std::min(seen, most * reached(axis, from));
      found.name = name;
    }
    hold(found.size, evaluations);
    while (is_whole && tokens_.is("[")) predicate(found);
    found.size = std::min(found.size, std::max(1.0, evaluations) * shape_.all.count);
    return found;
  }

  [[nodiscard]] double visited(std::string_view axis, const Outcome& from) const {
    const NodeTotals& kind = totals(from.name);
    const double often = rounds(from);
    if (axis == "self" || axis == "parent") return from.size;
    if (axis.starts_with("descendant")) return below(from);
    if (axis.starts_with("ancestor")) return from.size * (shape_.depth + 1);
    if (axis == "following" || axis == "preceding") return from.size * shape_.all.count;
    if (axis.ends_with("-sibling"))
      return std::min(from.size * shape_.widest, often * kind.siblings);
    return axis == "attribute" ? often * kind.attributes
                               : std::min(from.size * shape_.widest, often * kind.children);
  }

  // How often one node is found at most, from all contexts together.
  [[nodiscard]] double reached(std::string_view axis, const Outcome& from) const {
    const double often = rounds(from);
    if (axis == "self" || axis == "child") return often;
    if (axis.starts_with("descendant")) return std::min(from.size, often * (shape_.depth + 1));
    if (axis.ends_with("-sibling")) return std::min(from.size, often * shape_.widest);
    return from.size;
  }

  void predicate(const Outcome& of) {
    const Outcome outer = std::exchange(context_, of);
    tokens_.take();
    expression(of.size);
    tokens_.take_if("]");
    context_ = outer;
  }

  Tokens tokens_;
  const TreeShape& shape_;
  Outcome context_;  ///< Of what kind the nodes are at which it is evaluated; but for their number.
  XPathCost cost_;
};

}  // namespace

XPathCost cost_of(std::string_view xpath, const TreeShape& shape, const Evaluations& evaluations) {
  return CostReader(xpath, shape, evaluations.name).read(evaluations.count);
}

Result<void> check_cost(std::string_view xpath, const TreeShape& shape,
                        const Evaluations& evaluations) {
  const XPathCost cost = cost_of(xpath, shape, evaluations);
  if (cost.steps <= kMostVisits && cost.largest_set <= kLargestSet) return {};
  return fail(Errc::too_large,
              "is too dear for a page of " +
                  std::to_string(static_cast<long long>(shape.all.count)) +
                  " nodes; write it with fewer //, and with the names of elements in place of *");
}

}  // namespace syndic::parse
