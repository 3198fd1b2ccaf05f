package dev.portolan.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/// A process that works through a workload until it is killed, or kills itself at an operation of
/// the disk.
///
/// Arguments: database, file of acknowledgements, seed, length, first step, operation to die at (0
/// for none).
final class Victim {
  static final String DATASET = "work";
  static final String ALL_STEPS = "all steps";
  static final String LAST_STEP = "last step";

  private Victim() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Acknowledgements told = new Acknowledgements(Path.of(arguments[1]));
    Workload workload = new Workload(Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
    int first = Integer.parseInt(arguments[4]);
    long deadly = Long.parseLong(arguments[5]);
    Database database = Database.open(directory);
    database.lockForWriting();
    Path data = database.data(DATASET);
    DataStore store =
        DataStore.open(
            data, new Deadly(FSDirectory.open(data), deadly), OpenOptions.defaults(), true);
    MapStore maps = new MapStore(database.dataset(DATASET), "default");
    TagStore tags =
        new TagStore(
            database.dataset(DATASET).resolve("tags"),
            store.dataset(),
            new Deadly(FSDirectory.open(database.dataset(DATASET).resolve("tags")), deadly));
    System.out.println("writing");
    for (int i = first; i < workload.length(); i++) {
      workload.step(i).apply(store);
      told.step(i + 1);
      if (i % 4 == 3) {
        publish(store, maps, i + 1);
        told.generation(i + 1);
      }
      if (i % 3 == 2) {
        tag(tags, i + 1);
        told.tagged(i + 1);
      }
    }
    System.out.println("done");
    int unused = System.in.read();
  }

  /// A generation in which everything says for which step it stands.
  private static void publish(DataStore store, MapStore maps, int step) {
    try (DataSnapshot snapshot = store.snapshot()) {
      int[] column = new int[snapshot.count()];
      Arrays.fill(column, step);
      maps.publish(
          snapshot.all(),
          List.of(new StoredColumn.Ints("step", column)),
          Map.of("step", Integer.toString(step)),
          Map.of("step.bin", ByteBuffer.wrap(new byte[] {(byte) step, (byte) (step >> 8)})));
    }
  }

  /// Tags that say for which step they stand: one that has all steps, and one of the step's name.
  private static void tag(TagStore tags, int step) {
    tags.edit(
        Durability.NOW,
        draft -> {
          long all =
              draft
                  .find(TagEntry.Kind.TAG, ALL_STEPS)
                  .map(TagEntry::id)
                  .orElseGet(() -> draft.create(TagEntry.Kind.TAG, ALL_STEPS, null));
          draft.add(all, DatumSet.of(tags.snapshot().dataset(), step));
          draft.find(TagEntry.Kind.SELECTION, LAST_STEP).ifPresent(last -> draft.delete(last.id()));
          return draft.create(TagEntry.Kind.SELECTION, LAST_STEP, Integer.toString(step));
        });
  }

  /// A disk whose process dies at an operation.
  private static final class Deadly extends FilterDirectory {
    private long left;

    Deadly(FSDirectory in, long operation) {
      super(in);
      left = operation;
    }

    private synchronized void operation() {
      if (--left == 0) {
        Runtime.getRuntime().halt(137);
      }
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      operation();
      return super.createOutput(name, context);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      operation();
      super.sync(names);
      operation();
    }

    @Override
    public void rename(String source, String dest) throws IOException {
      operation();
      super.rename(source, dest);
      operation();
    }

    @Override
    public void deleteFile(String name) throws IOException {
      operation();
      super.deleteFile(name);
    }

    @Override
    public void syncMetaData() throws IOException {
      operation();
      super.syncMetaData();
      operation();
    }
  }
}
