package dev.portolan.storage;

/// A sequence of writes to a store, and how to tell which of them it has: what disks fail under.
///
/// State 0 is the new store; step i leads from state i to state i + 1.
interface Script {
  /// How many steps there are.
  int length();

  /// A new store on an empty disk.
  Opened begin(FaultyDirectory disk);

  /// The store on a disk whose last writer ended uncleanly.
  Opened resume(FaultyDirectory disk);

  /// The store the script is for.
  interface Opened extends AutoCloseable {
    /// Does step i, durably.
    void apply(int i);

    /// Which of two neighbouring states the store is in; fails when it is in neither.
    ///
    /// @param acknowledged the last state whose write returned
    int stateOf(int acknowledged, String where);

    @Override
    void close();
  }
}
