package org.penchant.app.job;

import org.penchant.core.manifest.CodeVersion;

/** Which Penchant this is. */
public final class CodeVersions {
  private CodeVersions() {}

  /** The jar's version, and the commit that the launcher found. */
  public static CodeVersion here() {
    String version = CodeVersions.class.getPackage().getImplementationVersion();
    return new CodeVersion(
        version == null ? "development" : version, System.getProperty("penchant.commit", ""));
  }
}
