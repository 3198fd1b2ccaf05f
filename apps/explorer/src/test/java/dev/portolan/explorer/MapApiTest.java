package dev.portolan.explorer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapEmbeddings;
import dev.portolan.query.filter.Filter;
import dev.portolan.query.filter.FilterJson;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumEdit;
import dev.portolan.storage.DatumSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the API answers beside what the library says.
class MapApiTest {
  private static final String MAP = "tickets/default/";

  @TempDir private Path folder;
  private Portolan db;
  private Dataset dataset;
  private EmbeddingMap map;
  private Explorer explorer;
  private Wire wire;
  private final List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void serve() throws IOException {
    db = Tickets.create(folder.resolve("db"));
    dataset = db.dataset(Tickets.NAME);
    map = dataset.map();
    explorer = Explorer.start(Tickets.served(db), 0, faults::add);
    wire = new Wire(explorer.port()).signIn(explorer.address());
  }

  @AfterEach
  void close() {
    explorer.close();
    db.close();
    assertEquals(List.of(), faults);
  }

  private JsonNode get(String path) throws IOException {
    Wire.Answer answer = wire.get(MAP + path);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private Wire.Answer frame(String path) throws IOException {
    Wire.Answer answer = wire.get(MAP + path);
    assertEquals(200, answer.status());
    assertEquals("application/octet-stream", answer.headers().get("content-type"));
    return answer;
  }

  private Wire.Answer post(String path, String body) throws IOException {
    Wire.Answer answer = wire.post(MAP + path, body);
    assertTrue(answer.status() < 300, answer.text());
    return answer;
  }

  private String mask(int... rows) {
    byte[] mask = new byte[(Tickets.COUNT + 7) / 8];
    for (int row : rows) {
      mask[row >> 3] |= (byte) (1 << (row & 7));
    }
    return Base64.getEncoder().encodeToString(mask);
  }

  @Test
  void catalog_namesDatasetsAndMaps() throws IOException {
    JsonNode catalog = wire.get("catalog").json();
    assertEquals(1, catalog.get("format").intValue());
    assertEquals("tickets", catalog.at("/datasets/0/name").stringValue());
    assertEquals("default", catalog.at("/datasets/0/maps/0/name").stringValue());
    assertEquals("default", catalog.at("/start/map").stringValue());
  }

  @Test
  void points_areTheMapsPlacesInAtMostSixteenBytesEach() throws IOException {
    Wire.Answer points = frame("points");
    MapEmbeddings.Projected projected = map.embeddings().projected();
    ByteBuffer x = points.array("x");
    ByteBuffer y = points.array("y");
    for (int row = 0; row < Tickets.COUNT; row++) {
      assertEquals(projected.x()[row], x.getFloat(4 * row));
      assertEquals(projected.y()[row], y.getFloat(4 * row));
    }
    assertTrue(points.body().length <= 16 * Tickets.COUNT);
  }

  @Test
  void info_describesEveryColumn() throws IOException {
    JsonNode info = get("info");
    assertEquals(Tickets.COUNT, info.get("n").intValue());
    assertEquals("body", info.get("textColumn").stringValue());
    assertEquals(8, info.get("columns").size());
    JsonNode hostile = info.get("columns").get(7);
    assertEquals(Tickets.HOSTILE_COLUMN, hostile.get("name").stringValue());
    assertEquals(Tickets.HOSTILE.size(), hostile.get("distinct").intValue());
    JsonNode priority = info.get("columns").get(2);
    assertEquals(Tickets.COUNT / 5, priority.get("nulls").intValue());
    assertEquals(3, priority.get("max").intValue());
    assertEquals(1, info.at("/quality/found").doubleValue());
    assertTrue(info.at("/quality/shortfall").isNull());
    assertTrue(info.at("/can/meaning").booleanValue());
  }

  @Test
  void infoWithoutCounts_isTheSameButForWhatColumnsHold() throws IOException {
    ObjectNode info = (ObjectNode) get("info");
    ObjectNode atOnce = (ObjectNode) get("info?counts=no");
    for (JsonNode column : info.get("columns")) {
      ((ObjectNode) column).remove(List.of("nulls", "distinct", "min", "max"));
    }
    assertEquals(info, atOnce);
  }

  @Test
  void columns_holdTheValuesOfTheirRows() throws IOException {
    Wire.Answer kind = frame("columns/kind");
    Wire.Answer priority = frame("columns/priority");
    Wire.Answer at = frame("columns/at");
    Wire.Answer open = frame("columns/open");
    for (int row = 0; row < Tickets.COUNT; row++) {
      var values = map.data().rows(List.of("t" + row)).getFirst().values();
      int code = kind.array("code").get(row);
      assertEquals(values.get("kind"), kind.head().get("dictionary").get(code - 1).stringValue());
      double number = priority.array("value").getDouble(8 * row);
      assertEquals(values.get("priority"), Double.isNaN(number) ? null : (Object) (long) number);
      assertEquals(row * 3_600_000.0, at.array("value").getDouble(8 * row));
      int truth = open.array("code").get(row);
      assertEquals(
          String.valueOf(values.get("open")),
          open.head().get("dictionary").get(truth - 1).stringValue());
    }
  }

  @Test
  void listColumn_hasEveryElementOnce() throws IOException {
    Wire.Answer labels = frame("columns/labels");
    ByteBuffer start = labels.array("start");
    for (int row = 0; row < Tickets.COUNT; row++) {
      List<String> found = new ArrayList<>();
      for (int i = start.getInt(4 * row); i < start.getInt(4 * row + 4); i++) {
        found.add(labels.head().get("dictionary").get(labels.array("code").get(i)).stringValue());
      }
      Object value = map.data().rows(List.of("t" + row)).getFirst().values().get("labels");
      assertEquals(((List<?>) value).stream().sorted().toList(), found.stream().sorted().toList());
    }
  }

  @Test
  void hostileColumnName_isAskedByItsEncodedName() throws IOException {
    String name =
        java.net.URLEncoder.encode(Tickets.HOSTILE_COLUMN, java.nio.charset.StandardCharsets.UTF_8)
            .replace("+", "%20");
    assertEquals(Tickets.HOSTILE.size(), frame("columns/" + name).head().get("dictionary").size());
  }

  @Test
  void duplicates_areThoseOfTheMapAtAnyCutoff() throws IOException {
    for (String cutoff : List.of("", "?cutoff=0", "?cutoff=0.05")) {
      Wire.Answer found = frame("duplicates" + cutoff);
      MapDuplicates expected =
          cutoff.isEmpty()
              ? map.duplicates()
              : map.duplicates().at(Double.parseDouble(cutoff.substring(8)));
      List<MapDuplicates.PerDatum> each = expected.perDatum();
      for (int row = 0; row < Tickets.COUNT; row++) {
        assertEquals(1 + each.get(row).duplicateClass().ordinal(), found.array("class").get(row));
        assertEquals(each.get(row).clusterId(), "t" + found.array("retained").getInt(4 * row));
      }
      assertEquals(
          expected.deletionCandidates().count(), found.head().get("candidates").intValue());
    }
  }

  @Test
  void select_isTheFiltersAnswer() throws IOException {
    for (Filter filter :
        List.of(
            Filter.words("body", "parcel"),
            Filter.range("priority", 2, null),
            Filter.equalTo("open", true).and(Filter.equalTo("kind", "refund").not()),
            Filter.equalTo(Tickets.HOSTILE_COLUMN, Tickets.HOSTILE.get(1)),
            Filter.near("t3", 0.2),
            Filter.inPolygon(-100, -100, 0, -100, 0, 100, -100, 100))) {
      Wire.Answer answer =
          post("select", "{\"filter\": " + FilterJson.write(filter) + ", \"generation\": 1}");
      DatumSet expected = dataset.where(filter);
      for (int row = 0; row < Tickets.COUNT; row++) {
        assertEquals(expected.contains(row), answer.bit(row), filter + " row " + row);
      }
      assertEquals(expected.count(), answer.head().get("count").intValue());
    }
  }

  @Test
  void search_findsByWordsMeaningAndId() throws IOException {
    JsonNode words = post("search", "{\"kind\": \"words\", \"text\": \"parcel\", \"k\": 5}").json();
    assertEquals(5, words.get("hits").size());
    JsonNode passage = words.at("/hits/0/passages/0");
    JsonNode mark = passage.get("marks").get(0);
    assertEquals(
        "parcel",
        passage
            .get("text")
            .stringValue()
            .substring(mark.get(0).intValue(), mark.get(1).intValue()));
    JsonNode meaning =
        post("search", "{\"kind\": \"meaning\", \"text\": \"login password account\"}").json();
    assertEquals(50, meaning.get("hits").size());
    int row = meaning.at("/hits/0/row").intValue();
    assertEquals(2, row % 5, "the blob of these words");
    JsonNode byId = post("search", "{\"kind\": \"id\", \"text\": \"t39\", \"k\": 2}").json();
    assertEquals("t39", byId.at("/hits/0/id").stringValue());
    assertEquals("t38", byId.at("/hits/1/id").stringValue(), "its copy is nearest");
    JsonNode like = post("search", "{\"kind\": \"like\", \"rows\": [4, 9], \"k\": 3}").json();
    assertEquals(3, like.get("hits").size());
    JsonNode where = post("place", "{\"text\": \"battery charger cable\"}").json();
    assertEquals(3, where.at("/nearest/row").intValue() % 5);
  }

  @Test
  void rows_comeInTheOrderAskedWithNulls() throws IOException {
    JsonNode rows =
        post("rows", "{\"rows\": [6, 0], \"columns\": [\"kind\", \"priority\"]}").json();
    assertEquals("t6", rows.at("/rows/0/id").stringValue());
    assertEquals(2, rows.at("/rows/0/values/1").intValue());
    assertTrue(rows.at("/rows/1/values/1").isNull());
    assertEquals(400, wire.post(MAP + "rows", "{\"rows\": \"all\"}").status());
    assertEquals(404, wire.post(MAP + "rows", "{\"rows\": [400]}").status());
  }

  @Test
  void datum_saysEverythingAboutOne() throws IOException {
    dataset.tags().create("first", List.of("t39"));
    JsonNode datum = get("datum/39");
    assertEquals("t39", datum.get("id").stringValue());
    assertEquals("first", datum.at("/tags/0").stringValue());
    assertEquals("deletion candidate", datum.at("/duplicate/class").stringValue());
    assertEquals("t38", datum.at("/duplicate/retained/id").stringValue());
    JsonNode neighbours = get("datum/39/neighbours?k=3").get("neighbours");
    assertEquals("t38", neighbours.at("/0/id").stringValue());
    assertEquals(3, neighbours.size());
    assertEquals(39, get("find?id=t39").get("row").intValue());
  }

  @Test
  void order_sortsWithUnsetLast() throws IOException {
    ByteBuffer rows = post("order", "{\"sort\": \"priority\", \"descending\": true}").array("row");
    assertEquals(3, rows.getInt(0) % 4);
    assertEquals(0, rows.getInt(4 * (Tickets.COUNT - 1)) % 5, "unset ones are last");
    ByteBuffer texts =
        post("order", "{\"sort\": \"body\", \"mask\": \"" + mask(1, 2, 3) + "\"}").array("row");
    assertEquals(3 * 4, texts.limit());
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      bodies.add(
          (String)
              map.data().rows(List.of("t" + texts.getInt(4 * i))).getFirst().values().get("body"));
    }
    assertEquals(bodies.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList(), bodies);
  }

