/// Filters: which data, as a value one can store, combine and send.
///
/// [Filter][dev.portolan.query.filter.Filter] is what there is to say;
/// [FilterCompiler][dev.portolan.query.filter.FilterCompiler] answers it over one
/// [FilterScope][dev.portolan.query.filter.FilterScope], as a query of the data's index and as a
/// datum set; [FilterJson][dev.portolan.query.filter.FilterJson] writes and reads it.
package dev.portolan.query.filter;
