package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.Tag;
import dev.portolan.query.TagTable;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.BackupProgress;
import dev.portolan.storage.Damage;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumEdit;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Durability;
import dev.portolan.storage.StorageException;
import dev.portolan.storage.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagsTest {
  private static final Filter PARCELS = Filter.equalTo("kind", "parcel");

  @TempDir private Path directory;
  private Portolan db;
  private Dataset blobs;
  private Tags tags;

  @BeforeEach
  void create() {
    db = Portolan.open(directory);
    blobs = db.create("blobs", Blobs.SCHEMA);
    blobs.add(Blobs.data(60));
    tags = blobs.tags();
  }

  @AfterEach
  void close() {
    db.close();
  }

  private void reopen() {
    db.close();
    db = Portolan.openExisting(directory);
    blobs = db.dataset("blobs");
    tags = blobs.tags();
  }

  private List<String> ids(String tag) {
    return blobs.idsOf(tags.datumsIn(tag));
  }

  private static String refused(Runnable edit) {
    return assertThrows(IllegalArgumentException.class, edit::run).getMessage();
  }

  @Test
  void create_byIdsSetQuestionAndFilter_holdsThoseData() {
    tags.create("empty");
    tags.create("ids", List.of("d3", "d1"));
    tags.create("set", blobs.ids(List.of("d5")));
    tags.create("question", data -> data.withVector());
    tags.create("live", PARCELS);
    assertEquals(List.of(), ids("empty"));
    assertEquals(List.of("d1", "d3"), ids("ids"));
    assertEquals(List.of("d5"), ids("set"));
    assertEquals(60, tags.tag("question").count());
    assertEquals(12, tags.tag("live").count());
    assertEquals(
        List.of("empty", "ids", "live", "question", "set"),
        tags.tags().stream().map(Tag::name).toList());
    assertTrue(tags.tag("set").frozen());
    assertEquals(PARCELS, tags.tag("live").rule());
  }

  @Test
  void frozen_followsDataThroughUpdatesDeletionsAndNewMaps() {
    tags.create("few", List.of("d1", "d2", "d3"));
    blobs.update(new DatumEdit("d1", Map.of("kind", "other")));
    blobs.add(datum("d2").with("body", "anew"));
    blobs.delete(List.of("d3"));
    blobs.buildMap(MapOptions.builder().nEpochs(5).build(), BuildMonitor.none());
    assertEquals(List.of("d1", "d2"), ids("few"));
    assertEquals(2, tags.tag("few").count());
    blobs.add(Blobs.data(4).get(3));
    assertEquals(List.of("d1", "d2"), ids("few"), "an id that comes back is another datum");
    reopen();
    assertEquals(List.of("d1", "d2"), ids("few"));
  }

  @Test
  void live_followsItsRuleAndKeepsWhatWasDoneByHand() {
    tags.create("live", PARCELS);
    tags.add("live", List.of("d1"));
    tags.remove("live", List.of("d0"));
    blobs.update(
        new DatumEdit("d2", Map.of("kind", "parcel")), new DatumEdit("d5", Map.of("kind", "x")));
    List<String> now = ids("live");
    assertTrue(now.containsAll(List.of("d1", "d2", "d10")), now.toString());
    assertFalse(now.contains("d0") || now.contains("d5"), now.toString());
    reopen();
    assertEquals(now, ids("live"));
    tags.add("live", List.of("d0"));
    tags.remove("live", List.of("d1"));
    assertTrue(ids("live").contains("d0") && !ids("live").contains("d1"));
  }

  @Test
  void addAndRemove_bySetFilterAndQuestion_changeTheFrozenSet() {
    tags.create("set");
    tags.add("set", PARCELS);
    tags.add("set", blobs.ids(List.of("d1", "d2")));
    tags.add("set", data -> DatumSet.of(data.dataset(), data.ordinals(List.of("d3"))));
    assertEquals(15, tags.tag("set").count());
    tags.remove("set", PARCELS.not());
    assertEquals(blobs.where(PARCELS), tags.datumsIn("set"));
    tags.remove("set", data -> data.all());
    assertEquals(0, tags.tag("set").count());
  }

  @Test
  void freeze_keepsTheDataAndDropsTheRule() {
    tags.create("live", PARCELS);
    tags.remove("live", List.of("d0"));
    DatumSet before = tags.datumsIn("live");
    tags.freeze("live");
    blobs.update(new DatumEdit("d2", Map.of("kind", "parcel")));
    assertEquals(before, tags.datumsIn("live"));
    assertTrue(tags.tag("live").frozen());
    tags.freeze("live");
    tags.changeRule("live", PARCELS);
    assertTrue(ids("live").contains("d2"));
    assertFalse(tags.tag("live").frozen());
  }

  @Test
  void rename_leavesRulesThatNameIt() {
    tags.create("parcels", PARCELS);
    tags.create("rest", Filter.tagged("parcels").not());
    tags.rename("parcels", "post");
    tags.create("parcels");
    assertEquals(48, tags.tag("rest").count());
    long id = tags.tag("post").id();
    assertEquals(new Filter.Tagged("post", id).not(), tags.tag("rest").rule());
    reopen();
    assertEquals(48, tags.tag("rest").count());
    assertEquals(12, blobs.count(Filter.tagged("post")));
  }

  @Test
  void delete_namedByARule_isRefusedNamingItsOwner() {
    tags.create("a", List.of("d1"));
    tags.create("b", Filter.tagged("a"));
    blobs.selections().create("s", Filter.tagged("a").or(PARCELS));
    assertEquals(
        "tag 'a' is named by the rule of tag 'b' and selection 's'; change, freeze or delete that"
            + " first",
        refused(() -> tags.delete("a")));
    tags.freeze("b");
    blobs.selections().delete("s");
    tags.delete("a");
    assertEquals(List.of("d1"), ids("b"));
  }

  @Test
  void changeRule_thatLeadsBack_isRefusedShowingTheWay() {
    tags.create("a", PARCELS);
    tags.create("b", Filter.tagged("a").and(PARCELS));
    tags.create("c", Filter.tagged("b").not());
    assertEquals(
        "tag 'a' cannot have this rule: it leads back to the tag itself (a → c → b → a); leave one"
            + " of them out",
        refused(() -> tags.changeRule("a", PARCELS.or(Filter.tagged("c")))));
    assertTrue(refused(() -> tags.changeRule("a", Filter.tagged("a"))).contains("(a → a)"));
    assertTrue(refused(() -> tags.create("d", Filter.tagged("d").not())).contains("(d → d)"));
    assertEquals(PARCELS, tags.tag("a").rule());
    assertEquals(3, tags.tags().size());
  }

  @Test
  void unknownTag_isAnErrorWithTheLikeliestFirst() {
    assertEquals(
        "there is no tag 'x'; there are none yet: create it", refused(() -> tags.datumsIn("x")));
    tags.edit(edits -> IntStream.range(0, 12).forEach(i -> edits.create("tag" + i)));
    tags.create("Refund");
    String message = refused(() -> tags.datumsIn("refnd"));
    assertTrue(message.startsWith("there is no tag 'refnd'; there are 13: [Refund, "), message);
    assertFalse(message.contains("tag9"), message);
    for (Runnable edit :
        List.<Runnable>of(
            () -> tags.add("refnd", List.of("d1")),
            () -> tags.remove("refnd", PARCELS),
            () -> tags.rename("refnd", "x"),
            () -> tags.delete("refnd"),
            () -> tags.freeze("refnd"),
            () -> tags.changeRule("refnd", PARCELS),
            () -> tags.create("x", Filter.tagged("refnd")),
            () -> blobs.count(Filter.tagged("refnd")))) {
      assertEquals(message, refused(edit));
    }
  }

  @Test
  void badEdits_areOneSentenceAndChangeNothing() {
    tags.create("a", List.of("d1"));
    assertTrue(refused(() -> tags.add("a", List.of("d2", "nobody"))).contains("nobody"));
    assertTrue(refused(() -> tags.create("b", List.of("nobody"))).contains("nobody"));
    assertTrue(refused(() -> tags.create("")).contains("0 bytes"));
    assertTrue(refused(() -> tags.create("a")).contains("exists"));
    assertTrue(refused(() -> tags.create("s", Filter.in(blobs.all()))).contains("JSON"));
    DatumSet foreign = DatumSet.of("another", 1);
    assertTrue(refused(() -> tags.add("a", foreign)).contains("different datasets"));
    assertEquals(
        "there is no tag 'zz'; there are 2: [a, c]",
        refused(() ->
            tags.edit(edits -> {
              edits.create("c");
              edits.add("a", List.of("d5"));
              edits.delete("zz");
            })));
    assertEquals(1, tags.tags().size());
    assertEquals(List.of("d1"), ids("a"));
  }

  @Test
  void edit_ofOrdinalsThatAreNoData_leavesThemOut() {
    tags.create("future", DatumSet.of(blobs.all().dataset(), 5, 60, 61));
    tags.create("live", PARCELS);
    tags.remove("live", DatumSet.of(blobs.all().dataset(), 60));
    blobs.add(datum("new").with("kind", "parcel"));
    assertEquals(List.of("d5"), ids("future"));
    assertTrue(ids("live").contains("new"));
  }

  @Test
  void edits_ofABatch_seeThoseBeforeThem() {
    tags.edit(edits -> {
      edits.create("a", List.of("d1", "d2"));
      edits.rename("a", "b");
      edits.create("a", Filter.tagged("b"));
      edits.create("copy");
      edits.add("copy", Filter.tagged("a"));
      edits.remove("b", List.of("d1"));
      edits.freeze("a");
      edits.delete("b");
    });
    assertEquals(List.of("d2"), ids("a"));
    assertEquals(List.of("d1", "d2"), ids("copy"));
  }

  @Test
  void rule_thatCannotBeAsked_isShownAsAProblem() {
    tags.create("lost", Filter.inTopic("no such topic"));
    tags.create("fine", PARCELS);
    Tag lost = tags.tag("lost");
    assertNotNull(lost.problem());
    assertNull(tags.tag("fine").problem());
    assertTrue(refused(() -> tags.datumsIn("lost")).contains("no map 'default'"), lost.problem());
    blobs.buildMap(MapOptions.builder().nEpochs(5).build(), BuildMonitor.none());
    assertTrue(tags.tag("lost").problem().contains("no topic 'no such topic'"));
  }

  @Test
  void rule_aboutTheMap_isAskedOfTheNewestOne() {
    blobs.buildMap(MapOptions.builder().nEpochs(5).build(), BuildMonitor.none());
    tags.create("mapped", new Filter.OnMap("default"));
    blobs.add(Blobs.data(70).subList(60, 70));
    assertEquals(60, tags.tag("mapped").count());
    blobs.buildMap(MapOptions.builder().nEpochs(5).build(), BuildMonitor.none());
    assertEquals(70, tags.tag("mapped").count());
    assertEquals(70, blobs.map().tags().tag("mapped").count());
    try (MapSnapshot now = blobs.map().snapshot()) {
      tags.create("later");
      assertEquals(now.mapped(), now.tags().datumsIn("mapped"));
      assertEquals(List.of("mapped"), now.tags().names());
    }
    assertEquals(
        70,
        blobs
            .search(Blobs.data(1).getFirst().latent())
            .where(Filter.tagged("mapped"))
            .k(100)
            .run()
            .size());
  }

  @Test
  void table_hasARowPerDatumAndAColumnPerTag() {
    tags.create("b", List.of("d1"));
    tags.create("a", PARCELS);
    blobs.delete(List.of("d0"));
    TagTable table = tags.table();
    assertEquals(59, table.count());
    assertEquals(List.of("a", "b"), table.tags());
    assertEquals("d1", table.id(0));
    assertArrayEquals(new boolean[] {false, true}, table.row(0));
    assertArrayEquals(new boolean[] {true, false}, table.row(4));
  }

  @Test
  void selections_haveNamesOfTheirOwn() {
    tags.create("x", List.of("d1"));
    blobs.selections().create("x", Filter.tagged("x").not());
    assertEquals(1, tags.tag("x").count());
    assertEquals(59, blobs.selections().tag("x").count());
    blobs.selections().remove("x", List.of("d2"));
    assertEquals(58, blobs.selections().datumsIn("x").count());
    blobs.selections().delete("x");
    assertEquals(1, tags.tags().size());
  }

  @Test
  void snapshot_staysAsItWas() {
    tags.create("a", List.of("d1"));
    try (DatasetSnapshot now = blobs.snapshot()) {
      tags.add("a", List.of("d2"));
      tags.create("b");
      assertEquals(1, now.tags().tag("a").count());
      assertEquals(List.of("a"), now.tags().names());
      assertEquals(1, now.count(Filter.tagged("a")));
    }
    assertEquals(2, tags.tag("a").count());
  }

  @Test
  void optimize_takesDeletedDataOutOfTheSets() {
    tags.create("a", List.of("d1", "d2"));
    blobs.delete(List.of("d1"));
    blobs.optimize(BuildMonitor.none());
    assertEquals(List.of("d2"), ids("a"));
    reopen();
    assertEquals(List.of("d2"), ids("a"));
  }

  @Test
  void damagedTags_areNamedAndDataAnswerWithoutThem() throws IOException {
    tags.create("a", List.of("d1"));
    db.close();
    Path file;
    try (Stream<Path> files = Files.list(directory.resolve("blobs/tags"))) {
      file = files.filter(each -> each.toString().endsWith(".cfs")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 8;
    Files.write(file, bytes);
    reopen();
    assertThrows(StorageException.Damaged.class, () -> tags.tags());
    assertThrows(StorageException.Damaged.class, () -> blobs.count(Filter.tagged("a")));
    assertThrows(StorageException.Damaged.class, () -> tags.create("b"));
    assertEquals(12, blobs.count(PARCELS));
    List<Damage> found = Verification.dataset(directory.resolve("blobs"), _ -> {}).damages();
    assertEquals(new Damage.Part.Tags(), found.getFirst().part());
    assertFalse(found.getFirst().derived());
    assertTrue(refused(() -> blobs.repair(found, BuildMonitor.none())).contains("from a backup"));
  }

  @Test
  void copy_hasTheTagsAndGoesItsOwnWay() {
    tags.create("a", List.of("d1"));
    tags.create("b", Filter.tagged("a").or(PARCELS));
    Dataset copy = db.copy("blobs", "copy", BackupProgress.none());
    assertEquals(tags.tags(), copy.tags().tags());
    copy.tags().add("a", List.of("d2"));
    assertEquals(14, copy.tags().tag("b").count());
    assertEquals(13, tags.tag("b").count());
  }

  @Test
  void readers_whileOthersWrite_seeOneState() throws Exception {
    tags.create("a");
    tags.create("not a", Filter.tagged("a").not());
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int reader = 0; reader < 3; reader++) {
        running.add(
            pool.submit(() -> {
              while (!done.get()) {
                try (DatasetSnapshot now = blobs.snapshot()) {
                  DatumSet a = now.tags().datumsIn("a");
                  DatumSet rest = now.where(Filter.tagged("not a"));
                  assertEquals(now.data().all(), a.or(rest));
                  assertTrue(a.and(rest).isEmpty());
                }
              }
            }));
      }
      try {
        for (int i = 0; i < 15; i++) {
          blobs.add(datum("n" + i));
          tags.add("a", List.of("n" + i, "d" + i));
          blobs.delete(List.of("d" + i));
        }
      } finally {
        done.set(true);
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertEquals(15, tags.tag("a").count());
  }

  @Test
  void tenThousandEdits_from8Threads_areAllThereAfterOneFlush() throws Exception {
    int threads = 8;
    tags.create("a");
    Set<String> wanted = ConcurrentHashMap.newKeySet();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int own = t;
        running.add(pool.submit(() -> edit(own, threads, 10_000 / threads, wanted)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    tags.flush();
    try (Portolan reader = Portolan.openExisting(directory)) {
      Dataset seen = reader.dataset("blobs");
      assertEquals(wanted, Set.copyOf(seen.idsOf(seen.tags().datumsIn("a"))));
    }
  }

  /// Adds and removes data that no other thread does; leaves in `wanted` those that stay.
  private void edit(int thread, int threads, int edits, Set<String> wanted) {
    SplittableRandom random = new SplittableRandom(Blobs.SEED + thread);
    for (int i = 0; i < edits; i++) {
      List<String> id = List.of("d" + (thread + threads * random.nextInt(60 / threads)));
      if (random.nextBoolean()) {
        tags.edit(Durability.LATER, each -> each.add("a", id));
        wanted.addAll(id);
      } else {
        tags.edit(Durability.LATER, each -> each.remove("a", id));
        wanted.removeAll(id);
      }
    }
  }

  private static Datum datum(String id) {
    return Datum.of(id, Blobs.data(1).getFirst().latent());
  }
}
