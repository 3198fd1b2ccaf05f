package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void rows_areAlignedAndCut() {
    assertEquals(
        """
        posts
          0.1000  a   the parcel never…
          0.2500  bb  the [2Jscreen
          … 2 more
        """,
        printed(TextTable::print));
  }

  @Test
  void wrappedRows_areWhole() {
    assertEquals(
        """
        posts
          0.1000  a   the parcel never
                      arrived at the
                      door
          0.2500  bb  the [2Jscreen
          … 2 more
        """,
        printed(TextTable::printWrapped));
  }

  private static String printed(BiConsumer<TextTable, Terminal> print) {
    TextTable table = new TextTable(31);
    table.line("posts");
    table.row("  0.1000", "a", "  the parcel\nnever arrived at the door");
    table.row("  0.2500", "bb", "the \u001b[2Jscreen");
    table.line("  … 2 more");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    print.accept(table, new Terminal(stream, stream, false, false, 31));
    return out.toString(StandardCharsets.UTF_8);
  }
}
