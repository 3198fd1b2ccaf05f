package dev.portolan.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// What the launcher starts: takes standard error back from it, then runs [Main].
///
/// No option keeps a JVM from warning about the incubating vector module on standard error. So the
/// launcher starts it with standard error closed to it and kept under another number, which
/// `portolan.stderr` names; the warning is gone before the first line here runs.
public final class Start {
  private Start() {}

  public static void main(String[] arguments) throws Exception {
    Integer kept = Integer.getInteger("portolan.stderr");
    if (kept != null) {
      restoreStandardError(kept);
    }
    Main.main(arguments);
  }

  /// `dup2(kept, 2)`: also what native libraries write is seen again.
  private static void restoreStandardError(int kept) {
    Linker linker = Linker.nativeLinker();
    var dup2 =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("dup2"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      int unused = (int) dup2.invokeExact(kept, 2);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
