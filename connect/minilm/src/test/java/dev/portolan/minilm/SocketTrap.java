package dev.portolan.minilm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Has the Linux kernel kill this process when any code in it, Java or native, asks for a socket.
///
/// A seccomp filter over all threads; it cannot be taken back, so only a child process arms it.
final class SocketTrap {
  /// The exit status of a process that was caught: 128 and the number of SIGSYS.
  static final int CAUGHT = 128 + 31;

  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  private static final long PRCTL = ARM ? 167 : 157;
  private static final long SECCOMP = ARM ? 277 : 317;
  private static final int SOCKET = ARM ? 198 : 41;

  private static final long SET_NO_NEW_PRIVILEGES = 38;
  private static final long SET_MODE_FILTER = 1;
  private static final long ALL_THREADS = 1;
  private static final int KILL_PROCESS = 0x80000000;
  private static final int ALLOW = 0x7fff0000;

  private SocketTrap() {}

  /// @return whether the kernel took the filter
  static boolean arm() throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment filter = arena.allocate(4 * 8, 8);
      instruction(filter, 0, 0x20, 0, 0, 0); // load the number of the system call
      instruction(filter, 1, 0x15, 0, 1, SOCKET); // is it socket? otherwise skip one
      instruction(filter, 2, 0x06, 0, 0, KILL_PROCESS);
      instruction(filter, 3, 0x06, 0, 0, ALLOW);
      MemorySegment program = arena.allocate(16, 8);
      program.set(JAVA_SHORT, 0, (short) 4);
      program.set(JAVA_LONG, 8, filter.address());
      return call(PRCTL, SET_NO_NEW_PRIVILEGES, 1, 0) == 0
          && call(SECCOMP, SET_MODE_FILTER, ALL_THREADS, program.address()) == 0;
    }
  }

  private static void instruction(
      MemorySegment filter, int index, int code, int whenTrue, int whenFalse, int operand) {
    int jumps = whenTrue << 16 | whenFalse << 24;
    filter.setAtIndex(JAVA_INT, 2L * index, code | jumps);
    filter.setAtIndex(JAVA_INT, 2L * index + 1, operand);
  }

  private static long call(long number, long a, long b, long c) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle syscall =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    return (long) syscall.invokeExact(number, a, b, c, 0L, 0L);
  }
}
