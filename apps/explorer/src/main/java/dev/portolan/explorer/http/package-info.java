/// How a question comes in and an answer goes out: HTTP on loopback, and who may ask.
///
/// Meet [LoopbackServer] first: every request passes its [Gate] and [Session] before a [Handler]
/// sees it as a [Call] and answers with a [Reply]; what goes wrong is a [Refusal], in words.
/// [Frame] is the binary form of an answer. Nothing here knows what a map is.
package dev.portolan.explorer.http;
