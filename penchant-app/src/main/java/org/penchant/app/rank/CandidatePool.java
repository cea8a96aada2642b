package org.penchant.app.rank;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.penchant.core.preference.Content;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.read.TableReader;
import org.penchant.data.read.TableSink;
import org.penchant.data.read.TextRow;

/**
 * What items answered to prompts.
 *
 * @param answers of each item by prompt
 */
public record CandidatePool(Map<String, Map<String, Content>> answers) {
  /** A prompt and what two items answered. */
  public record Question(String prompt, Content first, Content second) {}

  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("prompt", "question", "instruction"),
          List.of("item", "model", "system"),
          List.of("response", "answer", "completion", "output"));

  /**
   * Reads a table with the columns prompt, item (or model) and response.
   *
   * @throws ProblemsException if a column is missing, or an item answers a prompt twice
   */
  public static CandidatePool read(Path file) {
    var problems = new Problems();
    var answers = new LinkedHashMap<String, Map<String, Content>>();
    TableReader.defaults()
        .read(
            file,
            problems,
            new TableSink() {
              @Override
              public List<Integer> columns(String place, List<String> names) {
                var found = new ArrayList<Integer>();
                for (var column : COLUMNS) {
                  Optional<String> name = column.stream().filter(names::contains).findFirst();
                  if (name.isPresent()) found.add(names.indexOf(name.get()));
                  else
                    problems.error(
                        place,
                        "columns " + String.join(", ", names),
                        "missing column " + String.join(" or ", column),
                        "rename or add it");
                }
                return found.size() == COLUMNS.size() ? found : List.of();
              }

              @Override
              public void row(TextRow row) {
                String item = row.cell(1);
                if (item == null || item.isBlank() || row.cell(0) == null || row.cell(2) == null)
                  problems.error(
                      row.place(), "", "needs prompt, item and response", "fill the row");
                else if (answers
                        .computeIfAbsent(item, _ -> new LinkedHashMap<>())
                        .put(row.cell(0), Content.of(row.cell(2)))
                    != null)
                  problems.error(
                      row.place(), item, "answers the same prompt twice", "keep one answer");
              }
            });
    if (answers.size() < 2 && !problems.hasErrors())
      problems.error(file.toString(), answers.keySet(), "needs two items", "add answers of others");
    problems.throwIfErrors(ExitCode.BAD_DATA);
    return new CandidatePool(answers);
  }

  public Set<String> items() {
    return answers.keySet();
  }

  /**
   * A prompt both items answered, drawn.
   *
   * @throws ProblemsException if there is none
   */
  public Question draw(String first, String second, RandomGenerator random) {
    var mine = answers.getOrDefault(first, Map.of());
    var theirs = answers.getOrDefault(second, Map.of());
    var both = new LinkedHashSet<>(mine.keySet());
    both.retainAll(theirs.keySet());
    if (both.isEmpty())
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "candidates",
          first + " and " + second,
          "have no prompt in common",
          "add their answers to the same prompts");
    String prompt = List.copyOf(both).get(random.nextInt(both.size()));
    return new Question(
        prompt,
        java.util.Objects.requireNonNull(mine.get(prompt)),
        java.util.Objects.requireNonNull(theirs.get(prompt)));
  }
}
