package dev.portolan.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// The map in a browser, by what a person does with it.
final class MapPage {
  private static final int GRID = 5;

  private final Page page;

  MapPage(Page page) {
    this.page = page;
  }

  Page page() {
    return page;
  }

  /// Opens an address and waits until all points are painted.
  ///
  /// @return how many
  int open(String address) {
    page.navigate(address);
    return painted();
  }

  int painted() {
    Locator points = page.locator("[data-testid=points][data-painted]");
    try {
      points.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    } catch (TimeoutError e) {
      throw new AssertionError("not painted; the page says: " + page.innerText("body"), e);
    }
    return Integer.parseInt(points.getAttribute("data-painted"));
  }

  Locator part(String name) {
    return page.getByTestId(name);
  }

  /// Opens a panel, where it is not open already.
  Locator panel(String name) {
    Locator panel = part(name + "-panel");
    if (!panel.isVisible()) {
      part("panel-" + name).click();
    }
    panel.waitFor();
    return panel;
  }

  /// Filters by a value of a column.
  void filter(String column, String value) {
    Locator fold =
        panel("filters")
            .getByTestId("filter")
            .filter(
                new Locator.FilterOptions()
                    .setHas(
                        page.locator(".fold-title", new Page.LocatorOptions().setHasText(column))))
            .first();
    Locator title = fold.locator(".fold-title");
    if (title.getAttribute("aria-expanded").equals("false")) {
      title.click();
    }
    fold.getByTestId("filter-value")
        .filter(new Locator.FilterOptions().setHasText(value))
        .first()
        .click();
  }

  /// How many data the page says are shown.
  int shown() {
    return Integer.parseInt(part("shown-count").getAttribute("data-shown"));
  }

  void awaitShown(int wanted) {
    page.waitForCondition(() -> shown() == wanted);
  }

  private BoundingBox map() {
    return part("points").boundingBox();
  }

  /// Moves the pointer over what is painted until a datum answers.
  ///
  /// @return text of its card
  String hoverSomewhere() {
    BoundingBox box = map();
    for (int[] place : brightest(picture())) {
      if (isMap(box.x + place[0], box.y + place[1])) {
        page.mouse().move(box.x + place[0], box.y + place[1]);
        page.waitForTimeout(150);
        if (part("hover-card").isVisible()) {
          return part("hover-card").innerText();
        }
      }
    }
    throw new AssertionError("no datum answered to the pointer");
  }

  /// Whether nothing lies over the map there.
  private boolean isMap(double x, double y) {
    return (boolean)
        page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y)?.dataset.testid === 'points'",
            List.of(x, y));
  }

  /// Places that differ most from the ground, which the corner shows.
  private static List<int[]> brightest(BufferedImage painted) {
    List<int[]> places = new ArrayList<>();
    for (int y = GRID; y < painted.getHeight() - GRID; y += GRID) {
      for (int x = GRID; x < painted.getWidth() - GRID; x += GRID) {
        places.add(new int[] {x, y});
      }
    }
    int ground = painted.getRGB(0, 0);
    places.sort(
        Comparator.comparingInt(place -> -apart(painted.getRGB(place[0], place[1]), ground)));
    return places;
  }

  private static int apart(int a, int b) {
    return IntStream.of(0, 8, 16)
        .map(bits -> Math.abs((a >> bits & 255) - (b >> bits & 255)))
        .sum();
  }

  /// The points alone, without what is drawn above them.
  private BufferedImage picture() {
    show("hidden");
    byte[] png = part("points").screenshot();
    show("visible");
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void show(String visibility) {
    page.evaluate(
        "how => document.querySelectorAll('.labels, .marks').forEach(e => e.style.visibility ="
            + " how)",
        visibility);
  }

  /// Draws a lasso around the middle of the map.
  void lasso() {
    part("tool-lasso").click();
    BoundingBox box = map();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    double radius = Math.min(box.width, box.height) / 4;
    page.mouse().move(x + radius, y);
    page.mouse().down();
    for (int step = 1; step <= 24; step++) {
      double angle = 2 * Math.PI * step / 24;
      page.mouse().move(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
    page.mouse().up();
    part("tool-move").click();
  }

  /// Two fingers on the middle of the map, moved apart or together.
  ///
  /// @param from pixels of each from the middle at first
  /// @param to pixels at last
  void pinch(double from, double to) {
    BoundingBox box = map();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    CDPSession fingers = page.context().newCDPSession(page);
    touch(fingers, "touchStart", x, y, from);
    for (int step = 1; step <= 8; step++) {
      touch(fingers, "touchMove", x, y, from + (to - from) * step / 8);
    }
    touch(fingers, "touchEnd", x, y, -1);
    fingers.detach();
  }

  private static void touch(CDPSession fingers, String type, double x, double y, double apart) {
    JsonArray points = new JsonArray();
    for (int finger = 0; finger < 2 && apart >= 0; finger++) {
      JsonObject point = new JsonObject();
      point.addProperty("x", x + (finger == 0 ? -apart : apart));
      point.addProperty("y", y);
      point.addProperty("id", finger);
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    fingers.send("Input.dispatchTouchEvent", event);
  }

  /// How much nearer than the whole map the address says that the view is; 1 is all of it.
  double zoom() {
    page.waitForTimeout(600);
    Matcher at = Pattern.compile("[#&]at=([^&]*)").matcher(page.url());
    return at.find() ? Double.parseDouble(at.group(1).split("%2C|,")[2]) : 1;
  }

  /// Drags the map and waits for the frame that shows it.
  void pan() {
    BoundingBox box = map();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 30);
    page.mouse().up();
  }
}
