package dev.portolan.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The JVM's flags are the same in the pom, the launcher and the command line's jar, and a JVM
/// takes them.
class JvmFlagsTest {
  private static final String LAUNCHER_FLAGS = "apps/cli/src/main/launcher/jvm.flags";

  @Test
  void launcherAndPom_nameTheSameFlags() {
    List<String> launcher = Repository.read(LAUNCHER_FLAGS).lines().toList();
    assertTrue(launcher.contains(pomFlags()), LAUNCHER_FLAGS + " lacks the line: " + pomFlags());
  }

  @Test
  void testsRun_withTheSameFlags() {
    String arguments = String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
    assertEquals(
        pomFlags().replace("--add-modules ", "--add-modules="),
        arguments.substring(0, Math.min(arguments.length(), pomFlags().length())));
  }

  @Test
  void jarOfTheCommandLine_allowsNativeAccess() {
    Matcher manifest =
        Pattern.compile("<Enable-Native-Access>(.*)</Enable-Native-Access>")
            .matcher(Repository.read("apps/cli/pom.xml"));
    assertTrue(manifest.find());
    assertTrue(pomFlags().contains("--enable-native-access=" + manifest.group(1)));
  }

  @Test
  void bareJvm_takesTheLaunchersFlags() throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Repository.root().resolve(LAUNCHER_FLAGS),
                "--version")
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), output);
    assertTrue(output.lines().noneMatch(line -> line.startsWith("[")), output);
  }

  private static String pomFlags() {
    Matcher flags =
        Pattern.compile("<portolan.jvm>(.*)</portolan.jvm>").matcher(Repository.read("pom.xml"));
    assertTrue(flags.find(), "pom.xml defines no portolan.jvm");
    return flags.group(1);
  }
}
