package org.penchant.align.template;

/** A template that cannot be read, or that failed or refused while it was rendered. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  TemplateException(int line, String message) {
    super(message);
    this.line = line;
  }

  /** The line of the template, from 1. */
  public int line() {
    return line;
  }
}
