package dev.portolan;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A search, for Java Flight Recorder.
@Name("dev.portolan.Search")
@Label("Portolan search")
@Category("Portolan")
@StackTrace(false)
final class SearchEvent extends Event {
  @Label("Dataset")
  String dataset;

  @Label("What was asked")
  String question;

  @Label("Hits")
  int hits;
}
