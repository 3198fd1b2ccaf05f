package dev.portolan.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/// The states of one map on disk: `generations/000012/` with the stored columns, `fit/000003/` with
/// what later updates need, `edits/` with what outlives both ([MapEdits]).
///
/// The generation's commit names its fit, so that both appear at once; generations may share one. A
/// directory without a commit is unfinished: readers pass it over and the next publication removes
/// it.
///
/// Reading takes no lock and is safe for many threads. Writing wants the database's lock; writes
/// through one `MapStore` take turns.
public final class MapStore {
  /// How many generations before the newest are kept where nobody says otherwise.
  public static final int KEPT = 2;

  /// Begins the keys of what a generation says about the map rather than about itself: a rollback
  /// takes these from the newest, not from the generation it goes back to.
  public static final String LASTING = "portolan.lasting.";

  private static final String FIT = "portolan.fit";
  private static final String FIT_FILES = "portolan.fitFiles";
  private static final String ORIGIN = "portolan.origin";
  private static final String PUBLISHED = "portolan.published";
  private static final String KEEP = "portolan.keep";

  private final Path path;
  private final Fits fits;
  private final MapEdits edits;

  public MapStore(Path dataset, String map) {
    path = dataset.resolve("maps").resolve(Names.check("map", map));
    fits = new Fits(path.resolve("fit"));
    edits = new MapEdits(path);
  }

