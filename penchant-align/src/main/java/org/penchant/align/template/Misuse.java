package org.penchant.align.template;

/** A value used as what it is not; the renderer knows the line and says it. */
final class Misuse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Misuse(String message) {
    super(message, null, false, false);
  }
}
