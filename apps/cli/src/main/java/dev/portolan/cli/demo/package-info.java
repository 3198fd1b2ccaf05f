/// The corpus of `portolan demo`: what the English nouns mean.
///
/// Meet [dev.portolan.cli.demo.WordNetNouns].
package dev.portolan.cli.demo;
