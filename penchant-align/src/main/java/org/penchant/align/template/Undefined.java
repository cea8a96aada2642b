package org.penchant.align.template;

/**
 * The value of a variable or key that is not there: empty as text, false, without items; looking
 * into it is an error.
 *
 * @param what its name
 */
record Undefined(String what) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Undefined;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
