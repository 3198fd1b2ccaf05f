package dev.portolan.minilm;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/// Files of the class path, unpacked once because native code wants paths (and reads them faster).
///
/// Their directory is named after their checksums, which are compared on every use: what is damaged
/// or half written is unpacked again. It may be deleted at any time. Safe for many processes.
///
/// @param directory under which they lie
record UnpackedFiles(Path directory) {

  /// In `-Dportolan.cache`, otherwise in `portolan` in the system's place for a user's caches,
  /// otherwise (no home that can be written) in the temporary directory.
  static UnpackedFiles ofUser() throws IOException {
    String chosen = System.getProperty("portolan.cache");
    if (chosen != null) {
      return new UnpackedFiles(Files.createDirectories(Path.of(chosen).toAbsolutePath()));
    }
    try {
      return new UnpackedFiles(Files.createDirectories(cachesOfUser().resolve("portolan")));
    } catch (IOException e) {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
      String own = "portolan-" + System.getProperty("user.name");
      return new UnpackedFiles(Files.createDirectories(temporary.resolve(own)));
    }
  }

  private static Path cachesOfUser() {
    String system = System.getProperty("os.name");
    Path home = Path.of(System.getProperty("user.home")).toAbsolutePath();
    if (system.startsWith("Mac")) {
      return home.resolve("Library/Caches");
    }
    return system.startsWith("Windows")
        ? named("LOCALAPPDATA", home.resolve("AppData/Local"))
        : named("XDG_CACHE_HOME", home.resolve(".cache"));
  }

  private static Path named(String variable, Path otherwise) {
    String value = System.getenv(variable);
    return value == null || value.isBlank() ? otherwise : Path.of(value).toAbsolutePath();
  }

  /// The directory in which these files of the class path lie side by side.
  ///
  /// @param names such as `ai/onnxruntime/native/linux-x64/libonnxruntime.so`
  /// @throws FileNotFoundException when one is not on the class path
  Path together(List<String> names) throws IOException {
    long[] checksums = new long[names.size()];
    for (int i = 0; i < checksums.length; i++) {
      checksums[i] = checksum(packed(names.get(i)));
    }
    Path shared = directory.resolve("%08x".formatted(Arrays.hashCode(checksums)));
    for (int i = 0; i < checksums.length; i++) {
      URL packed = packed(names.get(i));
      Path file = shared.resolve(packed.getPath().substring(packed.getPath().lastIndexOf('/') + 1));
      if (!Files.exists(file) || checksum(file.toUri().toURL()) != checksums[i]) {
        unpack(packed, file);
      }
    }
    return shared;
  }

  private static URL packed(String name) throws FileNotFoundException {
    URL packed = UnpackedFiles.class.getResource("/" + name);
    if (packed == null) {
      throw new FileNotFoundException(name + " is not on the class path");
    }
    return packed;
  }

  private static void unpack(URL packed, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path unfinished = Files.createTempFile(file.getParent(), "unfinished", null);
    try (InputStream in = packed.openStream()) {
      Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /// A jar lists its files' checksums; every other file is read.
  private static long checksum(URL file) throws IOException {
    if (file.openConnection() instanceof JarURLConnection connection) {
      connection.setUseCaches(false);
      try (JarFile _ = connection.getJarFile()) {
        return connection.getJarEntry().getCrc();
      }
    }
    try (CheckedInputStream in = new CheckedInputStream(file.openStream(), new CRC32())) {
      in.transferTo(OutputStream.nullOutputStream());
      return in.getChecksum().getValue();
    }
  }
}
