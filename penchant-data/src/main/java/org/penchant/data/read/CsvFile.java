package org.penchant.data.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penchant.core.problems.Problems;

/**
 * Separated values after RFC 4180 with a header line; cells may hold quoted line ends. Lists and
 * objects stand in cells as JSON.
 */
record CsvFile(char separator) implements RowSource {
  @Override
  public void forEach(Input input, ReadOptions options, Problems problems, Sink sink)
      throws IOException {
    var factory =
        CsvFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(options.lineLimit()).build())
            .build();
    var mapper = CsvMapper.builder(factory).enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
    long row = -1;
    long line = 1;
    try (CsvParser parser =
        (CsvParser) mapper.createParser(new StrictUtf8Reader(input.stream(), input.mark()))) {
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
      try {
        List<String> header = null;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
          var cells = new ArrayList<String>();
          line = 0;
          while (parser.nextToken() == JsonToken.VALUE_STRING) {
            if (line == 0) line = parser.currentTokenLocation().getLineNr();
            cells.add(parser.getText());
          }
          if (cells.isEmpty() || (cells.size() == 1 && cells.getFirst().isBlank())) continue;
          if (header == null) {
            header = header(input, cells, problems);
            if (header == null) return;
          } else {
            ObjectNode fields = fields(input, row, line, header, cells, problems);
            if (fields != null) sink.accept(new Row(input.name(), row, line, false, fields));
          }
          row++;
        }
      } catch (JsonProcessingException e) {
        if (line == 0 && e.getLocation() != null) line = e.getLocation().getLineNr();
        problems.error(
            Row.place(input.name(), Math.max(0, row), line),
            "",
            Json.broken(e).replaceFirst("JSON[^:]*", "CSV"),
            "close every quote and double the quotes inside; rows after it were not read");
      }
    }
  }

  private static @Nullable List<String> header(Input input, List<String> cells, Problems problems) {
    var seen = new HashSet<String>();
    boolean good = true;
    for (String name : cells) {
      if (seen.add(name.strip())) continue;
      good = false;
      problems.error(
          input.name() + " (line 1)",
          name,
          "a column may be named once in the header",
          "rename one of the columns");
    }
    return good ? cells.stream().map(String::strip).toList() : null;
  }

  private static @Nullable ObjectNode fields(
      Input input,
      long row,
      long line,
      List<String> header,
      List<String> cells,
      Problems problems) {
    if (cells.size() != header.size()) {
      problems.error(
          Row.place(input.name(), row, line),
          cells.size() + " cells",
          "a row must have as many cells as the header, " + header.size(),
          "quote cells that hold a separator or a line end");
      return null;
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < cells.size(); i++) fields.put(header.get(i), cells.get(i));
    return fields;
  }
}
