package dev.portolan.explorer;

import dev.portolan.explorer.api.MapApi;
import dev.portolan.explorer.api.Served;
import dev.portolan.explorer.http.LoopbackServer;
import dev.portolan.explorer.http.Session;
import dev.portolan.explorer.http.StaticFiles;
import java.util.function.Consumer;

/// The web map of one database, served on this machine until it is closed.
///
/// It listens on 127.0.0.1 and ::1 only, and answers only to who was told its address, which
/// carries a token made anew at each start. Safe for many threads. Whoever starts it closes it,
/// before the database.
public final class Explorer implements AutoCloseable {
  private static final String PAGE = "/dev/portolan/explorer/page/app/";

  /// What there is where the page was not built.
  private static final String PLAIN = "/dev/portolan/explorer/plain/";

  private final Session session;
  private final MapApi api;
  private final LoopbackServer server;

  private Explorer(Session session, MapApi api, LoopbackServer server) {
    this.session = session;
    this.api = api;
    this.server = server;
  }

  /// @param port 0 for any that is free
  /// @param faults is told what the server should not have done
  /// @throws IllegalArgumentException when the port is taken
  public static Explorer start(Served served, int port, Consumer<Throwable> faults) {
    Session session = new Session();
    MapApi api = new MapApi(served);
    boolean done = false;
    try {
      LoopbackServer server =
          LoopbackServer.start(port, session, new StaticFiles(PAGE, PLAIN), api, faults);
      done = true;
      return new Explorer(session, api, server);
    } finally {
      if (!done) {
        api.close();
      }
    }
  }

  public int port() {
    return server.port();
  }

  /// What to open in a browser. Whoever has it may ask and change everything.
  public String address() {
    return "http://127.0.0.1:%d/#token=%s".formatted(port(), session.token());
  }

  @Override
  public void close() {
    server.close();
    api.close();
  }
}
