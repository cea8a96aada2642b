package org.penchant.core.manifest;

/**
 * Which Penchant ran.
 *
 * @param version as in the build file
 * @param commit the commit it was built from; empty where the build did not know it
 */
public record CodeVersion(String version, String commit) {}
