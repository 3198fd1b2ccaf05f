package dev.portolan.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// The model's network: word pieces in, one state per piece out.
///
/// A run stays on the thread that asks for it. Safe for many threads.
final class Network implements AutoCloseable {
  static final String FILE = "all-minilm-l6-v2-q.onnx";
  static final int DIMENSIONS = 384;

  private final OrtEnvironment environment;
  private final OrtSession session;

  private Network(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  static Network load(Path model) throws OrtException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    environment.setTelemetry(false);
    try (SessionOptions options = onOneThread()) {
      return new Network(environment, environment.createSession(model.toString(), options));
    }
  }

  private static SessionOptions onOneThread() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    return options;
  }

  /// The mean of the network's last states over all pieces.
  ///
  /// @return `[384]`
  float[] meanState(long[] pieces) throws OrtException {
    long[] attention = new long[pieces.length];
    Arrays.fill(attention, 1);
    try (OnnxTensor ids = row(pieces);
        OnnxTensor mask = row(attention);
        OnnxTensor sentence = row(new long[pieces.length]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", sentence))) {
      return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), pieces.length);
    }
  }

  private OnnxTensor row(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  /// @param states `[n][384]`
  private static float[] mean(FloatBuffer states, int n) {
    float[] sum = new float[DIMENSIONS];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < DIMENSIONS; j++) {
        sum[j] += states.get(i * DIMENSIONS + j);
      }
    }
    for (int j = 0; j < DIMENSIONS; j++) {
      sum[j] /= n;
    }
    return sum;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the network's memory was not given back: " + e, e);
    }
  }
}
