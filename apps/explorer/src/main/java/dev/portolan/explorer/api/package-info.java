/// What is answered about maps: docs/explorer-api.md, paragraph by paragraph.
///
/// Meet [MapApi] first: it knows the paths. [States] keeps the newest state of each dataset between
/// requests, [MapState] one map of it, by rows; every other file answers one kind of question from
/// a [MapState]. The shared folder is written from the same answers.
package dev.portolan.explorer.api;
