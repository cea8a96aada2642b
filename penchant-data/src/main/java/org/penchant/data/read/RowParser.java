package org.penchant.data.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.penchant.core.preference.Candidate;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Mark;
import org.penchant.core.preference.Provenance;
import org.penchant.core.problems.Problems;
import org.penchant.data.write.RowEncoder;

/** Turns the columns of a row into a comparison; every broken rule is a problem of that row. */
final class RowParser {
  private static final List<Column> NUMBERS =
      List.of(Column.MARGIN, Column.CHOSEN_RATING, Column.REJECTED_RATING);

  private final ColumnNames names;
  private final Problems problems;
  private final ObjectMapper mapper;
  private final RowEncoder encoder = new RowEncoder();
  private final MessageDigest digest = Input.sha256();

  RowParser(ColumnNames names, ReadOptions options, Problems problems) {
    this.names = names;
    this.problems = problems;
    this.mapper = Json.mapper(options.lineLimit());
  }

  /** The comparison and its faults, or null after reported mistakes. */
  @Nullable ReadRow parse(Row row, Format format) {
    var cells = new Cells(row, names, mapper, problems);
    Mark mark = mark(cells);
    Map<String, Double> columns = columns(cells);
    Map<String, Object> template = template(cells);
    Said said = said(cells, format, mark);
    if (said == null || cells.failed()) return null;
    var bare =
        new Comparison(
            said.prompt(),
            said.candidates().stream().map(Candidate::response).toList(),
            said.feedback(),
            columns,
            template,
            new Provenance(row.file(), row.index(), ""));
    byte[] hash = digest.digest(encoder.encode(bare).getBytes(StandardCharsets.UTF_8));
    var comparison =
        new Comparison(
            bare.prompt(),
            bare.candidates(),
            bare.feedback(),
            columns,
            template,
            new Provenance(
                row.file(), row.index(), HexFormat.of().formatHex(hash), cells.lineage()));
    return new ReadRow(comparison, Faults.of(comparison, said.mismatch()));
  }

  private static @Nullable Said said(Cells cells, Format format, Mark mark) {
    return switch (format) {
      case EXPLICIT -> new PairColumns(cells, mark).explicit();
      case IMPLICIT -> new PairColumns(cells, mark).implicit();
      case VOTE, RANKED, SCORED -> new ReplyColumns(cells, mark).list(format);
      case STEPWISE -> new StepColumns(cells, mark).steps();
      case UNPAIRED, RATED, COMPLETION -> new ReplyColumns(cells, mark).single(format);
      case MESSAGES, TEXT -> new ReplyColumns(cells, mark).whole(format);
    };
  }

  private static Mark mark(Cells cells) {
    OptionalDouble weight = cells.number(cells.name(Column.WEIGHT), 0, Double.MAX_VALUE);
    return new Mark(
        cells.word(Column.ANNOTATOR),
        weight.orElse(1),
        cells.word(Column.TIME),
        cells.word(Column.RATIONALE));
  }

  private Map<String, Double> columns(Cells cells) {
    var columns = new HashMap<String, Double>();
    for (Column column : NUMBERS) number(cells, column.key(), cells.name(column), columns);
    cells
        .number(cells.name(Column.ALPHA), 0, 1)
        .ifPresent(share -> columns.put(Column.ALPHA.key(), share));
    for (String name : names.numeric()) number(cells, name, name, columns);
    for (String name : names.groups()) if (cells.numeric(name)) number(cells, name, name, columns);
    return columns;
  }

  private static void number(Cells cells, String key, String name, Map<String, Double> columns) {
    cells
        .number(name, -Double.MAX_VALUE, Double.MAX_VALUE)
        .ifPresent(number -> columns.put(key, number));
  }

  private Map<String, Object> template(Cells cells) {
    var template = new HashMap<String, Object>();
    for (Column column :
        List.of(Column.TOOLS, Column.CHAT_TEMPLATE_KWARGS, Column.CONSTRAINTS, Column.TRACES)) {
      JsonNode found = cells.structure(column, column != Column.CHAT_TEMPLATE_KWARGS);
      if (found != null) template.put(column.key(), cells.plain(found));
    }
    for (String name : names.groups())
      if (!cells.numeric(name)) cells.word(name).ifPresent(word -> template.put(name, word));
    return template;
  }
}
