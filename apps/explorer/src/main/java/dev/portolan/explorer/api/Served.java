package dev.portolan.explorer.api;

import dev.portolan.Portolan;
import java.nio.file.Path;

/// What is served, and what the user allowed.
///
/// @param db stays open as long as it is served
/// @param name of the database, to show
/// @param readOnly whether nothing may be changed
/// @param model to embed texts by, or null
/// @param images the folder that paths of pictures lie in, or null where none may be read
/// @param pixels where latent vectors are pictures, else null
/// @param start what to show first; its parts may be null
public record Served(
    Portolan db,
    String name,
    boolean readOnly,
    TextModel model,
    Path images,
    Pixels pixels,
    Start start) {

  /// What to show first.
  public record Start(String dataset, String map) {}
}
