package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyFileTest {
  @TempDir Path directory;
  private SampleFiles files;

  @BeforeEach
  void files() {
    files = new SampleFiles(directory);
  }

  private static void refused(Path file, String... parts) {
    ImportException e = assertThrows(ImportException.class, () -> readAll(file));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), "no '" + part + "' in: " + e.getMessage());
    }
  }

  private static List<String> readAll(Path file) {
    List<String> texts = new ArrayList<>();
    try (NpyFile array = NpyFile.open(file)) {
      while (array.next()) {
        texts.add(array.cell().text());
      }
    }
    return texts;
  }

  /// A file with a header as given, without padding.
  private Path headed(String name, int major, String header, byte... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, 0});
    bytes.writeBytes(SampleFiles.littleEndian(major == 1 ? 2 : 4, text.length));
    bytes.writeBytes(text);
    bytes.writeBytes(data);
    return files.bytes(name, bytes.toByteArray());
  }

  @Test
  void numbers_ofEveryType_areRead() {
    long[] values = {0, 1, 127, -1};
    assertEquals(List.of("0", "1", "127", "-1"), numbers("|i1", 1, values));
    assertEquals(List.of("0", "1", "127", "255"), numbers("|u1", 1, values));
    assertEquals(List.of("0", "1", "127", "-1"), numbers("<i2", 2, values));
    assertEquals(List.of("0", "1", "127", "65535"), numbers("<u2", 2, values));
    assertEquals(List.of("0", "1", "127", "-1"), numbers("<i4", 4, values));
    assertEquals(List.of("0", "1", "127", "4294967295"), numbers("<u4", 4, values));
    assertEquals(List.of("0", "1", "127", "-1"), numbers("<i8", 8, values));
    assertEquals(List.of("false", "true"), numbers("|b1", 1, 0, 1));
    assertEquals(List.of("1.5", "-2.0"), numbers("<f2", 2, 0x3E00, 0xC000));
    assertEquals(
        List.of("0.1", "-3.0"),
        numbers("<f4", 4, Float.floatToIntBits(0.1f), Float.floatToIntBits(-3)));
    assertEquals(
        List.of("0.1", "1.0E300"),
        numbers("<f8", 8, Double.doubleToLongBits(0.1), Double.doubleToLongBits(1e300)));
  }

  private List<String> numbers(String descr, int bytes, long... values) {
    String shape = "(%d,)".formatted(values.length);
    return readAll(
        files.array("numbers.npy", descr, shape, SampleFiles.littleEndian(bytes, values)));
  }

  @Test
  void vectors_written_readBackTheSame() {
    float[][] vectors = {{1, -0.5f, Float.MIN_VALUE}, {0, 3, Float.MAX_VALUE}};
    float[][] back = NpyFile.vectors(files.vectors("v.npy", vectors));
    assertEquals(2, back.length);
    assertArrayEquals(vectors[0], back[0]);
    assertArrayEquals(vectors[1], back[1]);
  }

  @Test
  void vectors_oneAxis_isOneVector() {
    Path file = files.array("v.npy", "<f2", "(3,)", SampleFiles.littleEndian(2, 0x3C00, 0, 0x4000));
    float[][] vectors = NpyFile.vectors(file);
    assertEquals(1, vectors.length);
    assertArrayEquals(new float[] {1, 0, 2}, vectors[0]);
  }

  @Test
  void header_versionsAndOrders_areRead() {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }";
    for (int major = 1; major <= 3; major++) {
      assertEquals(List.of("7", "8"), readAll(headed("v" + major, major, header, B7, B8)));
    }
    String other = "{'shape':(2,),'fortran_order':False,'descr':'|u1'}  \n";
    assertEquals(List.of("7", "8"), readAll(headed("other", 1, other, B7, B8)));
  }

  private static final byte B7 = 7;
  private static final byte B8 = 8;

  @Test
  void header_broken_isRefused() {
    refused(files.bytes("a.npy", new byte[0]), "is no .npy file");
    refused(files.text("b.npy", "1,2,3 and more"), "is no .npy file", "np.save");
    refused(headed("v4", 4, "{}"), ".npy format 4");
    refused(headed("empty", 1, "{}"), "lacks descr");
    refused(headed("noise", 1, "{'descr': '|u1', 'shape': (1,), 'x': 1}"), "lacks descr");
    refused(
        headed("huge", 1, "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 99999999999), }"),
        "rows of 99,999,999,999 numbers");
    refused(
        headed("hole", 1, "{'descr': '|u1', 'fortran_order': False, 'shape': (1 2), }"),
        "broken shape");
    refused(
        files.bytes("long", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 1}),
        "broken .npy header");
  }

  @Test
  void elements_thatCannotBeRead_nameTheRemedy() {
    refused(files.array("be.npy", ">f4", "(1,)", new byte[4]), "big-endian", "'>f4'");
    refused(files.array("o.npy", "|O", "(1,)", new byte[8]), "Python objects", "'|O'");
    refused(files.array("c.npy", "<c8", "(1,)", new byte[8]), "'<c8'", "astype('float32')");
    refused(
        headed("records", 1, "{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,), }"),
        "array of records");
    refused(
        headed("fortran", 1, "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }"),
        "Fortran order",
        "np.ascontiguousarray");
    refused(files.array("cube.npy", "<f4", "(1, 1, 1)", new byte[4]), "shape (1, 1, 1)");
  }

  @Test
  void data_tooShortOrTooLong_areRefused() {
    Path shorter = files.array("short.npy", "<f4", "(3,)", new byte[9]);
    refused(shorter, "ends in row 2 (from 0) of the 3");
    Path longer = files.array("long.npy", "<f4", "(3,)", new byte[13]);
    refused(longer, "goes on after the 3 rows");
  }

  @Test
  void next_pastTheEnd_staysFalse() {
    try (NpyFile array = NpyFile.open(files.goodVectors(1))) {
      assertTrue(array.next());
      assertFalse(array.next());
      assertFalse(array.next());
    }
  }
}
