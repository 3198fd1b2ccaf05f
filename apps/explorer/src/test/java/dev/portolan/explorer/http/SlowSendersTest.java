package dev.portolan.explorer.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.explorer.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever sends nothing, or little, or only connects, keeps nobody else from being answered.
class SlowSendersTest {
  private static final int LONGEST_MILLIS = 20_000;

  private static ServerProcess server;

  private final List<Socket> open = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server.port());
    socket.setSoTimeout(LONGEST_MILLIS);
    open.add(socket);
    return socket;
  }

  private static int page() throws IOException {
    return new Wire(server.port())
        .raw("GET / HTTP/1.1\nHost: 127.0.0.1:%d\nConnection: close\n\n".formatted(server.port()))
        .status();
  }

  /// Whether the server hung up within the patience of the socket.
  private static boolean hungUp(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // An answer may come first.
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ",
        "POST /api/session HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: http://127.0.0.1:PORT\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"token\""
      })
  void halfARequest_isHungUpOn(String sent) throws IOException {
    Socket socket = connect();
    String text = sent.replace("PORT", Integer.toString(server.port()));
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    assertTrue(hungUp(socket), "still connected");
  }

  @Test
  void drippingRequest_isHungUpOn() throws Exception {
    Socket socket = connect();
    long end = System.nanoTime() + LONGEST_MILLIS * 1_000_000L;
    boolean refused = false;
    while (!refused && System.nanoTime() < end) {
      try {
        socket.getOutputStream().write('G');
        Thread.sleep(100);
      } catch (IOException e) {
        refused = true;
      }
    }
    assertTrue(refused, "a byte every tenth of a second kept the connection");
  }

  @Test
  void connectionsOfOneWhoSaysNothing_areLimitedAndGivenBack() throws IOException {
    for (int i = 0; i < ServerProcess.CONNECTIONS / 2; i++) {
      connect();
    }
    assertEquals(200, page(), "beside half of the connections");
    List<Socket> tooMany = new ArrayList<>();
    for (int i = 0; i < 2 * ServerProcess.CONNECTIONS; i++) {
      tooMany.add(connect());
    }
    for (Socket socket : tooMany) {
      assertTrue(hungUp(socket), "still connected");
    }
    assertEquals(200, page(), "after all of them");
  }
}
