package org.penchant.eval.report;

import java.util.List;
import org.penchant.core.io.Json;

/**
 * What was found, in the order it should be read. Numbers are kept in full; rounding is the
 * renderers'.
 *
 * @param title one line
 * @param lead the finding in a sentence or two; may be empty
 * @param sections in order
 */
public record Report(String title, String lead, List<Section> sections) {
  public Report {
    sections = List.copyOf(sections);
  }

  /**
   * Blocks under a heading.
   *
   * @param title one line
   * @param blocks in order
   */
  public record Section(String title, List<Block> blocks) {
    public Section {
      blocks = List.copyOf(blocks);
    }

    public static Section of(String title, Block... blocks) {
      return new Section(title, List.of(blocks));
    }
  }

  public static Report of(String title, String lead, Section... sections) {
    return new Report(title, lead, List.of(sections));
  }

  /** The whole report as indented JSON, every number in full. */
  public String toJson() {
    return Json.pretty(this);
  }

  /** As Markdown, charts as tables. */
  public String toMarkdown() {
    return new MarkdownRenderer().render(this);
  }

  /** As one HTML page that needs neither scripts nor a network; it is well-formed XML too. */
  public String toHtml() {
    return new HtmlRenderer().render(this);
  }
}
