package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser over 19,997 newsgroup posts, from looking to changing; what it
/// changes is looked at from the command line.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebMapTest {
  private static final int POSTS = 19_997;
  private static final String TAG = "mid <i>map</i>";

  @TempDir private static Path folder;
  private static Path db;
  private static Chromium chromium;
  private static ServedMap served;

  private MapPage map;

  @BeforeAll
  static void serve() throws InterruptedException {
    chromium = Chromium.open();
    Path news = news();
    db = folder.resolve("news.portolan");
    Cli.ok(
        "import",
        db,
        "news",
        news.resolve("docs.jsonl.gz"),
        "--id",
        "id",
        "--vectors",
        news.resolve("vectors_f16.npy.gz"),
        "--text",
        "text",
        "--text",
        "subject",
        "--category",
        "label_l2",
        "--timestamp",
        "timestamp",
        "--embedder",
        "all-MiniLM-L6-v2-q");
    Cli.ok("map", db, "news", "--label-field", "text");
    served = ServedMap.of(db, "news");
  }

  private static Path news() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("shared/data/newsgroups20"))) {
      at = at.getParent();
    }
    Assumptions.assumeTrue(
        at != null, "shared/data/newsgroups20 is missing: the page is not tested on it");
    return at.resolve("shared/data/newsgroups20");
  }

  @AfterAll
  static void close() {
    if (served != null) {
      served.close();
      assertEquals("", served.complaints());
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  /// Every test is a new visitor.
  private MapPage visit() {
    map = new MapPage(chromium.page(1280, 800));
    map.open(served.address());
    return map;
  }

  @AfterEach
  void complainsOfNothing() {
    if (map != null) {
      map.page().context().close();
    }
    assertEquals(List.of(), chromium.complaints());
  }

  @Test
  @Order(1)
  void map_isPaintedWithLabels() {
    MapPage page = visit();
    assertEquals(POSTS, page.painted());
    assertEquals(POSTS, page.shown());
    assertTrue(page.part("labels-0").innerText().length() > 50, page.part("labels-0").innerText());
    assertFalse(page.page().url().contains("token"), "the token left the address");
    page.pan();
    assertEquals(POSTS, page.painted());
  }

  @Test
  @Order(2)
  void withoutToken_nothingIsShown() {
    map = new MapPage(chromium.page(1280, 800));
    map.page().navigate(served.address().replaceAll("#.*", ""));
    map.part("trouble").waitFor();
    assertTrue(map.part("trouble").innerText().contains("portolan serve"));
    // The browser itself notes the 401 that told the page.
    chromium.complaints();
  }

  @Test
  @Order(3)
  void hover_showsADatum() {
    assertTrue(visit().hoverSomewhere().length() > 20);
  }

  @Test
  @Order(4)
  void search_findsAndPins() {
    MapPage page = visit();
    page.part("search").fill("space shuttle");
    page.part("search").press("Enter");
    page.part("hit").first().waitFor();
    assertTrue(
        page.part("hit")
            .first()
            .innerText()
            .toLowerCase(java.util.Locale.ROOT)
            .contains("shuttle"));
    page.part("hit").first().click();
    page.part("card").waitFor();
    page.part("neighbours").waitFor();
    String id = page.part("card-id").innerText();
    assertFalse(Cli.ok("search", db, "news", "--id", id, "--json").out().isEmpty());
  }

  @Test
  @Order(5)
  void searchByMeaning_findsAndPlaces() {
    MapPage page = visit();
    page.part("search-kind").selectOption("meaning");
    page.part("search").fill("rockets and satellites");
    page.part("search").press("Enter");
    page.part("hit").first().waitFor();
    page.part("search-kind").selectOption("place");
    page.part("search").press("Enter");
    page.part("place").waitFor();
    assertTrue(page.part("place").innerText().contains("confidence"));
  }

  @Test
  @Order(6)
  void filter_countsAtOnce() {
    MapPage page = visit();
    page.filter("label_l2", "alt.atheism");
    page.awaitShown(1000);
    page.part("clear-all").click();
    page.awaitShown(POSTS);
  }

  @Test
  @Order(7)
  void lasso_becomesATagThatTheCommandLineSees() {
    MapPage page = visit();
    page.lasso();
    page.page().waitForCondition(() -> page.shown() < POSTS);
    int shown = page.shown();
    assertTrue(shown > 0);
    page.part("tag-shown").click();
    page.part("tag-name").fill(TAG);
    page.part("tag-save").click();
    page.part("tag").first().waitFor();
    assertEquals(TAG, page.part("tag").first().getAttribute("data-tag"));
    var tags = Cli.ok("tag", db, "news", "list", "--json").json().get("tags");
    assertEquals(TAG, tags.get(0).get("name").stringValue());
    assertEquals(shown, tags.get(0).get("count").intValue());
  }

  @Test
  @Order(8)
  void topic_isRenamedForEverybody() {
    MapPage page = visit();
    Locator first = page.panel("topics").getByTestId("topic").first();
    first.hover();
    first.getByTestId("topic-rename").click();
    page.part("topic-name").fill("Renamed <b>here</b>");
    page.part("topic-name-save").click();
    page.part("topic-tree").getByText("Renamed <b>here</b>").waitFor();
    assertTrue(Cli.ok("topics", db, "news").out().contains("Renamed <b>here</b>"));
    page.part("topic-undo").click();
    page.part("topic-tree")
        .getByText("Renamed <b>here</b>")
        .waitFor(
            new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
  }

  @Test
  @Order(9)
  void address_carriesTheView() {
    MapPage page = visit();
    page.filter("label_l2", "alt.atheism");
    page.awaitShown(1000);
    page.page().waitForCondition(() -> page.page().url().contains("alt.atheism"));
    String address = page.page().url();
    BrowserContext visitor = page.page().context();
    page.page().close();
    Page other = visitor.newPage();
    other.navigate(address);
    MapPage same = new MapPage(other);
    same.painted();
    same.awaitShown(1000);
  }

  @Test
  @Order(10)
  void duplicates_areDeletedAfterConfirmation() {
    MapPage page = visit();
    page.panel("duplicates").getByTestId("cluster").first().waitFor();
    page.part("cluster-delete").first().click();
    page.part("confirm-no").click();
    assertEquals(POSTS, data());
    page.part("cluster-delete").first().click();
    page.part("confirm-yes").click();
    page.page().waitForCondition(() -> data() < POSTS);
    page.awaitShown(data());
  }

  private static int data() {
    return Cli.ok("info", db, "news", "--json").json().at("/datasets/0/count").intValue();
  }

  @Test
  @Order(11)
  void update_makesTheNextGeneration() {
    MapPage page = visit();
    page.panel("map").getByTestId("update").click();
    page.page()
        .waitForCondition(
            () -> Cli.ok("generations", db, "news", "--json").json().get("generations").size() > 1,
            new Page.WaitForConditionOptions().setTimeout(120_000));
    page.page().waitForCondition(() -> page.painted() == data());
    assertNotEquals(POSTS, page.painted());
  }

  @Test
  @Order(12)
  void sharedFolder_opensFromDisk() {
    Path site = folder.resolve("site");
    Cli.ok("export", db, "news", "--site", site);
    map = new MapPage(chromium.page(1280, 800));
    map.open(site.resolve("index.html").toUri().toString());
    assertEquals(data(), map.painted());
    assertTrue(map.hoverSomewhere().length() > 20);
    map.part("search").fill("space shuttle");
    map.part("search").press("Enter");
    map.part("hit").first().waitFor();
    map.panel("tags").getByText(TAG).waitFor();
  }

  @Test
  @Order(13)
  void sharedFolder_fitsAPhone() {
    map = new MapPage(chromium.page(390, 844));
    map.open(folder.resolve("site/index.html").toUri().toString());
    assertEquals(data(), map.painted());
    int wide = (int) map.page().evaluate("document.documentElement.scrollWidth");
    assertTrue(wide <= 390, "the page is %d wide".formatted(wide));
  }

  @Test
  @Order(14)
  void pinch_zoomsAroundItsMiddle() {
    map = new MapPage(chromium.page(390, 844));
    map.open(served.address());
    map.pinch(40, 120);
    assertEquals(3, map.zoom(), .3);
    map.pinch(120, 40);
    assertEquals(1, map.zoom(), .1);
  }
}
