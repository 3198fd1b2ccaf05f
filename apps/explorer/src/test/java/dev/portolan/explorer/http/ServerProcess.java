package dev.portolan.explorer.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server in a JVM of its own with limits of seconds: the JDK's server reads them once in a JVM.
final class ServerProcess implements AutoCloseable {
  /// After so many seconds it gives up whoever is slow.
  static final int PATIENCE = 1;

  static final int CONNECTIONS = 40;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ServerProcess start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    for (String name : List.of("maxReqTime", "maxRspTime", "idleInterval")) {
      command.add("-Dsun.net.httpserver." + name + "=" + PATIENCE);
    }
    command.addAll(
        List.of("-Dsun.net.httpserver.clockTick=200", "-Dsun.net.httpserver.timerMillis=200"));
    command.add("-Djdk.httpserver.maxConnections=" + CONNECTIONS);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ServerProcess.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new ServerProcess(process, Integer.parseInt(said.readLine()));
  }

  /// Serves a small page, and below `/api/` nothing, until its input ends.
  public static void main(String[] arguments) throws IOException {
    StaticFiles files = new StaticFiles("/dev/portolan/explorer/plain/");
    try (LoopbackServer server =
        LoopbackServer.start(
            0, new Session(), files, _ -> new Reply.Nothing(), Throwable::printStackTrace)) {
      System.out.println(server.port());
      while (System.in.read() >= 0) {
        // Whoever started it holds the other end.
      }
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
