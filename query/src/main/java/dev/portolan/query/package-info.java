/// What a map answers: data, embeddings, topics and duplicates, from one consistent state.
///
/// Meet first: [dev.portolan.query.MapSnapshot] (the state), then [dev.portolan.query.MapTopics],
/// [dev.portolan.query.MapEmbeddings], [dev.portolan.query.MapDuplicates],
/// [dev.portolan.query.MapData]; [dev.portolan.query.MapRows] is all of it as one table.
package dev.portolan.query;
