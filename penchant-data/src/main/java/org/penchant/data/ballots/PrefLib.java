package org.penchant.data.ballots;

import java.nio.file.Path;
import java.util.List;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.ReadOptions;
import org.penchant.data.read.TextReader;

/**
 * Reads orders in the format of PrefLib (Mattei and Walsh, 2013), with its header of 2022: soc,
 * soi, toc, toi and cat, plain, gzip or zstd. Item i of the file is item i - 1 of the ballots. What
 * the header counts must be there: alternatives, voters, unique orders.
 *
 * @param lineLimit the longest line taken, in bytes
 */
public record PrefLib(int lineLimit) {
  public static PrefLib defaults() {
    return new PrefLib(ReadOptions.DEFAULT_LINE_LIMIT);
  }

  /**
   * Reads a file.
   *
   * @param problems takes errors and warnings
   * @throws ProblemsException with {@link ExitCode#BAD_DATA} if the file breaks a rule, with {@link
   *     ExitCode#IO} if it cannot be read
   */
  public ReadBallots read(Path file, Problems problems) {
    var header = new PrefLibHeader(file.toString(), problems);
    var body = new PrefLibBody(header, problems);
    var facts =
        new TextReader(lineLimit)
            .lines(
                file,
                problems,
                (number, text) -> {
                  String line = text.strip();
                  if (line.startsWith("#")) header.line(number, line);
                  else if (!line.isEmpty()) body.line(number, line);
                });
    if (facts.isPresent()) {
      header.check();
      body.check();
    }
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new ReadBallots(body.ballots(), List.of(facts.orElseThrow()));
  }
}
