package dev.portolan.explorer.api;

import dev.portolan.Dataset;
import dev.portolan.explorer.http.Frame;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Reply;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapEmbeddings;
import dev.portolan.storage.Column;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The answers that a shared folder holds: those of the server, cut into chunks of rows.
public final class SharedAnswers {
  /// Rows of a chunk.
  public static final int CHUNK = 1_000;

  private static final int NEIGHBOURS = 8;

  /// Of more data the neighbours are left out: finding them takes minutes.
  private static final int MOST_WITH_NEIGHBOURS = 200_000;

  private static final int NOBODY = -1;

  private final String database;
  private final InfoAnswer info;
  private final Images images;

  /// @param database name of it, to show
  /// @param folder that paths of pictures lie in, or null
  /// @param pixels where latent vectors are pictures, else null
  public SharedAnswers(String database, Path folder, Pixels pixels) {
    this.database = database;
    this.info = new InfoAnswer(folder != null, pixels);
    this.images = new Images(folder, pixels);
  }

  public ObjectNode catalog(Dataset dataset, DatasetSnapshot now, List<String> maps) {
    return CatalogAnswer.shared(database, dataset.name(), now, maps);
  }

  public ObjectNode info(MapState state) {
    ObjectNode answer = info.of(state, new InfoAnswer.Can(false, false, neighbours(state)));
    return answer.put("chunk", CHUNK);
  }

  public ObjectNode topics(MapState state) {
    return TopicAnswer.of(state, List.of());
  }

  public ObjectNode tags(MapState state) {
    return TagAnswers.listWithMasks(state);
  }

  /// Frames by the name of their file, made when they are asked for.
  ///
  /// @param several whether the folder holds several maps
  public Map<String, Supplier<Frame>> columns(MapState state, boolean several) {
    Map<String, Supplier<Frame>> frames = new LinkedHashMap<>();
    frames.put("points", () -> PointFrames.points(state));
    if (several) {
      frames.put("ordinals", () -> PointFrames.ordinals(state));
    }
    if (state.hasDuplicates()) {
      frames.put("duplicates", () -> PointFrames.duplicates(state, OptionalDouble.empty()));
    }
    List<Column> columns = state.data().schema().columns();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (!(column instanceof Column.Text)) {
        frames.put("columns/" + i, () -> ColumnFrames.of(state, column.name()));
      }
    }
    return frames;
  }

  public int chunks(MapState state) {
    return (state.rows() + CHUNK - 1) / CHUNK;
  }

  private static int[] chunk(MapState state, int chunk) {
    return IntStream.range(chunk * CHUNK, Math.min(state.rows(), (chunk + 1) * CHUNK)).toArray();
  }

  /// All columns but pictures, which have files of their own.
  public ObjectNode rows(MapState state, int chunk) {
    List<String> columns = RowAnswers.columns(state, null);
    ObjectNode rows = RowAnswers.rows(state, chunk(state, chunk), columns, 0);
    String pictures = pictures(state, "png");
    if (pictures != null) {
      int place = columns.indexOf(pictures);
      rows.get("rows")
          .forEach(row -> {
            if (row.get("values") instanceof ArrayNode values) {
              values.setNull(place);
            }
          });
    }
    return rows;
  }

  /// Whether the nearest neighbours are in the folder.
  public boolean neighbours(MapState state) {
    return state.rows() <= MOST_WITH_NEIGHBOURS;
  }

  public Frame neighbours(MapState state, int chunk) {
    int[] rows = chunk(state, chunk);
    int[] found = new int[rows.length * NEIGHBOURS];
    float[] distances = new float[found.length];
    Arrays.fill(found, NOBODY);
    int[] live = Arrays.stream(rows).filter(state::live).toArray();
    if (live.length > 0) {
      String[] ids = state.data().ids(Arrays.stream(live).map(state::ordinal).toArray());
      List<MapEmbeddings.Neighbors> nearest =
          state.map().embeddings().vectorSearch(List.of(ids), NEIGHBOURS);
      for (int i = 0; i < live.length; i++) {
        int at = (live[i] - rows[0]) * NEIGHBOURS;
        int[] ordinals = state.data().ordinals(List.of(nearest.get(i).ids()));
        for (int k = 0; k < ordinals.length; k++) {
          found[at + k] = state.row(ordinals[k]);
          distances[at + k] = (float) nearest.get(i).distances()[k];
        }
      }
    }
    Frame frame =
        new Frame()
            .u32("row", found.length, i -> found[i])
            .f32("distance", found.length, i -> distances[i]);
    frame.header().put("k", NEIGHBOURS);
    return frame;
  }

  /// Column of pictures of this kind, or of any for null; null where there is none.
  private String pictures(MapState state, String kind) {
    for (var column : info.columnFacts(state)) {
      if (column.has("image") && (kind == null || column.get("image").stringValue().equals(kind))) {
        return column.get("name").stringValue();
      }
    }
    return null;
  }

  /// Pictures of a chunk; null where the data have none.
  ///
  /// @param address of a picture, as the page shows it
  public ObjectNode images(MapState state, int chunk, Function<Reply.Bytes, String> address) {
    String column = pictures(state, null);
    if (column == null && !info.drawsVectors(state)) {
      return null;
    }
    ObjectNode answer = Json.object().put("column", column);
    ArrayNode each = answer.putArray("images");
    for (int row : chunk(state, chunk)) {
      try {
        each.add(state.live(row) ? address.apply(images.of(state, row, column)) : null);
      } catch (Refusal e) {
        each.addNull();
      }
    }
    return answer;
  }
}
