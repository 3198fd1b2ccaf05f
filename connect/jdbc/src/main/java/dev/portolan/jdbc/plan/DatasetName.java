package dev.portolan.jdbc.plan;

import dev.portolan.Dataset;

/// A dataset under one of its maps, written `news` or `news@map`.
record DatasetName(String dataset, String map) {

  static DatasetName of(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? new DatasetName(text, Dataset.DEFAULT_MAP)
        : new DatasetName(text.substring(0, at), text.substring(at + 1));
  }

  @Override
  public String toString() {
    return map.equals(Dataset.DEFAULT_MAP) ? dataset : dataset + "@" + map;
  }
}
