package dev.portolan.storage;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// What the next generation of a map will hold.
///
/// @param rows the data it covers
/// @param columns a value per datum each
/// @param about what the build says about itself; keys that begin with `portolan.` are ours
/// @param fit what later updates need: file name to content, rewound buffers
public record GenerationDraft(
    DatumSet rows,
    List<StoredColumn> columns,
    Map<String, String> about,
    Map<String, ByteBuffer> fit) {}
