package dev.portolan.explorer.http;

import dev.portolan.explorer.http.Refusal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request that has passed the gate.
///
/// @param method `GET` or `POST`
/// @param path its parts, percent-decoded one by one: none holds what was a slash between two
/// @param query by name; the last of several
/// @param body `{}` where there is none
/// @param known the state that the asker has an answer of already, or null
public record Call(
    String method, List<String> path, Map<String, String> query, Body body, String known) {
  /// The largest body, in bytes.
  public static final int LARGEST_BODY = 8 << 20;

  private static final int DEEPEST = 64;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LARGEST_BODY)
                          .build())
                  .build())
          .build();

  /// @throws Refusal when a part is no valid UTF-8 or holds a control character
  static List<String> path(String raw) {
    if (raw == null || !raw.startsWith("/")) {
      throw new Refusal(Kind.REQUEST, "the address has no path; ask for / or for /api/");
    }
    return Arrays.stream(raw.split("/", -1))
        .skip(1)
        .map(part -> decoded(part.replace("+", "%2B")))
        .toList();
  }

  static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
      }
    }
    return query;
  }

  private static String decoded(String part) {
    try {
      String text = URLDecoder.decode(part, StandardCharsets.UTF_8);
      if (text.indexOf('\uFFFD') >= 0 || text.chars().anyMatch(c -> c < ' ')) {
        throw unreadable();
      }
      return text;
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private static Refusal unreadable() {
    return new Refusal(Kind.REQUEST, "the address is no valid UTF-8; percent-encode its parts");
  }

  /// Reads a body of at most 8 MiB.
  static Body body(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw new Refusal(
          Kind.SIZE, "the request has more than %,d bytes; ask for less".formatted(LARGEST_BODY));
    }
    if (bytes.length == 0) {
      return new Body(JSON.createObjectNode());
    }
    try {
      JsonNode node = JSON.readTree(bytes);
      if (!node.isObject()) {
        throw new Refusal(Kind.REQUEST, "the request is no JSON object; send one");
      }
      return new Body(node);
    } catch (JacksonException e) {
      throw new Refusal(
          Kind.REQUEST, "the request is no valid JSON (%s)".formatted(e.getOriginalMessage()));
    }
  }

  /// A number of the query.
  public long number(String name, long otherwise) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refusal(Kind.REQUEST, "'%s' is '%s'; give a whole number".formatted(name, text));
    }
  }
}