  @Test
  void tags_areMadeChangedAndDeleted() throws IOException {
    String name = "\"<img src=x onerror=alert(1)>\"";
    post("tags/create", "{\"name\": " + name + ", \"mask\": \"" + mask(1, 5) + "\"}");
    assertArrayEquals(
        new int[] {1, 5}, dataset.tags().datumsIn("<img src=x onerror=alert(1)>").ordinals());
    post("tags/add", "{\"name\": " + name + ", \"mask\": \"" + mask(7) + "\"}");
    post("tags/remove", "{\"name\": " + name + ", \"mask\": \"" + mask(1) + "\"}");
    post("tags/rename", "{\"name\": " + name + ", \"to\": \"kept\"}");
    Wire.Answer kept = frame("tags/mask?name=kept");
    assertTrue(kept.bit(5) && kept.bit(7) && !kept.bit(1));
    JsonNode live =
        post("tags/create", "{\"name\": \"p\", \"filter\": {\"tagged\": \"kept\"}}").json();
    assertEquals(2, live.at("/tags/1/count").intValue());
    assertTrue(live.at("/tags/1/live").booleanValue());
    assertEquals(
        400,
        wire.post(MAP + "tags/create", "{\"name\": \"q\", \"filter\": {\"tagged\": \"nobody\"}}")
            .status());
    post("tags/delete", "{\"name\": \"p\"}");
    assertEquals(List.of("kept"), dataset.tags().names());
    assertEquals(
        400, wire.post(MAP + "tags/add", "{\"name\": \"kept\", \"mask\": \"AA==\"}").status());
  }

