package dev.portolan.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What a process acknowledged, in a memory-mapped file: it outlives the process to the last write.
final class Acknowledgements {
  private static final int STEP = 0;
  private static final int GENERATION = 8;
  private static final int TAGGED = 16;

  private final ByteBuffer mapped;

  Acknowledgements(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 24).order(ByteOrder.nativeOrder());
    }
  }

  /// How many steps of the workload returned.
  int step() {
    return (int) mapped.getLong(STEP);
  }

  void step(int done) {
    mapped.putLong(STEP, done);
  }

  /// The step the newest acknowledged generation of the map stands for.
  int generation() {
    return (int) mapped.getLong(GENERATION);
  }

  void generation(int step) {
    mapped.putLong(GENERATION, step);
  }

  /// The step of the newest acknowledged edit of the tags.
  int tagged() {
    return (int) mapped.getLong(TAGGED);
  }

  void tagged(int step) {
    mapped.putLong(TAGGED, step);
  }
}
