package dev.portolan.examples;

import dev.portolan.Embedder;
import dev.portolan.EmbeddingMap;
import dev.portolan.query.MapEmbeddings;
import java.util.List;

/// Map resource `embeddings`: positions, latent vectors, nearest neighbours by vector and by id.
final class EmbeddingsExample {
  private EmbeddingsExample() {}

  /// The tickets most like a sentence, then those most like the best of them.
  static List<MapEmbeddings.Neighbors> run(EmbeddingMap map, Embedder embedder) {
    MapEmbeddings.Projected places = map.embeddings().projected();
    System.out.printf("%s lies at (%.2f, %.2f)%n", places.ids()[0], places.x()[0], places.y()[0]);

    float[][] question = {embedder.embed("the courier lost my package")};
    MapEmbeddings.Neighbors byText = map.embeddings().vectorSearch(question, 5).getFirst();
    MapEmbeddings.Neighbors byId =
        map.embeddings().vectorSearch(List.of(byText.ids()[0]), 5).getFirst();
    return List.of(byText, byId);
  }
}
