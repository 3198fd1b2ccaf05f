package dev.portolan.projection;

/// Whether this JVM was started with the vector module, and what follows from it.
///
/// Classes that name `jdk.incubator.vector` are touched only behind [#PRESENT], so that a program
/// started without `--add-modules jdk.incubator.vector` never loads them and works, slower.
final class VectorModule {
  static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  static final VectorKernel KERNEL = PRESENT ? new SimdKernel() : new ScalarKernel();

  private VectorModule() {}
}
