package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShellWordTest {
  @Test
  void quotedWords_comeBackFromAShell() throws Exception {
    for (String word : new String[] {"plain", "two words", "it's", "$HOME `x` \\ \"y\"", "*"}) {
      Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(word)).start();
      String back = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(word, back);
    }
  }

  @Test
  void plainWord_staysAsItIs() {
    assertEquals("./portolan-demo", ShellWord.of("./portolan-demo"));
  }
}
