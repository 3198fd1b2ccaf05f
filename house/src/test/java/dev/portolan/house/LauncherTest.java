package dev.portolan.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher, in a copy of the repository's frame whose JDK and Maven are scripts that tell how
/// they were called.
class LauncherTest {
  private static final String SAYS_ARGUMENTS =
      "#!/bin/sh\necho \"in $(pwd)\"\nfor argument; do echo \"[$argument]\"; done\nexit 3\n";

  @TempDir private Path directory;
  private Path repository;

  @BeforeEach
  void layOut() throws IOException {
    directory = directory.toRealPath();
    repository = Files.createDirectory(directory.resolve("a checkout"));
    for (String module : List.of("storage", "projection", "index", "query", "connect")) {
      Files.createDirectory(repository.resolve(module));
    }
    Files.writeString(repository.resolve("pom.xml"), "<project/>");
    String tools = "apps/cli/src/main/launcher/tools.sh";
    Files.createDirectories(repository.resolve(tools).getParent());
    Files.copy(Repository.root().resolve(tools), repository.resolve(tools));
    script(repository.resolve("portolan"), Repository.read("portolan"));
    script(directory.resolve("jdk/bin/java"), SAYS_ARGUMENTS);
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  @Test
  void argumentsDirectoryAndExitCode_passThrough() throws Exception {
    build();
    Run run = run("./a checkout/portolan", "search", "two words", "");
    assertEquals(3, run.exitCode());
    assertTrue(run.output().startsWith("in " + directory + "\n"), run.output());
    assertTrue(run.output().endsWith("Start]\n[search]\n[two words]\n[]\n"), run.output());
  }

  @Test
  void furtherJars_joinTheClassPath() throws Exception {
    build();
    Run run = bash("PORTOLAN_CLASSPATH='more jars/a.jar:b.jar' './a checkout/portolan' help");
    String jar = repository.resolve("apps/cli/target/portolan-cli.jar").toString();
    assertTrue(run.output().contains("[-cp]\n[" + jar + ":more jars/a.jar:b.jar]\n"), run.output());
    assertTrue(run("./a checkout/portolan").output().contains("[-cp]\n[" + jar + "]\n"));
  }

  @Test
  void linkToLauncher_findsTheRepository() throws Exception {
    build();
    Files.createSymbolicLink(directory.resolve("second"), Path.of("a checkout/portolan"));
    Files.createSymbolicLink(directory.resolve("first"), directory.resolve("second"));
    assertEquals(3, run("./first").exitCode());
  }

  @Test
  void olderJdk_isPassedOver() throws Exception {
    Path newer = directory.resolve("home/.jdks/vendor 26");
    script(newer.resolve("bin/java"), SAYS_ARGUMENTS);
    Files.writeString(newer.resolve("release"), "JAVA_VERSION=\"26-ea\"\n");
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
    Run run =
        bash(
            "jdk_places() { echo \"$JAVA_HOME\"; echo \"$HOME/.jdks/vendor 26\"; }; find_jdk"
                + " portolan");
    assertEquals(newer + "\n", run.output());
  }

  @Test
  void noJdk_isOneSentence() throws Exception {
    Run run = bash("java_version() { echo 17; }; find_jdk portolan");
    assertEquals(1, run.exitCode());
    assertEquals(
        "portolan: no JDK 25 or newer found; install one (any vendor's), or let JAVA_HOME name"
            + " it\n",
        run.errors());
  }

  @Test
  void noMaven_isOneSentence() throws Exception {
    Run run = bash("PATH=; require_maven portolan");
    assertEquals(1, run.exitCode());
    assertEquals(
        "portolan: no Maven found on the PATH; install Maven 3.8 or newer\n", run.errors());
  }

  @Test
  void newerSource_isBuiltOnce() throws Exception {
    script(
        directory.resolve("bin/mvn"),
        "#!/bin/sh\necho built >> '"
            + directory
            + "/log'\nmkdir -p apps/cli/target\n"
            + "touch apps/cli/target/portolan-cli.jar\n");
    run("./a checkout/portolan");
    run("./a checkout/portolan");
    assertEquals("built\n", Repository.read(directory.resolve("log")));
  }

  private void build() throws IOException {
    Path target = Files.createDirectories(repository.resolve("apps/cli/target"));
    Files.writeString(target.resolve("portolan-cli.jar"), "");
  }

  private Run bash(String commands) throws Exception {
    return run("bash", "-c", ". 'a checkout/apps/cli/src/main/launcher/tools.sh'; " + commands);
  }

  private Run run(String... command) throws IOException, InterruptedException {
    Path errors = directory.resolve("errors");
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", directory.resolve("jdk").toString());
    environment.put("HOME", directory.resolve("home").toString());
    environment.put("PATH", directory.resolve("bin") + ":" + environment.get("PATH"));
    environment.remove("PORTOLAN_JAVA_OPTS");
    environment.remove("PORTOLAN_CLASSPATH");
    Process process = builder.redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output, Repository.read(errors));
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private record Run(int exitCode, String output, String errors) {}
}
