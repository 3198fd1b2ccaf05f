package dev.portolan.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which module may know which other, and which library is visible to which module.
class LayerTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.portolan");

  private static final Packages JDK =
      new Packages("java..", "javax..", "jdk.jfr..", "org.w3c.dom..");
  private static final Packages VECTOR_API = new Packages("jdk.incubator.vector..");
  private static final Packages HTTP = new Packages("com.sun.net.httpserver..");
  private static final Packages JSON = new Packages("tools.jackson..", "com.fasterxml.jackson..");
  private static final Packages LUCENE = new Packages("org.apache.lucene..");
  private static final Packages ROARING = new Packages("org.roaringbitmap..");
  private static final Packages STATISTICS = new Packages("org.apache.commons.statistics..");
  private static final Packages HISTOGRAM = new Packages("org.HdrHistogram..");
  private static final Packages REGEX = new Packages("com.google.re2j..");
  private static final Packages CSV = new Packages("de.siegmar.fastcsv..");
  private static final Packages EMBEDDING = new Packages("ai.onnxruntime..", "ai.djl..");
  private static final Packages TERMINAL =
      new Packages("picocli..", "me.tongfei.progressbar..", "org.jline..");
  private static final Packages LANGCHAIN4J = new Packages("dev.langchain4j..");
  private static final Packages SQL = new Packages("org.apache.calcite..", "com.google.common..");
  private static final Packages PEERS = new Packages("net.openhft..", "com.sun.management..");
  private static final Packages SMILE = new Packages("smile..");
  private static final Packages BROWSER = new Packages("com.microsoft.playwright..");
  private static final Packages PLOTS = new Packages("org.knowm.xchart..", "org.apache.batik..");
  private static final Packages WORDNET = new Packages("net.sf.extjwnl..");

  private static final Packages STORAGE = new Packages("dev.portolan.storage..");
  private static final Packages PROJECTION = new Packages("dev.portolan.projection..");
  private static final Packages INDEX = new Packages("dev.portolan.index..");
  private static final Packages QUERY = new Packages("dev.portolan", "dev.portolan.query..");
  private static final Packages EXCHANGE = new Packages("dev.portolan.exchange..");
  private static final Packages MINILM = new Packages("dev.portolan.minilm..");
  private static final Packages SMILE_BRIDGE = new Packages("dev.portolan.smile..");
  private static final Packages CHAT_BRIDGE = new Packages("dev.portolan.langchain4j..");
  private static final Packages EXPLORER = new Packages("dev.portolan.explorer..");
  private static final Packages JDBC = new Packages("dev.portolan.jdbc..");
  private static final Packages CLI = new Packages("dev.portolan.cli..");
  private static final Packages EXAMPLES = new Packages("dev.portolan.examples..");
  private static final Packages BENCHMARKS = new Packages("dev.portolan.benchmarks..");

  /// From the bytes up to what people run; nobody sees what stands below it in this list.
  static Stream<Layer> layers() {
    Packages library = STORAGE.and(PROJECTION, INDEX, QUERY);
    Packages bridges = library.and(EXCHANGE, MINILM);
    return Stream.of(
        new Layer(STORAGE, JDK.and(VECTOR_API, LUCENE, ROARING, JSON, HISTOGRAM)),
        new Layer(PROJECTION, JDK.and(VECTOR_API)),
        new Layer(INDEX, JDK.and(STORAGE, PROJECTION, JSON, STATISTICS)),
        new Layer(QUERY, JDK.and(STORAGE, PROJECTION, INDEX, JSON, REGEX)),
        new Layer(EXCHANGE, JDK.and(library, JSON, CSV)),
        new Layer(MINILM, JDK.and(library, EMBEDDING)),
        new Layer(SMILE_BRIDGE, JDK.and(PROJECTION, SMILE)),
        new Layer(CHAT_BRIDGE, JDK.and(library, LANGCHAIN4J)),
        new Layer(JDBC, JDK.and(library, SQL)),
        new Layer(EXPLORER, JDK.and(library, EXCHANGE, JSON, HTTP)),
        new Layer(CLI, JDK.and(bridges, EXPLORER, JDBC, JSON, TERMINAL, WORDNET)),
        new Layer(EXAMPLES, JDK.and(bridges)),
        new Layer(
            BENCHMARKS,
            JDK.and(
                bridges,
                JDBC,
                EXPLORER,
                CLI,
                JSON,
                LUCENE,
                EMBEDDING,
                TERMINAL,
                LANGCHAIN4J,
                PEERS,
                SMILE,
                PLOTS,
                BROWSER)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void module_seesOnlyWhatItMay(Layer layer) {
    classes()
        .that(resideInAnyPackage(layer.own().names()))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(layer.own().and(layer.sees()).names()))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyClass_belongsToALayer() {
    Packages all = layers().map(Layer::own).reduce(new Packages(), Packages::and);
    classes().should().resideInAnyPackage(all.names()).check(CLASSES);
  }

  @Test
  void forbiddenDependency_isFound() {
    var storageWithoutLucene = new Layer(STORAGE, JDK.and(ROARING, JSON));
    assertThrows(AssertionError.class, () -> module_seesOnlyWhatItMay(storageWithoutLucene));
  }

  @Test
  void bitmaps_standBehindDatumSet() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.portolan.storage.DatumSet")
        .and()
        .doNotHaveFullyQualifiedName("dev.portolan.storage.Intersection")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ROARING.names()).or(name("dev.portolan.storage.Intersection")))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLine_endsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.portolan.cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void className_saysWhatTheClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Impl|Utils?)$")
        .orShould()
        .resideInAnyPackage("..common..", "..util..", "..utils..")
        .check(CLASSES);
  }

  /// A module's packages and all the packages outside it that its classes may refer to.
  record Layer(Packages own, Packages sees) {
    @Override
    public String toString() {
      return own.names()[0];
    }
  }

  /// Package patterns as ArchUnit reads them: `a.b` alone, `a.b..` with all below it.
  record Packages(List<String> patterns) {
    Packages(String... patterns) {
      this(List.of(patterns));
    }

    Packages and(Packages... others) {
      Stream<Packages> all = Stream.concat(Stream.of(this), Arrays.stream(others));
      return new Packages(all.flatMap(each -> each.patterns.stream()).toList());
    }

    String[] names() {
      return patterns.toArray(String[]::new);
    }
  }
}
