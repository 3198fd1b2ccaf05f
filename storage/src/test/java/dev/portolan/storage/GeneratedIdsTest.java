package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GeneratedIdsTest {
  @Test
  void of_counters_areBigEndianBase64WithoutPadding() {
    assertEquals("AA", GeneratedIds.of(0));
    assertEquals("/w", GeneratedIds.of(255));
    assertEquals("AQA", GeneratedIds.of(256));
    assertEquals("ARFw", GeneratedIds.of(70_000));
  }
}
