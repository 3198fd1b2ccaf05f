package dev.portolan.benchmarks.explorer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The page in headless Chromium, drawing by the processor, timed from outside.
final class PaintedPage implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /// Counts frames, and notes when all points were on the screen.
  private static final String WATCH =
      """
      window.frames_ = 0;
      window.paintedAt = 0;
      const count = () => { window.frames_++; requestAnimationFrame(count); };
      requestAnimationFrame(count);
      new MutationObserver(changes => {
        for (const change of changes) if (change.attributeName === 'data-painted') window.paintedAt = performance.now();
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-painted'] });
      """;

  private static final int PAN_STEPS = 60;
  private static final int STEP_MILLIS = 50;

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser;

  /// What was seen.
  ///
  /// @param points painted
  /// @param painted seconds from the address to all points on the screen
  /// @param panned seconds from a drag of 60 pixels to all points on the screen again
  /// @param framesPerSecond while the map is dragged for three seconds
  record Seen(int points, double painted, double panned, double framesPerSecond) {}

  PaintedPage(Path chromium) {
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setHeadless(true)
                    .setArgs(FLAGS));
  }

  Seen see(String address) {
    try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 720))) {
      page.setDefaultTimeout(600_000);
      page.addInitScript(WATCH);
      long started = System.nanoTime();
      page.navigate(address);
      page.waitForFunction("() => window.paintedAt > 0");
      double painted = since(started);
      int points = Integer.parseInt(page.getByTestId("points").getAttribute("data-painted"));
      double panned = pan(page);
      return new Seen(points, painted, panned, framesPerSecond(page));
    }
  }

  private static double since(long started) {
    return (System.nanoTime() - started) / 1e9;
  }

  private static double pan(Page page) {
    BoundingBox box = page.getByTestId("points").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    page.mouse().move(x, y);
    page.evaluate("window.paintedAt = 0");
    page.mouse().down();
    long started = System.nanoTime();
    page.mouse().move(x + 60, y + 20);
    page.mouse().up();
    page.waitForFunction("() => window.paintedAt > 0");
    return since(started);
  }

  /// Back and forth over a third of the map.
  private static double framesPerSecond(Page page) {
    BoundingBox box = page.getByTestId("points").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    page.mouse().move(x, y);
    page.mouse().down();
    int before = (int) page.evaluate("window.frames_");
    long started = System.nanoTime();
    for (int step = 1; step <= PAN_STEPS; step++) {
      page.mouse().move(x + box.width / 6 * Math.sin(step / 8.0), y + 40 * Math.sin(step / 5.0));
      page.waitForTimeout(STEP_MILLIS);
    }
    double seconds = since(started);
    int frames = (int) page.evaluate("window.frames_") - before;
    page.mouse().up();
    return frames / seconds;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
