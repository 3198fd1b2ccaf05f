package dev.portolan.explorer.http;

/// Answers calls that have passed the gate. Called by many threads.
@FunctionalInterface
public interface Handler {
  /// @throws Refusal when it is not answered
  Reply answer(Call call);
}
