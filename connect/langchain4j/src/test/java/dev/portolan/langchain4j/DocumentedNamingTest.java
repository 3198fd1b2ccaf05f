package dev.portolan.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The code in the documentation that needs this module.
class DocumentedNamingTest {
  private static final Pattern BLOCK =
      Pattern.compile("```java langchain4j\n(.*?)```", Pattern.DOTALL);
  private static final String SOURCE =
      """
      import dev.langchain4j.model.chat.ChatModel;
      import dev.portolan.EmbeddingMap;
      import dev.portolan.langchain4j.*;
      class Documented {
        static void run(EmbeddingMap map, ChatModel model) {
      %s  }
      }
      """;

  @TempDir Path directory;

  @Test
  void blocks_compile() throws Exception {
    Matcher found = BLOCK.matcher(Files.readString(Path.of("../../docs/api.md")));
    assertTrue(found.find(), "docs/api.md shows no naming");
    Path file = directory.resolve("Documented.java");
    Files.writeString(file, SOURCE.formatted(found.group(1)));
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, complaints, "-proc:none", "-d", directory.toString(), file.toString());
    assertEquals(0, code, complaints.toString(StandardCharsets.UTF_8));
  }
}
