package dev.portolan.explorer.api;

import tools.jackson.databind.node.ObjectNode;

/// Of the numbers that are set: how many, the least, the greatest.
record Extent(int count, double least, double greatest) {
  static Extent of(double[] values) {
    int count = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        count++;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    return new Extent(count, least, greatest);
  }

  void into(ObjectNode node) {
    if (count > 0) {
      node.put("min", least).put("max", greatest);
    }
  }
}
