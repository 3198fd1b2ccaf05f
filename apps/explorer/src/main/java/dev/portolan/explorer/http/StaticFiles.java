package dev.portolan.explorer.http;

import dev.portolan.explorer.http.Refusal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The page's own files, from the class path. They hold no data. Immutable; safe for many threads.
///
/// A name is made of plain parts: none is empty, begins with a dot or holds a slash or a backslash,
/// so that nothing outside the folders has a name here.
public final class StaticFiles {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("woff2", "font/woff2"));

  private final List<String> folders;

  /// @param folders on the class path, ending in a slash; the first that has a file counts
  public StaticFiles(String... folders) {
    this.folders = List.of(folders);
  }

  /// @throws Refusal when there is no such file
  Reply.Bytes file(List<String> path) {
    List<String> named = path.equals(List.of("")) ? List.of("index.html") : path;
    String type = type(named.getLast());
    if (type == null || !named.stream().allMatch(part -> PART.matcher(part).matches())) {
      throw missing();
    }
    for (String folder : folders) {
      try (InputStream in =
          StaticFiles.class.getResourceAsStream(folder + String.join("/", named))) {
        if (in != null) {
          return new Reply.Bytes(type, in.readAllBytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("a file of the page cannot be read from the jar", e);
      }
    }
    throw missing();
  }

  private static String type(String name) {
    return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
  }

  private static Refusal missing() {
    return new Refusal(Kind.MISSING, "there is no such file; the page is at /");
  }
}
