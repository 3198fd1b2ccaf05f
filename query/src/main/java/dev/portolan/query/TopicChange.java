package dev.portolan.query;

/// How one topic's part of the data differs between two windows of time.
///
/// Shares are of the data that have a topic of that depth and a time in the window, in `[0, 1]`.
///
/// @param before data of the topic in the first window
/// @param after data of the topic in the second one
/// @param z how many standard errors the share rose, below 0 where it fell; 2 and more is hardly
///   chance. [MapTopics#compare] has the formula
public record TopicChange(
    String label,
    int topicId,
    int before,
    int after,
    double shareBefore,
    double shareAfter,
    double z) {

  /// The difference of the shares; .1 is ten percentage points more.
  public double change() {
    return shareAfter - shareBefore;
  }

  /// How many times its share before the share after is; infinite for a topic that is new.
  public double ratio() {
    return shareAfter / shareBefore;
  }
}
