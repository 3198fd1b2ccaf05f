package dev.portolan.storage;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A commit of data, for Java Flight Recorder.
@Name("dev.portolan.Commit")
@Label("Portolan commit")
@Category("Portolan")
@StackTrace(false)
final class CommitEvent extends Event {
  @Label("Directory")
  String directory;

  @Label("Number of the commit")
  long number;
}
