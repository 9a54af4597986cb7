package io.zenview.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one rule for the tags of files: inode, time of last change in nanoseconds, and size, each as
/// hexadecimal digits.
///
/// A tag survives renaming, so that an upload has its final tag before it has its final name. It
/// does not see bytes changed in place within one tick of the file system's clock (some
/// milliseconds on older kernels) by a program that keeps the size; replacing a file is always
/// seen.
final class FileTag {
    private static final Pattern INODE = Pattern.compile("ino=(\\d+)");

    private FileTag() {}

    /// The tag of the file that a path names now.
    static EntityTag of(Path file, LinkOption... options) throws IOException {
        // No inodes on Windows, where the time of creation tells files apart.
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        String names =
                unix ? "unix:ino,lastModifiedTime,size" : "creationTime,lastModifiedTime,size";
        Map<String, Object> attributes = Files.readAttributes(file, names, options);
        long identity =
                unix
                        ? ((Number) attribute(attributes, "ino")).longValue()
                        : nanos(attribute(attributes, "creationTime"));
        return of(
                identity,
                (FileTime) attribute(attributes, "lastModifiedTime"),
                ((Number) attribute(attributes, "size")).longValue());
    }

    /// The tag of a file whose attributes were read together, relative to an open directory as it
    /// may be: there, the inode is to be had only in the text of the file's key.
    static EntityTag of(BasicFileAttributes attributes) {
        Matcher inode = INODE.matcher(String.valueOf(attributes.fileKey()));
        long identity =
                inode.find()
                        ? Long.parseUnsignedLong(inode.group(1))
                        : nanos(attributes.creationTime());
        return of(identity, attributes.lastModifiedTime(), attributes.size());
    }

    /// The tag of a file of which all of that is known.
    static EntityTag of(long inode, FileTime lastModified, long size) {
        return EntityTag.strong(
                Long.toHexString(inode)
                        + '-'
                        + Long.toHexString(nanos(lastModified))
                        + '-'
                        + Long.toHexString(size));
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }

    private static Object attribute(Map<String, Object> attributes, String name) {
        Object value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("the file system gives no " + name);
        }
        return value;
    }
}
