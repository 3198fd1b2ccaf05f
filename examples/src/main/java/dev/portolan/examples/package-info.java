/// One small file per task, each run by a test.
///
/// Meet first: [dev.portolan.examples.Quickstart].
package dev.portolan.examples;
