package org.penchant.data.read;

/**
 * A file that was read to its end.
 *
 * @param file as the user named it
 * @param sha256 of its bytes as they lie on the disk, in hexadecimal
 * @param bytes its size on the disk
 */
public record FileFacts(
    String file, String sha256, long bytes, Container container, Compression compression) {}
