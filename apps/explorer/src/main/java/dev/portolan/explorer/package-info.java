/// The web map: a page that shows a map, answers questions about it and changes what a person
/// decides.
///
/// Meet [Explorer] first: it serves a database on loopback. `http` is the transport and who may
/// ask, `api` what is answered (docs/explorer-api.md), `site` the folder that is shared, `render`
/// pictures without a browser. The page itself is in `apps/explorer/page`.
package dev.portolan.explorer;
