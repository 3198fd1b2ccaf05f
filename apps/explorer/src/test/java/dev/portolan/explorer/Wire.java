package dev.portolan.explorer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks HTTP over a bare socket, so that a test may say what no client would.
public final class Wire {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int port;
  private String cookie = "";

  public Wire(int port) {
    this.port = port;
  }

  /// An answer as it came.
  ///
  /// @param headers names in lower case
  public record Answer(int status, TreeMap<String, String> headers, byte[] body) {
    public JsonNode json() {
      return JSON.readTree(body);
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /// Header of a frame.
    public JsonNode head() {
      ByteBuffer bytes = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
      return JSON.readTree(new String(body, 4, bytes.getInt(), StandardCharsets.UTF_8));
    }

    /// The bytes of an array of a frame, read by name.
    public ByteBuffer array(String name) {
      ByteBuffer bytes = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
      int at = 4 + bytes.getInt(0);
      for (JsonNode array : head().get("arrays")) {
        int size =
            switch (array.get("type").stringValue()) {
              case "u8" -> 1;
              case "u16" -> 2;
              case "f64" -> 8;
              default -> 4;
            };
        int length = size * array.get("length").intValue();
        if (array.get("name").stringValue().equals(name)) {
          return bytes.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
        }
        at += (length + 7) / 8 * 8;
      }
      throw new AssertionError("the frame has no array " + name + ": " + head());
    }

    public boolean bit(int row) {
      return (array("mask").get(row >> 3) >> (row & 7) & 1) == 1;
    }
  }

  /// Sends bytes as they are and reads until the server is done.
  public Answer raw(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
      socket.setSoTimeout(20_000);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // The server may have answered before it was told everything.
        return read(socket.getInputStream());
      }
      return read(socket.getInputStream());
    }
  }

  public Answer raw(String request) throws IOException {
    return raw(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Answer read(InputStream in) throws IOException {
    String status = line(in);
    TreeMap<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] parts = line.split(": ?", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    int code = Integer.parseInt(status.split(" ", 3)[1]);
    byte[] body =
        code == 204 || code == 304
            ? new byte[0]
            : "chunked".equals(headers.get("transfer-encoding"))
                ? chunks(in)
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Answer(code, headers, body);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line(in), 16);
      body.write(in.readNBytes(length));
      line(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed after '" + line + "'");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /// Trades the token of an address for a cookie, which goes along from now on.
  public Wire signIn(String address) throws IOException {
    String token = address.substring(address.indexOf("#token=") + 7);
    Answer answer = post("session", "{\"token\": \"" + token + "\"}");
    if (answer.status() != 204) {
      throw new AssertionError(answer.text());
    }
    cookie = answer.headers().get("set-cookie").split(";", 2)[0];
    return this;
  }

  public String cookie() {
    return cookie;
  }

  public Answer get(String path, String... headers) throws IOException {
    return raw(
        "GET /api/%s HTTP/1.1\nHost: 127.0.0.1:%d\nCookie: %s\n%sConnection: close\n\n"
            .formatted(path, port, cookie, lines(headers)));
  }

  public Answer post(String path, String json, String... headers) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /api/%s HTTP/1.1\nHost: 127.0.0.1:%d\nOrigin: http://127.0.0.1:%d\nCookie: %s\nContent-Type: application/json\n%sContent-Length: %d\nConnection: close\n\n"
            .formatted(path, port, port, cookie, lines(headers), body.length);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    return raw(request.toByteArray());
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\n", headers) + "\n";
  }
}
