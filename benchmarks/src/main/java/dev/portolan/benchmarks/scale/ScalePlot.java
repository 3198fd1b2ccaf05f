package dev.portolan.benchmarks.scale;

import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/// Time per edge and per distance over the number of data, as a picture.
final class ScalePlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;

  /// Letters are drawn as outlines; more digits make a large file.
  private static final int DIGITS = 1;

  private static final String SVG = "http://www.w3.org/2000/svg";

  private ScalePlot() {}

  /// Writes the picture; only figures that are known are drawn, and none where there are none.
  static void write(List<ScaleResult> results, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Wall time on all cores")
            .xAxisTitle("data")
            .yAxisTitle("ns")
            .build();
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setYAxisMin(0.0)
        .setLegendPosition(Styler.LegendPosition.InsideNW)
        .setChartBackgroundColor(Color.WHITE);
    boolean edges = add(chart, "per edge and epoch", results, ScaleResult::nanosPerEdgeEpoch);
    boolean distances = add(chart, "per distance", results, ScaleResult::nanosPerDistance);
    if (!edges && !distances) {
      Files.deleteIfExists(file);
      return;
    }
    SVGGraphics2D drawing = drawing();
    drawing.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
    chart.paint(drawing, WIDTH, HEIGHT);
    try (Writer out = Files.newBufferedWriter(file)) {
      drawing.stream(out, true);
    }
  }

  /// Whether anything is known to be drawn.
  private static boolean add(
      XYChart chart, String name, List<ScaleResult> results, ToDoubleFunction<ScaleResult> figure) {
    List<ScaleResult> known =
        results.stream().filter(result -> !Double.isNaN(figure.applyAsDouble(result))).toList();
    if (!known.isEmpty()) {
      chart.addSeries(
          name,
          known.stream().mapToDouble(ScaleResult::n).toArray(),
          known.stream().mapToDouble(figure).toArray());
    }
    return !known.isEmpty();
  }

  private static SVGGraphics2D drawing() {
    try {
      SVGGeneratorContext context =
          SVGGeneratorContext.createDefault(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .getDOMImplementation()
                  .createDocument(SVG, "svg", null));
      context.setPrecision(DIGITS);
      return new SVGGraphics2D(context, false);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK has no XML documents: " + e.getMessage(), e);
    }
  }
}
