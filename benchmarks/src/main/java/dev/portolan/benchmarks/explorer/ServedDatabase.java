package dev.portolan.benchmarks.explorer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// `portolan serve` as a process of its own, asked over HTTP as the page asks it.
final class ServedDatabase implements AutoCloseable {
  private final Process process;
  private final String address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String cookie;
  private long peakKb;

  /// An answer's size and time.
  record Answered(int bytes, double seconds) {}

  ServedDatabase(Path launcher, Path database, String dataset)
      throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                launcher.toString(), "serve", database.toString(), dataset, "--port", "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.startsWith("open ")) {
      throw new IOException("portolan serve said '%s', not an address".formatted(line));
    }
    address = line.substring("open ".length()).strip();
    cookie = signIn();
  }

  private String signIn() throws IOException, InterruptedException {
    String token = address.substring(address.indexOf("#token=") + "#token=".length());
    HttpResponse<String> answer =
        http.send(
            post("session", "{\"token\":\"" + token + "\"}").build(),
            HttpResponse.BodyHandlers.ofString());
    return answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
  }

  String address() {
    return address;
  }

  private String origin() {
    return address.substring(0, address.indexOf("/#"));
  }

  private HttpRequest.Builder post(String path, String json) {
    return HttpRequest.newBuilder(URI.create(origin() + "/api/" + path))
        .header("Origin", origin())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  Answered get(String path) throws IOException, InterruptedException {
    return answered(HttpRequest.newBuilder(URI.create(origin() + "/api/" + path)).GET());
  }

  Answered ask(String path, String json) throws IOException, InterruptedException {
    return answered(post(path, json));
  }

  private Answered answered(HttpRequest.Builder request) throws IOException, InterruptedException {
    long started = System.nanoTime();
    HttpResponse<byte[]> answer =
        http.send(
            request.header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofByteArray());
    double seconds = (System.nanoTime() - started) / 1e9;
    look();
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.uri() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return new Answered(answer.body().length, seconds);
  }

  /// Largest anonymous memory seen after an answer, in MB.
  long peakMb() {
    return peakKb >> 10;
  }

  private void look() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("RssAnon:")) {
        peakKb = Math.max(peakKb, Long.parseLong(line.replaceAll("\\D", "")));
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
