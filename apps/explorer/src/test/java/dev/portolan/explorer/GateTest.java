package dev.portolan.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Portolan;
import dev.portolan.explorer.http.Call;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask, over bare sockets.
class GateTest {
  @TempDir private static Path folder;
  private static Portolan db;
  private static Explorer explorer;
  private static final List<Throwable> FAULTS = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void serve() {
    db = Tickets.create(folder.resolve("db"));
    explorer = Explorer.start(Tickets.served(db), 0, FAULTS::add);
  }

  @AfterAll
  static void close() {
    explorer.close();
    db.close();
    assertEquals(List.of(), FAULTS);
  }

  private static Wire stranger() {
    return new Wire(explorer.port());
  }

  private static Wire known() throws IOException {
    return stranger().signIn(explorer.address());
  }

  private static String withPort(String text) {
    return text.replace("PORT", Integer.toString(explorer.port()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT"})
  void ownHost_isAnswered(String host) throws IOException {
    String request = "GET / HTTP/1.1\nHost: " + host + "\nConnection: close\n\n";
    assertEquals(200, stranger().raw(withPort(request)).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:PORT",
        "127.0.0.1:PORT.evil.example",
        "127.0.0.1:PORT@evil.example",
        "0.0.0.0:PORT",
        "127.1:PORT",
        "[::]:PORT",
        ""
      })
  void otherHost_isRefused(String host) throws IOException {
    String request = "GET / HTTP/1.1\nHost: " + host + "\nConnection: close\n\n";
    assertEquals(403, stranger().raw(withPort(request)).status());
  }

  @Test
  void noHostOrTwo_areRefused() throws IOException {
    assertEquals(403, stranger().raw("GET / HTTP/1.0\n\n").status());
    String two = "GET / HTTP/1.1\nHost: 127.0.0.1:PORT\nHost: evil.example\nConnection: close\n\n";
    int status = stranger().raw(withPort(two)).status();
    assertTrue(status == 403 || status == 400, "status " + status);
  }

  @Test
  void otherAddressesOfTheMachine_areNotListenedOn() throws IOException {
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(each.getInetAddresses())) {
        if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
          assertThrows(IOException.class, () -> new Socket(address, explorer.port()).close());
        }
      }
    }
  }

  @Test
  void withoutSession_theApiSaysNothing() throws IOException {
    for (String path : List.of("catalog", "tickets/default/points", "session", "nothing/at/all")) {
      Wire.Answer answer = stranger().get(path);
      assertEquals(401, answer.status(), path);
      assertEquals("session", answer.json().get("kind").stringValue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "TOKEN0", "token"})
  void wrongToken_opensNothing(String token) throws IOException {
    Wire.Answer answer = stranger().post("session", "{\"token\": \"" + token + "\"}");
    assertEquals(401, answer.status());
    assertNull(answer.headers().get("set-cookie"));
  }

  @Test
  void cookie_isForThisServerAndNoScript() throws IOException {
    String token = explorer.address().substring(explorer.address().indexOf('=') + 1);
    String cookie =
        stranger().post("session", "{\"token\": \"" + token + "\"}").headers().get("set-cookie");
    assertTrue(cookie.startsWith("portolan-" + explorer.port() + "="), cookie);
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
    assertFalse(cookie.contains(token), "the cookie is not the token");
    assertEquals(204, known().get("session").status());
  }

  @Test
  void everyStart_hasAnotherToken() {
    try (Explorer other = Explorer.start(Tickets.served(db), 0, FAULTS::add)) {
      assertNotEquals(token(explorer.address()), token(other.address()));
    }
  }

  private static String token(String address) {
    return address.substring(address.indexOf('#'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: https://127.0.0.1:PORT",
        "Origin: http://127.0.0.1:1",
        "Origin: http://127.0.0.1:PORT\nSec-Fetch-Site: cross-site",
        "Origin: http://127.0.0.1:PORT\nSec-Fetch-Site: same-site",
        "Accept: */*",
        "Sec-Fetch-Site: none"
      })
  void writeFromElsewhere_isRefused(String headers) throws IOException {
    String body = "{\"name\": \"stolen\", \"filter\": {\"all\": {}}}";
    String request =
        "POST /api/tickets/default/tags/create HTTP/1.1\nHost: 127.0.0.1:PORT\n"
            + headers
            + "\nCookie: "
            + known().cookie()
            + "\nContent-Type: application/json\nContent-Length: "
            + body.length()
            + "\nConnection: close\n\n"
            + body;
    assertEquals(403, stranger().raw(withPort(request)).status());
    assertEquals(List.of(), db.dataset(Tickets.NAME).tags().names());
  }

  @Test
  void form_isRefused() throws IOException {
    String body = "{\"token\": \"x\"}";
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "")) {
      String request =
          "POST /api/session HTTP/1.1\nHost: 127.0.0.1:PORT\nOrigin: http://127.0.0.1:PORT\n"
              + (type.isEmpty() ? "" : "Content-Type: " + type + "\n")
              + "Content-Length: "
              + body.length()
              + "\nConnection: close\n\n"
              + body;
      assertEquals(403, stranger().raw(withPort(request)).status(), type);
    }
  }

