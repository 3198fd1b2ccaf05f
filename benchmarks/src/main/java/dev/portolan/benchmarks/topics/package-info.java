/// Topics beside known labels, and how well they are named.
///
/// Meet first: [dev.portolan.benchmarks.topics.TopicsRun].
package dev.portolan.benchmarks.topics;
