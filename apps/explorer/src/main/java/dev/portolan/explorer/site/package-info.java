/// A map as a folder to be shared: it opens from any static host and from disk.
///
/// Meet [SharedFolder] first. The page in it is the one that is served, bundled otherwise, and its
/// data are the same answers, as scripts ([DataScript]).
package dev.portolan.explorer.site;
