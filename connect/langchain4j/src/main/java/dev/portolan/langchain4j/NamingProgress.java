package dev.portolan.langchain4j;

/// Watches the naming of topics, and may stop it.
///
/// Called by the naming thread, after every topic. Cancel is a flag that is looked at before every
/// call of the model; it is never an interrupt.
@FunctionalInterface
public interface NamingProgress {
  /// @param done topics the model was asked about or that keep their label, of `total`
  void named(int done, int total);

  default boolean cancelled() {
    return false;
  }

  static NamingProgress none() {
    return (done, total) -> {};
  }
}
