package org.penchant.torch.safetensors;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is not what the safetensors format asks for. */
public final class SafetensorsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final String what;

  public SafetensorsException(Path file, String what) {
    super(file + ": " + what);
    this.file = file;
    this.what = what;
  }

  public Path file() {
    return file;
  }

  /** What is wrong with the file. */
  public String what() {
    return what;
  }
}
