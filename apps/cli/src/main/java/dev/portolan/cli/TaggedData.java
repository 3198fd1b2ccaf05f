package dev.portolan.cli;

import dev.portolan.query.filter.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The data a tag gets or loses: by id, by ids in a file, or by a filter asked now.
final class TaggedData {
  private static final String STANDARD_INPUT = "-";

  @Option(names = "--id", arity = "1..*", paramLabel = "ID", description = "Data by their ids.")
  private List<String> ids = List.of();

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description = "Ids in a file, a line each; '-' is standard input.")
  private String file;

  @Mixin private FilterOption filter;

  boolean given() {
    return byId() || filter.given();
  }

  private boolean byId() {
    return !ids.isEmpty() || file != null;
  }

  /// Hands on the ids and then the filter, whichever were given.
  void to(TagVerb tag, Consumer<List<String>> byId, Consumer<Filter> byFilter) throws IOException {
    if (byId()) {
      List<String> all = new ArrayList<>(ids);
      if (file != null) {
        all.addAll(lines());
      }
      byId.accept(all);
    }
    if (filter.given()) {
      byFilter.accept(tag.read(filter::filter));
    }
  }

  private List<String> lines() throws IOException {
    try {
      return read().lines().filter(line -> !line.isEmpty()).toList();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "%s is not UTF-8; write the ids in UTF-8, a line each".formatted(file), e);
    }
  }

  private String read() throws IOException {
    if (!file.equals(STANDARD_INPUT)) {
      return Files.readString(Path.of(file));
    }
    InputStream in = System.in;
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(java.nio.ByteBuffer.wrap(in.readAllBytes()))
        .toString();
  }
}
