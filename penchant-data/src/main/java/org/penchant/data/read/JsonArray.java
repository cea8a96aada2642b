package org.penchant.data.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.penchant.core.problems.Problems;

/** One array of JSON objects; where it breaks, reading of the file ends. */
final class JsonArray implements RowSource {
  @Override
  public void forEach(Input input, ReadOptions options, Problems problems, Sink sink)
      throws IOException {
    ObjectMapper mapper = Json.mapper(options.lineLimit());
    ObjectReader elements = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    long row = 0;
    try (JsonParser parser =
        mapper.createParser(new StrictUtf8Reader(input.stream(), input.mark()))) {
      try {
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() == null) {
            problems.error(
                Row.place(input.name(), row, parser.currentLocation().getLineNr()),
                "",
                "the array ends without its closing bracket",
                "restore the end of the file");
            return;
          }
          long line = parser.currentTokenLocation().getLineNr();
          JsonNode node = elements.readTree(parser);
          if (node instanceof ObjectNode fields)
            sink.accept(new Row(input.name(), row, line, true, fields));
          else
            problems.error(
                Row.place(input.name(), row, line),
                node,
                "an element of the array must be an object, not " + Json.kind(node),
                "write objects such as {\"prompt\": ..., \"chosen\": ..., \"rejected\": ...}");
          row++;
        }
        if (parser.nextToken() != null)
          problems.error(
              input.name() + " (line " + parser.currentTokenLocation().getLineNr() + ")",
              parser.getText(),
              "nothing may follow the array",
              "keep one array, or write one object a line");
      } catch (JsonProcessingException e) {
        long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        problems.error(
            Row.place(input.name(), row, line),
            "",
            Json.broken(e),
            Json.remedy(e, "mend the array there; rows after it were not read"));
      }
    }
  }
}
