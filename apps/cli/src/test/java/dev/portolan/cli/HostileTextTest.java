package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.portolan.exchange.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Texts that want to be code, in data, ids, columns, values, topics, tags and names of files, meet
/// the page in a real browser: nothing of them runs, wherever they are shown.
class HostileTextTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DATA = 300;
  private static final int DIMENSIONS = 8;

  /// Each would set `window.ran`, open a dialog, or load something from elsewhere.
  private static final List<String> CORPUS =
      List.of(
          "<script>window.ran=1</script>",
          "<img src=x onerror=window.ran=1>",
          "\"><svg onload=window.ran=1>",
          "'><iframe srcdoc='<script>parent.ran=1</script>'>",
          "javascript:window.ran=1",
          "</script><script>window.ran=1</script>",
          "</style><script>window.ran=1</script>",
          "<a href=javascript:window.ran=1>click</a>",
          "{{constructor.constructor('window.ran=1')()}}",
          "${window.ran=1}",
          "<!--<img src=\"--><img src=x onerror=window.ran=1//\">",
          "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=1>",
          "<link rel=stylesheet href=//evil.example/x.css>",
          "<img src=//evil.example/x.png>",
          "\u2028window.ran=1\u2029",
          "\u202Egnp.exe",
          "__proto__",
          "constructor",
          "&lt;img src=x onerror=window.ran=1&gt;",
          "\\u003cscript\\u003ewindow.ran=1");

  @TempDir private Path folder;

  @Test
  void hostileText_runsNowhere() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      Path images = Files.createDirectories(folder.resolve("images"));
      Path db = folder.resolve("<b onclick=ran=1>.portolan");
      Cli.ok(
          "import",
          db,
          "hostile",
          corpus(images),
          "--id",
          "id",
          "--text",
          "body",
          "--category",
          "<img src=x onerror=ran=1>",
          "--category",
          "picture",
          "--real",
          "amount",
          "--vectors",
          vectors());
      Cli.ok("map", db, "hostile", "--label-field", "body", "--cutoff", "0.01");
      for (int i = 0; i < CORPUS.size(); i++) {
        Cli.ok("tag", db, "hostile", "create", CORPUS.get(i), "--id", id(i));
      }
      try (ServedMap served = ServedMap.of(db, "hostile", "--images", images.toString())) {
        MapPage page = new MapPage(chromium.page(1280, 900));
        assertEquals(DATA, page.open(served.address()));
        renameTopics(page);
        lookEverywhere(page, chromium);
        page.page().context().close();
        assertEquals("", served.complaints());
      }
      Path site = folder.resolve("site");
      Cli.ok("export", db, "hostile", "--site", site, "--images", images);
      MapPage shared = new MapPage(chromium.page(1280, 900));
      assertEquals(DATA, shared.open(site.resolve("index.html").toUri().toString()));
      lookEverywhere(shared, chromium);
    }
  }

  private static void renameTopics(MapPage page) {
    Locator topics = page.panel("topics").getByTestId("topic");
    for (int i = 0; i < Math.min(3, topics.count()); i++) {
      topics.nth(i).hover();
      topics.nth(i).getByTestId("topic-rename").click();
      page.part("topic-name").fill(CORPUS.get(i));
      page.part("topic-name-save").click();
      page.part("topic-name")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }
  }

  /// Opens all that shows texts.
  private static void lookEverywhere(MapPage page, Chromium chromium) {
    Page browser = page.page();
    page.hoverSomewhere();
    page.panel("tags").getByTestId("tag").first().waitFor();
    Locator titles = page.panel("filters").locator(".fold-title[aria-expanded=false]");
    while (titles.count() > 0) {
      titles.first().click();
    }
    page.panel("duplicates").getByTestId("cluster").first().waitFor();
    page.panel("map");
    page.panel("topics");
    page.part("toggle-table").click();
    page.part("table-row").first().waitFor();
    page.part("table-row").first().click();
    page.part("search").fill("window ran");
    page.part("search").press("Enter");
    page.part("hit").first().waitFor();
    page.part("hit").first().click();
    page.part("card").waitFor();
    for (String colour : List.of("column:<img src=x onerror=ran=1>", "tag:" + CORPUS.get(1))) {
      page.part("colour-by").selectOption(colour);
      browser.waitForTimeout(300);
    }
    assertNull(browser.evaluate("window.ran"), "a text ran");
    assertEquals(0, browser.locator("iframe, object, embed, base").count());
    assertEquals(List.of(), chromium.complaints());
    assertTrue(browser.locator("script").count() <= 40, "scripts were added");
  }

  private static String id(int i) {
    return i < CORPUS.size() ? CORPUS.get(i) : "d" + i;
  }

  private Path corpus(Path images) throws IOException {
    StringBuilder lines = new StringBuilder();
    byte[] png =
        Base64.getDecoder()
            .decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    for (int i = 0; i < DATA; i++) {
      String hostile = CORPUS.get(i % CORPUS.size());
      String name = "<img src=x onerror=ran=1> " + i % 5 + ".png";
      Files.write(images.resolve(name), png);
      ObjectNode datum = JSON.createObjectNode();
      datum.put("id", id(i));
      datum.put("body", hostile + " window ran parcel number " + i % 7 + " " + hostile);
      datum.put("<img src=x onerror=ran=1>", hostile);
      datum.put("picture", name);
      datum.put("amount", i);
      lines.append(datum).append('\n');
    }
    return Files.writeString(folder.resolve("hostile.jsonl"), lines);
  }

  /// Five groups of directions; every tenth repeats the one before it.
  private Path vectors() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    float[][] vectors = new float[DATA][DIMENSIONS];
    for (int i = 0; i < DATA; i++) {
      for (int j = 0; j < DIMENSIONS; j++) {
        vectors[i][j] =
            i % 10 == 9
                ? vectors[i - 1][j]
                : (j == i % 5 ? 3 : 0) + .5f * (float) random.nextGaussian();
      }
    }
    Path file = folder.resolve("vectors.npy");
    NpyFile.write(file, vectors);
    return file;
  }
}
