package dev.portolan.explorer.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// Who has the right to ask: whoever was told the address that the server printed.
///
/// Its token, made anew at every start, stands in the address behind `#`, which browsers send to
/// nobody. The page exchanges it for a cookie that no script can read and that goes along with
/// requests from the page's own origin only. Immutable; safe for many threads.
public final class Session {
  private static final int BYTES = 32;

  private final String token = random();
  private final String secret = random();

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// What the address carries.
  public String token() {
    return token;
  }

  /// Whether this is the token; takes as long for any text of its length.
  public boolean opens(String offered) {
    return same(token, offered);
  }

  /// The cookie's name and value. Cookies of all ports of a host share one jar: the name tells
  /// which server's it is.
  String cookie(int port) {
    return name(port) + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict";
  }

  private static String name(int port) {
    return "portolan-" + port;
  }

  /// Whether one of the cookies of a request is that of this session.
  boolean known(List<String> cookieHeaders, int port) {
    String prefix = name(port) + "=";
    return cookieHeaders.stream()
        .flatMap(header -> List.of(header.split(";", -1)).stream())
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(prefix))
        .anyMatch(cookie -> same(secret, cookie.substring(prefix.length())));
  }

  private static boolean same(String expected, String offered) {
    return offered != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
  }
}
