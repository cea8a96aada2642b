package org.penchant.align.reward.tool;

import java.util.List;
import java.util.function.UnaryOperator;

/** A model that goes on with traces. */
@FunctionalInterface
public interface TraceWriter {
  /**
   * What follows each text: up to and with {@link TraceText#OBSERVATION} where a tool is asked, or
   * to the end. What is no trace at all is for {@link TraceRunner} to flag.
   */
  List<String> write(List<String> texts);

  /** One text after the other. */
  static TraceWriter of(UnaryOperator<String> model) {
    return texts -> texts.stream().map(model).toList();
  }
}
