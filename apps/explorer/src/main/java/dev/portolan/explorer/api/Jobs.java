package dev.portolan.explorer.api;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.explorer.http.Body;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.explorer.http.Reply;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdateLevel;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.index.UpdateReport;
import dev.portolan.projection.Projection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Updates and builds that run beside the answers, one at a time for a dataset. Safe for many
/// threads.
final class Jobs implements AutoCloseable {
  private static final int KEPT = 32;
  private static final int EVENTS_MILLIS = 200;
  private static final int PATIENCE_MILLIS = 10_000;

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Job> running = new LinkedHashMap<>();
  private int last;

  Job update(Dataset dataset, EmbeddingMap map) {
    return start(dataset, "update", monitor -> updated(map, monitor));
  }

  private static Job.Outcome updated(EmbeddingMap map, BuildMonitor monitor) {
    return map.update(UpdatePolicy.AUTO, monitor)
        .map(report -> new Job.Outcome(map.name(), map.generation(), said(report)))
        .orElseGet(() -> new Job.Outcome(map.name(), 0, "nothing had changed"));
  }

  private static String said(UpdateReport report) {
    List<String> said = new ArrayList<>();
    said.add(
        "%s: %,d data came, %,d left"
            .formatted(
                UpdateLevel.named(report.level()).words(), report.placed(), report.dropped()));
    said.add(report.reason());
    said.addAll(report.notes());
    return String.join("; ", said);
  }

  /// A further map with the options of one that is there, but another projection.
  Job build(Dataset dataset, MapOptions options, Body body) {
    String name = body.text("name");
    Projection projection =
        switch (body.text("projection")) {
          case "umap" -> Projection.Umap.defaults();
          case "tsne" -> Projection.Tsne.defaults();
          case "pca" -> new Projection.Pca();
          default -> throw new Refusal(Kind.REQUEST, "'projection' must be umap, tsne or pca");
        };
    if (dataset.maps().contains(name)) {
      throw new Refusal(
          Kind.REQUEST, "there is a map '%s' already; choose another name".formatted(name));
    }
    return start(
        dataset,
        "build",
        monitor -> {
          EmbeddingMap map = dataset.buildMap(name, options.withProjection(projection), monitor);
          return new Job.Outcome(
              name,
              map.generation(),
              "map '%s' of %,d data was built".formatted(name, map.report().data()));
        });
  }

  private synchronized Job start(Dataset dataset, String kind, Job.Work work) {
    Job before = running.get(dataset.name());
    if (before != null && before.running()) {
      throw new Refusal(
          Kind.BUSY,
          "dataset '%s' is being worked on; wait for it or cancel it".formatted(dataset.name()));
    }
    String id = Integer.toString(++last);
    Job job = new Job(id, kind);
    running.put(dataset.name(), job);
    jobs.put(id, job);
    if (jobs.size() > KEPT) {
      jobs.remove(jobs.keySet().iterator().next());
    }
    Thread.ofPlatform().daemon().name("portolan-" + kind).start(() -> job.run(work));
    return job;
  }

  /// @throws Refusal when there is no such job
  synchronized Job job(String id) {
    Job job = jobs.get(id);
    if (job == null) {
      throw new Refusal(Kind.MISSING, "there is no such job; it may be long done");
    }
    return job;
  }

  /// What a job says, five times a second until it ends, as server-sent events.
  static Reply events(Job job) {
    return new Reply.Stream(
        "text/event-stream",
        null,
        out -> {
          boolean more = true;
          while (more) {
            more = job.running();
            out.write(("data: " + job.answer() + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            try {
              job.await(EVENTS_MILLIS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return;
            }
          }
        });
  }

  /// Cancels what runs, and waits for it: maps stay as they were.
  @Override
  public void close() {
    Map<String, Job> left;
    synchronized (this) {
      left = new LinkedHashMap<>(running);
    }
    left.values().forEach(Job::cancel);
    for (Job job : left.values()) {
      try {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (job.running() && System.nanoTime() < end) {
          job.await(EVENTS_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
