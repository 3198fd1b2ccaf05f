package dev.portolan.explorer.http;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.JsonNode;

/// What is sent back.
public sealed interface Reply {
  /// Done, nothing to say.
  record Nothing() implements Reply {}

  /// An object, with a status of success.
  record Json(int status, JsonNode body) implements Reply {}

  /// Columns and masks.
  record Binary(Frame frame) implements Reply {}

  /// A file or a picture, as it is.
  record Bytes(String mediaType, byte[] bytes) implements Reply {}

  /// Something long, written piece by piece.
  ///
  /// @param fileName under which a browser saves it, or null
  record Stream(String mediaType, String fileName, Writing body) implements Reply {}

  /// What the asker has already is still so.
  record Unchanged() implements Reply {}

  /// An answer that holds as long as a state does.
  record Tagged(String state, Reply answer) implements Reply {}

  /// Writes a body.
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  static Reply json(JsonNode body) {
    return new Json(200, body);
  }
}
