package dev.portolan.cli;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The machine's Chromium without a screen, drawing WebGL by its processor. Nothing is downloaded.
final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          // A processor that draws may be slow without being stuck.
          "--disable-gpu-watchdog",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Skips the test, in words, where the machine has none.
  static Chromium open() {
    Path executable =
        Stream.of(
                System.getenv("PORTOLAN_CHROMIUM"),
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome")
            .filter(name -> name != null && Files.isExecutable(Path.of(name)))
            .map(Path::of)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(
        executable != null,
        "there is no Chromium on this machine (PORTOLAN_CHROMIUM names one): the page is not"
            + " tested");
    Assumptions.assumeTrue(
        Chromium.class.getResource("/dev/portolan/explorer/page/app/index.html") != null,
        "this build has no page (no Node.js, or -DskipExplorer): the page is not tested");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setHeadless(true)
                    .setArgs(FLAGS)));
  }

  /// A page of a new browser: no cookies, no storage. What it complains of is kept.
  Page page(int width, int height) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setAcceptDownloads(true));
    context.setDefaultTimeout(30_000);
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        complaints.add(message.type() + ": " + message.text());
      }
    });
    page.onPageError(error -> complaints.add("exception: " + error));
    page.onDialog(dialog -> {
      complaints.add("dialog: " + dialog.message());
      dialog.dismiss();
    });
    page.onRequestFailed(request -> {
      // An answer without a body is reported as an aborted request.
      if (!request.url().endsWith("/api/session")) {
        complaints.add("failed: " + request.url());
      }
    });
    page.addInitScript(
        "addEventListener('securitypolicyviolation', e => console.error('CSP ' +"
            + " e.violatedDirective + ' ' + e.blockedURI))");
    return page;
  }

  /// Errors, warnings, exceptions, dialogs and reports of the security policy since the last time.
  List<String> complaints() {
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
