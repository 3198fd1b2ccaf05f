package dev.portolan.explorer.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portolan.explorer.http.Refusal.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JDK's HTTP server on the loopback addresses alone, a virtual thread per request.
///
/// Slow senders and readers are dropped after a minute, at most 256 connections are kept and 64
/// requests answered at a time. Files of the page go to everybody who passes the gate, `/api` to
/// those with a session. Safe for many threads.
public final class LoopbackServer implements AutoCloseable {
  private static final int AT_ONCE = 64;
  private static final int BACKLOG = 64;

  /// No code but the page's own, nothing from elsewhere, in nobody's frame.
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore atOnce = new Semaphore(AT_ONCE);
  private final Session session;
  private final StaticFiles files;
  private final Handler api;
  private final Consumer<Throwable> faults;
  private int port;
  private Gate gate;

  private LoopbackServer(
      Session session, StaticFiles files, Handler api, Consumer<Throwable> faults) {
    this.session = session;
    this.files = files;
    this.api = api;
    this.faults = faults;
  }

  /// @param port 0 for any that is free
  /// @param api answers what lies below `/api/`, except the session
  /// @param faults is told what the server should not have done
  /// @throws IllegalArgumentException when the port is taken
  public static LoopbackServer start(
      int port, Session session, StaticFiles files, Handler api, Consumer<Throwable> faults) {
    limits();
    LoopbackServer server = new LoopbackServer(session, files, api, faults);
    boolean done = false;
    try {
      server.bind(port);
      done = true;
      return server;
    } catch (BindException e) {
      throw new IllegalArgumentException(
          "port %d cannot be listened on (%s); choose another, or 0 for any that is free"
              .formatted(port, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the server cannot listen on loopback", e);
    } finally {
      if (!done) {
        server.close();
      }
    }
  }

  /// The JDK's server reads its limits once, from system properties; those that are set stay.
  private static void limits() {
    limit("sun.net.httpserver.maxReqTime", 60);
    limit("sun.net.httpserver.maxRspTime", 600);
    limit("sun.net.httpserver.idleInterval", 60);
    limit("sun.net.httpserver.maxReqHeaders", 100);
    limit("sun.net.httpserver.maxReqHeaderSize", 32 << 10);
    limit("jdk.httpserver.maxConnections", 256);
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static void limit(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }

  /// 127.0.0.1 first; ::1 on the same port where the machine has it and it is free.
  private void bind(int wanted) throws IOException {
    HttpServer four = listen("127.0.0.1", wanted);
    port = four.getAddress().getPort();
    gate = new Gate(port);
    try {
      listen("::1", port);
    } catch (IOException e) {
      // A machine without IPv6 does with the other address.
    }
    servers.forEach(HttpServer::start);
  }

  private HttpServer listen(String address, int wanted) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), wanted), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    servers.add(server);
    return server;
  }

  public int port() {
    return port;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Cache-Control", "no-store");
      if (atOnce.tryAcquire()) {
        try {
          answer(exchange);
        } finally {
          atOnce.release();
        }
      } else {
        refuse(exchange, new Refusal(Kind.BUSY, "too many requests at once; ask again"));
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Reply reply;
    try {
      reply = reply(exchange);
    } catch (Refusal e) {
      refuse(exchange, e);
      return;
    } catch (IOException e) {
      // The asker went away half-way through the body.
      return;
    } catch (RuntimeException | Error e) {
      faults.accept(e);
      refuse(
          exchange,
          new Refusal(Kind.INTERNAL, "a fault of the server; it says more where it runs"));
      return;
    }
    send(exchange, reply);
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    gate.check(method, exchange.getRequestHeaders());
    if (!method.equals("GET") && !method.equals("POST")) {
      throw new Refusal(Kind.METHOD, "use GET or POST");
    }
    List<String> path = Call.path(exchange.getRequestURI().getRawPath());
    if (!path.getFirst().equals("api")) {
      if (!method.equals("GET")) {
        throw new Refusal(Kind.METHOD, "use GET for the page's files");
      }
      return files.file(path);
    }
    if (path.equals(List.of("api", "session"))) {
      return session(exchange, method);
    }
    requireSession(exchange);
    Body body = method.equals("POST") ? Call.body(exchange.getRequestBody()) : Body.NONE;
    return api.answer(
        new Call(
            method,
            path.subList(1, path.size()),
            Call.query(exchange.getRequestURI().getRawQuery()),
            body,
            exchange.getRequestHeaders().getFirst("If-None-Match")));
  }

  private Reply session(HttpExchange exchange, String method) throws IOException {
    if (method.equals("GET")) {
      requireSession(exchange);
    } else if (session.opens(Call.body(exchange.getRequestBody()).text("token"))) {
      exchange.getResponseHeaders().set("Set-Cookie", session.cookie(port));
    } else {
      throw noSession();
    }
    return new Reply.Nothing();
  }

  private void requireSession(HttpExchange exchange) {
    List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
    if (!session.known(cookies, port)) {
      throw noSession();
    }
  }

  private static Refusal noSession() {
    return new Refusal(
        Kind.SESSION,
        "this page is not signed in; open the address that 'portolan serve' printed at its start");
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    switch (reply) {
      case Reply.Nothing _ -> exchange.sendResponseHeaders(204, -1);
      case Reply.Unchanged _ -> exchange.sendResponseHeaders(304, -1);
      case Reply.Json(int status, var body) ->
          send(exchange, status, "application/json", JSON.writeValueAsBytes(body));
      case Reply.Bytes(String type, byte[] bytes) -> send(exchange, 200, type, bytes);
      case Reply.Binary(Frame frame) -> {
        headers.set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, frame.bytes());
        try (OutputStream out = exchange.getResponseBody()) {
          frame.write(out);
        }
      }
      case Reply.Stream(String type, String fileName, Reply.Writing body) -> {
        headers.set("Content-Type", type);
        if (fileName != null) {
          headers.set("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        }
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
          body.to(out);
        } catch (RuntimeException e) {
          faults.accept(e);
        }
      }
      case Reply.Tagged(String state, Reply inner) -> {
        headers.set("ETag", "\"" + state + "\"");
        headers.set("Cache-Control", "no-cache, private");
        send(exchange, inner);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
    if (bodiless) {
      return;
    }
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    said.put("error", refusal.getMessage());
    said.put("status", refusal.kind().status());
    said.put("kind", refusal.kind().label());
    if (refusal.generation() > 0) {
      said.put("generation", refusal.generation());
    }
    send(exchange, refusal.kind().status(), "application/json", JSON.writeValueAsBytes(said));
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    // Never an interrupt: it would close the files that a request reads.
    threads.shutdown();
  }
}
