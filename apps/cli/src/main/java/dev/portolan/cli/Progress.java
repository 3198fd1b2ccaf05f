package dev.portolan.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far a long work is, on standard error, stage by stage.
///
/// In a terminal a bar, which goes when its stage ends; elsewhere a line when a stage took over two
/// seconds, and in between after 10, 20, 40, 80 … seconds. Safe for many threads.
final class Progress implements AutoCloseable {
  private static final double WORTH_A_LINE = 2;
  private static final double FIRST_LINE = 10;
  private static final int STAGE_CELLS = 17;
  private static final int MAX_BAR = 100;

  private final Terminal terminal;
  private String stage;
  private String unit;
  private long done;
  private long total;
  private long started;
  private double nextLine;
  private ProgressBar bar;

  Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  /// @param current the name of the stage; a new one ends the stage before
  /// @param of what is counted, plural; empty where it need not be said
  /// @param steps that are done
  /// @param most of so many; 0 where that is not known
  synchronized void show(String current, String of, long steps, long most) {
    if (!current.equals(stage)) {
      endStage();
      stage = current;
      unit = of;
      started = System.nanoTime();
      nextLine = FIRST_LINE;
      total = 0;
    }
    done = steps;
    if (terminal.errShown()) {
      drawBar(most);
    }
    total = most;
    boolean more = total == 0 || done < total;
    if (!terminal.errShown() && more && seconds() >= nextLine) {
      nextLine *= 2;
      line();
    }
  }

  private void drawBar(long most) {
    if (bar == null) {
      bar = bar(most);
    } else if (most != total) {
      bar.maxHint(most > 0 ? most : -1);
    }
    bar.stepTo(done);
  }

  private ProgressBar bar(long most) {
    return new ProgressBarBuilder()
        .setTaskName(FittedText.pad(FittedText.fit(stage, STAGE_CELLS), STAGE_CELLS))
        .setInitialMax(most > 0 ? most : -1)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(100)
        .setConsumer(new Line(terminal))
        .clearDisplayOnFinish()
        .build();
  }

  private void endStage() {
    if (bar != null) {
      bar.close();
      bar = null;
    } else if (stage != null && !terminal.errShown() && seconds() >= WORTH_A_LINE) {
      say(unit.isEmpty() ? "" : Figures.count(done) + " " + unit + ", ");
    }
    stage = null;
  }

  /// Says how far the stage is.
  private void line() {
    if (total == 0) {
      say("");
    } else if (unit.isEmpty()) {
      say(String.format(Locale.ROOT, "%.0f %%, ", 100.0 * done / total));
    } else {
      say("%s of %s %s, ".formatted(Figures.count(done), Figures.count(total), unit));
    }
  }

  private void say(String far) {
    terminal.note("%s: %s%s".formatted(stage, far, Figures.seconds(seconds())));
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /// Ends the last stage: standard error is free for other words.
  synchronized void finish() {
    endStage();
  }

  @Override
  public void close() {
    finish();
  }

  /// The line of the terminal that the bar is drawn on, again and again.
  private record Line(Terminal terminal) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return Math.min(MAX_BAR, terminal.width() - 1);
    }

    @Override
    public void accept(String rendered) {
      terminal.err().print("\r" + rendered);
      terminal.err().flush();
    }

    @Override
    public void clear() {
      accept(" ".repeat(getMaxRenderedLength()) + "\r");
    }

    @Override
    public void close() {
      terminal.err().flush();
    }
  }
}
