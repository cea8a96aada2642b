package org.penchant.data.read;

/** What can be wrong with a row that is nevertheless whole; a policy says what happens to it. */
public enum RowFault {
  PREFIX_MISMATCH(
      "chosen and rejected must share their dialogue up to the last reply",
      "drop the row, or give the prompt in a column of its own"),
  EMPTY_REPLY("a reply must hold text", "drop the row, or complete the reply"),
  INVALID_TEXT(
      "text must not hold a surrogate that stands alone, which no encoding can store",
      "drop the row, or replace the character");

  private final String rule;
  private final String remedy;

  RowFault(String rule, String remedy) {
    this.rule = rule;
    this.remedy = remedy;
  }

  public String rule() {
    return rule;
  }

  public String remedy() {
    return remedy;
  }
}
