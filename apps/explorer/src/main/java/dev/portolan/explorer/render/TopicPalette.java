package dev.portolan.explorer.render;

import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import java.awt.Color;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A colour for every topic: hues go round the map as the hands of a clock, so that neighbours
/// differ by a step; lightness alternates, so that they differ for those too who see few hues.
/// Topics below another one are shades of it.
final class TopicPalette {
  private static final double CHROMA = 0.145;
  private static final double[] LIGHTNESS = {0, -0.10, 0.07};
  private static final double SHADE = 0.045;
  private static final double TURN = 11;

  private final Map<Integer, Oklch> shades = new HashMap<>();
  private final Theme theme;

  /// @param anchors of the topics, by id
  /// @param middle of the map
  TopicPalette(TopicTree tree, Map<Integer, Anchor> anchors, Theme theme, Anchor middle) {
    this.theme = theme;
    List<Topic> roots =
        tree.topics().stream()
            .filter(topic -> topic.depth() == 1)
            .sorted(
                Comparator.comparingDouble((Topic topic) -> angle(anchors.get(topic.id()), middle))
                    .thenComparingInt(Topic::id))
            .toList();
    for (int i = 0; i < roots.size(); i++) {
      shades.put(
          roots.get(i).id(),
          new Oklch(
              theme.pointLightness() + LIGHTNESS[i % LIGHTNESS.length],
              CHROMA,
              25 + 360.0 * i / roots.size()));
    }
    Map<Integer, Integer> siblings = new HashMap<>();
    for (Topic topic : tree.topics()) {
      if (topic.depth() > 1) {
        int place = siblings.merge(topic.parent(), 1, Integer::sum);
        shades.put(topic.id(), shade(shades.get(topic.parent()), topic.depth(), place));
      }
    }
  }

  private static double angle(Anchor at, Anchor middle) {
    return at == null ? 0 : Math.atan2(at.y() - middle.y(), at.x() - middle.x());
  }

  private static Oklch shade(Oklch parent, int depth, int place) {
    double way = (place % 2 == 0 ? 1 : -1) / (double) (depth - 1);
    return new Oklch(parent.lightness() + way * SHADE, parent.chroma(), parent.hue() + way * TURN);
  }

  /// Of the data whose deepest topic this is; 0 for none.
  Color point(int topic) {
    Oklch shade = shades.get(topic);
    return shade == null ? theme.plain() : shade.color();
  }

  /// Of its label: the same hue, as light or dark as text must be to be read.
  Color text(int topic) {
    Oklch shade = shades.get(topic);
    return shade == null
        ? theme.ink()
        : new Oklch(theme.textLightness(), CHROMA, shade.hue()).color();
  }
}
