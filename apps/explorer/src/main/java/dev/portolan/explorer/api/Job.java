package dev.portolan.explorer.api;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import java.util.concurrent.CancellationException;
import tools.jackson.databind.node.ObjectNode;

/// Long work that a page watches and may cancel. Safe for many threads.
final class Job implements BuildMonitor {
  private enum State {
    RUNNING,
    DONE,
    CANCELLED,
    FAILED
  }

  private final String id;
  private final String kind;
  private final long started = System.nanoTime();
  private State state = State.RUNNING;
  private BuildStage stage;
  private long done;
  private long total;
  private double seconds;
  private Outcome outcome;
  private String error;
  private volatile boolean cancelled;

  /// What came of it.
  ///
  /// @param map that was made or brought up to date
  /// @param generation that was published, or 0 where nothing had changed
  /// @param said what was done, in a sentence
  record Outcome(String map, long generation, String said) {}

  /// What is done on another thread.
  interface Work {
    Outcome run(BuildMonitor monitor);
  }

  Job(String id, String kind) {
    this.id = id;
    this.kind = kind;
  }

  void run(Work work) {
    try {
      end(State.DONE, work.run(this), null);
    } catch (CancellationException e) {
      end(State.CANCELLED, null, null);
    } catch (RuntimeException | OutOfMemoryError e) {
      end(State.FAILED, null, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private synchronized void end(State end, Outcome came, String sentence) {
    seconds = (System.nanoTime() - started) / 1e9;
    outcome = came;
    error = sentence;
    state = end;
    notifyAll();
  }

  @Override
  public synchronized void progress(BuildStage now, long steps, long of) {
    stage = now;
    done = steps;
    total = of;
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  void cancel() {
    cancelled = true;
  }

  synchronized boolean running() {
    return state == State.RUNNING;
  }

  /// Waits until it has ended, at most so long.
  synchronized void await(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; running() && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  synchronized ObjectNode answer() {
    ObjectNode answer = Json.object().put("job", id).put("kind", kind);
    answer.put("state", state.name().toLowerCase(java.util.Locale.ROOT));
    answer.put("stage", stage == null ? null : stage.label());
    answer.put("done", done).put("total", total);
    answer.put("seconds", running() ? (System.nanoTime() - started) / 1e9 : seconds);
    if (outcome == null || outcome.generation() == 0) {
      answer.putNull("generation");
    } else {
      answer.put("generation", outcome.generation());
    }
    answer.put("map", outcome == null ? null : outcome.map());
    answer.put("said", outcome == null ? null : outcome.said());
    return answer.put("error", error);
  }
}
