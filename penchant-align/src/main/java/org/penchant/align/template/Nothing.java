package org.penchant.align.template;

/** The template language's {@code none}. */
enum Nothing {
  NONE
}
