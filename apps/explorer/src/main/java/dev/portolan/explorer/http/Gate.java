package dev.portolan.explorer.http;

import com.sun.net.httpserver.Headers;
import dev.portolan.explorer.http.Refusal.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which requests are looked at at all, by their headers alone.
///
/// `Host` must be this server's own name: a page of another name that was made to point here (DNS
/// rebinding) sends its own. What changes something, or has a body, must come from this server's
/// own page: browsers say in `Origin` or `Sec-Fetch-Site` where a request comes from, and no page
/// can make them say otherwise. Immutable; safe for many threads.
final class Gate {
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final Set<String> hosts;

  Gate(int port) {
    hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
  }

  /// @throws Refusal when the request may not pass
  void check(String method, Headers headers) {
    String host = single(headers, "Host");
    if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      throw new Refusal(
          Kind.ORIGIN,
          "this server answers to 127.0.0.1, localhost and [::1] with its port, not to that host;"
              + " open the address it printed");
    }
    String site = single(headers, "Sec-Fetch-Site");
    if (site != null && !OWN.contains(site)) {
      throw foreign();
    }
    if (!method.equals("GET")) {
      checkWrite(host, site, headers);
    }
  }

  private static void checkWrite(String host, String site, Headers headers) {
    String origin = single(headers, "Origin");
    boolean own =
        origin == null ? "same-origin".equals(site) : origin.equalsIgnoreCase("http://" + host);
    if (!own) {
      throw foreign();
    }
    String type = single(headers, "Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new Refusal(
          Kind.ORIGIN, "a request with a body is JSON; send Content-Type: application/json");
    }
  }

  private static Refusal foreign() {
    return new Refusal(
        Kind.ORIGIN, "the request comes from another page; only the map's own page may ask");
  }

  /// The value of a header that may stand there once.
  private static String single(Headers headers, String name) {
    List<String> values = headers.get(name);
    if (values == null) {
      return null;
    }
    if (values.size() > 1) {
      throw new Refusal(Kind.ORIGIN, "header %s comes twice; send it once".formatted(name));
    }
    return values.getFirst();
  }
}
