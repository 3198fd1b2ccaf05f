package dev.portolan.exchange;

import java.io.OutputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// JSONL: an object a line with every column in its place; what is unset is null.
final class JsonRowWriter implements RowWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .rootValueSeparator("\n")
          .build();

  private final JsonGenerator json;
  private final List<String> columns;
  private boolean any;

  JsonRowWriter(OutputStream out, List<String> columns) {
    this.columns = columns;
    this.json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
  }

  @Override
  public void write(Object[] row) {
    any = true;
    json.writeStartObject();
    for (int column = 0; column < row.length; column++) {
      json.writeName(columns.get(column));
      write(json, columns.get(column), row[column]);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String column, Object value) {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Float number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case Instant instant -> json.writeString(instant.toString());
      case List<?> list -> writeList(json, column, list);
      default -> throw RowWriter.unknown(column, value);
    }
  }

  private static void writeList(JsonGenerator json, String column, List<?> list) {
    json.writeStartArray();
    for (Object part : list) {
      if (!(part instanceof String text)) {
        throw RowWriter.unknown(column, part == null ? "null in a list" : part);
      }
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /// A list of strings as a JSON list on one line.
  static String list(String column, List<?> list) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      writeList(json, column, list);
    }
    return text.toString();
  }

  @Override
  public void finish() {
    if (any) {
      json.writeRaw('\n');
    }
    json.flush();
  }
}
