/// An HTTP/1.1 origin, what it serves from, and what it takes.
///
/// In reading order:
///
/// | type | what it is |
/// |---|---|
/// | [io.zenview.server.OriginServer] | the server |
/// | [io.zenview.server.Limits], [io.zenview.server.UploadLimits] | what a client may take of it |
/// | [io.zenview.server.ContentStore], [io.zenview.server.Content] | where it takes from what it serves, and one such thing |
/// | [io.zenview.server.ContentPath], [io.zenview.server.EntityTag], [io.zenview.server.Listing] | names, validators, directories |
/// | [io.zenview.server.DirectoryStore] | the store that is a directory |
/// | [io.zenview.server.WritableStore], [io.zenview.server.Upload], [io.zenview.server.WritableDirectory] | stores that take uploads, and the one that is a directory |
/// | [io.zenview.server.BearerToken], [io.zenview.server.Transport] | who may write; epoll or not |
///
/// What an upload fails by is an [io.zenview.server.UploadException].
@NullMarked
package io.zenview.server;

import org.jspecify.annotations.NullMarked;
