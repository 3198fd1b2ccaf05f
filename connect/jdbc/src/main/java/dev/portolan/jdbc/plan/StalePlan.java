package dev.portolan.jdbc.plan;

/// The columns of a dataset changed since the plan was made: it must be made anew.
public final class StalePlan extends RuntimeException {
  private static final long serialVersionUID = 1;

  StalePlan() {
    super("the columns of a dataset changed while it was read; ask again");
  }
}
