package org.penchant.align.template;

/**
 * A token of a template.
 *
 * @param kind what it is
 * @param text its text; of a string, its value
 * @param line where it stands, from 1
 */
record Token(Kind kind, String text, int line) {
  enum Kind {
    /** Text outside tags. */
    DATA,
    OUTPUT_BEGIN,
    OUTPUT_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  boolean is(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  String shown() {
    return switch (kind) {
      case END -> "the end of the template";
      case BLOCK_END, OUTPUT_END -> "the end of the tag";
      case STRING -> "the string '" + text + "'";
      default -> "'" + text + "'";
    };
  }
}
