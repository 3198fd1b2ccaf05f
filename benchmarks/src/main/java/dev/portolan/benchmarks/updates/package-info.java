/// How much an update of a map costs, beside what changed.
package dev.portolan.benchmarks.updates;
