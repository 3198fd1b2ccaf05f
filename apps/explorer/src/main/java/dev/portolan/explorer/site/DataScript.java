package dev.portolan.explorer.site;

import dev.portolan.explorer.http.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes answers as scripts: a page opened from disk may fetch nothing, but load scripts.
///
/// Each file calls `portolanData(key, answer)`; a frame is base64 of its bytes.
///
/// @param folder that keys are paths below
record DataScript(Path folder) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param key of plain parts: it becomes the file's name
  void json(String key, JsonNode answer) {
    write(key, out -> out.write(literal(answer).getBytes(StandardCharsets.UTF_8)));
  }

  void frame(String key, Frame frame) {
    write(
        key,
        out -> {
          out.write('"');
          try (OutputStream base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
            frame.write(base64);
          }
          out.write('"');
        });
  }

  /// JSON is JavaScript; without `<` no text in it can look like a tag, wherever it is pasted.
  private static String literal(JsonNode answer) {
    return JSON.writeValueAsString(answer).replace("<", "\\u003c");
  }

  private interface Body {
    void to(OutputStream out) throws IOException;
  }

  private void write(String key, Body body) {
    Path file = folder.resolve(key + ".js");
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out =
          new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
        out.write(("portolanData(\"" + key + "\",").getBytes(StandardCharsets.UTF_8));
        body.to(out);
        out.write(");\n".getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: cannot be written (%s); check path and disk".formatted(file, e.getMessage()), e);
    }
  }

  /// Ends with the base64 in it, not with the file.
  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
