package dev.portolan.explorer.http;

/// A request that is not answered, and why, in words for a person.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final long generation;

  /// What went wrong, for a program.
  public enum Kind {
    REQUEST(400, "request"),
    SESSION(401, "session"),
    ORIGIN(403, "origin"),
    MISSING(404, "missing"),
    METHOD(405, "method"),
    GENERATION(409, "generation"),
    CHANGED(409, "changed"),
    SIZE(413, "size"),
    LOCKED(423, "locked"),
    BUSY(429, "busy"),
    INTERNAL(500, "internal"),
    TIME(504, "time");

    private final int status;
    private final String label;

    Kind(int status, String label) {
      this.status = status;
      this.label = label;
    }

    /// Of the HTTP answer.
    public int status() {
      return status;
    }

    public String label() {
      return label;
    }
  }

  public Refusal(Kind kind, String sentence) {
    this(kind, sentence, 0);
  }

  private Refusal(Kind kind, String sentence, long generation) {
    super(sentence);
    this.kind = kind;
    this.generation = generation;
  }

  /// The map has another generation by now.
  public static Refusal otherGeneration(long asked, long current) {
    return new Refusal(
        Kind.GENERATION,
        "the map is at generation %d by now, not %d; load it anew".formatted(current, asked),
        current);
  }

  public Kind kind() {
    return kind;
  }

  /// The generation there is, or 0 where that is not the matter.
  public long generation() {
    return generation;
  }
}
