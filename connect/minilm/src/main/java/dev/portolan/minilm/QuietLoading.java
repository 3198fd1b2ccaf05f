package dev.portolan.minilm;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The system properties under which the two native libraries load silently, put back on close.
///
/// Left alone, DJL's tokenizers call a telemetry host and unpack into the home directory, and
/// onnxruntime unpacks into a new temporary directory on every start and leaves it behind. DJL
/// reads its switches from the environment first: only somebody who sets both
/// `OPT_OUT_TRACKING=false` and `DJL_OFFLINE=false` there gets its telemetry. For one thread at a
/// time.
final class QuietLoading implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();

  QuietLoading(UnpackedFiles files) throws IOException {
    set("OPT_OUT_TRACKING", "true");
    set("ai.djl.offline", "true");
    set("DJL_CACHE_DIR", files.directory().resolve("djl").toString());
    if (QuietLoading.class.getResource("/" + onnxruntime().getFirst()) != null) {
      set("onnxruntime.native.path", files.together(onnxruntime()).toString());
    }
  }

  /// The native files in onnxruntime's jar for this system.
  static List<String> onnxruntime() {
    String system = System.getProperty("os.name");
    String name = system.startsWith("Mac") ? "osx" : system.startsWith("Windows") ? "win" : "linux";
    String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    String folder = "ai/onnxruntime/native/%s-%s/".formatted(name, arch);
    return List.of(
        folder + System.mapLibraryName("onnxruntime"),
        folder + System.mapLibraryName("onnxruntime4j_jni"));
  }

  private void set(String property, String value) {
    before.put(property, System.setProperty(property, value));
  }

  @Override
  public void close() {
    before.forEach((property, value) -> {
      if (value == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, value);
      }
    });
  }
}
