package org.penchant.eval.report;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.penchant.core.stats.Interval;

/** What stands in a table. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Cell.Words.class, name = "words"),
  @JsonSubTypes.Type(value = Cell.Num.class, name = "number"),
  @JsonSubTypes.Type(value = Cell.Range.class, name = "range")
})
public sealed interface Cell {
  /** The cell as readers see it. */
  String shown();

  /** Text. */
  record Words(String text) implements Cell {
    @Override
    public String shown() {
      return text;
    }
  }

  /** A number, kept in full and shown in its style. */
  record Num(double value, Style style) implements Cell {
    @Override
    public String shown() {
      return style.show(value);
    }
  }

  /** From low to high. */
  record Range(double low, double high, Style style) implements Cell {
    @Override
    public String shown() {
      return style.show(low) + " to " + style.show(high);
    }
  }

  static Cell of(String text) {
    return new Words(text);
  }

  static Cell of(double value) {
    return new Num(value, Style.PLAIN);
  }

  static Cell count(long value) {
    return new Num(value, Style.COUNT);
  }

  static Cell percent(double share) {
    return new Num(share, Style.PERCENT);
  }

  static Cell signed(double value) {
    return new Num(value, Style.SIGNED);
  }

  static Cell range(Interval interval, Style style) {
    return new Range(interval.low(), interval.high(), style);
  }
}