  @Test
  void topics_areRenamedMergedHiddenAndTakenBack() throws IOException {
    JsonNode topics = get("topics");
    int id = topics.at("/topics/0/id").intValue();
    String hostile = "<b>Late</b> & \\\"quoted\\\"";
    JsonNode renamed =
        post("topics/rename", "{\"id\": " + id + ", \"label\": \"" + hostile + "\"}").json();
    assertEquals("<b>Late</b> & \"quoted\"", renamed.at("/topics/0/label").stringValue());
    assertEquals("<b>Late</b> & \"quoted\"", map.topics().tree().topic(id).label());
    post("topics/hide", "{\"id\": " + id + "}");
    assertFalse(map.topics().tree().has(id));
    post("topics/undo", "{}");
    assertTrue(map.topics().tree().has(id));
    assertEquals(1, get("topics").get("edits").size());
    assertEquals(
        400, wire.post(MAP + "topics/rename", "{\"id\": 9999, \"label\": \"x\"}").status());
  }

  @Test
  void duplicates_areDeletedOnlyAsConfirmed() throws IOException {
    JsonNode at = get("duplicates/at?cutoff=0");
    int candidates = at.get("candidates").intValue();
    assertTrue(candidates > 0);
    JsonNode clusters = get("duplicates/clusters?cutoff=0&count=2").get("clusters");
    int retained = clusters.at("/0/retained/row").intValue();
    Wire.Answer refused =
        wire.post(MAP + "duplicates/delete", "{\"cutoff\": 0, \"confirm\": 1000}");
    assertEquals(409, refused.status());
    assertEquals("changed", refused.json().get("kind").stringValue());
    assertEquals(Tickets.COUNT, dataset.count());
    post("duplicates/delete", "{\"cutoff\": 0, \"clusters\": [" + retained + "], \"confirm\": 1}");
    assertEquals(Tickets.COUNT - 1, dataset.count());
    post("duplicates/delete", "{\"cutoff\": 0, \"confirm\": " + (candidates - 1) + "}");
    assertEquals(Tickets.COUNT - candidates, dataset.count());
    int gone = clusters.at("/0/members/0/row").intValue();
    assertTrue(Float.isNaN(frame("points").array("x").getFloat(4 * gone)));
    assertEquals(404, wire.get(MAP + "datum/" + gone).status());
    assertTrue(post("rows", "{\"rows\": [" + gone + "]}").json().at("/rows/0/id").isNull());
    assertEquals(Tickets.COUNT, get("info").get("n").intValue());
    assertEquals(Tickets.COUNT - candidates, get("info").get("live").intValue());
  }

