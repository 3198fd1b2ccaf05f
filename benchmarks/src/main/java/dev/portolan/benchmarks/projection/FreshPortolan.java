package dev.portolan.benchmarks.projection;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Ours as a program that embeds it: a JVM started for one task, import and map in it.
///
/// Its time runs from before the JVM starts to the moment the map is there.
final class FreshPortolan implements Contender {
  static final String NAME = "Portolan, fresh JVM";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome run(Task task) throws IOException, InterruptedException {
    WarmPortolan jvm = new WarmPortolan(0);
    long started = System.nanoTime();
    Outcome outcome = jvm.run(task);
    double seconds = (System.nanoTime() - started) / 1e9;
    jvm.close();
    Map<String, Double> inside = outcome.told().seconds();
    double quality = inside.get(Outcome.TO_MAP + Outcome.WITH_QUALITY) - inside.get(Outcome.TO_MAP);
    Map<String, Double> whole = new LinkedHashMap<>();
    whole.put(Outcome.TO_MAP, seconds - quality);
    whole.put(Outcome.TO_MAP + Outcome.WITH_QUALITY, seconds);
    return new Outcome(
        new Outcome.Told(outcome.told().version(), whole, outcome.told().parts()),
        outcome.cpuSeconds(),
        outcome.peakMb());
  }
}
