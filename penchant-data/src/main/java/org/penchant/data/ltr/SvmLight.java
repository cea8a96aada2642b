package org.penchant.data.ltr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.ReadOptions;
import org.penchant.data.read.TextReader;

/**
 * Reads documents in the SVMlight format (Joachims, 1999), {@code label qid:7 1:0.5 4:2 # comment},
 * or without {@code qid} and with a file beside it that has the number of documents of each query,
 * one a line. Documents of a query stand together.
 *
 * @param lineLimit the longest line taken, in bytes
 */
public record SvmLight(int lineLimit) {
  public static SvmLight defaults() {
    return new SvmLight(ReadOptions.DEFAULT_LINE_LIMIT);
  }

  /**
   * Reads a file.
   *
   * @param sizes the file of group sizes, if queries are not named in the lines
   * @param problems takes errors and warnings
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if a file breaks a rule, with {@link
   *     ExitCode#IO} if it cannot be read
   */
  public List<Query> read(Path file, Optional<Path> sizes, Problems problems) {
    var reader = new TextReader(lineLimit);
    var groups = new ArrayList<Integer>();
    sizes.ifPresent(path -> reader.lines(path, problems, new GroupSizes(path, problems, groups)));
    var queries = new Queries(file.toString(), sizes, groups, problems);
    reader.lines(
        file,
        problems,
        (number, text) -> {
          int comment = text.indexOf('#');
          String line = (comment < 0 ? text : text.substring(0, comment)).strip();
          if (!line.isEmpty()) queries.line(number, line);
        });
    var read = queries.end();
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return read;
  }
}