  @Test
  void update_runsAsAJobAndMakesAGeneration() throws Exception {
    dataset.delete(List.of("t3"));
    dataset.add(Datum.of("new", dataset.read(data -> data.latent(4))).with("body", "new parcel"));
    assertEquals(1, get("info").get("unmapped").intValue());
    String job = post("update", "{}").json().get("job").stringValue();
    Wire.Answer events = wire.get(MAP + "jobs/" + job + "/events");
    assertTrue(events.text().startsWith("data: {"), events.text());
    JsonNode done = wire.get(MAP + "jobs/" + job).json();
    assertEquals("done", done.get("state").stringValue(), done.toString());
    assertEquals(2, done.get("generation").intValue());
    Wire.Answer old = wire.get(MAP + "points?generation=1");
    assertEquals(409, old.status());
    assertEquals(2, old.json().get("generation").intValue());
    assertEquals(Tickets.COUNT, get("info").get("n").intValue());
    Wire.Answer before = frame("generations/1/points");
    assertEquals(1, before.head().get("came").intValue());
    assertEquals(1, before.head().get("gone").intValue());
    assertEquals(2, get("generations").get("generations").size());
    assertTrue(get("generations/1/changes").has("kept"));
  }

  @Test
  void furtherMap_isBuiltToCompare() throws Exception {
    JsonNode job = post("build", "{\"name\": \"axes\", \"projection\": \"pca\"}").json();
    wire.get(MAP + "jobs/" + job.get("job").stringValue() + "/events");
    assertEquals(List.of("axes", "default"), dataset.maps());
    Wire.Answer ordinals = wire.get("tickets/axes/ordinals");
    assertEquals(Tickets.COUNT, ordinals.array("ordinal").limit() / 4);
  }

  @Test
  void sameState_isNotSentTwice() throws IOException {
    Wire.Answer first = wire.get(MAP + "points");
    String tag = first.headers().get("etag");
    assertEquals(304, wire.get(MAP + "points", "If-None-Match: " + tag).status());
    dataset.tags().create("new");
    assertEquals(200, wire.get(MAP + "points", "If-None-Match: " + tag).status());
  }

  @Test
  void csv_keepsSpreadsheetsFromRunningIt() throws IOException {
    dataset.update(new DatumEdit("t1", Map.of("body", "=cmd|' /C calc'!A0")));
    map.update();
    Wire.Answer csv = post("export", "{\"filter\": {\"ids\": [\"t1\"]}, \"columns\": [\"body\"]}");
    assertEquals("text/csv; charset=utf-8", csv.headers().get("content-type"));
    assertTrue(csv.text().contains("'=cmd|"), csv.text());
    assertTrue(csv.text().startsWith("id,body,x,y,topic_id"), csv.text());
  }
}
