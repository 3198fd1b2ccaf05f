package dev.portolan.query;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;

/// Something large that can be read again: kept while memory allows. Safe for many threads, some of
/// which may read it at the same time.
final class SoftlyHeld<T> implements Supplier<T> {
  private final Supplier<T> reading;
  private volatile SoftReference<T> held = new SoftReference<>(null);

  SoftlyHeld(Supplier<T> reading) {
    this.reading = reading;
  }

  @Override
  public T get() {
    T known = held.get();
    if (known == null) {
      known = reading.get();
      held = new SoftReference<>(known);
    }
    return known;
  }
}
