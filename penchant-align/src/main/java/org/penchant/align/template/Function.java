package org.penchant.align.template;

/** Something a template can call. */
@FunctionalInterface
interface Function {
  Object call(Given given);
}
