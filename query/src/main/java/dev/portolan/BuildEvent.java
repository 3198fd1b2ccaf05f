package dev.portolan;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A build of a map, for Java Flight Recorder.
@Name("dev.portolan.Build")
@Label("Portolan map build")
@Category("Portolan")
@StackTrace(false)
final class BuildEvent extends Event {
  @Label("Dataset")
  String dataset;

  @Label("Map")
  String map;
}
