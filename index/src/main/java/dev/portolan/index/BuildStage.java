package dev.portolan.index;

/// The steps of a build, in their order.
public enum BuildStage {
  MERGE("merging segments"),
  READ("reading vectors"),
  NEIGHBORS("neighbour graph"),
  PROJECTION("projection"),
  TOPICS("topics"),
  LABELS("topic labels"),
  DUPLICATES("duplicates"),
  QUALITY("quality"),
  PUBLISH("publishing");

  private final String label;

  BuildStage(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
