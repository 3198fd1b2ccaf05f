package dev.portolan;

import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Deadline;
import java.util.Set;

/// A search put together.
record SearchPlan(
    Question question, Filter filter, Extent extent, Deadline deadline, Shown shown, Order order) {

  /// How far to look.
  ///
  /// @param k hits
  /// @param effort candidates that a graph search keeps
  /// @param farthest greatest distance, or infinity
  record Extent(int k, int effort, boolean exact, double farthest) {}

  /// What hits carry.
  ///
  /// @param passages highlights per column, 0 for none
  record Shown(Set<String> include, int passages) {}

  /// What becomes of the order in which data were found.
  ///
  /// @param relevance share of relevance against diversity; 1 for none
  /// @param groupBy column of which each value comes once, or null
  /// @param reranker or null
  /// @param judged how many the re-ranker sees
  record Order(double relevance, String groupBy, Reranker reranker, int judged) {
    boolean asFound() {
      return relevance == 1 && groupBy == null && reranker == null;
    }
  }

  /// What is asked, for a log: no vectors, no more than a line.
  String told() {
    return told(extent.k(), question, filter);
  }

  static String told(int k, Question question, Filter filter) {
    String where = filter instanceof Filter.All ? "" : " where " + filter;
    String told = "%d hits %s%s".formatted(k, question.told(), where);
    return told.length() <= 500 ? told : told.substring(0, 500) + "…";
  }

  SearchPlan within(Filter other) {
    return new SearchPlan(question, other, extent, deadline, shown, order);
  }
}
