package dev.portolan.benchmarks.updates;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/// Seconds of an update and of a build over the number of data.
final class UpdatesPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;

  private UpdatesPlot() {}

  static void write(List<UpdateTimes> times, Path png) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Wall time")
            .xAxisTitle("data")
            .yAxisTitle("s")
            .build();
    chart
        .getStyler()
        .setXAxisLogarithmic(true)
        .setYAxisLogarithmic(true)
        .setLegendPosition(Styler.LegendPosition.InsideNW)
        .setChartBackgroundColor(Color.WHITE);
    add(chart, "update", times, UpdateTimes::later);
    add(chart, "build anew", times, UpdateTimes::build);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    chart.paint(image.createGraphics(), WIDTH, HEIGHT);
    ImageIO.write(image, "png", png.toFile());
  }

  private static void add(
      XYChart chart, String name, List<UpdateTimes> times, ToDoubleFunction<UpdateTimes> figure) {
    chart.addSeries(
        name,
        times.stream().mapToDouble(UpdateTimes::n).toArray(),
        times.stream().mapToDouble(figure).toArray());
  }
}