  /// Names of the maps of a dataset that have a generation, sorted.
  public static List<String> names(Path dataset) {
    Path maps = dataset.resolve("maps");
    if (!Files.isDirectory(maps)) {
      return List.of();
    }
    try (var inside = Files.list(maps)) {
      return inside
          .map(map -> map.getFileName().toString())
          .filter(name -> new MapStore(dataset, name).newest().isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw DataStore.failed(maps, "listed", e);
    }
  }

  /// Removes what killed publications left in the maps of a dataset. Wants the database's lock.
  ///
  /// A generation before the newest is left alone: when it has no commit it is damaged.
  static void removeUnfinished(Path dataset) {
    for (String name : Directories.files(dataset.resolve("maps"))) {
      if (Names.valid(name)) {
        MapStore maps = new MapStore(dataset, name);
        maps.removeUnfinished(maps.newest().orElse(0));
      }
    }
  }

  /// What outlives the generations.
  public MapEdits edits() {
    return edits;
  }

  /// The number of the newest published generation.
  public OptionalLong newest() {
    return numbers().stream().mapToLong(n -> n).max();
  }

  /// The published generations, oldest first.
  public List<PublishedGeneration> published() {
    List<PublishedGeneration> published = new ArrayList<>();
    for (long number : numbers()) {
      try {
        published.add(describe(number));
      } catch (FileNotFoundException | NoSuchFileException e) {
        // Another process removed it since it was listed.
      } catch (IOException e) {
        throw DataStore.failed(directory(number), "read", e);
      }
    }
    return published;
  }

  private PublishedGeneration describe(long number) throws IOException {
    SegmentInfos commit = commit(number);
    Map<String, String> about = commit.getUserData();
    String published = about.get(PUBLISHED);
    return new PublishedGeneration(
        number,
        published == null
            ? Files.getLastModifiedTime(directory(number)).toInstant()
            : Instant.parse(published),
        commit.totalMaxDoc(),
        GenerationOrigin.of(about.getOrDefault(ORIGIN, new GenerationOrigin.Built().toText())),
        Directories.bytes(directory(number)) + Directories.bytes(fits.directory(fitOf(about))),
        about);
  }

  /// What a generation says about itself; empty when its commit cannot be read.
  public Optional<Map<String, String>> about(long number) {
    try {
      return Optional.of(commit(number).getUserData());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  public Generation read(long number) {
    return Generation.read(directory(number), number);
  }

  /// Reads the newest generation; begins again when a newer one came and this one went meanwhile.
  ///
  /// @throws IllegalStateException when there is none
  public <T> T readNewest(LongFunction<T> reading) {
    while (true) {
      long number = newest().orElseThrow(this::none);
      try {
        return reading.apply(number);
      } catch (StorageException e) {
        if (newest().orElse(number) == number) {
          throw e;
        }
      }
    }
  }

  private IllegalStateException none() {
    return new IllegalStateException(
        "map '%s' of dataset '%s' has no generation; build it"
            .formatted(path.getFileName(), path.getParent().getParent().getFileName()));
  }

  /// Publishes a build as the next generation and keeps the two before it.
  ///
  /// @param fit file name to content; rewound buffers
  /// @return the number of the new generation
  public long publish(
      DatumSet rows,
      List<StoredColumn> columns,
      Map<String, String> about,
      Map<String, ByteBuffer> fit) {
    GenerationDraft draft = new GenerationDraft(rows, columns, about, fit);
    return publish(draft, new GenerationOrigin.Built(), KEPT);
  }

  /// Publishes columns and fit as the next generation.
  ///
  /// @param keep how many generations before it stay, at least 0
  /// @return the number of the new generation
  public synchronized long publish(GenerationDraft draft, GenerationOrigin origin, int keep) {
    checkKeep(keep);
    return publishNext(
        (directory, about) -> {
          about.put(FIT, Long.toString(fits.write(draft.fit())));
          about.put(FIT_FILES, String.join(",", new TreeSet<>(draft.fit().keySet())));
          Generation.write(directory, draft.rows(), draft.columns(), about);
        },
        about(draft.about(), origin, keep));
  }

  /// Publishes a state that follows from the newest generation as the next; as many before it stay
  /// as before that one.
  ///
  /// @param newest the generation it follows from
  /// @return the number of the new generation
  /// @throws IllegalStateException when another one was published meanwhile
  public synchronized long publishAfter(
      long newest, GenerationDraft draft, GenerationOrigin origin) {
    if (newest().orElse(0) != newest) {
      throw new IllegalStateException(
          "generation %d of map '%s' is no longer the newest, another was published meanwhile; do it again"
              .formatted(newest, path.getFileName()));
    }
    return publish(draft, origin, keepOfNewest());
  }

  /// Publishes an earlier generation again, as the next; its files are checked on the way.
  ///
  /// As many generations before it stay as before the newest.
  ///
  /// @return the number of the new generation
  /// @throws IllegalArgumentException when there is no such earlier generation; the message lists
  ///   those there are
  public synchronized long rollBack(long number) {
    List<Long> numbers = numbers();
    if (numbers.isEmpty()) {
      throw none();
    }
    if (!numbers.contains(number) || number == numbers.getLast()) {
      throw new IllegalArgumentException(
          "map '%s' cannot be rolled back to generation %d: generation %d is the current one, earlier ones are %s; name one of them"
              .formatted(
                  path.getFileName(),
                  number,
                  numbers.getLast(),
                  numbers.subList(0, numbers.size() - 1)));
    }
    int keep = keepOfNewest();
    try (PinnedIndex earlier = PinnedIndex.newest(directory(number))) {
      readFit(earlier.userData());
      Map<String, String> says =
          goneOn(earlier.userData(), commit(numbers.getLast()).getUserData());
      return publishNext(
          (directory, about) -> earlier.copy(directory, about, CopyCount.unwatched()),
          about(says, new GenerationOrigin.RolledBack(number), keep));
    } catch (IOException e) {
      throw DataStore.failed(directory(number), "read", e);
    }
  }

  /// What an earlier generation says about itself, and the newest about the map.
  private static Map<String, String> goneOn(
      Map<String, String> earlier, Map<String, String> newest) {
    Map<String, String> about = new LinkedHashMap<>(earlier);
    about.keySet().removeIf(key -> key.startsWith(LASTING));
    newest.forEach((key, text) -> {
      if (key.startsWith(LASTING)) {
        about.put(key, text);
      }
    });
    return about;
  }

  /// Writes the next generation.
  private interface Writing {
    void write(Path directory, Map<String, String> about) throws IOException;
  }

  private long publishNext(Writing writing, Map<String, String> about) {
    removeUnfinished();
    long number = newest().orElse(0) + 1;
    try {
      Files.createDirectories(directory(number));
      writing.write(directory(number), about);
      IOUtils.fsync(generations(), true);
    } catch (IOException e) {
      throw DataStore.failed(path, "written", e);
    } finally {
      if (!Directories.hasCommit(directory(number))) {
        removeUnfinished();
      }
    }
    keep(Integer.parseInt(about.get(KEEP)));
    return number;
  }

  private static Map<String, String> about(
      Map<String, String> draft, GenerationOrigin origin, int keep) {
    Map<String, String> about = new LinkedHashMap<>(draft);
    about.put(ORIGIN, origin.toText());
    about.put(PUBLISHED, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    about.put(KEEP, Integer.toString(keep));
    return about;
  }

  /// Publishes a generation again with other words, as the next: the same columns, and a fit in
  /// which some files are replaced.
  ///
  /// @param about of what it says about itself that which changes, by key
  /// @param changed of the files of the fit those that change, by name
  /// @return the number of the new generation
  /// @throws IllegalStateException when another one was published meanwhile
  public synchronized long relabel(
      Generation newest, Map<String, String> about, Map<String, ByteBuffer> changed) {
    if (newest().orElse(0) != newest.number()) {
      throw new IllegalStateException(
          "generation %d of map '%s' is no longer the newest; relabel the newest"
              .formatted(newest.number(), path.getFileName()));
    }
    Map<String, ByteBuffer> fit = readFit(newest.about());
    fit.putAll(changed);
    Map<String, String> says = new LinkedHashMap<>(newest.about());
    says.putAll(about);
    return publish(
        new GenerationDraft(newest.rows(), List.copyOf(newest.columns().values()), says, fit),
        new GenerationOrigin.Relabelled(newest.number()),
        keepOfNewest());
  }

  /// Removes all generations but the newest and `earlier` before it, with the fits only they use.
  ///
  /// Snapshots that read them go on: a generation is read into memory whole.
  public synchronized void keep(int earlier) {
    checkKeep(earlier);
    removeUnfinished();
    List<Long> numbers = numbers();
    for (int i = 0; i < numbers.size() - 1 - earlier; i++) {
      Directories.retire(directory(numbers.get(i)));
    }
    removeUnusedFits();
  }

  /// Removes generations, damaged as they may be, with the fits only they use.
  public synchronized void drop(Collection<Long> numbers) {
    numbers.forEach(number -> Directories.retire(directory(number)));
    removeUnusedFits();
  }

  /// Removes all generations but the newest, with the fits only they use.
  public void dropOlder() {
    keep(0);
  }

  private static void checkKeep(int earlier) {
    if (earlier < 0) {
      throw new IllegalArgumentException(
          "%d earlier generations cannot be kept; keep 0 or more".formatted(earlier));
    }
  }

  private int keepOfNewest() {
    return readNewest(number -> {
      try {
        String keep = commit(number).getUserData().get(KEEP);
        return keep == null ? KEPT : Integer.parseInt(keep);
      } catch (IOException e) {
        throw DataStore.failed(directory(number), "read", e);
      }
    });
  }

  /// One file of a generation's fit, checked against its checksum.
  public ByteBuffer fit(Generation generation, String name) {
    return fits.read(fitOf(generation.about()), name);
  }

  /// Whether the fit of a generation has a file; builds by earlier versions have fewer.
  public boolean fitHas(Generation generation, String name) {
    return fitFiles(generation.about()).contains(name);
  }

  /// The numbers of the published generations, ascending.
  public List<Long> numbers() {
    return Directories.numbered(generations()).stream()
        .filter(number -> Directories.hasCommit(directory(number)))
        .toList();
  }

  private SegmentInfos commit(long number) throws IOException {
    try (FSDirectory files = Directories.open(directory(number))) {
      return SegmentInfos.readLatestCommit(files);
    }
  }

  private Map<String, ByteBuffer> readFit(Map<String, String> about) {
    Map<String, ByteBuffer> fit = new LinkedHashMap<>();
    for (String name : fitFiles(about)) {
      fit.put(name, fits.read(fitOf(about), name));
    }
    return fit;
  }

  /// The names of the files in a generation's fit; the first versions did not write them down.
  List<String> fitFiles(Map<String, String> about) {
    String names = about.get(FIT_FILES);
    if (names == null) {
      return Directories.files(fits.directory(fitOf(about)));
    }
    return names.isEmpty() ? List.of() : List.of(names.split(","));
  }

  static long fitOf(Map<String, String> about) {
    return Long.parseLong(about.get(FIT));
  }

  private void removeUnfinished() {
    removeUnfinished(0);
  }

  /// @param after generations up to this one stay, whatever they are
  private void removeUnfinished(long after) {
    Directories.removeRetired(generations());
    for (long number : Directories.numbered(generations())) {
      if (number > after && !Directories.hasCommit(directory(number))) {
        Directories.delete(directory(number));
      }
    }
    removeUnusedFits();
  }

  private void removeUnusedFits() {
    Set<Long> used = new TreeSet<>();
    for (long number : numbers()) {
      try {
        used.add(fitOf(commit(number).getUserData()));
      } catch (IOException e) {
        throw DataStore.failed(directory(number), "read", e);
      }
    }
    fits.keepOnly(used);
  }

  private Path directory(long number) {
    return Directories.numbered(generations(), number);
  }

  Path generations() {
    return path.resolve("generations");
  }

  Path fits() {
    return fits.path();
  }
}
