package dev.portolan.explorer.api;

import dev.portolan.Embedder;
import java.util.function.Supplier;

/// A model that embeds texts, loaded when the first one comes. Safe for many threads.
public final class TextModel {
  private final String name;
  private final Supplier<Embedder> loading;
  private Embedder loaded;

  /// @param name as datasets store it
  /// @param loading asked once
  public TextModel(String name, Supplier<Embedder> loading) {
    this.name = name;
    this.loading = loading;
  }

  public String name() {
    return name;
  }

  synchronized Embedder embedder() {
    if (loaded == null) {
      loaded = loading.get();
    }
    return loaded;
  }
}
