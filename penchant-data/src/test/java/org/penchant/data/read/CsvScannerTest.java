package org.penchant.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.penchant.core.random.Seeds;

/** What is written comes back, wherever the buffer ends. */
class CsvScannerTest {
  private static final int LIMIT = 200_000;
  private static final List<String> ENDS = List.of("\n", "\r\n", "\r");

  @RepeatedTest(40)
  void randomRecordsComeBack(RepetitionInfo repetition) throws IOException {
    var random = new Seeds(11).stream("csv " + repetition.getCurrentRepetition());
    String end = ENDS.get(random.nextInt(3));
    var records = new ArrayList<List<String>>();
    var text = new StringBuilder();
    for (int i = 1 + random.nextInt(60); i > 0; i--) {
      var cells = new ArrayList<String>();
      for (int c = 1 + random.nextInt(5); c > 0; c--) cells.add(cell(random));
      records.add(cells);
      text.append(String.join(";", cells.stream().map(cell -> written(cell, random)).toList()));
      if (i > 1 || random.nextBoolean() || cells.getLast().isEmpty()) text.append(end);
    }
    assertThat(scan(drip(text.toString(), random))).isEqualTo(records);
  }

  @Test
  void linesAreThoseARecordBeginsIn() throws IOException {
    var scanner = new CsvScanner(new StringReader("a\n\"b\nb\",c\r\nd"), ',', LIMIT);
    var cells = new ArrayList<String>();
    var lines = new ArrayList<Long>();
    while (scanner.next(cells)) lines.add(scanner.line());
    assertThat(lines).containsExactly(1L, 2L, 4L);
  }

  @Test
  void whatIsNoCsvIsNamed() {
    assertThatThrownBy(() -> scan(new StringReader("a;\"b"))).hasMessage("Missing closing quote");
    assertThatThrownBy(() -> scan(new StringReader("\"a\"b;c")))
        .hasMessage("'b' follows a closing quote");
    assertThatThrownBy(() -> scan(new StringReader("x".repeat(LIMIT + 1))))
        .hasMessage("a cell may hold at most 200000 characters");
    assertThatThrownBy(() -> scan(new StringReader('"' + "x".repeat(LIMIT + 1) + '"')))
        .hasMessage("a cell may hold at most 200000 characters");
  }

  private static List<List<String>> scan(Reader in) throws IOException {
    var scanner = new CsvScanner(in, ';', LIMIT);
    var records = new ArrayList<List<String>>();
    var cells = new ArrayList<String>();
    while (scanner.next(cells)) records.add(List.copyOf(cells));
    return records;
  }

  private static String cell(RandomGenerator random) {
    int length =
        switch (random.nextInt(10)) {
          case 0 -> 0;
          case 1 -> random.nextInt(100_000);
          default -> random.nextInt(100);
        };
    var text = new StringBuilder();
    boolean wild = random.nextInt(3) == 0;
    for (int i = 0; i < length; i++)
      text.append(wild ? ";\"\n\r x\u00e9".charAt(random.nextInt(7)) : (char) ('a' + i % 3));
    return text.toString();
  }

  private static String written(String cell, RandomGenerator random) {
    boolean needed = cell.matches("(?s).*[;\"\n\r].*");
    return needed || random.nextInt(4) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  /** Gives a text in pieces of random length. */
  private static Reader drip(String text, RandomGenerator random) {
    return new Reader() {
      private int at;

      @Override
      public int read(char[] into, int from, int n) {
        if (at == text.length()) return -1;
        int got = Math.min(Math.min(n, 1 + random.nextInt(5000)), text.length() - at);
        text.getChars(at, at + got, into, from);
        at += got;
        return got;
      }

      @Override
      public void close() {}
    };
  }
}
