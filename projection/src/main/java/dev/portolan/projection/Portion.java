package dev.portolan.projection;

/// One stage's share of a longer computation's progress.
///
/// @param whole the computation's progress, told in thousandths
/// @param from where the stage begins, in `[0, 1]`
/// @param to where it ends, in `[from, 1]`
public record Portion(Progress whole, double from, double to) implements Progress {
  private static final int THOUSAND = 1000;

  @Override
  public void advance(long done, long total) {
    double share = total == 0 ? 1 : (double) done / total;
    whole.advance((long) (THOUSAND * (from + (to - from) * share)), THOUSAND);
  }

  @Override
  public boolean cancelled() {
    return whole.cancelled();
  }
}