  @Test
  void readFromElsewhere_isRefusedAndNoOriginIsAllowedIn() throws IOException {
    Wire.Answer foreign = known().get("catalog", "Sec-Fetch-Site: cross-site");
    assertEquals(403, foreign.status());
    Wire.Answer own = known().get("catalog", "Origin: http://evil.example");
    assertTrue(
        own.headers().keySet().stream().noneMatch(name -> name.startsWith("access-control")));
  }

  @Test
  void everyAnswer_carriesItsPolicy() throws IOException {
    for (Wire.Answer answer :
        List.of(
            known().get("catalog"),
            stranger().get("catalog"),
            stranger().raw(withPort("GET / HTTP/1.1\nHost: 127.0.0.1:PORT\nConnection: close\n\n")),
            stranger().raw("GET / HTTP/1.1\nHost: evil.example\nConnection: close\n\n"))) {
      String policy = answer.headers().get("content-security-policy");
      assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertEquals("nosniff", answer.headers().get("x-content-type-options"));
      assertEquals("no-referrer", answer.headers().get("referrer-policy"));
      assertEquals("same-origin", answer.headers().get("cross-origin-resource-policy"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../../dev/portolan/explorer/Explorer.class",
        "/..\\..\\windows\\win.ini",
        "//etc/passwd",
        "/.hidden",
        "/assets/%00.js",
        "/assets/.",
        "/META-INF/MANIFEST.MF",
        "/index.html/../../Explorer.class",
        "/%c0%ae%c0%ae/x.js",
        "http://127.0.0.1:PORT",
        "http://127.0.0.1:PORT?x",
        "*"
      })
  void pathOutOfThePage_isNothing(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\nHost: 127.0.0.1:PORT\nConnection: close\n\n";
    int status = stranger().raw(withPort(request)).status();
    assertTrue(status == 404 || status == 400, path + " gave " + status);
  }

  @Test
  void hugeBody_isRefusedBeforeItIsRead() throws IOException {
    String json = "{\"token\": \"" + "x".repeat(Call.LARGEST_BODY) + "\"}";
    assertEquals(413, known().post("tickets/default/search", json).status());
  }

  @Test
  void deepBody_isRefused() throws IOException {
    String deep = "{\"filter\": " + "{\"not\": ".repeat(5000) + "1" + "}".repeat(5000) + "}";
    assertEquals(400, known().post("tickets/default/select", deep).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "7", "null", "\"x\"", "{\"a\":}", "\u0000"})
  void wrongBody_isRefusedInWords(String body) throws IOException {
    Wire.Answer answer = known().post("tickets/default/select", body);
    assertEquals(400, answer.status(), answer.text());
    assertTrue(answer.json().get("error").stringValue().length() > 10);
  }

  @Test
  void otherMethods_areRefused() throws IOException {
    for (String method : List.of("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "HEAD")) {
      String request =
          method
              + " /api/catalog HTTP/1.1\n"
              + "Host: 127.0.0.1:PORT\n"
              + "Origin: http://127.0.0.1:PORT\n"
              + "Content-Type: application/json\n"
              + "Content-Length: 0\n"
              + "Connection: close\n\n";
      int status = stranger().raw(withPort(request)).status();
      assertTrue(status == 405 || status == 403 || status == 404, method + " gave " + status);
    }
    assertEquals(405, known().post("tickets/default/points", "{}").status());
    assertEquals(405, known().get("tickets/default/select").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2f..%2fdb/default/info",
        "tickets/..%2fdefault/info",
        "%2e%2e/default/info",
        "tickets%00/default/info",
        "nobody/default/info",
        "tickets/nobody/info",
        "tickets/default/columns/%3Cscript%3E",
        "tickets/default/datum/99999999999999999999",
        "tickets/default/datum/-1",
        "tickets/default/datum/x",
        "tickets/default/image/0?column=..%2f..%2fetc%2fpasswd",
        "tickets/default/jobs/..",
        "tickets/default/generations/7/points",
        "tickets/default/find?id=%F0%9F%92%A9",
        "tickets/default/tags/mask?name=%3Cimg%3E",
        "tickets/default/duplicates?cutoff=NaN",
        "tickets/default/duplicates?cutoff=1e300",
        "tickets//info",
        "tickets/default/"
      })
  void hostileNames_areRefusedInWords(String path) throws IOException {
    Wire.Answer answer = known().get(path);
    assertTrue(answer.status() == 400 || answer.status() == 404, path + ": " + answer.text());
    assertTrue(answer.json().get("error").stringValue().length() > 10, path);
    assertEquals("application/json", answer.headers().get("content-type"));
  }

  @Test
  void manyAtOnce_areAllAnswered() throws Exception {
    Wire wire = known();
    List<Thread> threads = new ArrayList<>();
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 100; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  statuses.add(wire.get("tickets/default/points").status());
                } catch (IOException e) {
                  statuses.add(-1);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(100, statuses.size());
    assertTrue(statuses.stream().allMatch(status -> status == 200 || status == 429), "" + statuses);
  }
}
