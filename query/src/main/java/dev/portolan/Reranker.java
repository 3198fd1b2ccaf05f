package dev.portolan;

import java.util.List;

/// Judges hits anew, such as a cross-encoder does: the last word on their order.
@FunctionalInterface
public interface Reranker {
  /// A score per hit, higher is better; hits with equal ones keep their order.
  ///
  /// @param hits with the values that were asked for with `include`
  /// @return `[hits]`, none of them NaN
  double[] scores(List<Hit> hits);
}
