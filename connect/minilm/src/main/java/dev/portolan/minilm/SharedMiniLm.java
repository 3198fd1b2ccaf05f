package dev.portolan.minilm;

import dev.portolan.Embedder;

/// The embedder as a service, for whoever looks for one on the class path: loaded at its first
/// text, one for the process. Safe for many threads.
public final class SharedMiniLm implements Embedder {
  /// Loaded when it is first asked for.
  private static final class Loaded {
    private static final MiniLm MODEL = MiniLm.open();
  }

  @Override
  public String name() {
    return MiniLm.MODEL;
  }

  @Override
  public int dimensions() {
    return Network.DIMENSIONS;
  }

  @Override
  public float[] embed(String text) {
    return Loaded.MODEL.embed(text);
  }
}
