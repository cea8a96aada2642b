package org.penchant.data.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A lint report as JSON: the components of the records under their names. */
public final class LintJson {
  private LintJson() {}

  public static String render(LintReport report) {
    try {
      return JsonMapper.builder()
          .enable(
              SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS,
              SerializationFeature.INDENT_OUTPUT,
              SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .build()
          .writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of plain values did not encode", e);
    }
  }
}
